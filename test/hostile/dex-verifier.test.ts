import { describe, expect, it } from '@jest/globals';
import { DexFile } from '../../src/format/dex/index.js';
import { FormatError } from '../../src/model/errors.js';
import { DEX_CASES, sampleDex } from './dex-cases.js';

const sample = sampleDex();
const named = (id: string): Uint8Array => DEX_CASES.find((one) => one.id.startsWith(id))!.bytes;

/** Names of the methods that end early, and how many instructions were seen in all. */
function walk(dex: DexFile): { bad: string[]; instructions: number } {
  const cursor = dex.cursor();
  const bad: string[] = [];
  let instructions = 0;
  for (let index = 0; index < dex.counts.classes; index++) {
    dex.forEachMethod(index, (id, _flags, codeOffset) => {
      if (!cursor.open(codeOffset)) return;
      while (cursor.next()) instructions++;
      if (cursor.bad) bad.push(`${dex.methodName(id)}: ${cursor.bad}`);
    });
  }
  return { bad, instructions };
}

describe('hostile DEX files', () => {
  it('has all 33 cases', () => {
    expect(DEX_CASES.map(({ id }) => id.slice(0, 3))).toEqual(
      Array.from({ length: 33 }, (_, i) => `d${String(i + 1).padStart(2, '0')}`),
    );
  });

  it.each(DEX_CASES)('$id: Android $android', ({ bytes, android }) => {
    const open = (): DexFile => DexFile.open(bytes, 'classes.dex');
    if (android === 'refuses') expect(open).toThrow(FormatError);
    else expect(walk(open()).instructions).toBeGreaterThanOrEqual(0);
  });

  it('does not blame the checksum: every refused case but d01 has a good one or none', () => {
    const reasons = DEX_CASES.filter(({ android }) => android === 'refuses').map(({ id, bytes }) => {
      try {
        DexFile.open(bytes, 'classes.dex');
        return '';
      } catch (error) {
        return `${id.slice(0, 3)} ${(error as Error).message}`;
      }
    });
    expect(reasons.filter((reason) => reason.includes('checksum'))).toEqual(['d01 bad checksum (at 0x8)']);
  });

  it('says that a 041 container is known and not read', () => {
    expect(() => DexFile.open(named('d18'), 'classes.dex')).toThrow('DEX 041 container is not read');
  });

  it('knows that the signature is wrong in d02 only', () => {
    expect(DexFile.open(sample.bytes, 'classes.dex').checkSignature()).toBe(true);
    expect(DexFile.open(named('d02'), 'classes.dex').checkSignature()).toBe(false);
  });

  it('skips a method with an unused opcode or a bad index and reads the others', () => {
    // <init>: 2, run: 2; read stops at its first instruction.
    expect(walk(DexFile.open(named('d21'), 'classes.dex'))).toEqual({ bad: ['read: unused opcode'], instructions: 4 });
    expect(walk(DexFile.open(named('d22'), 'classes.dex'))).toEqual({
      bad: ['read: index out of range'],
      instructions: 4,
    });
  });

  it('does not follow a goto to itself', () => {
    // goto, then the two units that were the invoke's: 0x0003-ish index and registers, decoded in line.
    const dex = DexFile.open(named('d25'), 'classes.dex');
    expect(walk(dex).instructions).toBeGreaterThan(4);
  });

  it('reads a class that is its own superclass', () => {
    const dex = DexFile.open(named('d13'), 'classes.dex');
    expect(dex.superType(1)).toBe(dex.classType(1));
  });

  it('refuses to inflate an empty version of nothing: every prefix of a good file is refused', () => {
    for (let length = 0; length < sample.bytes.length; length += 7) {
      expect(() => DexFile.open(sample.bytes.slice(0, length), 'classes.dex')).toThrow(FormatError);
    }
  });
});
