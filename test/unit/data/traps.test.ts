import { describe, expect, it } from '@jest/globals';
import {
  apiById,
  apis,
  category,
  clauses,
  dataType,
  dataTypes,
  gatesAt,
  permission,
  permissionLevel,
} from '../../../src/data/index.js';
import type { ApiRecord } from '../../../src/model/index.js';

/** Errors found on review of the research: one test each, so that no edit of a table brings one back. */

const P = (name: string): string => `android.permission.${name}`;
const named = (name: string): ApiRecord[] => apis().filter((api) => api.name === name);
function one(name: string): ApiRecord {
  const [first] = named(name);
  if (first === undefined) throw new Error(`no API ${name}`);
  return first;
}
const typesOf = (name: string): string[] => [...new Set(named(name).flatMap((api) => api.dataTypes))];
const opens = (api: ApiRecord, level: number): string[] => gatesAt(api, level).flat();

describe('APIs', () => {
  it('getAllMessagesFromIcc returns ArrayList', () => {
    expect(apiById('Landroid/telephony/SmsManager;->getAllMessagesFromIcc()Ljava/util/ArrayList;')).toBeDefined();
    expect(named('SmsManager.getAllMessagesFromIcc')).toHaveLength(1);
  });

  it('gates differ by level', () => {
    for (const name of ['TelephonyManager.getDeviceId', 'TelephonyManager.getImei', 'Build.getSerial']) {
      expect(opens(one(name), 28)).toEqual([P('READ_PHONE_STATE')]);
      expect(opens(one(name), 29)).toEqual([P('READ_PRIVILEGED_PHONE_STATE')]);
    }
    const images = one('MediaStore.Images.Media.EXTERNAL_CONTENT_URI');
    expect(opens(images, 32)).toEqual([P('READ_EXTERNAL_STORAGE')]);
    expect(opens(images, 33)).toEqual([P('READ_MEDIA_IMAGES')]);
    const discovery = one('BluetoothAdapter.startDiscovery');
    expect(opens(discovery, 22)).toEqual([P('BLUETOOTH_ADMIN')]);
    expect(opens(discovery, 30)).toEqual([P('BLUETOOTH_ADMIN'), P('ACCESS_FINE_LOCATION')]);
    expect(opens(discovery, 31)).toEqual([P('BLUETOOTH_SCAN')]);
    const peers = one('WifiP2pManager.requestPeers');
    expect(opens(peers, 32)).toEqual([P('ACCESS_FINE_LOCATION')]);
    expect(opens(peers, 33)).toEqual([P('NEARBY_WIFI_DEVICES')]);
  });

  it('since is filled where a rule depends on it', () => {
    expect(one('UiccCardInfo.getIccId').since).toBe(29);
    expect(one('BiometricPrompt.authenticate').since).toBe(28);
    expect(one('TelephonyManager.getImei').since).toBe(26);
    const without = apis().filter(
      (api) => api.kind === 'method' && /^Landroid\/(?!os\/SystemProperties)/u.test(api.id) && api.since === undefined,
    );
    expect(without.map((api) => api.id)).toEqual([]);
  });

  it('getServiceState also needs READ_PHONE_STATE on newer levels', () => {
    expect(opens(one('TelephonyManager.getServiceState'), 26)).not.toContain(P('READ_PHONE_STATE'));
    expect(opens(one('TelephonyManager.getServiceState'), 29)).toContain(P('READ_PHONE_STATE'));
  });

  it.each([
    ['WifiInfo.getRssi', 'network.ssid'],
    ['WifiInfo.getNetworkId', 'network.ssid'],
    ['BluetoothAdapter.getName', 'device-id.mac-bluetooth'],
    ['TelephonyManager.getGroupIdLevel1', 'device-id.imsi'],
    ['TelephonyManager.getNai', 'device-id.imsi'],
    ['TelephonyManager.getManufacturerCode', 'device-id.meid'],
    ['TelephonyManager.getDeviceSoftwareVersion', 'device-id.imei'],
    ['Location.getSpeed', 'location.track'],
    ['Location.getBearing', 'location.track'],
    ['EditText.getText', 'keyboard-input'],
  ])('%s is not %s', (name, type) => {
    expect(typesOf(name)).not.toContain(type);
    expect(typesOf(name)).toHaveLength(1);
  });

  it('local authentication gives a yes or no', () => {
    for (const name of [
      'BiometricPrompt.authenticate',
      'FingerprintManager.authenticate',
      'KeyguardManager.createConfirmDeviceCredentialIntent',
    ])
      expect(typesOf(name)).toEqual(['auth.local']);
    expect(dataType('auth.local')).toMatchObject({ sensitive: false });
  });

  it('finding faces is not identifying', () => {
    expect(typesOf('FaceDetector.findFaces')).toEqual(['media.faces']);
    expect(typesOf('Camera.setFaceDetectionListener')).toEqual(['media.faces']);
    expect(
      apis().filter(
        (api) => api.id.startsWith('Landroid/') && api.dataTypes.some((type) => type.startsWith('biometric.')),
      ),
    ).toEqual([]);
  });

  it('camera and microphone calls read pictures and sound, nothing about who is in them', () => {
    for (const api of apis().filter(({ id }) =>
      /^Landroid\/(?:hardware\/(?:Camera|camera2)|media\/(?:AudioRecord|MediaRecorder))/u.test(id),
    )) {
      expect(api.dataTypes.every((type) => ['camera', 'microphone', 'media.faces'].includes(type))).toBe(true);
    }
    expect(permission(P('CAMERA'))?.dataTypes).toContain('biometric.face');
  });

  it('calls that library code makes in most apps are marked by a field', () => {
    for (const name of [
      'FingerprintManager.authenticate',
      'AccessibilityNodeInfo.getText',
      'Environment.getExternalStorageDirectory',
      'PackageManager.queryIntentActivities',
    ])
      expect(one(name)).toMatchObject({ weak: true, commonInLibraries: true });
    // An app's own call of this one proves a location read: not weak, but never counted in library code.
    expect(one('LocationManager.getLastKnownLocation')).toMatchObject({ weak: false, commonInLibraries: true });
  });

  it('ask for the key where a method is generic', () => {
    expect(one('Settings.Secure.getString').when).toEqual({ string: 'android_id' });
    expect(one('MediaDrm.getPropertyByteArray').when).toEqual({ string: 'deviceUniqueId' });
  });
});

