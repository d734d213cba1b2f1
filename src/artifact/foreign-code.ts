import type { Apk } from '../apk/index.js';
import { sdks } from '../data/index.js';

/**
 * Defines «code that was not read» (design/verdict §3): what besides DEX can hold the app's own logic, by file name.
 * Native libraries count in the one ABI that has most of them.
 */
export interface ForeignCode {
  readonly what: string;
  readonly kind: 'native' | 'flutter' | 'unity' | 'hermes' | 'react-native' | 'h5' | 'dotnet' | 'lua';
  readonly bytes: number;
  readonly reason: string;
}

type Kind = ForeignCode['kind'];

const NATIVE_KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^libapp\.so$/u, 'flutter'],
  [/^lib(?:il2cpp|unity)\.so$/u, 'unity'],
  [/^libassemblies\..*\.so$|^libmonodroid.*\.so$/u, 'dotnet'],
];

const FILE_KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^assets\/index\.android\.bundle$/u, 'react-native'],
  [/^assets\/bin\/Data\/Managed\/.*\.dll$/u, 'unity'],
  [/^assemblies\/.*\.(?:dll|blob)$/u, 'dotnet'],
  // Pages without scripts (a policy, a help text) hold no logic; scripts do.
  [/^assets\/.*\.(?:js|mjs|vue)$/u, 'h5'],
  [/^assets\/.*\.(?:lua|luac)$/u, 'lua'],
];

const REASONS: Readonly<Record<Kind, string>> = {
  native: 'native code',
  flutter: 'Dart code compiled by Flutter',
  unity: 'code of the Unity engine',
  hermes: 'Hermes bytecode',
  'react-native': 'JavaScript bundle of React Native',
  h5: 'scripts of web pages in assets',
  dotnet: '.NET assemblies',
  lua: 'Lua scripts',
};

const nativeKind = (name: string): Kind => NATIVE_KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'native';

function nativeLibraries(apk: Apk): ForeignCode[] {
  const byAbi = new Map<string, ForeignCode[]>();
  for (const { abi, name, entry, size } of apk.nativeLibraries()) {
    const kind = nativeKind(name);
    const list = byAbi.get(abi) ?? [];
    list.push({ what: entry, kind, bytes: size, reason: REASONS[kind] });
    byAbi.set(abi, list);
  }
  const total = (list: readonly ForeignCode[]): number => list.reduce((sum, one) => sum + one.bytes, 0);
  return [...byAbi].sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1))[0]?.[1] ?? [];
}

function files(apk: Apk): ForeignCode[] {
  return apk.entries().flatMap(({ path, name, size }) => {
    const kind = FILE_KINDS.find(([pattern]) => pattern.test(path))?.[1];
    return kind === undefined ? [] : [{ what: name, kind, bytes: size, reason: REASONS[kind] }];
  });
}

/** Code that is there and not read, largest first. */
export function foreignCode(apk: Apk): ForeignCode[] {
  return [...nativeLibraries(apk), ...files(apk)].sort((a, b) => b.bytes - a.bytes || (a.what < b.what ? -1 : 1));
}

/** A library an SDK with a record brings: what it does is that SDK's, judged by its record, not the app's hidden logic. */
function isSdkLibrary({ what, kind }: ForeignCode): boolean {
  const name = what.slice(what.lastIndexOf('/') + 1);
  return (
    kind === 'native' && (RUNTIMES.has(name) || sdks().some((record) => record.libraries?.includes(name) === true))
  );
}

/** Libraries of the C++ runtime: no app's logic. */
const RUNTIMES = new Set(['libc++_shared.so', 'libgnustl_shared.so', 'libstlport_shared.so']);

/** Share of the code bytes that was not read, 0…1. An app without any code has none unread. */
export function unreadShare(foreign: readonly ForeignCode[], dexBytes: number): number {
  const unread = foreign.filter((one) => !isSdkLibrary(one)).reduce((sum, one) => sum + one.bytes, 0);
  return unread + dexBytes === 0 ? 0 : unread / (unread + dexBytes);
}
