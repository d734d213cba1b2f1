import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What `dexdump -d` and our reader both count. */
export interface DexCensus {
  /** class_defs. */
  readonly classes: number;
  /** Encoded methods: those the DEX defines. */
  readonly methods: number;
  readonly methodsWithCode: number;
  /** Lines of disassembly: payloads one each, spacers included. */
  readonly instructions: number;
  readonly invokes: number;
}

export const CENSUS_FIELDS = ['classes', 'methods', 'methodsWithCode', 'instructions', 'invokes'] as const;

/** Whether the tool runs here. */
export function hasTool(name: string, argument: string): boolean {
  return spawnSync(name, [argument], { stdio: 'ignore' }).error === undefined;
}

const PATTERNS = {
  classes: /^Class #\d+ +-$/gm,
  methods: /^ {6}code {10}(?:-|: \(none\))$/gm,
  methodsWithCode: /^ {6}code {10}-$/gm,
  // «065a58: 7010 4c1a 0000          |0000: invoke-direct …»; a method's title has «|[» there.
  instructions: /^[0-9a-f]{6,}:[ 0-9a-f.]*\|[0-9a-f]{4,}: /gm,
  invokes: /^[0-9a-f]{6,}:[ 0-9a-f.]*\|[0-9a-f]{4,}: invoke-/gm,
};

/** Streams `dexdump -d` of a .dex file through line counters; undefined when dexdump refuses the file. */
export async function dexdumpCensus(file: string): Promise<DexCensus | undefined> {
  const child = spawn('dexdump', ['-d', file], { stdio: ['ignore', 'pipe', 'ignore'] });
  const counts = { classes: 0, methods: 0, methodsWithCode: 0, instructions: 0, invokes: 0 };
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  let rest = '';
  const count = (lines: string): void => {
    for (const field of CENSUS_FIELDS) counts[field] += lines.match(PATTERNS[field])?.length ?? 0;
  };
  for await (const chunk of child.stdout) {
    const text = rest + (chunk as Buffer).toString('latin1');
    const cut = text.lastIndexOf('\n') + 1;
    count(text.slice(0, cut));
    rest = text.slice(cut);
  }
  count(rest);
  return (await closed) === 0 ? counts : undefined;
}

/** All files under a folder, sorted. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Names of the entries of a zip that end in `.dex`, as Info-ZIP lists them. */
export function dexEntries(archive: string): string[] {
  const listed = spawnSync('unzip', ['-Z1', archive], { encoding: 'latin1', maxBuffer: 1 << 26 });
  return (listed.stdout || '').split('\n').filter((name) => name.endsWith('.dex'));
}

/** Extracts one entry to `file`; false when unzip cannot. */
export function extract(archive: string, name: string, file: string): boolean {
  // Info-ZIP takes the name as a pattern.
  const pattern = name.replace(/[[\]*?\\]/g, '\\$&');
  const out = spawnSync('unzip', ['-p', archive, pattern], { maxBuffer: 1 << 30 });
  if (out.status !== 0 || out.stdout.length === 0) return false;
  writeFileSync(file, out.stdout);
  return true;
}
