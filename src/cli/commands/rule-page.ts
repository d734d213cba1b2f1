import type { Duty, RuleMeta, Text } from '../../model/index.js';
import { clause } from '../../data/index.js';
import { phrase } from '../../locale/index.js';

/** Between these lines a page is made from the rule's meta; what stands after them is written by hand. */
const HEAD_START = '<!-- Made by `privscan rules docs` from index.ts. -->';
export const HEAD_END = '<!-- End of what is made; write below. -->';

/** What every page says by hand, in this order: English, then Chinese. */
export const SECTIONS = [
  'What it means',
  'How to fix it',
  'False positives',
  'The law',
  '含义',
  '整改方法',
  '误报情形',
  '法律依据',
] as const;

const DUTIES: Readonly<Record<Duty, Text>> = {
  K1: { en: 'openness', zh: '公开' },
  K2: { en: 'consent', zh: '同意' },
  K3: { en: 'statement', zh: '明示' },
  K4: { en: 'necessity', zh: '必要' },
  K5: { en: 'sharing', zh: '提供' },
  K6: { en: 'truthfulness', zh: '真实' },
};

/** Text in a cell or paragraph: angle brackets are not HTML, a bar does not end a cell. */
const plain = (text: string): string => text.replace(/[<>|]/gu, (found) => `\\${found}`);

function* facts(meta: RuleMeta): Generator<readonly [string, string]> {
  const severity = `severity.${meta.severity}` as const;
  yield ['Rule 规则', `\`${meta.code}\` \`${meta.id}\``];
  yield ['Severity 严重程度', `${phrase(severity, 'en')} ${phrase(severity, 'zh')}`];
  if (meta.duty !== undefined)
    yield ['Core duty 核心义务', `${meta.duty} ${DUTIES[meta.duty].en} ${DUTIES[meta.duty].zh}`];
  yield ['Stage 阶段', `${meta.stage}, since ${meta.since}`];
  if (meta.review === true) yield ['Review 人工核查', 'a person must look; never moves the verdict · 不影响结论'];
  if (meta.market === 'cn')
    yield ['Market 适用市场', 'mainland China; elsewhere for review · 中国大陆，其他市场仅供人工核查'];
  yield ['Facts it asks for 所需事实', meta.requires.join(', ')];
}

function* law(meta: RuleMeta): Generator<string> {
  for (const { id, clause: item } of meta.legal) {
    const record = clause(id, item);
    const title =
      record === undefined
        ? undefined
        : `${record.lawTitle.zh}${item === undefined ? '' : ` ${item}`}：${record.title.zh}`;
    const english =
      record === undefined ? '' : ` · ${record.lawTitle.en}: ${record.title.en} (in force from ${record.inForceFrom})`;
    yield `- ${plain(title ?? `${id} ${item ?? ''}`)}${plain(english)}`;
  }
  if (meta.legal.length === 0) yield '- none: a hint, not a breach · 无：提示项，不构成违规';
}

/** The made part of a rule's page. */
function pageHead(meta: RuleMeta): string {
  const messages = Object.entries(meta.messages).map(
    ([id, { en, zh }]) => `| \`${id}\` | ${plain(en)} | ${plain(zh)} |`,
  );
  return [
    HEAD_START,
    '',
    `# ${meta.code} · ${plain(meta.title.en)}`,
    '',
    `**${plain(meta.title.zh)}**`,
    '',
    '| | |',
    '|---|---|',
    ...[...facts(meta)].map(([name, value]) => `| ${name} | ${value} |`),
    '',
    '| Message 提示 | English | 中文 |',
    '|---|---|---|',
    ...messages,
    '',
    'Clauses 依据条款:',
    '',
    ...law(meta),
    '',
    HEAD_END,
    '',
  ].join('\n');
}

/** The page with its head made anew and its hand-written body kept; without a page, empty sections to be written. */
export function pageText(meta: RuleMeta, old: string | undefined): string {
  const end = old?.indexOf(HEAD_END) ?? -1;
  const body = old === undefined ? undefined : end < 0 ? old : old.slice(end + HEAD_END.length);
  const sections = body ?? SECTIONS.map((title) => `## ${title}\n`).join('\n');
  return `${pageHead(meta)}\n${sections.trimStart()}`;
}
