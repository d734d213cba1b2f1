/** Pairs of integers to dense ids, in the order they were first added. Open addressing: no object a pair. */
export class PairTable {
  size = 0;
  /** First and second of each pair, by id; longer than {@link size}. Do not write. */
  first: Int32Array;
  second: Int32Array;
  private slots: Int32Array;

  /** @param capacity how many pairs to expect */
  constructor(capacity = 1024) {
    let slots = 16;
    while (slots < capacity * 2) slots *= 2;
    this.slots = new Int32Array(slots).fill(-1);
    this.first = new Int32Array(slots >> 1);
    this.second = new Int32Array(slots >> 1);
  }

  /** Id of the pair, new or old. */
  add(a: number, b: number): number {
    const slot = this.slotOf(a, b);
    const found = this.slots[slot]!;
    if (found >= 0) return found;
    const id = this.size++;
    this.first[id] = a;
    this.second[id] = b;
    this.slots[slot] = id;
    if (this.size === this.first.length) this.grow();
    return id;
  }

  /** -1 when the pair was never added. */
  find(a: number, b: number): number {
    return this.slots[this.slotOf(a, b)]!;
  }

  private slotOf(a: number, b: number): number {
    const mask = this.slots.length - 1;
    const { first, second, slots } = this;
    const hash = Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b);
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot]!;
      if (id < 0 || (first[id] === a && second[id] === b)) return slot;
    }
  }

  private grow(): void {
    const { first, second, size } = this;
    this.first = new Int32Array(size * 2);
    this.first.set(first);
    this.second = new Int32Array(size * 2);
    this.second.set(second);
    this.slots = new Int32Array(size * 4).fill(-1);
    for (let id = 0; id < size; id++) this.slots[this.slotOf(first[id]!, second[id]!)] = id;
  }
}
