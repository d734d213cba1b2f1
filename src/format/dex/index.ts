export type { Annotation, AnnotationVisibility, ClassAnnotations } from './annotations.js';
export type { CallSite, MethodHandle, MethodHandleKind } from './call-sites.js';
export type { CatchClause, Code, TryRange } from './code-item.js';
export type { DebugLines } from './debug-info.js';
export { DexFile, type FieldVisitor, type MethodVisitor } from './dex-file.js';
export type { DexCounts, IdRange } from './dex-ids.js';
export type { EncodedAnnotation, EncodedValue } from './encoded-value.js';
export { InstructionCursor, type BadCode, type SwitchCases } from './instruction-cursor.js';
export {
  IndexKind,
  OPCODES,
  OPCODE_FLAGS,
  OPCODE_INDEX_KIND,
  OPCODE_WIDTH,
  OpcodeFlag,
  PACKED_SWITCH_PAYLOAD,
  payloadUnits,
  type Opcode,
  type OpcodeFormat,
} from './opcodes.js';
