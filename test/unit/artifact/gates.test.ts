import { describe, expect, it } from '@jest/globals';
import { gatesFrom, opensFrom } from '../../../src/artifact/gates.js';
import { heldPermissions } from '../../../src/artifact/held-permissions.js';
import type { ApiRecord } from '../../../src/model/index.js';
import { manifest, service, usesPermission } from '../../rules/artifacts.js';

const api = (gates: ApiRecord['gates'], over: Partial<ApiRecord> = {}): ApiRecord => ({
  id: 'La/B;->c()V',
  kind: 'method',
  name: 'B.c',
  dataTypes: ['device-id.imei'],
  gates,
  weak: false,
  source: 'test',
  checked: 'test',
  confirmed: true,
  ...over,
});

/** As for getDeviceId: READ_PHONE_STATE up to Android 9, a system permission from Android 10. */
const deviceId = api([
  { anyOf: ['PHONE'], until: 28 },
  { anyOf: ['SYSTEM'], since: 29 },
]);
const holds =
  (...names: string[]) =>
  (name: string): boolean =>
    names.includes(name);

describe('gates of an interface', () => {
  it('lists the permissions of the levels the app can run on', () => {
    expect(gatesFrom(deviceId, 21)).toEqual(['PHONE', 'SYSTEM']);
    expect(gatesFrom(deviceId, 29)).toEqual(['SYSTEM']);
  });

  it.each([
    ['with the permission of the old levels', deviceId, 21, ['PHONE'], true],
    ['without any', deviceId, 21, [], false],
    ['on new devices only, where the old permission opens nothing', deviceId, 29, ['PHONE'], false],
    ['with the system permission', deviceId, 29, ['SYSTEM'], true],
    ['an interface that needs none', api([]), 21, [], true],
    ['on levels before its gate begins', api([{ anyOf: ['ALL'], since: 30 }]), 29, [], true],
    ['on levels behind its gate only', api([{ anyOf: ['ALL'], since: 30 }]), 30, [], false],
    ['before the interface itself', api([{ anyOf: ['ALL'], since: 30 }], { since: 30 }), 21, [], false],
    ['after its gate ends', api([{ anyOf: ['OLD'], until: 22 }]), 21, [], true],
    ['gone before the gate ends', api([{ anyOf: ['OLD'], until: 22 }], { until: 22 }), 21, [], false],
    ['any of several', api([{ anyOf: ['FINE', 'COARSE'] }]), 21, ['COARSE'], true],
    ['one of two gates in force', api([{ anyOf: ['SCAN'] }, { anyOf: ['FINE'] }]), 21, ['SCAN'], false],
    ['both gates in force', api([{ anyOf: ['SCAN'] }, { anyOf: ['FINE'] }]), 21, ['SCAN', 'FINE'], true],
  ])('%s', (_, record, minSdk, held, expected) => {
    expect(opensFrom(record, minSdk, holds(...held))).toBe(expected);
  });
});

describe('permissions an app holds', () => {
  const held = (targetSdk: number, ...names: string[]): string[] =>
    [
      ...heldPermissions({
        targetSdk,
        components: [],
        permissions: names.map((name) => usesPermission(`android.permission.${name}`)),
      }),
    ]
      .map((name) => name.slice('android.permission.'.length))
      .sort();

  it.each([
    [34, ['CAMERA'], ['CAMERA']],
    [34, ['WRITE_EXTERNAL_STORAGE'], ['READ_EXTERNAL_STORAGE', 'WRITE_EXTERNAL_STORAGE']],
    [15, ['READ_CONTACTS'], ['READ_CALL_LOG', 'READ_CONTACTS']],
    [16, ['READ_CONTACTS'], ['READ_CONTACTS']],
    [29, ['ACCESS_FINE_LOCATION'], ['ACCESS_COARSE_LOCATION', 'ACCESS_FINE_LOCATION']],
    [30, ['BLUETOOTH'], ['BLUETOOTH', 'BLUETOOTH_ADVERTISE', 'BLUETOOTH_CONNECT', 'BLUETOOTH_SCAN']],
    [31, ['BLUETOOTH'], ['BLUETOOTH']],
  ])('target %i with %j', (target, asked, expected) => {
    expect(held(target, ...asked)).toEqual(expected);
  });

  it('counts what a service requires of the system that binds it, and nothing else a component requires', () => {
    const services = [
      service('a.Listener', 'android.permission.BIND_NOTIFICATION_LISTENER_SERVICE'),
      service('a.Sync', 'android.permission.CAMERA'),
    ];
    expect([...heldPermissions(manifest([], { components: services }))]).toEqual([
      'android.permission.BIND_NOTIFICATION_LISTENER_SERVICE',
    ]);
  });

  it('follows one split into the next: writing files opens pictures below Android 13', () => {
    expect(held(32, 'WRITE_EXTERNAL_STORAGE')).toContain('READ_MEDIA_IMAGES');
    expect(held(33, 'WRITE_EXTERNAL_STORAGE')).not.toContain('READ_MEDIA_IMAGES');
  });
});
