import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { XmlElement } from '../../../../src/format/axml/index.js';
import { ANDROID_NAMESPACE, parseBinaryXml } from '../../../../src/format/axml/index.js';
import { apksToCompare, entryOf } from '../corpus-apks.js';

const required = process.env['CI'] !== undefined;
const present = spawnSync('aapt', ['version']).status === 0;
if (!present && !required) process.stderr.write('skipped: aapt is not on the path\n');

const hex = (value: number): string => `0x${value.toString(16)}`;

/** aapt's words for a typed value; strings are printed raw, their line ends break lines, so they are compared elsewhere. */
function valueInWordsOfAapt(type: number, data: number): string {
  const wide = `0x${data.toString(16).padStart(8, '0')}`;
  if (type === 1) return `@${data === 0 ? '0x0' : wide}`;
  // A shared library's own resources: aapt gives the package id 2 to its id 0.
  if (type === 7) return `@0x02${wide.slice(4)}`;
  if (type === 2) return `?${wide}`;
  return type === 3 ? '' : `(type ${hex(type)})${hex(data)}`;
}

/** `depth E tag line` and `depth A name(id)=value`, one a line, as `aapt dump xmltree` has them. */
function ownLines(root: XmlElement): string[] {
  const lines: string[] = [];
  const pending: [XmlElement, number][] = [[root, 0]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [element, depth] = next;
    lines.push(`${depth} E ${element.name} ${element.line}`);
    for (const { name, namespace, resourceId, value } of element.attributes) {
      const prefix = namespace === ANDROID_NAMESPACE ? 'android:' : '';
      const id = resourceId === 0 ? '' : `(0x${resourceId.toString(16).padStart(8, '0')})`;
      lines.push(`${depth} A ${prefix}${name}${id}=${valueInWordsOfAapt(value.type, value.data)}`);
    }
    for (const child of [...element.children].reverse()) pending.push([child, depth + 1]);
  }
  return lines;
}

function aaptLines(output: string): string[] {
  const base = /^( *)E: /m.exec(output)?.[1]?.length ?? 0;
  return output.split('\n').flatMap((line) => {
    const element = /^( *)E: (?:\w+:)?(\S+) \(line=(\d+)\)$/.exec(line);
    if (element !== null) return `${((element[1] ?? '').length - base) / 2} E ${element[2]} ${element[3]}`;
    const attribute =
      /^( *)A: (?:http:\/\/schemas\.android\.com\/apk\/res\/)?((?:android:)?[\w.]*(?:\(0x\w+\))?)=(.*)$/.exec(line);
    if (attribute === null) return [];
    const value = (attribute[3] ?? '').startsWith('"') ? '' : (attribute[3] ?? '').replace(/ \(Raw: .*/, '');
    return `${((attribute[1] ?? '').length - base) / 2 - 1} A ${attribute[2]}=${value}`;
  });
}

(present || required ? describe : describe.skip)('the tree is that of aapt dump xmltree', () => {
  const files = apksToCompare();

  it.each(files.map((file) => [path.basename(file), file]))('%s', (_, file) => {
    const bytes = entryOf(file, 'AndroidManifest.xml');
    const { status, stdout } = spawnSync('aapt', ['dump', 'xmltree', file, 'AndroidManifest.xml'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    // What aapt refuses is no oracle; the hostile table says what we do with it.
    if (bytes === undefined || status !== 0 || !stdout.includes('E: ')) return;
    const { root } = parseBinaryXml(bytes, 'AndroidManifest.xml');
    expect(ownLines(root)).toEqual(aaptLines(stdout));
    // Every string as it is, in order; aapt prints them raw and without escapes in this dump.
    for (const text of strings(root)) expect(stdout).toContain(`"${text}"`);
  });
});

function* strings(element: XmlElement): Generator<string> {
  for (const { value } of element.attributes) if (value.string !== undefined) yield escaped(value.string);
  for (const child of element.children) yield* strings(child);
}

/** `ResTable::normalizeForOutput`. */
const escaped = (text: string): string =>
  text.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
