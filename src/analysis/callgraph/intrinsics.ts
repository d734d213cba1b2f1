import { descriptorOf, type Program } from '../program/index.js';
import { classesOf, stringsOf, type Atom, type Facts, type Value } from './values.js';

/** A call as the walk sees it. */
export interface IntrinsicCall {
  readonly program: Program;
  readonly ref: number;
  /** `this` first, then one value a parameter. */
  readonly args: readonly Value[];
  /** Basic block the call is in. */
  readonly block: number;
  /** The value with constants of fields and other methods' results put in. */
  readonly follow: (value: Value) => Value;
}

/** Result of a call the walk understands; undefined: nothing special is known of it. */
export type Intrinsic = (call: IntrinsicCall) => Value | undefined;

const facts = (value: Value | undefined): Facts | undefined => {
  const [atom] = value ?? [];
  return value?.length === 1 && atom?.kind === 'object' ? atom.facts : undefined;
};
const texts = (value: Value | undefined): readonly string[] => stringsOf(value ?? []);
const strings = (found: readonly string[]): Value | undefined =>
  found.length === 0 ? undefined : found.map((value) => ({ kind: 'string', value }));

/** A binary name (`com.a.B$C`, also `[Lcom.a.B;`) as Class.forName takes it. */
function classNamed(program: Program, name: string): Atom {
  const descriptor = name.startsWith('[') ? name.replaceAll('.', '/') : descriptorOf(name);
  return { kind: 'class', type: program.typeNamed(descriptor) };
}

const classFromName =
  (argument: number): Intrinsic =>
  ({ program, args, follow }) => {
    const names = texts(follow(args[argument] ?? []));
    return names.length === 0 ? undefined : names.map((name) => classNamed(program, name));
  };

const member: Intrinsic = ({ args, follow }) => {
  const types = classesOf(follow(args[0] ?? []));
  const names = texts(follow(args[1] ?? []));
  if (types.length === 0 || names.length === 0) return undefined;
  return types.flatMap((type) => names.map((name): Atom => ({ kind: 'method', type, name })));
};

/** MethodHandles.Lookup: the class is the first argument after the receiver. */
const handle: Intrinsic = (call) => member({ ...call, args: call.args.slice(1) });

const constructorOf: Intrinsic = ({ args, follow }) => {
  const types = classesOf(follow(args[0] ?? []));
  return types.length === 0 ? undefined : types.map((type): Atom => ({ kind: 'constructor', type }));
};

/** An object made by reflection. */
const instanceOf: Intrinsic = ({ args, follow }) => {
  const made = follow(args[0] ?? []).flatMap((atom) =>
    atom.kind === 'constructor' || atom.kind === 'class'
      ? [{ kind: 'object', type: atom.type, exact: true } as const]
      : [],
  );
  return made.length === 0 ? undefined : made;
};

const getClass: Intrinsic = ({ args }) => {
  const [value = []] = args;
  const types = value.flatMap((atom): Atom[] =>
    atom.kind === 'object' && atom.exact ? [{ kind: 'class', type: atom.type }] : [],
  );
  return types.length > 0 && types.length === value.length ? types : undefined;
};

const className: Intrinsic = ({ program, args }) =>
  strings(classesOf(args[0] ?? []).map((type) => program.typeName(type).slice(1, -1).replaceAll('/', '.')));

/** What `String.valueOf` and `append` make of a constant. */
function textOf(value: Value | undefined): string | undefined {
  const [atom] = value ?? [];
  if (value?.length !== 1 || atom === undefined) return undefined;
  if (atom.kind === 'string') return atom.value;
  return atom.kind === 'object' ? atom.facts?.text : undefined;
}

const builderInit: Intrinsic = ({ args, block, follow }) => {
  const known = facts(args[0]);
  if (!known) return undefined;
  known.text = args.length === 1 || args[1]?.[0]?.kind === 'int' ? '' : textOf(follow(args[1] ?? []));
  known.block = block;
  return undefined;
};

const append: Intrinsic = ({ program, ref, args, block, follow }) => {
  const known = facts(args[0]);
  if (known?.text === undefined) return args[0];
  const [, parameter = -1] = program.methodProto(ref);
  const [atom] = args[1] ?? [];
  const isNumber = program.typeName(parameter) === 'I' && atom?.kind === 'int';
  const more = isNumber
    ? String(atom.value)
    : program.typeName(parameter) === 'C' && atom?.kind === 'int'
      ? String.fromCharCode(atom.value)
      : textOf(follow(args[1] ?? []));
  known.text = known.block === block && more !== undefined ? known.text + more : undefined;
  return args[0];
};

const reverse: Intrinsic = ({ args, block }) => {
  const known = facts(args[0]);
  if (known) known.text = known.block === block ? known.text?.split('').reverse().join('') : undefined;
  return args[0];
};

const text: Intrinsic = ({ args }) => {
  const known = textOf(args[0]);
  return known === undefined ? strings(texts(args[0])) : [{ kind: 'string', value: known }];
};

const concat: Intrinsic = ({ args, follow }) =>
  strings(
    texts(follow(args[0] ?? [])).flatMap((first) => texts(follow(args[1] ?? [])).map((second) => first + second)),
  );

