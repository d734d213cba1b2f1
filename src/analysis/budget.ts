/** Steps, not seconds: running out gives a partial result that is the same on every machine. */
export class Budget {
  private left: number;

  constructor(steps: number) {
    this.left = steps;
  }

  get exhausted(): boolean {
    return this.left <= 0;
  }

  spend(steps: number): void {
    this.left -= steps;
  }
}
