import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { walkApkFiles } from '../../../src/archive/index.js';
import { UsageError } from '../../../src/model/errors.js';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'privscan-walk-'));
  const files = [
    'b.apk',
    'B.APK',
    'a/2.xapk',
    'a/10.apkm',
    'a.apk',
    'é.apks',
    'z/z/z/deep.aab',
    'no.zip',
    'a/apk',
    'x.apk.txt',
  ];
  for (const file of files) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  mkdirSync(join(root, 'folder.apk'));
  writeFileSync(join(root, 'folder.apk', 'inside.apk'), '');
  symlinkSync(root, join(root, 'a', 'loop'));
  symlinkSync(join(root, 'b.apk'), join(root, 'link.apk'));
});
afterAll(() => rmSync(root, { recursive: true }));

const walk = (): string[] => [...walkApkFiles(root)].map((path) => relative(root, path).split(sep).join('/'));

describe('walkApkFiles', () => {
  it('lists regular files by name, folder by folder, and follows no link', () => {
    expect(walk()).toEqual([
      'B.APK',
      'a/10.apkm',
      'a/2.xapk',
      'a.apk',
      'b.apk',
      'folder.apk/inside.apk',
      'z/z/z/deep.aab',
      'é.apks',
    ]);
  });

  it('opens a folder only when it gets there', () => {
    const paths = walkApkFiles(root);
    expect(paths.next().value).toBe(join(root, 'B.APK'));
    writeFileSync(join(root, 'z', 'late.apk'), '');
    expect([...paths]).toContain(join(root, 'z', 'late.apk'));
    rmSync(join(root, 'z', 'late.apk'));
  });

  it('refuses what is no folder', () => {
    expect(() => [...walkApkFiles(join(root, 'a.apk'))]).toThrow(UsageError);
    expect(() => [...walkApkFiles(join(root, 'absent'))]).toThrow(/is not a directory$/);
  });

  it('goes on past a folder it cannot list when told whom to tell, and stops otherwise', () => {
    const closed = join(root, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0);
    try {
      const told: string[] = [];
      const paths = [...walkApkFiles(root, { onUnreadable: (directory) => told.push(directory) })];
      expect(paths).toHaveLength(8);
      // The superuser can list every folder.
      const isRoot = process.getuid?.() === 0;
      expect(told).toEqual(isRoot ? [] : [closed]);
      if (!isRoot) expect(() => [...walkApkFiles(root)]).toThrow(/cannot list .*EACCES/);
    } finally {
      chmodSync(closed, 0o700);
      rmSync(closed, { recursive: true });
    }
  });
});
