import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readTables } from '../../../src/data/compile/compile.js';
import { complaints } from '../../../src/data/compile/consistency.js';
import { fileOf } from '../../../src/data/compile/schemas.js';
import type { TableFile, Tables } from '../../../src/data/compile/schemas.js';

const rules = path.join(import.meta.dirname, '../../../rules');
type Loose = Record<string, unknown> & { id: string };

/** The real tables with one table changed. */
function broken(table: TableFile, change: (records: Loose[]) => void): string[] {
  const tables = JSON.parse(JSON.stringify(readTables(rules))) as Record<TableFile, Loose[]>;
  change(tables[table]);
  return complaints(tables as unknown as Tables);
}

const edit = (id: string, more: Record<string, unknown>) => (records: Loose[]) => {
  const record = records.find((one) => one.id === id);
  if (record === undefined) throw new Error(`no ${id}`);
  Object.assign(record, more);
};

const CAMERA = 'android.permission.CAMERA';
const GET_IMEI = 'Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;';

describe('what makes the build fail', () => {
  const cases: readonly (readonly [string, TableFile, (records: Loose[]) => void, RegExp])[] = [
    ['an unsorted table', 'permissions', (records) => records.reverse(), /not sorted/u],
    ['a double id', 'permissions', (records) => records.splice(1, 0, { ...(records[0] as Loose) }), /not unique/u],
    [
      'an unknown data type',
      'apis',
      edit(GET_IMEI, { dataTypes: ['device-id.nothing'] }),
      /unknown data type device-id\.nothing/u,
    ],
    [
      'an unknown gate',
      'apis',
      edit(GET_IMEI, { gates: [{ anyOf: ['android.permission.NOTHING'] }] }),
      /unknown permission/u,
    ],
    ['an unknown SDK', 'apis', edit(GET_IMEI, { sdk: 'nobody' }), /unknown SDK nobody/u],
    [
      'an unknown replacement',
      'permissions',
      edit(CAMERA, { replacedBy: ['android.permission.NOTHING'] }),
      /unknown permission/u,
    ],
    [
      'an unknown permission of a category',
      'categories',
      edit('C01', { permissions: ['android.permission.NOTHING'] }),
      /unknown permission/u,
    ],
    [
      'a gap in the levels',
      'permissions',
      edit(CAMERA, {
        levels: [
          { level: 'dangerous', since: 1, until: 20 },
          { level: 'normal', since: 22 },
        ],
      }),
      /do not follow/u,
    ],
    [
      'levels that end',
      'permissions',
      edit(CAMERA, { levels: [{ level: 'dangerous', since: 1, until: 20 }] }),
      /do not follow/u,
    ],
    [
      'a gate that ends before it begins',
      'apis',
      edit(GET_IMEI, { gates: [{ anyOf: [CAMERA], since: 30, until: 29 }] }),
      /since is after until/u,
    ],
    ['a descriptor with a space', 'apis', edit(GET_IMEI, { kind: 'field' }), /not a field/u],
    ['sensitive without a basis', 'data-types', edit('contacts', { basis: [] }), /without a basis/u],
    ['sensitive at any age but not sensitive', 'data-types', edit('contacts', { sensitive: false }), /not sensitive/u],
    [
      'a zero-information category that needs something',
      'categories',
      edit('C32', { necessary: [{ type: 'phone-number', name: { en: 'Number', zh: '号码' } }] }),
      /needs nothing/u,
    ],
    ['a law out of force before in force', 'legal', edit('csl/41', { inForceUntil: '2017-01-01' }), /out of force/u],
    ["a clause under another law's id", 'legal', edit('csl/41', { law: 'pipl' }), /id is not law/u],
    ['a library inside a library', 'libraries', edit('okhttp3', { id: 'androidx.okhttp3' }), /inside androidx/u],
    [
      'a URI that a broader one already covers',
      'apis',
      edit('content://call_log', {
        id: 'content://sms/inbox',
        dataTypes: ['sms'],
        gates: [{ anyOf: ['android.permission.READ_SMS'] }],
      }),
      /says nothing that/u,
    ],
  ];

  it.each(cases)('%s', (_, table, change, message) => {
    expect(broken(table, change).join('\n')).toMatch(message);
  });

  it("a prefix of two SDKs, one inside its own, and one that is a library's", () => {
    const sdk = (id: string, prefixes: string[]): Loose => ({ id, prefixes, dataTypes: [] });
    const found = broken('sdks', (records) =>
      records.splice(0, records.length, sdk('a', ['com.x', 'com.x.y']), sdk('b', ['com.x', 'okhttp3'])),
    );
    expect(found.join('\n')).toMatch(/com\.x\.y is inside its own com\.x/u);
    expect(found.join('\n')).toMatch(/b: prefix com\.x is a's/u);
    expect(found.join('\n')).toMatch(/okhttp3: the prefix is the SDK's b/u);
  });

  it.each([
    ['a key nobody knows', { also: 1 }],
    ['one language', { name: { en: 'Camera' } }],
    ['an empty wording', { name: { en: '', zh: '相机' } }],
    ['a level that is prose', { levels: [{ level: 'dangerous on some ROMs', since: 1 }] }],
    ['no source', { source: '' }],
    ['no date', { checked: 'somewhere' }],
  ])('a permission with %s', (_, change) => {
    const record = readTables(rules).permissions.find((one) => one.id === CAMERA);
    const file = (more: object) => ({ $schema: './permissions.schema.json', records: [{ ...record, ...more }] });
    expect(fileOf('permissions').safeParse(file({})).success).toBe(true);
    expect(fileOf('permissions').safeParse(file(change)).success).toBe(false);
  });

  it('a prefix that does not end at a segment', () => {
    const record = { name: 'x', source: 'x', checked: 'x, 2026-11-23', confirmed: true };
    const file = (id: string) => ({ $schema: './libraries.schema.json', records: [{ id, ...record }] });
    expect(fileOf('libraries').safeParse(file('com.a')).success).toBe(true);
    for (const id of ['com.a.', '.com', 'com/a', 'com..a', ''])
      expect(fileOf('libraries').safeParse(file(id)).success).toBe(false);
  });
});
