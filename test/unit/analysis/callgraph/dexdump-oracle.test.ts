import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DexFile } from '../../../../src/format/dex/index.js';
import { extract, hasTool } from '../../../oracle/dexdump.js';
import { appOfDex, root, type App } from '../app.js';

const corpus = path.resolve(root, process.env['PRIVSCAN_CORPUS'] ?? '../shared/corpus', 'apks');
/** Single-dex apps of 1 to 6 MB: 游戏盒子, 易赚ATM, 长房里. */
const APPS = ['09ca7138baab', '84ed7a0ab696', 'f4ee5c733035'];

interface DumpedInvoke {
  readonly pc: number;
  readonly kind: string;
  readonly owner: string;
  readonly signature: string;
}
interface DumpedClass {
  superclass: string | undefined;
  isFinal: boolean;
  isInterface: boolean;
  /** Signature to access flags. */
  readonly methods: Map<string, number>;
}
interface Dump {
  readonly classes: Map<string, DumpedClass>;
  readonly invokes: Map<string, DumpedInvoke[]>;
}

const INVOKE =
  /^[0-9a-f]+: .*\|([0-9a-f]{4}): invoke-(virtual|super|direct|static|interface)(?:\/range)? \{.*\}, (\S+;)\.(\S+):(\(\S*) \/\/ method@/;

/** What `dexdump -d` prints of classes, methods and invokes, read by pattern: nothing of ours is involved. */
async function dump(file: string): Promise<Dump> {
  const found: Dump = { classes: new Map(), invokes: new Map() };
  const child = spawn('dexdump', ['-d', file], { stdio: ['ignore', 'pipe', 'ignore'] });
  let cls = '';
  let name = '';
  let type = '';
  let invokes: DumpedInvoke[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const invoke = INVOKE.exec(line);
    if (invoke) {
      const [, pc = '', kind = '', owner = '', called = '', proto = ''] = invoke;
      invokes.push({ pc: parseInt(pc, 16), kind, owner, signature: called + proto });
      continue;
    }
    const label = /^ +(Class descriptor|Access flags|Superclass|name|type|access) +: (.*)$/.exec(line);
    if (!label) continue;
    const [, what = '', text = ''] = label;
    const quoted = text.slice(1, -1);
    if (what === 'Class descriptor') {
      cls = quoted;
      found.classes.set(cls, { superclass: undefined, isFinal: false, isInterface: false, methods: new Map() });
    } else if (what === 'Access flags') {
      const flags = parseInt(text, 16);
      const entry = found.classes.get(cls)!;
      entry.isFinal = (flags & 0x10) !== 0;
      entry.isInterface = (flags & 0x200) !== 0;
    } else if (what === 'Superclass') found.classes.get(cls)!.superclass = quoted;
    else if (what === 'name') name = quoted;
    else if (what === 'type') type = quoted;
    else if (type.startsWith('(')) {
      found.classes.get(cls)!.methods.set(name + type, parseInt(text, 16));
      invokes = [];
      found.invokes.set(`${cls}->${name}${type}`, invokes);
    }
  }
  return found;
}

/** Where a call on exactly this class ends, by dexdump's word: up the superclasses to who defines it. */
function climb({ classes }: Dump, owner: string, signature: string): string {
  let at: string | undefined = owner;
  while (at !== undefined) {
    const cls = classes.get(at);
    if (!cls || cls.methods.has(signature)) return `${at}->${signature}`;
    at = cls.superclass;
  }
  return `${owner}->${signature}`;
}

const missing = ['dexdump', 'unzip'].filter((tool) => !hasTool(tool, '-v'));
const files = existsSync(corpus)
  ? APPS.flatMap((app) => readdirSync(corpus).filter((name) => name.startsWith(app)))
  : [];
if (files.length === 0) process.stdout.write('call-graph oracle skipped: the corpus is not there\n');
else if (missing.length > 0) process.stdout.write(`call-graph oracle skipped: no ${missing.join(', ')}\n`);

describe('the call graph against dexdump -d', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'privscan-calls-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has its tools in CI', () => {
    if (process.env['CI']) expect(missing).toEqual([]);
  });

  it.each(missing.length === 0 ? files : [])(
    'has the calls of %s',
    async (name) => {
      const file = path.join(folder, `${name}.dex`);
      expect(extract(path.join(corpus, name), 'classes.dex', file)).toBe(true);
      const theirs = await dump(file);
      const app = appOfDex([DexFile.open(readFileSync(file), 'classes.dex')]);
      const certain = certainCalls(app, theirs);
      expect(certain.missing).toEqual([]);
      expect(certain.checked).toBeGreaterThan(5000);
      expect(placesWithout(app, theirs)).toEqual([]);
    },
    120_000,
  );
});

/** Calls with one possible target (static, direct, super; virtual on final classes): all are in the graph. */
function certainCalls({ program, graph }: App, dumped: Dump): { missing: string[]; checked: number } {
  const lacking: string[] = [];
  let checked = 0;
  for (const [caller, invokes] of dumped.invokes) {
    if (invokes.length === 0) continue;
    const id = program.findMethod(caller);
    const callees = new Set(id < 0 ? [] : [...graph.callees(id)].map((one) => program.describe(one)));
    for (const { kind, owner, signature } of invokes) {
      const cls = dumped.classes.get(owner);
      const isCertain =
        kind === 'static' ||
        kind === 'direct' ||
        (kind === 'super' && !cls?.isInterface) ||
        (kind === 'virtual' && cls?.isFinal);
      if (!isCertain) continue;
      const target = climb(dumped, owner, signature);
      const [targetClass = ''] = target.split('->');
      // Where the platform is reached through an interface's default nothing is certain.
      if (kind === 'static' && targetClass !== owner && !dumped.classes.has(targetClass)) continue;
      checked++;
      if (!callees.has(target)) lacking.push(`${caller} → ${target}`);
    }
  }
  return { missing: lacking.slice(0, 20), checked };
}

/** Every explicit call site we tell of is an invoke of that name and prototype at that pc; sampled by caller. */
function placesWithout({ program, graph }: App, dumped: Dump): string[] {
  const wrong: string[] = [];
  let n = 0;
  for (const [caller, invokes] of dumped.invokes) {
    if (n++ % 7 !== 0) continue;
    const id = program.findMethod(caller);
    if (id < 0) continue;
    for (const callee of graph.callees(id)) {
      const signature = program.signatureText(program.methodSignature(callee));
      for (const { pc, via } of graph.sitesOf(id, callee)) {
        if (via !== 'call') continue;
        if (!invokes.some((one) => one.pc === pc && one.signature === signature))
          wrong.push(`${caller} @${pc} ${signature}`);
      }
    }
  }
  return wrong.slice(0, 20);
}
