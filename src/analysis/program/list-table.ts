/** Lists of integers to dense ids: prototypes, as return type and parameter types. */
export class ListTable {
  size = 0;
  private readonly lists: number[][] = [];
  private hashes = new Int32Array(1024);
  private slots = new Int32Array(2048).fill(-1);

  /** Id of the list, new or old. The list is kept: do not change it afterwards. */
  add(list: number[]): number {
    const hash = hashOf(list);
    const slot = this.slotOf(list, hash);
    const found = this.slots[slot]!;
    if (found >= 0) return found;
    const id = this.size++;
    this.lists.push(list);
    if (id === this.hashes.length) this.grow();
    this.hashes[id] = hash;
    this.slots[this.slotOf(list, hash)] = id;
    return id;
  }

  /** -1 when the list was never added. */
  find(list: readonly number[]): number {
    return this.slots[this.slotOf(list, hashOf(list))]!;
  }

  list(id: number): readonly number[] {
    return this.lists[id]!;
  }

  private slotOf(list: readonly number[], hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.slots[slot]!;
      if (id < 0 || (this.hashes[id] === hash && isSame(this.lists[id]!, list))) return slot;
    }
  }

  private grow(): void {
    const grown = new Int32Array(this.hashes.length * 2);
    grown.set(this.hashes);
    this.hashes = grown;
    this.slots = new Int32Array(grown.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.size - 1; id++) {
      let slot = this.hashes[id]! & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = id;
    }
  }
}

function hashOf(list: readonly number[]): number {
  let hash = list.length;
  for (const value of list) hash = Math.imul(hash ^ value, 0x9e3779b1) ^ (hash >>> 13);
  return hash ^ (hash >>> 15);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
