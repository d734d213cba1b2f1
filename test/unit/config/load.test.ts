import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { findConfig, loadConfig, readBounded, resolveConfig } from '../../../src/config/index.js';
import { UsageError } from '../../../src/model/index.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'privscan-config-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

let count = 0;

function write(name: string, text: string | Uint8Array): string {
  const folder = path.join(root, String(count++));
  mkdirSync(folder);
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function complaint(name: string, text: string): Promise<string> {
  const file = write(name, text);
  const error: unknown = await loadConfig(file).then(
    (value) => value,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UsageError);
  const { message } = error as UsageError;
  expect(message).not.toContain('\n');
  expect(message.startsWith(`configuration ${file}`)).toBe(true);
  return message.slice(`configuration ${file}`.length);
}

describe('loadConfig', () => {
  it('reads JSON, with or without BOM, and leaves $schema out', async () => {
    const text = '{"$schema":"x","market":"other","rules":{"disable":["POL-001"]}}';
    const expected = { market: 'other', rules: { disable: ['POL-001'] } };
    expect(await loadConfig(write('privscan.json', text))).toEqual(expected);
    expect(await loadConfig(write('privscan.json', `\ufeff${text}`))).toEqual(expected);
  });

  it('reads YAML; a day stays text', async () => {
    expect(await loadConfig(write('privscan.yaml', 'asOf: 2026-01-31\nfailOn: warn\n'))).toEqual({
      asOf: '2026-01-31',
      failOn: 'warn',
    });
    expect(await loadConfig(write('privscan.yml', 'minors: true'))).toEqual({ minors: true });
  });

  it('an empty file sets nothing', async () => {
    expect(await loadConfig(write('privscan.yaml', '# nothing\n'))).toEqual({});
    expect(await loadConfig(write('privscan.json', 'null'))).toEqual({});
  });

  it.each([
    ['privscan.json', '{"markt":"cn"}', ': unknown key "markt". Did you mean «market»?'],
    ['privscan.yaml', 'rules:\n  disabel: []', ': unknown key "rules.disabel". Did you mean «disable»?'],
    ['privscan.json', '{"market":"china"}', ': market must be one of cn, other, not "china".'],
    [
      'privscan.json',
      '{"failOn":"wran"}',
      ': failOn must be one of rectify, warn, penalize, never, not "wran". Did you mean «warn»?',
    ],
    ['privscan.json', '{"asOf":"2025-02-30"}', ': asOf must be a day like 2026-01-31, not "2025-02-30"'],
    ['privscan.json', '{"asOf":"2025-2-3"}', ': asOf must be a day like 2026-01-31, not "2025-2-3"'],
    ['privscan.json', '{"minors":"yes"}', ': minors must be true or false, not "yes"'],
    ['privscan.json', '{"timeoutSeconds":-1}', ': timeoutSeconds must be a number from 0 to 86400, not -1'],
    ['privscan.json', '{"timeoutSeconds":1e9}', ': timeoutSeconds must be a number from 0 to 86400, not 1000000000'],
    ['privscan.yaml', 'thresholds: {a: .inf}', ': thresholds.a must be a number of at least 0, not Infinity'],
    [
      'privscan.json',
      '{"allowIncomplete":["packed","everything"]}',
      ': allowIncomplete[1] must be one of all, packed, budget, split, native, not "everything".',
    ],
    [
      'privscan.json',
      '{"rules":{"severity":{"X-1":"hihg"}}}',
      ': rules.severity.X-1 must be one of info, low, medium, high, critical, not "hihg". Did you mean «high»?',
    ],
    ['privscan.json', '{"suppressions":[{"rule":"X-1"}]}', ': suppressions[0] needs the key «justification»'],
    [
      'privscan.json',
      '{"suppressions":[{"justification":"why"}]}',
      ': suppressions[0] needs one of the keys «fingerprint», «rule»',
    ],
    [
      'privscan.json',
      '{"suppressions":[{"rule":"X-1","justification":" "}]}',
      ': suppressions[0].justification must be text that is not empty, not " "',
    ],
    ['privscan.json', '{"baseline":["XYZ"]}', ': baseline[0] must be a fingerprint (16 hex digits), not "XYZ"'],
    ['privscan.json', '[]', ': the file must be an object, not a list'],
    ['privscan.json', '"x"', ': the file must be an object, not "x"'],
    ['privscan.yaml', 'rules: [a]', ': rules must be an object, not a list'],
    ['privscan.json', '{"baseline":{"length":1}}', ': baseline must be a list, not an object'],
    ['privscan.json', '{"thresholds":null}', ': thresholds must be an object, not null'],
  ])('%s %s', async (name, text, expected) => {
    expect(await complaint(name, text)).toBe(expected);
  });

  it.each([
    ['{"__proto__":{"market":"other"}}', '"__proto__"'],
    ['{"constructor":{}}', '"constructor"'],
    ['{"rules":{"toString":1}}', '"rules.toString"'],
  ])('%s is an unknown key and pollutes nothing', async (text, key) => {
    expect(await complaint('privscan.json', text)).toContain(`unknown key ${key}`);
    expect(await complaint('privscan.yaml', text)).toContain(`unknown key ${key}`);
    expect(Object.hasOwn(Object.prototype, 'market')).toBe(false);
  });

  it('hostile names in a map stay names', async () => {
    const config = await loadConfig(write('privscan.json', '{"thresholds":{"__proto__":5}}'));
    const { thresholds } = resolveConfig([config]);
    expect(Object.getPrototypeOf(thresholds)).not.toBe(5);
    expect(Object.entries(thresholds)).toEqual([['__proto__', 5]]);
  });

  it('an alias bomb ends as one line', async () => {
    const levels = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 10; i++) {
      const [name, before] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)];
      levels.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join()}]`);
    }
    expect(await complaint('privscan.yaml', levels.join('\n'))).toMatch(/does not parse: Excessive alias count/u);
  });

  it.each([
    ['privscan.json', '{"market":', /does not parse/u],
    ['privscan.json', '{\n  "a": 1,\n}\n', /does not parse/u],
    ['privscan.yaml', 'a: [', /does not parse/u],
    ['privscan.yaml', 'market: cn\nmarket: other', /does not parse: .*unique/u],
    ['privscan.yaml', 'category: !!js/function "x"', /does not parse: .*tag/u],
    ['privscan.yaml', 'a: &a [*a]', /./u],
    ['privscan.yaml', '--- {}\n--- {}', /does not parse/u],
    ['privscan.json', `{"preset":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, /preset must be text, not a list/u],
    ['privscan.yaml', `preset: ${'['.repeat(50_000)}`, /./u],
    ['privscan.json', `{"${'k'.repeat(100_000)}":1}`, /unknown key "k{80}/u],
  ])('%s: broken or hostile text %#', async (name, text, expected) => {
    const message = await complaint(name, text);
    expect(message).toMatch(expected);
    expect(message.length).toBeLessThan(500);
  });

  it('too large, missing, or a folder', async () => {
    expect(await complaint('privscan.json', ' '.repeat((1 << 20) + 1))).toBe(' is larger than 1 MiB');
    await expect(loadConfig(path.join(root, 'none.json'))).rejects.toThrow('none.json cannot be read');
    await expect(loadConfig(root)).rejects.toThrow(UsageError);
  });
});

