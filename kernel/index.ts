/*
 * What reading a DEX asks of every one of its bytes, compiled by AssemblyScript to WebAssembly at build
 * (src/format/dex/kernel.ts is the host's side). The same checks in TypeScript cost two and a half times as much warm
 * and five times as much in a process that reads one file: they would be interpreted, then compiled while they run.
 */
export { adler32 } from './adler32';
export { classOfType, codeOffsets, fieldFlags, methodFlags, readClasses, setNames } from './classes';
export { verifyCode } from './code';
export { fieldStarts, methodStarts, verifyIds } from './ids';
export { BASE, reserve } from './memory';
export { verifyStrings } from './strings';
