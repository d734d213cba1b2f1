/** A growable list of 32-bit integers: no boxing, no array of objects in the instruction loop. */
export class IntList {
  private data = new Int32Array(1024);

  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const grown = new Int32Array(this.data.length * 2);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[this.length++] = value;
  }

  at(index: number): number {
    return this.data[index]!;
  }

  clear(): void {
    this.length = 0;
  }

  /** A copy of what is in the list. */
  toArray(): Int32Array {
    return this.data.slice(0, this.length);
  }
}
