/** Non-empty items of a list attribute (`a;b`, `a,b`); empty for an absent one. */
export function splitList(text: string | undefined, separator: string): string[] {
  return (text ?? '').split(separator).filter((item) => item !== '');
}
