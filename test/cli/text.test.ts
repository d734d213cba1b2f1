import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { android, buildAxml, el, plain } from '../../fixtures/toolkit/axml.js';
import { writeZip } from '../../fixtures/toolkit/zip.js';
import { ATTR } from '../../src/format/axml/index.js';
import { main } from '../../src/cli/main.js';
import { sampleDex } from '../hostile/dex-cases.js';
import { built, emptyFolder, privscan } from './command.js';

const FOLDER = path.dirname(built('clean-hello.apk'));

/** Text of a piped run has at most this many columns. */
const WIDTH = 80;

const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** What the command prints to a pipe, in this process: sixty apps in six ways would be as many processes. */
async function printed(args: readonly string[]): Promise<string> {
  let text = '';
  const stdout = { write: (chunk: string) => void (text += chunk), isTTY: false, columns: undefined };
  await main([...args], {
    env: {},
    cwd: FOLDER,
    stdout,
    stderr: stdout,
    workerEntry: '',
    exitOnInterrupt: () => undefined,
  });
  return text;
}

describe('the text report', () => {
  it.each([
    ['en', []],
    ['zh', []],
    ['en', ['-v']],
    ['zh', ['-v']],
    ['en', ['-q']],
    ['zh', ['-q']],
  ])(
    'keeps to 80 columns when piped: %s %j',
    async (lang, flags) => {
      for (const file of readdirSync(FOLDER)) {
        const lines = (await printed([file, '--lang', lang, ...flags])).split('\n');
        expect(lines.length).toBeGreaterThan(3);
        expect({ file, long: lines.filter((line) => stringWidth(line) > WIDTH) }).toEqual({ file, long: [] });
        expect({ file, trailing: lines.filter((line) => /\s$/u.test(line)) }).toEqual({ file, trailing: [] });
      }
    },
    120_000,
  );

  it.each(['en', 'zh'])('keeps to 80 columns for a folder, rules list and rules explain: %s', (lang) => {
    for (const args of [['.'], ['.', '-v'], ['rules', 'list'], ['rules', 'explain', 'NEC-002']]) {
      const { stdout } = privscan([...args, '--lang', lang], { cwd: FOLDER });
      expect(stdout.length).toBeGreaterThan(100);
      expect({ args, long: stdout.split('\n').filter((line) => stringWidth(line) > WIDTH) }).toEqual({
        args,
        long: [],
      });
    }
  });

  it.each(['en', 'zh'])('rules list stands in columns: %s', (lang) => {
    const lines = privscan(['rules', 'list', '--lang', lang])
      .stdout.split('\n')
      .filter((line) => /^\S/u.test(line));
    // Code, severity and category are padded; what follows them starts at the same column in every line.
    const starts = lines.map((line) =>
      /^(\S+ +)(\S+ +)(\S+ +)\S/u
        .exec(line)
        ?.slice(1)
        .map((part) => stringWidth(part))
        .join(),
    );
    expect(new Set(starts).size).toBe(1);
  });

  it('speaks the chosen language only, app texts and identifiers apart', () => {
    const { stdout } = privscan([built('clean-hello.apk'), '-v', '--lang', 'en']);
    expect(stdout).not.toMatch(/\p{Script=Han}/u);
    const chinese = privscan([built('imei-app.apk'), '--lang', 'zh']).stdout;
    // Flags, identifiers and descriptors apart, no two English words stand side by side.
    const prose = chinese.split('\n').filter((line) => !/com[./]example|Landroid/u.test(line));
    expect(
      prose.filter((line) => /[a-z]{3,} [a-z]{3,}/u.test(line.replace(/privscan rules explain \S+/u, ''))),
    ).toEqual([]);
  });
});

const EVIL = '\u001b]0;pwn\u0007\u202egnp.\r\n\u2066\u009b31m\u200b';

/** Control, bidirectional and markup characters in label, version, permission, entry name, class name and string (x45, z15). */
function hostileApp(): Uint8Array {
  const manifest = buildAxml(
    el(
      'manifest',
      [plain('package', 'com.example.hostile'), android('versionName', ATTR.versionName, EVIL)],
      el('uses-sdk', [android('targetSdkVersion', ATTR.targetSdkVersion, 22)]),
      el('uses-permission', [android('name', ATTR.name, '=HYPERLINK("http://e")')]),
      el('uses-permission', [android('name', ATTR.name, `android.permission.${EVIL}`)]),
      el('application', [
        android('label', ATTR.label, `<script>alert(1)</script>${EVIL}`),
        android('debuggable', ATTR.debuggable, true),
      ]),
    ),
    { pool: { utf8: true } },
  );
  return writeZip([
    { name: 'AndroidManifest.xml', data: manifest },
    { name: 'classes.dex', data: sampleDex().bytes },
    { name: `assets/a${EVIL}::error::x.dex`, data: Buffer.from('dex\n035\0garbage') },
    { name: 'assets/privacy.html', data: Buffer.from(`隐私政策 ${EVIL} 个人信息`.repeat(50)) },
  ]);
}

describe('an app full of control characters', () => {
  it.each([
    ['en', 'text'],
    ['zh', 'text'],
    ['en', 'json'],
  ])('prints none of them: %s %s', (lang, format) => {
    const file = path.join(emptyFolder(), 'x45.apk');
    writeFileSync(file, hostileApp());
    for (const flags of [[], ['-v'], ['-q']]) {
      const { status, stdout, stderr } = privscan([file, '--lang', lang, '-f', format, ...flags]);
      expect({ status: [0, 1, 3].includes(status), stderr }).toEqual({ status: true, stderr: '' });
      expect(UNSEEN.exec(stdout)?.[0]).toBeUndefined();
      if (format === 'text') expect(stdout.split('\n').filter((line) => stringWidth(line) > WIDTH)).toEqual([]);
      // They are shown, not dropped.
      expect(stdout).toContain('\\u001b]0;pwn\\u0007\\u202egnp.');
    }
  });

  it('keeps them whole in the values of the JSON', () => {
    const file = path.join(emptyFolder(), 'x45.apk');
    writeFileSync(file, hostileApp());
    const { app } = JSON.parse(privscan([file, '-f', 'json']).stdout) as {
      app: { versionName: string; label: string };
    };
    expect(app.versionName).toBe(EVIL);
    expect(app.label).toBe(`<script>alert(1)</script>${EVIL}`);
  });
});
