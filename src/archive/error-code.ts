/**
 * The `code` of an error of Node's own (`ENOENT`, `Z_DATA_ERROR`). Not by `instanceof Error`: an error made in another
 * realm (a vm context, as test runners use) is none. Its message is not used: it repeats paths unescaped.
 */
export function errorCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}
