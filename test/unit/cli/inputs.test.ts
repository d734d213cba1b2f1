import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readHistory, readPolicies } from '../../../src/cli/inputs.js';
import { UsageError } from '../../../src/model/index.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'privscan-inputs-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function history(text: string): unknown {
  writeFileSync(path.join(folder, 'h.json'), text);
  return readHistory('h.json', folder);
}

const good = { date: '2024-05-31', authority: 'MIIT', outcome: 'notice' };

describe('readHistory', () => {
  it('reads duties and items', () => {
    const entries = [
      { ...good, duty: 'K2' },
      { ...good, items: ['M1.1', 'M3.4'] },
    ];
    expect(history(JSON.stringify(entries))).toEqual(entries);
    expect(history(`\ufeff${JSON.stringify(entries)}`)).toEqual(entries);
    expect(history('[]')).toEqual([]);
  });

  it.each<[unknown, string]>([
    [{}, 'must be a list'],
    [[null], 'entry 1 must be an object'],
    [[[]], 'entry 1 must be an object'],
    [
      [
        { ...good, duty: 'K2' },
        { ...good, date: '2024-02-30', duty: 'K2' },
      ],
      'entry 2: date must be a day',
    ],
    [[{ ...good, duty: 'K7' }], 'duty must be K1 … K6'],
    [[{ ...good, duty: 2 }], 'duty must be K1 … K6'],
    [[{ ...good, items: ['1.1'] }], 'items must be a list of items'],
    [[{ ...good, items: 'M1.1' }], 'items must be a list of items'],
    [[{ ...good, items: ['M7.1'] }], 'items must be a list of items'],
    [[good], 'entry 1 needs duty or items'],
    [[{ ...good, duty: 'K1', authority: 1 }], 'authority must be text'],
    [[{ date: '2024-05-31', authority: 'x', duty: 'K1' }], 'outcome must be text'],
    [[{ ...good, dutty: 'K1' }], 'unknown key «dutty». Did you mean «duty»?'],
  ])('%j', (value, message) => {
    expect(() => history(JSON.stringify(value))).toThrow(UsageError);
    expect(() => history(JSON.stringify(value))).toThrow(message);
  });

  it('names the file', () => {
    expect(() => history('{')).toThrow('history h.json is not JSON');
    expect(() => history('[{}]')).toThrow('history h.json: entry 1: date');
    expect(() => readHistory('none.json', folder)).toThrow(/history .*none\.json cannot be read/u);
  });
});

describe('readPolicies', () => {
  it('gives the bytes under the name the user gave', () => {
    writeFileSync(path.join(folder, 'policy.txt'), Buffer.from([0xd2, 0xfe]));
    expect(readPolicies(['policy.txt'], folder)).toEqual([{ name: 'policy.txt', bytes: Buffer.from([0xd2, 0xfe]) }]);
    expect(readPolicies([], folder)).toEqual([]);
  });

  it('a missing file is a usage error', () => {
    expect(() => readPolicies(['none.txt'], folder)).toThrow(UsageError);
  });
});
