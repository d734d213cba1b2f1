import { describe, expect, it } from '@jest/globals';
import type { CodeSite, Evidence, Finding } from '../../../src/model/index.js';
import { fingerprint } from '../../../src/rule/fingerprint.js';

const site: CodeSite = {
  entry: 'classes.dex',
  method: 'Lcom/a/B;->c()V',
  pc: 12,
  line: 30,
  source: 'B.java',
  owner: { kind: 'app' },
};
const code = (over: Partial<CodeSite> = {}, text = 'getDeviceId()'): Evidence => ({
  kind: 'code',
  site: { ...site, ...over },
  text,
});
const manifest = (xpath: string, text = '<uses-permission android:name="a.P">'): Evidence => ({
  kind: 'manifest',
  entry: 'AndroidManifest.xml',
  xpath,
  text,
});
const print = (evidence: Evidence, over: Partial<Finding> = {}, rule = 'a/b', ordinal = 0): string =>
  fingerprint(rule, { messageId: 'read', evidence: [evidence], ...over }, ordinal);

describe('fingerprint', () => {
  it('is 16 hex digits', () => {
    expect(print(code())).toMatch(/^[0-9a-f]{16}$/u);
  });

  it.each<[string, Evidence]>([
    ['offset', code({ pc: 999 })],
    ['line and source', code({ line: 1, source: 'X.kt' })],
    ['name of the dex', code({ entry: 'classes7.dex' })],
    ['owner', code({ owner: { kind: 'unknown' } })],
  ])('survives another %s', (_, other) => {
    expect(print(other)).toBe(print(code()));
  });

  it.each<[string, string]>([
    ['method', print(code({ method: 'Lcom/a/B;->d()V' }))],
    ['api', print(code({}, 'getImei()'))],
    ['rule', print(code(), {}, 'a/c')],
    ['message', print(code(), { messageId: 'other' })],
    ['SDK', print(code(), { sdk: 'umeng' })],
    ['data type', print(code(), { dataTypes: ['sms'] })],
    ['ordinal', print(code(), {}, 'a/b', 1)],
    ['kind of evidence', print({ kind: 'sdk', sdkId: 'umeng', matchedBy: 'x' })],
  ])('another %s is another finding', (_, other) => {
    expect(other).not.toBe(print(code()));
  });

  it('severity, confidence, message data and further evidence do not change it', () => {
    const more: Partial<Finding> = {
      severity: 'low',
      confidence: 'possible',
      data: { count: 3 },
      evidence: [code(), code({ method: 'Lx;->y()V' })],
    };
    expect(print(code(), more)).toBe(print(code()));
  });

  it('the order of data types does not change it', () => {
    expect(print(code(), { dataTypes: ['a', 'b'] })).toBe(print(code(), { dataTypes: ['b', 'a'] }));
  });

  it('a sibling’s place in the manifest does not change it, the path and the text do', () => {
    const third = print(manifest('/manifest/uses-permission[3]'));
    expect(print(manifest('/manifest/uses-permission[12]'))).toBe(third);
    expect(print(manifest('/manifest/uses-permission'))).toBe(third);
    expect(print(manifest('/manifest/application/uses-permission[3]'))).not.toBe(third);
    expect(print(manifest('/manifest/uses-permission[3]', '<uses-permission android:name="a.Q">'))).not.toBe(third);
  });

  it('a path is its methods; a file its entry; a policy its sentence; an SDK its id; a resource its name and value', () => {
    const path = (entry: string, method: string): Evidence => ({
      kind: 'path',
      role: 'call',
      truncated: false,
      steps: [{ site: { ...site, entry, method }, via: 'call' }],
    });
    expect(print(path('classes.dex', 'La;->a()V'))).toBe(print(path('classes2.dex', 'La;->a()V')));
    expect(print(path('classes.dex', 'La;->a()V'))).not.toBe(print(path('classes.dex', 'La;->b()V')));
    const file = (entry: string, sha256: string): Evidence => ({ kind: 'file', entry, sha256 });
    expect(print(file('lib/x.so', 'a'))).toBe(print(file('lib/x.so', 'b')));
    expect(print(file('lib/x.so', 'a'))).not.toBe(print(file('lib/y.so', 'a')));
    const policy = (sentence: string, start: number): Evidence => ({
      kind: 'policy',
      source: 'p',
      sentence,
      start,
      end: start + 9,
    });
    expect(print(policy('s', 1))).toBe(print(policy('s', 2)));
    expect(print(policy('s', 1))).not.toBe(print(policy('t', 1)));
    const sdk = (sdkId: string, matchedBy: string): Evidence => ({ kind: 'sdk', sdkId, matchedBy });
    expect(print(sdk('a', 'x'))).toBe(print(sdk('a', 'y')));
    expect(print(sdk('a', 'x'))).not.toBe(print(sdk('b', 'x')));
    const resource = (resId: string, value: string): Evidence => ({
      kind: 'resource',
      entry: 'r',
      resId,
      name: 'n',
      value,
    });
    expect(print(resource('0x7f010001', 'v'))).toBe(print(resource('0x7f020002', 'v')));
    expect(print(resource('0x7f010001', 'v'))).not.toBe(print(resource('0x7f010001', 'w')));
  });

  it('parts cannot slide into each other', () => {
    expect(print(code(), { dataTypes: ['a', 'b'] })).not.toBe(print(code(), { sdk: 'a', dataTypes: ['b'] }));
  });
});
