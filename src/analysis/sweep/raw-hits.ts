import type { CodeSite } from '../../model/index.js';
import { IndexKind, OPCODE_INDEX_KIND, OpcodeFlag, OPCODE_FLAGS } from '../../format/dex/index.js';
import type { DexFile, InstructionCursor } from '../../format/dex/index.js';
import type { FieldNeedle } from '../needles.js';
import { HIT_WIDTH, HitKind } from './walk.js';
import type { DexWalk } from './walk.js';
import type { DexTags, MethodTarget, StringTarget } from './tags.js';

/** A place in the code before its owner is known. */
export type RawSite = Omit<CodeSite, 'owner'> & {
  /** Descriptor of the class. */
  readonly className: string;
};

/** A hit as plain data, so that the dex can be let go. */
export interface RawHit {
  readonly site: RawSite;
  readonly method?: MethodTarget & {
    /** Constant strings by position of the argument (`this` counts as 0), where the code loads them just before. */
    readonly arguments: readonly (string | undefined)[];
    /** Strings the method loads anywhere, for calls whose argument is not constant. */
    readonly strings: ReadonlySet<string>;
  };
  readonly field?: FieldNeedle;
  readonly string?: StringTarget;
}

/** Strings a method loads, and at a given call the constants in its arguments. Straight-line: branches are not followed. */
function constantsAt(dex: DexFile, cursor: InstructionCursor, code: number, pcs: ReadonlySet<number>) {
  const strings = new Set<string>();
  const byRegister = new Map<number, string>();
  const at = new Map<number, (string | undefined)[]>();
  if (!cursor.open(code)) return { strings, at };
  while (cursor.next()) {
    if (cursor.opcode > 0xff) continue;
    if (OPCODE_INDEX_KIND[cursor.opcode] === IndexKind.string) {
      const text = dex.string(cursor.index);
      strings.add(text);
      byRegister.set(cursor.register(0), text);
    } else if ((OPCODE_FLAGS[cursor.opcode]! & OpcodeFlag.invoke) !== 0) {
      if (!pcs.has(cursor.pc)) continue;
      at.set(cursor.pc, Array.from({ length: cursor.registerCount }, (_, n) => byRegister.get(cursor.register(n))));
    } else if (cursor.registerCount > 0) byRegister.delete(cursor.register(0));
  }
  return { strings, at };
}

/** Groups hits by method, so that a method's debug lines and constants are read once. */
function* byMethod({ hits }: DexWalk): Generator<{ method: number; from: number; to: number }> {
  for (let from = 0; from < hits.length; ) {
    const method = hits.at(from);
    let to = from;
    while (to < hits.length && hits.at(to) === method) to += HIT_WIDTH;
    yield { method, from, to };
    from = to;
  }
}

function targetOf(kind: number, id: number, tags: DexTags): MethodTarget | FieldNeedle | StringTarget {
  if (kind === HitKind.method) return tags.methodTargets[tags.methods[id]! - 1]!;
  if (kind === HitKind.field) return tags.fieldTargets[tags.fields[id]! - 1]!;
  return tags.stringTargets[tags.strings[id]! - 1]!;
}

/** Turns the numbers of a walk into sites with method, line and constants. */
export function rawHits(dex: DexFile, tags: DexTags, walk: DexWalk): RawHit[] {
  const cursor = dex.cursor();
  const result: RawHit[] = [];
  for (const { method, from, to } of byMethod(walk)) {
    const code = dex.codeOffset(method);
    const descriptor = dex.methodDescriptor(method);
    const type = dex.methodClass(method);
    const source = dex.sourceFile(dex.classOf(type));
    let lines: ReturnType<DexFile['debugLines']>;
    try {
      lines = dex.debugLines(code);
    } catch {
      lines = undefined; // ART ignores debug information it cannot read; so do we
    }
    const pcs = new Set<number>();
    for (let at = from; at < to; at += HIT_WIDTH) if (walk.hits.at(at + 2) === HitKind.method) pcs.add(walk.hits.at(at + 1));
    const constants = pcs.size > 0 ? constantsAt(dex, cursor, code, pcs) : undefined;
    for (let at = from; at < to; at += HIT_WIDTH) {
      const pc = walk.hits.at(at + 1);
      const kind = walk.hits.at(at + 2);
      const line = lines?.lineOf(pc);
      const site: RawSite = {
        entry: dex.entry,
        method: descriptor,
        pc,
        ...(line === undefined ? {} : { line }),
        ...(source === undefined ? {} : { source }),
        className: dex.type(type),
      };
      const target = targetOf(kind, walk.hits.at(at + 3), tags);
      if (kind === HitKind.method) {
        const call = { arguments: constants?.at.get(pc) ?? [], strings: constants?.strings ?? new Set<string>() };
        result.push({ site, method: { ...(target as MethodTarget), ...call } });
      } else if (kind === HitKind.field) result.push({ site, field: target as FieldNeedle });
      else result.push({ site, string: target as StringTarget });
    }
  }
  return result;
}
