/**
 * A WebAssembly module of one function, written by hand: there is no assembler in the build, and 300 bytes that can be
 * read beside their text beat a tool. Opcodes: WebAssembly 2.0, appendix «Index of Instructions».
 *
 * Locals: 0 end, 1 a, 2 b (arguments), 3 at, 4 block end (i32), 5 bytes, 6 sums, 7 prefix sums, 8 weighted (v128).
 */
const MODULE = `
  00 61 73 6d 01 00 00 00                           ;; magic, version 1
  01 08 01 60 03 7f 7f 7f 01 7f                     ;; type 0: (i32, i32, i32) -> i32
  03 02 01 00                                       ;; function 0 is of type 0
  05 03 01 00 01                                    ;; memory 0: one page
  07 10 02 06 6d 65 6d 6f 72 79 02 00               ;; export "memory"
           03 72 75 6e 00 00                        ;; export "run"
`;

const WEIGHTS = 'fd 0c 10 0f 0e 0d 0c 0b 0a 09 08 07 06 05 04 03 02 01'; // v128.const i8x16 16 15 … 1

const BODY = `
  02 02 7f 04 7b                                    ;; locals: 2 × i32, 4 × v128
  03 40                                             ;; loop: blocks of at most 5,552 bytes
    20 03 41 b0 2b 6a 22 04 20 00                   ;;   (at + 5552), end
    20 04 20 00 49 1b 21 04                         ;;   block end = the lesser
    20 02 20 01 20 04 20 03 6b 6c 6a 21 02          ;;   b += a * (block end - at)
    fd 0c 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
    22 06 22 07 21 08                               ;;   sums = prefix sums = weighted = 0
    03 40                                           ;;   loop: 16 bytes
      20 03 fd 00 04 00 21 05                       ;;     bytes = v128.load (at)
      20 07 20 06 fd ae 01 21 07                    ;;     prefix sums += sums (i32x4.add)
      20 06 20 05 fd 7d fd 7f fd ae 01 21 06        ;;     sums += bytes, pairs of pairs added
      20 08 20 05 ${WEIGHTS} fd 9e 01               ;;     bytes × weights, low half (i16x8.extmul_low_i8x16_u)
            20 05 ${WEIGHTS} fd 9f 01               ;;     and high half
      fd 8e 01 fd 7f fd ae 01 21 08                 ;;     weighted += both, pairs added
      20 03 41 10 6a 22 03 20 04 49 0d 00           ;;     at += 16; again while at < block end
    0b
    20 01 20 06 fd 1b 00 6a 20 06 fd 1b 01 6a       ;;   a += the four sums
          20 06 fd 1b 02 6a 20 06 fd 1b 03 6a
    41 f1 ff 03 70 21 01                            ;;   a %= 65521
    20 02 20 07 fd 1b 00 20 07 fd 1b 01 6a          ;;   b += 16 × the prefix sums
          20 07 fd 1b 02 6a 20 07 fd 1b 03 6a 41 10 6c 6a
          20 08 fd 1b 00 6a 20 08 fd 1b 01 6a       ;;   b += the weighted
          20 08 fd 1b 02 6a 20 08 fd 1b 03 6a
    41 f1 ff 03 70 21 02                            ;;   b %= 65521
    20 03 20 00 49 0d 00                            ;;   again while at < end
  0b
  20 02 41 10 74 20 01 72 0b                        ;; b << 16 | a
`;

function bytesOf(text: string): number[] {
  const words = text.replace(/;;.*/g, '').trim().split(/\s+/);
  return words.map((word) => parseInt(word, 16));
}

/** A section or body length: LEB128 of a number below 2^14, in two bytes. */
const length = (value: number): number[] => [(value & 0x7f) | 0x80, value >> 7];

function assemble(): Uint8Array<ArrayBuffer> {
  const body = bytesOf(BODY);
  const code = [1, ...length(body.length), ...body];
  return Uint8Array.from([...bytesOf(MODULE), 0x0a, ...length(code.length), ...code]);
}

/** The module, ready for `new WebAssembly.Module`. */
export const ADLER32_WASM = assemble();
