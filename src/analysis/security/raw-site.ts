import type { DexFile } from '../../format/dex/index.js';
import type { RawSite } from '../sweep/raw-hits.js';

/** Names an instruction of a method, with its line where the debug information tells it. */
export function rawSite(dex: DexFile, method: number, pc: number): RawSite {
  const type = dex.methodClass(method);
  const source = dex.sourceFile(dex.classOf(type));
  let line: number | undefined;
  try {
    line = dex.debugLines(dex.codeOffset(method))?.lineOf(pc);
  } catch {
    line = undefined; // ART ignores debug information it cannot read; so do we
  }
  return {
    entry: dex.entry,
    method: dex.methodDescriptor(method),
    pc,
    ...(line === undefined ? {} : { line }),
    ...(source === undefined ? {} : { source }),
    className: dex.type(type),
  };
}
