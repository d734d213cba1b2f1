import { apis } from '../data/index.js';
import type { ApiRecord } from '../model/index.js';

/** What a needle is for besides sensitive APIs: calls the analysis itself must see. */
export type SpecialKind = 'loader' | 'reflection' | 'native-load' | 'shell';

/** A method looked for: class and signature as in the framework. */
export interface MethodNeedle {
  /** `Lcls;` */
  readonly className: string;
  /** `name(args)ret` */
  readonly signature: string;
  readonly api?: ApiRecord;
  readonly special?: SpecialKind;
  /** The class is an SDK's or a library's: apps bring it along, and it is sought all the same. */
  readonly bundled: boolean;
}

export interface FieldNeedle {
  /** `Lcls;->name:T` */
  readonly descriptor: string;
  readonly api: ApiRecord;
}

export interface StringNeedle {
  readonly text: string;
  readonly match: 'exact' | 'prefix';
  readonly api: ApiRecord;
}

export interface Needles {
  /** Method name → `(args)ret` → needles with that signature. */
  readonly methods: ReadonlyMap<string, ReadonlyMap<string, readonly MethodNeedle[]>>;
  readonly fields: readonly FieldNeedle[];
  readonly strings: readonly StringNeedle[];
}

/** Calls by which code that is not in the dex files comes to run, or names are looked up at run time. */
const SPECIAL: readonly (readonly [SpecialKind, string])[] = [
  [
    'loader',
    'Ldalvik/system/DexClassLoader;-><init>(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V',
  ],
  ['loader', 'Ldalvik/system/PathClassLoader;-><init>(Ljava/lang/String;Ljava/lang/ClassLoader;)V'],
  ['loader', 'Ldalvik/system/PathClassLoader;-><init>(Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V'],
  ['loader', 'Ldalvik/system/InMemoryDexClassLoader;-><init>(Ljava/nio/ByteBuffer;Ljava/lang/ClassLoader;)V'],
  ['loader', 'Ldalvik/system/InMemoryDexClassLoader;-><init>([Ljava/nio/ByteBuffer;Ljava/lang/ClassLoader;)V'],
  ['loader', 'Ldalvik/system/DelegateLastClassLoader;-><init>(Ljava/lang/String;Ljava/lang/ClassLoader;)V'],
  ['loader', 'Ldalvik/system/DexFile;->loadDex(Ljava/lang/String;Ljava/lang/String;I)Ldalvik/system/DexFile;'],
  ['loader', 'Ldalvik/system/DexFile;->loadClass(Ljava/lang/String;Ljava/lang/ClassLoader;)Ljava/lang/Class;'],
  ['reflection', 'Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;'],
  ['reflection', 'Ljava/lang/Class;->forName(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;'],
  ['reflection', 'Ljava/lang/ClassLoader;->loadClass(Ljava/lang/String;)Ljava/lang/Class;'],
  ['reflection', 'Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;'],
  [
    'reflection',
    'Ljava/lang/Class;->getDeclaredMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;',
  ],
  ['shell', 'Ljava/lang/Runtime;->exec(Ljava/lang/String;)Ljava/lang/Process;'],
  ['shell', 'Ljava/lang/Runtime;->exec(Ljava/lang/String;[Ljava/lang/String;)Ljava/lang/Process;'],
];

const PLATFORM_CLASS = /^L(?:android|java|javax|dalvik)\//u;

function methodNeedle(descriptor: string, more: Pick<MethodNeedle, 'api' | 'special'>): MethodNeedle {
  const arrow = descriptor.indexOf(';->');
  const className = descriptor.slice(0, arrow + 1);
  return { className, signature: descriptor.slice(arrow + 3), bundled: !PLATFORM_CLASS.test(className), ...more };
}

function compile(): Needles {
  const methods = new Map<string, Map<string, MethodNeedle[]>>();
  const add = (needle: MethodNeedle): void => {
    const open = needle.signature.indexOf('(');
    const name = needle.signature.slice(0, open);
    const proto = needle.signature.slice(open);
    let byProto = methods.get(name);
    if (byProto === undefined) methods.set(name, (byProto = new Map<string, MethodNeedle[]>()));
    const list = byProto.get(proto);
    if (list) list.push(needle);
    else byProto.set(proto, [needle]);
  };
  const fields: FieldNeedle[] = [];
  const strings: StringNeedle[] = [];
  for (const api of apis()) {
    if (api.kind === 'method') add(methodNeedle(api.id, { api }));
    else if (api.kind === 'field') fields.push({ descriptor: api.id, api });
    else strings.push({ text: api.id, match: api.match ?? (api.kind === 'uri' ? 'prefix' : 'exact'), api });
  }
  for (const [special, descriptor] of SPECIAL) add(methodNeedle(descriptor, { special }));
  return { methods, fields, strings };
}

let compiled: Needles | undefined;

/** Everything one pass over the instructions looks for; made once a process from the tables. */
export function needles(): Needles {
  return (compiled ??= compile());
}