describe('permissions', () => {
  it.each(
    ['READ_PROFILE', 'READ_SOCIAL_STREAM', 'AUTHENTICATE_ACCOUNTS', 'MANAGE_ACCOUNTS', 'USE_CREDENTIALS']
      .map(P)
      .concat('com.android.browser.permission.READ_HISTORY_BOOKMARKS'),
  )('%s was dangerous before 23', (name) => {
    expect(permissionLevel(name, 22)).toBe('dangerous');
    expect(permissionLevel(name, 23)).not.toBe('dangerous');
  });

  it('GET_TASKS was dangerous before 21', () => {
    expect([20, 21].map((level) => permissionLevel(P('GET_TASKS'), level))).toEqual(['dangerous', 'normal']);
  });

  it('WRITE_EXTERNAL_STORAGE exists since 4, BODY_SENSORS since 20', () => {
    expect([3, 4].map((level) => permissionLevel(P('WRITE_EXTERNAL_STORAGE'), level))).toEqual([
      undefined,
      'dangerous',
    ]);
    expect([19, 20, 23].map((level) => permissionLevel(P('BODY_SENSORS'), level) !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('levels are words of a list, never prose', () => {
    expect(permissionLevel(P('SYSTEM_ALERT_WINDOW'), 22)).toBe('dangerous');
    expect(permissionLevel(P('SYSTEM_ALERT_WINDOW'), 23)).toBe('special');
    expect(permissionLevel(P('INTERNET'), 22)).toBe('dangerous');
    expect(permissionLevel(P('INTERNET'), 23)).toBe('normal');
  });

  it('old storage and Bluetooth permissions name their successors', () => {
    expect(permission(P('READ_EXTERNAL_STORAGE'))?.replacedBy).toEqual(
      expect.arrayContaining(['READ_MEDIA_IMAGES', 'READ_MEDIA_VIDEO', 'READ_MEDIA_AUDIO'].map(P)),
    );
    expect(permission(P('BLUETOOTH_ADMIN'))?.replacedBy).toContain(P('BLUETOOTH_SCAN'));
  });
});

describe('data types', () => {
  it('a precise location is not by itself a type of PIPL 28; a track is', () => {
    expect(dataType('location.precise')).toMatchObject({ sensitive: false });
    expect(dataType('location.precise')?.basis).not.toContain('PIPL 28');
    expect(dataType('location.track')).toMatchObject({ sensitive: true, basis: expect.arrayContaining(['PIPL 28']) });
  });

  it('sensitive is the list of the design and no more', () => {
    const pipl = [
      'biometric.face',
      'biometric.fingerprint',
      'biometric.other',
      'biometric.voiceprint',
      'financial.account',
      'financial.bank-card',
    ];
    const health = [
      'health.body-sensors',
      'health.medical',
      'health.physiological',
      'health.reproductive',
      'service.appointment',
    ];
    const identity = [
      'identity.ethnicity',
      'identity.religion',
      'identity.specific',
      'location.track',
      'minor.under14',
    ];
    const gbt = ['call-log', 'contacts', 'identity.id-image', 'identity.id-number', 'sms'];
    expect(
      dataTypes()
        .filter((type) => type.sensitive)
        .map((type) => type.id),
    ).toEqual([...pipl, ...health, ...identity, ...gbt].sort());
    for (const id of gbt) expect(dataType(id)?.basis).toContain('GB/T 35273-2020 B');
    for (const id of gbt) expect(dataType(id)?.basis).not.toContain('PIPL 28');
    expect(
      dataTypes()
        .filter((type) => type.sensitive && !type.sensitiveAtAnyAge)
        .map((type) => type.id),
    ).toEqual(['minor.under14']);
  });
});

describe('categories', () => {
  it('consultation needs health.medical, hotels need contact.recipient', () => {
    expect(category('C15')?.necessary.map((item) => item.type)).toContain('health.medical');
    expect(category('C17')?.necessary.map((item) => item.type)).toContain('contact.recipient');
  });

  it('a category that may use media may use what media were before Android 13', () => {
    for (const { id, contextual } of [category('C03'), category('C19'), category('C28'), category('C36')].filter(
      (found) => found !== undefined,
    )) {
      expect({ id, old: contextual.some((item) => item.permission === P('READ_EXTERNAL_STORAGE')) }).toEqual({
        id,
        old: true,
      });
    }
  });
});

describe('law', () => {
  it('sources are official texts, not the copies they were read in', () => {
    for (const record of clauses()) expect(record.source).not.toMatch(/https?:|www\.|\.com|\.cn/u);
  });

  it('the CSL has no article number from 2026 on', () => {
    const csl = clauses().filter((record) => record.law === 'csl');
    for (const record of csl) expect(record.inForceUntil).toBe(record.clause === undefined ? undefined : '2026-01-01');
    expect(csl.map((record) => record.clause)).not.toContain('71');
  });
});
