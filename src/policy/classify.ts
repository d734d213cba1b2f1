/** What a text is, as far as words tell. */
export interface PolicyLikeness {
  readonly language: 'zh' | 'en';
  /** 0 … 1; at least {@link POLICY_SCORE} is a privacy policy with rules on collecting and using. */
  readonly score: number;
  /** Characters of the text. */
  readonly length: number;
}

/** From here on a text counts as a policy. */
export const POLICY_SCORE = 0.5;

/** Shorter texts are titles, buttons or notices. Characters: Chinese says in one what English says in three. */
const MIN_LENGTH = { zh: 400, en: 1200 } as const;

/**
 * Words every policy has some of, in groups by what they speak of (who, collecting, sharing, keeping, rights, contact):
 * a text is a policy when it speaks of most groups, however often it repeats one.
 */
const GROUPS = {
  zh: [
    ['隐私政策', '隐私协议', '隐私权政策', '隐私声明', '隐私保护指引', '隐私条款', '隐私保护政策'],
    ['个人信息', '个人资料', '用户信息', '个人数据'],
    ['收集', '获取您', '采集'],
    ['使用您', '用于', '使用这些信息', '使用目的', '如何使用'],
    ['共享', '第三方', '披露', '转让', '提供给'],
    ['保存', '存储', '保留', '删除', '期限'],
    ['安全', '加密', '保护您'],
    ['同意', '授权', '撤回', '注销', '权利', '更正'],
    ['联系我们', '联系方式', '客服', '邮箱', '投诉'],
  ],
  en: [
    ['privacy policy', 'privacy notice', 'privacy statement'],
    ['personal information', 'personal data', 'personally identifiable', 'user data', 'your information'],
    ['we collect', 'collected', 'collection', 'we receive', 'we gather', 'collect '],
    ['we use', 'used to', 'use of', 'how we use', 'purpose'],
    ['share', 'third part', 'disclos', 'transfer'],
    ['retain', 'retention', 'store', 'delete', 'how long'],
    ['security', 'protect', 'encrypt', 'safeguard'],
    ['consent', 'your rights', 'opt-out', 'opt out', 'access to your', 'withdraw', 'choices'],
    ['contact us', 'e-mail', 'email', 'questions about'],
  ],
} as const;

/** Words that make a text a law, a licence or program text instead. */
const NOT_POLICY = ['permission is hereby granted', 'apache license', 'gnu general public license', 'function(', 'function (', '=>{', 'webpack'];

const CJK = /[\u4e00-\u9fff]/gu;

/** Only the beginning decides: a policy says what it is early, and hostile input is long. */
const READ_LENGTH = 200_000;

/** How much a plain text looks like a privacy policy. Linear in the text. */
export function policyLikeness(text: string): PolicyLikeness {
  const head = text.slice(0, READ_LENGTH);
  const chinese = (head.match(CJK) ?? []).length;
  const language = chinese * 4 > head.length ? 'zh' : 'en';
  const lower = head.toLowerCase();
  const groups = GROUPS[language];
  const present = groups.filter((words) => words.some((word) => lower.includes(word)));
  const named = present.includes(groups[0]) || present.includes(groups[1]);
  const length = text.length;
  const foreign = NOT_POLICY.filter((word) => lower.includes(word)).length;
  const enough = Math.min(1, length / MIN_LENGTH[language]);
  const share = present.length / groups.length;
  const score = named && length > 0 ? Math.max(0, share * enough - foreign * 0.25) : 0;
  return { language, score: Math.round(score * 1000) / 1000, length };
}
