import type { Program } from '../program/index.js';
import type { ValueResolver } from './value-resolver.js';
import type { Value } from './values.js';

/** A constant an argument or field may hold. */
export type Constant =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  /** A class literal: type id. */
  | { readonly kind: 'class'; readonly type: number };

/** What is known of a value: all of it, or some constants it may be among others. */
export interface ConstantValue {
  readonly constants: readonly Constant[];
  /** Whether it can be nothing else. */
  readonly isComplete: boolean;
}

/**
 * Constant propagation on demand: within a method, through static and effectively final fields, and through methods
 * that return one. Booleans are ints. Two arms of a condition give two constants.
 */
export class Constants {
  private readonly program: Program;
  private readonly resolver: ValueResolver;

  constructor(program: Program, resolver: ValueResolver) {
    this.program = program;
    this.resolver = resolver;
  }

  /**
   * Arguments of the call at `pc`, `this` first where there is one; undefined when no call is there (or in a method
   * too large to follow).
   */
  argumentsAt(method: number, pc: number): ConstantValue[] | undefined {
    const call = this.resolver.valuesOf(method).calls.find((one) => one.pc === pc);
    return call?.args.map((value) => constantsOf(this.resolver.resolve(method, value)));
  }

  /** What the method returns. */
  returned(method: number): ConstantValue {
    return constantsOf(this.resolver.resolve(method, this.resolver.valuesOf(method).returns));
  }

  /** What a field of the app may hold: its initial value and all that is stored in it. */
  field(field: number): ConstantValue {
    const value = this.resolver.fieldValue(field);
    return value ? constantsOf(value) : NOTHING_KNOWN;
  }

  /** What a method stores in a field. */
  stored(method: number, field: number): ConstantValue {
    const wanted = this.program.resolveField(field);
    for (const [one, value] of this.resolver.valuesOf(method).stores) {
      if (this.program.resolveField(one) === wanted) return constantsOf(this.resolver.resolve(method, value));
    }
    return NOTHING_KNOWN;
  }
}

const NOTHING_KNOWN: ConstantValue = { constants: [], isComplete: false };

function constantsOf(value: Value): ConstantValue {
  const constants = value.flatMap((atom): Constant[] =>
    atom.kind === 'int' || atom.kind === 'string' || atom.kind === 'class' ? [atom] : [],
  );
  return { constants, isComplete: constants.length === value.length && value.length > 0 };
}
