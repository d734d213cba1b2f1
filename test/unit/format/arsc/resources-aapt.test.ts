import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ResourceTable } from '../../../../src/format/arsc/index.js';
import type { ResValue } from '../../../../src/format/axml/index.js';
import { formatResValue, ResType } from '../../../../src/format/axml/index.js';
import { apksToCompare, entryOf } from '../corpus-apks.js';
import { aaptOrSkip } from './aapt-packages.js';

/** aapt 10 knows neither 16-bit offsets (flag 2) nor compact entries, and says so in one of these ways. */
const tooNew = (stdout: string, stderr: string): boolean =>
  /^ +(?:config .* flags=0x02|NON-INTEGER)/m.test(stdout) || /beyond type chunk|is too small/.test(stderr);
const KINDS: Readonly<Record<number, string>> = {
  [ResType.reference]: 'reference',
  [ResType.attribute]: 'attribute',
  [ResType.string]: 'string',
  [ResType.float]: 'float',
  [ResType.dimension]: 'dimension',
  [ResType.fraction]: 'fraction',
  [ResType.dynamicReference]: 'dynamic reference',
};

/** A value in the words of `aapt dump --values resources`; undefined where its words are ambiguous. */
function inWordsOfAapt(value: ResValue): string | undefined {
  if (value.type === ResType.string)
    return value.string === undefined ? undefined : `(string) "${escaped(value.string)}"`;
  const text = formatResValue(value).replace(/^[@?](?=0x)/, '');
  const kind = KINDS[value.type] ?? (value.type >= ResType.colorArgb8 && value.type <= 0x1f ? 'color' : undefined);
  // aapt 10 takes the mantissa as unsigned and prints -1px as 16777215px.
  if (value.type === ResType.dimension && value.data >= 0x80000000) return undefined;
  if (value.type === ResType.reference && value.data === 0) return '(reference) 0x00000000';
  return kind === undefined ? undefined : `(${kind}) ${text}`;
}

const escaped = (text: string): string =>
  text.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));

interface Row {
  readonly key: string;
  readonly value: string | undefined;
}

/** `id name config t=… d=…` or `… bag parent count`, with the value's words where they follow. */
function ownRows(table: ResourceTable): Row[] {
  const rows: Row[] = [];
  for (const { typeName, packageId } of table.types()) {
    for (const id of table.entriesOfType(typeName, packageId)) {
      const name = table.nameOf(id);
      const label = `0x${id.toString(16).padStart(8, '0')} ${name?.packageName}:${name?.type}/${name?.entry}`;
      for (const { config, value, bag } of table.lookup(id)) {
        const start = `${label} ${config.qualifier || '(default)'}`;
        const hex = (number: number, width: number): string => `0x${number.toString(16).padStart(width, '0')}`;
        if (bag !== undefined)
          rows.push({ key: `${start} bag ${hex(bag.parent, 8)} ${bag.items.length}`, value: undefined });
        else if (value.type !== 0) {
          rows.push({ key: `${start} t=${hex(value.type, 2)} d=${hex(value.data, 8)}`, value: inWordsOfAapt(value) });
        }
      }
    }
  }
  return rows;
}

function aaptRows(output: string): Row[] {
  const rows: Row[] = [];
  const lines = output.split('\n');
  let config = '';
  lines.forEach((line, index) => {
    config = /^ {6}config (\S+|\(default\))(?: flags=0x01 \[sparse\])?:$/.exec(line)?.[1] ?? config;
    const simple = /^ {8}resource (0x\w+ .*): t=(0x\w+) d=(0x\w+) \(s=/.exec(line);
    const next = lines[index + 1] ?? '';
    if (simple !== null && simple[2] !== '0x00') {
      const value = /^ {10}(\(.*)$/.exec(next)?.[1]?.replace(/^\(string(?:8|16)\)/, '(string)');
      rows.push({ key: `${simple[1]} ${config} t=${simple[2]} d=${simple[3]}`, value });
    }
    const bag = /^ {8}resource (0x\w+ .*): <bag>/.exec(line);
    const parent = /Parent=(0x\w+)\(.*Count=(\d+)/.exec(next);
    if (bag !== null) rows.push({ key: `${bag[1]} ${config} bag ${parent?.[1]} ${parent?.[2]}`, value: undefined });
  });
  return rows;
}

(aaptOrSkip() ? describe : describe.skip)('resources are those of aapt dump resources', () => {
  const files = apksToCompare();
  let rows = 0;

  it.each(files.map((file) => [path.basename(file), file]))('%s', (_, file) => {
    const bytes = entryOf(file, 'resources.arsc');
    // Tables above 2 MB say nothing new and take aapt long.
    if (bytes === undefined || bytes.length > 2 << 20) return;
    const { status, stdout, stderr } = spawnSync('aapt', ['dump', '--values', 'resources', file], {
      encoding: 'utf8',
      maxBuffer: 1 << 29,
    });
    if (status !== 0 || !stdout.startsWith('Package Groups') || tooNew(stdout, stderr)) return;
    const expected = new Map(aaptRows(stdout).map(({ key, value }) => [key, value]));
    const own = ownRows(ResourceTable.open(bytes, 'resources.arsc'));
    rows += own.length;
    expect(own.map(({ key }) => key).sort()).toEqual([...expected.keys()].sort());
    const different = own.filter(({ key, value }) => value !== undefined && value !== expected.get(key));
    expect(different.map(({ key, value }) => ({ key, value, aapt: expected.get(key) }))).toEqual([]);
  });

  it('compared something', () => {
    process.stderr.write(`${rows} resource values compared with aapt\n`);
    expect(rows).toBeGreaterThan(100);
  });
});