describe('readBounded', () => {
  it('gives the bytes up to and at the limit', () => {
    const bytes = new Uint8Array(200_000).map((_, i) => i % 251);
    const file = write('x', bytes);
    expect(Buffer.from(readBounded(file, 200_000, 'x')).equals(Buffer.from(bytes))).toBe(true);
    expect(() => readBounded(file, 199_999, 'policy')).toThrow('is larger than');
  });

  (process.platform === 'win32' ? it.skip : it)('ends on a file without end', () => {
    expect(() => readBounded('/dev/zero', 1 << 20, 'policy')).toThrow('policy /dev/zero is larger than 1 MiB');
  });
});

describe('findConfig', () => {
  const repository = path.join(root, 'repository');
  const deep = path.join(repository, 'a', 'b');
  mkdirSync(deep, { recursive: true });
  mkdirSync(path.join(repository, '.git'));
  writeFileSync(path.join(root, 'privscan.json'), '{}');

  it('stops at the folder with .git, and looks into it', () => {
    expect(findConfig(deep)).toBeUndefined();
    writeFileSync(path.join(repository, 'privscan.yml'), '');
    expect(findConfig(deep)).toBe(path.join(repository, 'privscan.yml'));
  });

  it('the nearest wins, and JSON before YAML', () => {
    writeFileSync(path.join(deep, 'privscan.yaml'), '');
    expect(findConfig(deep)).toBe(path.join(deep, 'privscan.yaml'));
    writeFileSync(path.join(deep, 'privscan.json'), '{}');
    expect(findConfig(deep)).toBe(path.join(deep, 'privscan.json'));
  });

  it('without a repository it climbs on', () => {
    const outside = path.join(root, 'outside', 'x');
    mkdirSync(outside, { recursive: true });
    expect(findConfig(outside)).toBe(path.join(root, 'privscan.json'));
  });

  it('a .git file (worktree, submodule) ends it too', () => {
    const tree = path.join(root, 'worktree');
    mkdirSync(tree);
    writeFileSync(path.join(tree, '.git'), 'gitdir: elsewhere');
    expect(findConfig(tree)).toBeUndefined();
  });
});

describe('resolveConfig', () => {
  it('later layers win; lists replace, maps merge', () => {
    const config = resolveConfig([
      { market: 'other', rules: { enable: ['A'], severity: { A: 'low', B: 'low' } }, thresholds: { x: 1, y: 1 } },
      { rules: { enable: ['B'], severity: { B: 'high' } }, thresholds: { y: 2 }, minors: true },
    ]);
    expect(config).toMatchObject({
      market: 'other',
      minors: true,
      preset: 'cn',
      failOn: 'rectify',
      thresholds: { x: 1, y: 2 },
    });
    expect(config.rules).toEqual({ enable: ['B'], disable: [], severity: { A: 'low', B: 'high' } });
  });

  it('is frozen through and through, and leaves what it was given alone', () => {
    const layer = { rules: { enable: ['A'] } };
    const config = resolveConfig([layer]);
    expect(Object.isFrozen(config) && Object.isFrozen(config.rules) && Object.isFrozen(config.rules.enable)).toBe(true);
    expect(Object.isFrozen(layer.rules.enable)).toBe(false);
    expect(resolveConfig([])).not.toBe(resolveConfig([]));
  });
});
