import type { Program } from '../program/index.js';

/** Finds what runs when a class is initialised. */
export class ClassInit {
  private readonly program: Program;
  private readonly signature: number;
  private readonly known: Int32Array;

  constructor(program: Program) {
    this.program = program;
    this.signature = program.findSignature('<clinit>()V');
    this.known = new Int32Array(program.typeCount).fill(-2);
  }

  /** `<clinit>` of the type or of the nearest superclass that has one; -1 for none. */
  of(type: number): number {
    if (this.signature < 0 || type >= this.known.length) return -1;
    const known = this.known[type]!;
    return known !== -2 ? known : (this.known[type] = this.find(type));
  }

  /** The next `<clinit>` up: the runtime initialises the superclass first. */
  above(clinit: number): number {
    const above = this.program.hierarchy.superOf(this.program.methodClass(clinit));
    return above < 0 ? -1 : this.of(above);
  }

  private find(type: number): number {
    for (let at = type; at >= 0; at = this.program.hierarchy.superOf(at)) {
      const method = this.program.methodIn(at, this.signature);
      if (method >= 0 && this.program.isDefined(method)) return method;
    }
    return -1;
  }
}
