/** A growable list of 32-bit integers: no boxing, no array of objects in the instruction loop. */
export class IntList {
  private data = new Int32Array(1024);

  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) this.grow();
    this.data[this.length++] = value;
  }

  push4(a: number, b: number, c: number, d: number): void {
    this.push(a);
    this.push(b);
    this.push(c);
    this.push(d);
  }

  private grow(): void {
    const grown = new Int32Array(this.data.length * 2);
    grown.set(this.data);
    this.data = grown;
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
