/** A set of ids as bits. Iterates in ascending order. */
export class MethodSet implements Iterable<number> {
  private words: Uint32Array;
  private count = 0;

  /** @param capacity ids below it need no growth */
  constructor(capacity = 0) {
    this.words = new Uint32Array((capacity + 31) >>> 5);
  }

  static of(ids: Iterable<number>): MethodSet {
    const set = new MethodSet();
    for (const id of ids) set.add(id);
    return set;
  }

  get size(): number {
    return this.count;
  }

  has(id: number): boolean {
    const word = id >>> 5;
    return word < this.words.length && (this.words[word]! & (1 << (id & 31))) !== 0;
  }

  /** Whether the id was not in the set yet. */
  add(id: number): boolean {
    const word = id >>> 5;
    if (word >= this.words.length) {
      const grown = new Uint32Array(Math.max(word + 1, this.words.length * 2));
      grown.set(this.words);
      this.words = grown;
    }
    const bit = 1 << (id & 31);
    if ((this.words[word]! & bit) !== 0) return false;
    this.words[word]! |= bit;
    this.count++;
    return true;
  }

  *[Symbol.iterator](): Generator<number> {
    for (let word = 0; word < this.words.length; word++) {
      for (let bits = this.words[word]!; bits !== 0; bits &= bits - 1) {
        yield word * 32 + 31 - Math.clz32(bits & -bits);
      }
    }
  }
}
