import { IndexKind, OPCODE_INDEX_KIND } from '../../format/dex/index.js';
import type { DexFile } from '../../format/dex/index.js';

/** Classes whose calls check nothing: what a compiler adds and what people write beside «accept everything». */
const QUIET = new Set([
  'Landroid/util/Log;',
  'Ljava/io/PrintStream;',
  'Ljava/lang/Object;',
  'Ljava/lang/String;',
  'Ljava/lang/StringBuilder;',
  'Ljava/util/Objects;',
  'Lkotlin/jvm/internal/Intrinsics;',
]);

/** Whether a call decides nothing about a certificate or a host name. */
export const isQuietCall = (dex: DexFile, method: number): boolean => QUIET.has(dex.type(dex.methodClass(method)));

const THROW = 0x27;

/** Whether a method can refuse: it throws, or calls anything that could. */
export function canRefuse(dex: DexFile, method: number): boolean {
  const cursor = dex.cursor();
  cursor.open(dex.codeOffset(method));
  while (cursor.next()) {
    const { opcode } = cursor;
    if (opcode === THROW) return true;
    const kind = OPCODE_INDEX_KIND[opcode & 0xff];
    if (kind === IndexKind.callSite || kind === IndexKind.methodAndProto) return true;
    if (kind === IndexKind.method && !isQuietCall(dex, cursor.index)) return true;
  }
  return false;
}
