/**
 * The hostile DEX cases d01-d33. Whether Android's DexFileVerifier takes each was recorded from dexdump 11 and 14
 * (host builds of ART); test/oracle/dexdump.test.ts asks the dexdump of this machine again.
 */
import {
  buildDex,
  constString,
  fixChecksums,
  invoke,
  invokeStatic,
  patchDex,
  returnVoid,
  type BuiltDex,
} from '../../fixtures/toolkit/dex.js';

export interface DexCase {
  readonly id: string;
  readonly bytes: Uint8Array;
  /** What ART says: it loads the file, or refuses it. */
  readonly android: 'accepts' | 'refuses';
  /** Set when asking dexdump is no use. */
  readonly dexdump?: 'crashes';
}

const HEADER = { checksum: 0x08, fileSize: 0x20, headerSize: 0x24, endian: 0x28, mapOffset: 0x34 } as const;
/** Offset of the size field of each table in the header; its offset field follows. */
const TABLE = { strings: 0x38, types: 0x40, methods: 0x58, classes: 0x60 } as const;

/** A small app: a consent check, a call, a switch on strings, a try. */
export function sampleDex(version = '035'): BuiltDex {
  return buildDex({
    version,
    classes: [
      {
        type: 'Lcom/example/hostile/Base;',
        methods: [
          {
            name: '<init>',
            access: 0x10001,
            code: {
              registers: 1,
              ins: 1,
              outs: 1,
              instructions: [invoke(0x70, 'Ljava/lang/Object;-><init>()V', 0), returnVoid],
            },
          },
        ],
      },
      {
        type: 'Lcom/example/hostile/Main;',
        superType: 'Lcom/example/hostile/Base;',
        sourceFile: 'Main.java',
        fields: [{ name: 'KEY', type: 'Ljava/lang/String;', access: 0x19, value: { string: 'privacy_agreed' } }],
        methods: [
          {
            name: 'read',
            proto: '(Landroid/telephony/TelephonyManager;)V',
            code: {
              registers: 2,
              ins: 1,
              outs: 1,
              instructions: [
                invoke(0x6e, 'Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;', 1),
                [0x000c],
                constString(0, 'privacy_agreed'),
                returnVoid,
                [0x000d],
                returnVoid,
              ],
              tries: [{ start: 0, count: 4, catches: [['Ljava/lang/Exception;', 7]] }],
              lines: [
                [0, 10],
                [3, 11],
                [6, 14],
              ],
            },
          },
          {
            name: 'run',
            code: {
              registers: 1,
              outs: 0,
              instructions: [invokeStatic('Lcom/example/hostile/Main;->run()V'), returnVoid],
            },
          },
        ],
      },
    ],
  });
}

const sample = sampleDex();
const { bytes } = sample;
const header = new DataView(bytes.buffer);
const table = (field: number): number => header.getUint32(field + 4, true);
const readCode = sample.code.get('Lcom/example/hostile/Main;->read(Landroid/telephony/TelephonyManager;)V')!;
const runCode = sample.code.get('Lcom/example/hostile/Main;->run()V')!;
const insns = 16;
const mainDef = table(TABLE.classes) + 32;

const set32 = (at: number, value: number): Uint8Array => patchDex(bytes, (view) => view.setUint32(at, value, true));
const set16 = (at: number, value: number): Uint8Array => patchDex(bytes, (view) => view.setUint16(at, value, true));
const refuses = (id: string, hostile: Uint8Array): DexCase => ({ id, bytes: hostile, android: 'refuses' });
const accepts = (id: string, hostile: Uint8Array): DexCase => ({ id, bytes: hostile, android: 'accepts' });

function badSignature(): Uint8Array {
  // The checksum covers the signature, so it is recomputed over the zeroes; SHA-1 is left wrong.
  const copy = Uint8Array.from(bytes);
  const good = fixChecksums(Uint8Array.from(bytes));
  copy.set(good);
  copy.fill(0, 12, 32);
  let a = 1;
  let b = 0;
  for (const byte of copy.subarray(12)) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  new DataView(copy.buffer).setUint32(HEADER.checksum, b * 65536 + a, true);
  return copy;
}

