import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../model/index.js';
import type { RuleCategory, RuleMeta } from '../../model/index.js';
import { builtInRules } from '../../composition.js';
import type { Io } from '../io.js';
import { rulesFolder } from './rule-docs.js';
import { pageText } from './rule-page.js';

/** First part of the code a rule of the category gets; --code names another (LOC, SEN, VAG …). */
const PREFIX: Readonly<Record<RuleCategory, string>> = {
  manifest: 'MAN',
  permission: 'PRM',
  necessity: 'NEC',
  collection: 'DEV',
  consent: 'CON',
  sdk: 'SDK',
  transmission: 'NET',
  storage: 'STO',
  disclosure: 'POL',
  rights: 'RGT',
};

function categoryOf(id: string): RuleCategory {
  const match = /^([a-z]+)\/[a-z0-9]+(?:-[a-z0-9]+)*$/u.exec(id);
  const category = match?.[1];
  if (category === undefined || !Object.hasOwn(PREFIX, category)) {
    throw new UsageError(`«${id}» is not <category>/<kebab-case-name>; categories: ${Object.keys(PREFIX).join(', ')}`);
  }
  return category as RuleCategory;
}

/** The number after the highest of the prefix: codes are never used twice. */
function nextCode(prefix: string): string {
  const codes = builtInRules.map((rule) => rule.meta.code).filter((code) => code.startsWith(`${prefix}-`));
  const last = Math.max(0, ...codes.map((code) => Number(code.slice(prefix.length + 1))));
  return `${prefix}-${String(last + 1).padStart(3, '0')}`;
}

function codeFor(category: RuleCategory, wanted: string | undefined): string {
  if (wanted === undefined) return nextCode(PREFIX[category]);
  if (!/^[A-Z]{3}-\d{3}$/u.test(wanted)) throw new UsageError(`«${wanted}» is not a code such as PRM-015`);
  const owner = builtInRules.find((rule) => rule.meta.code === wanted);
  if (owner !== undefined) throw new UsageError(`${wanted} is the code of ${owner.meta.id}`);
  return wanted;
}

const firstMeta = (id: string, category: RuleCategory, code: string): RuleMeta<'Manifest', 'found'> => ({
  id,
  code,
  category,
  since: '0.1.0',
  stage: 'experimental',
  severity: 'low',
  title: { en: 'Replace me', zh: '待填写' },
  rationale: { en: 'Replace me: why it matters.', zh: '待填写：为何重要。' },
  remedy: { en: 'Replace me: which line to change.', zh: '待填写：应修改哪一行。' },
  legal: [{ id: 'pipl', clause: '6' }],
  requires: ['Manifest'],
  messages: { found: { en: 'The manifest asks for {permission}.', zh: 'AndroidManifest.xml申请了{permission}权限。' } },
});

const quoted = (value: unknown): string =>
  JSON.stringify(value, null, 2)
    .replaceAll(/^ +"(\w+)":/gmu, (line) => line.replaceAll('"', ''))
    .replaceAll('"', "'");

const ruleText = (meta: RuleMeta): string => `import { defineRule, permissionLines } from '../../../src/rule/index.js';

/** Replace me: the fact this rule looks for. */
const PERMISSION = 'com.example.permission.REPLACE_ME';

export default defineRule({
  meta: ${quoted(meta).replaceAll('\n', '\n  ')},
  *check({ Manifest }, ctx) {
    const evidence = permissionLines(Manifest, PERMISSION);
    if (evidence !== undefined) yield ctx.finding('found', evidence, { data: { permission: PERMISSION } });
  },
});
`;

const TABLE_TEXT = `import type { RuleCases } from '../../src/rule/rule-tester.js';
import { manifest } from './artifacts.js';

/** Kinds the rule cannot return, each with the reason why. */
export const impossible = {
  review: 'a fact of the manifest is confirmed, and the rule judges in every market',
  notApplicable: 'replace me: any app may do it, the rule has no appliesTo',
  informational: 'the rule is low and lowers nothing',
};

export const cases: RuleCases = {
  fail: [
    {
      name: 'the app asks for it',
      artifacts: { Manifest: manifest(['com.example.permission.REPLACE_ME']) },
      messages: ['found'],
    },
  ],
  pass: [{ name: 'nobody asks', artifacts: { Manifest: manifest() } }],
  open: [{ name: 'a required split is missing', artifacts: { Manifest: manifest() } }],
};
`;

/** `privscan rules new <category>/<name>`: a rule that compiles, its page and its table of cases, to be written on. */
export function rulesNew(id: string, flags: { readonly code?: string }, io: Io): void {
  const rules = rulesFolder(io);
  const category = categoryOf(id);
  const meta = firstMeta(id, category, codeFor(category, flags.code));
  const files = new Map([
    [path.join(rules, id, 'index.ts'), ruleText(meta)],
    [path.join(rules, id, 'README.md'), pageText(meta, undefined)],
    [path.resolve(io.cwd, 'test', 'rules', `${id.replace('/', '-')}.ts`), TABLE_TEXT],
  ]);
  for (const file of files.keys())
    if (existsSync(file)) throw new UsageError(`${path.relative(io.cwd, file)} is there already`);
  for (const [file, text] of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    io.stdout.write(`${path.relative(io.cwd, file)} written\n`);
  }
  io.stdout.write(
    `Next: privscan rules index, write the rule ${meta.code}, its page and its cases, prettier --write, npm run build, privscan rules docs, npm test\n`,
  );
}