const replace: Intrinsic = ({ args }) => {
  const [subject, from, to] = [textOf(args[0]), textOf(args[1]), textOf(args[2])];
  if (subject === undefined || from === undefined || to === undefined) return undefined;
  return [{ kind: 'string', value: subject.replaceAll(from, () => to) }];
};

const isClass = (program: Program, type: number): boolean => program.typeName(type) === 'Ljava/lang/Class;';
const isComponentName = (program: Program, atom: Atom): boolean =>
  atom.kind === 'object' && program.typeName(atom.type) === 'Landroid/content/ComponentName;';

/** Notes an explicit target of an Intent or ComponentName from a class literal, a name or a ComponentName. */
const target: Intrinsic = ({ program, args, follow }) => {
  const known = facts(args[0]);
  if (!known) return args[0];
  const add = (type: number): unknown => (known.targets ??= new Set()).add(type);
  const last = follow(args.at(-1) ?? []);
  for (const atom of last) {
    if (atom.kind === 'class') add(atom.type);
    else if (atom.kind === 'string' && args.length > 2) add(program.typeNamed(descriptorOf(atom.value)));
    else if (atom.kind === 'object' && atom.facts) {
      atom.facts.targets?.forEach(add);
      for (const index of atom.facts.targetParameters ?? []) (known.targetParameters ??= new Set()).add(index);
    } else if (atom.kind === 'object' && atom.origin?.kind === 'parameter' && isClass(program, atom.type)) {
      (known.targetParameters ??= new Set()).add(atom.origin.index);
    } else if (atom.kind !== 'int') known.isTargetUnknown = args.length > 2 || isComponentName(program, atom);
  }
  return args[0];
};

/** Setters of Intent return the Intent itself. */
const itself: Intrinsic = ({ args }) => args[0];

const TABLE: readonly (readonly [methods: string, Intrinsic])[] = [
  ['java.lang.Class forName', classFromName(0)],
  ['java.lang.ClassLoader loadClass', classFromName(1)],
  ['java.lang.Class getMethod getDeclaredMethod', member],
  ['java.lang.invoke.MethodHandles$Lookup findVirtual findStatic findSpecial', handle],
  ['java.lang.invoke.MethodHandle bindTo asType', itself],
  [
    'java.lang.invoke.MethodHandles$Lookup findConstructor',
    ({ args, ...call }) => constructorOf({ ...call, args: args.slice(1) }),
  ],
  ['java.lang.Class getConstructor getDeclaredConstructor', constructorOf],
  ['java.lang.Class newInstance', instanceOf],
  ['java.lang.Class asSubclass', itself],
  ['java.lang.reflect.Constructor newInstance', instanceOf],
  ['java.lang.Object getClass', getClass],
  ['java.lang.Class getName getCanonicalName getTypeName', className],
  ['java.lang.StringBuilder <init>', builderInit],
  ['java.lang.StringBuffer <init>', builderInit],
  ['java.lang.StringBuilder append', append],
  ['java.lang.StringBuffer append', append],
  ['java.lang.StringBuilder reverse', reverse],
  ['java.lang.StringBuilder toString', text],
  ['java.lang.StringBuffer toString', text],
  ['java.lang.String toString intern trim', text],
  [
    'java.lang.String valueOf',
    ({ args, ...call }) => (textOf(args[0]) === undefined ? undefined : text({ args, ...call })),
  ],
  ['java.lang.String concat', concat],
  ['java.lang.String replace', replace],
  ['android.content.Intent <init> setClass setClassName setComponent', target],
  ['android.content.ComponentName <init>', target],
  [
    'android.content.Intent addFlags setFlags addCategory putExtra putExtras setAction setData setType setPackage setDataAndType',
    itself,
  ],
];

const BY_NAME: ReadonlyMap<string, Intrinsic> = new Map(
  TABLE.flatMap(([methods, intrinsic]) => {
    const [type = '', ...names] = methods.split(' ');
    return names.map((name) => [`${descriptorOf(type)}->${name}`, intrinsic] as const);
  }),
);
const NAMES: ReadonlySet<string> = new Set([...BY_NAME.keys()].map((key) => key.slice(key.indexOf('->') + 2)));

/** Looks up what a reference means, once each. */
export class Intrinsics {
  private readonly program: Program;
  private readonly known = new Map<number, Intrinsic | undefined>();
  /** Pool ids of the names in the table: most calls are told apart without decoding anything. */
  private readonly names: ReadonlySet<number>;

  constructor(program: Program) {
    this.program = program;
    this.names = new Set([...NAMES].map((name) => program.findName(name)));
  }

  of(ref: number): Intrinsic | undefined {
    if (!this.names.has(this.program.nameOf(ref))) return undefined;
    if (!this.known.has(ref)) this.known.set(ref, this.find(ref));
    return this.known.get(ref);
  }

  private find(ref: number): Intrinsic | undefined {
    const name = this.program.methodName(ref);
    for (const type of this.program.hierarchy.superclasses(this.program.methodClass(ref))) {
      const intrinsic = BY_NAME.get(`${this.program.typeName(type)}->${name}`);
      if (intrinsic) return intrinsic;
    }
    return undefined;
  }
}
