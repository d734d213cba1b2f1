/** Integers by id, for ids that are still being made: grows by itself, new rows hold the default. */
export class IntColumn {
  private data: Int32Array;
  private readonly initial: number;

  constructor(initial: number, capacity = 1024) {
    this.initial = initial;
    this.data = new Int32Array(Math.max(capacity, 16)).fill(initial);
  }

  get(id: number): number {
    return id < this.data.length ? this.data[id]! : this.initial;
  }

  set(id: number, value: number): void {
    if (id >= this.data.length) {
      const grown = new Int32Array(Math.max(this.data.length * 2, id + 1)).fill(this.initial);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[id] = value;
  }
}