const random = Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 255);
const text = (value: string): Uint8Array => Uint8Array.from(value, (character) => character.charCodeAt(0));

export const DEX_CASES: readonly DexCase[] = [
  refuses(
    'd01 bad Adler-32',
    patchDex(bytes, (view) => view.setUint32(HEADER.checksum, 0, true), true),
  ),
  accepts('d02 bad SHA-1', badSignature()),
  refuses('d03 file size too big', set32(HEADER.fileSize, bytes.length + 1000)),
  refuses('d04 file size too small', set32(HEADER.fileSize, bytes.length - 16)),
  refuses(
    'd05 trailing data',
    patchDex(bytes, (_, copy) => Uint8Array.from([...copy, ...new Uint8Array(64)])),
  ),
  refuses('d06 string_ids offset out', set32(TABLE.strings + 4, 0x7fffffff)),
  refuses('d07 string_ids count 4 G', set32(TABLE.strings, 0xffffffff)),
  refuses('d08 method_ids count 256 M', set32(TABLE.methods, 0xfffffff)),
  { ...refuses('d09 string data offset out', set32(table(TABLE.strings), 0xfffffff0)), dexdump: 'crashes' },
  refuses('d10 type string index out', set32(table(TABLE.types), 0xffff)),
  refuses('d11 class data offset out', set32(mainDef + 24, 0x7ffffff0)),
  refuses('d12 class data in the header', set32(mainDef + 24, 0x20)),
  accepts(
    'd13 superclass is the class itself',
    patchDex(bytes, (view) => view.setUint32(mainDef + 8, view.getUint32(mainDef, true), true)),
  ),
  refuses('d14 map offset 0', set32(HEADER.mapOffset, 0)),
  refuses('d15 header size 128', set32(HEADER.headerSize, 0x80)),
  refuses('d16 byte order reversed', set32(HEADER.endian, 0x78563412)),
  accepts('d17 version 040', sampleDex('040').bytes),
  refuses('d18 version 041', sampleDex('041').bytes),
  refuses('d19 version 099', sampleDex('099').bytes),
  refuses(
    'd20 magic zeroed',
    patchDex(bytes, (_, copy) => copy.fill(0, 0, 8), true),
  ),
  accepts(
    'd21 unused opcode',
    patchDex(bytes, (view) => view.setUint8(readCode + insns, 0x3e)),
  ),
  accepts('d22 method index out', set16(readCode + insns + 2, 0xfff0)),
  refuses('d23 instruction count huge', set32(readCode + 12, 0x3fffffff)),
  refuses('d24 instruction count one short', set32(runCode + 12, 3)),
  accepts(
    'd25 goto itself',
    patchDex(bytes, (view) => view.setUint16(readCode + insns, 0x0028, true)),
  ),
  refuses(
    'd26 bad MUTF-8',
    patchDex(bytes, (view) => view.setUint16(sample.strings.get('privacy_agreed')! + 1, 0xc0ff, true)),
  ),
  refuses('d27 tries huge', set16(readCode + 6, 0xffff)),
  refuses(
    'd28 string_ids unsorted',
    patchDex(bytes, (view) => {
      const at = table(TABLE.strings);
      const first = view.getUint32(at, true);
      view.setUint32(at, view.getUint32(at + 4, true), true);
      view.setUint32(at + 4, first, true);
    }),
  ),
  refuses('d29 random bytes', random),
  accepts('d30 same class in a second dex', buildDex({ classes: [{ type: 'Lcom/example/hostile/Main;' }] }).bytes),
  refuses('d31 cut to 600 bytes', bytes.slice(0, 600)),
  refuses('d32 empty', new Uint8Array(0)),
  refuses('d33 magic and garbage', text('dex\n035\0garbage')),
];
