/** Words that speak of a privacy policy, as titles, buttons and paths write them. */
const POLICY_WORDS = [
  '隐私政策',
  '隐私协议',
  '隐私权政策',
  '隐私声明',
  '隐私保护',
  '隐私条款',
  '隐私权',
  'privacy policy',
  'privacy statement',
  'privacy notice',
  'privacypolicy',
  'privacy_policy',
  'privacy-policy',
  'privacy_agreement',
  'privacyagreement',
];

/** True when a text speaks of a privacy policy. */
export function mentionsPolicy(text: string): boolean {
  const lower = text.toLowerCase();
  return POLICY_WORDS.some((word) => lower.includes(word));
}

/** Needles for a search over many strings. */
export const POLICY_NEEDLES: readonly string[] = ['隐私', 'privacy'];

const URL_IN_TEXT = /https?:\/\/[^\s"'<>\\)）】,，。；;]{4,500}/giu;

const POLICY_PATH = /privacy|yinsi|yszc|ysxy|private[-_]?policy|secret|隐私/iu;

/** URLs in a text that lead to a policy: by their own words, or by those around them. */
export function policyUrls(text: string): string[] {
  const urls = text.match(URL_IN_TEXT) ?? [];
  const around = mentionsPolicy(text);
  return urls.filter((url) => POLICY_PATH.test(url) || (around && urls.length === 1));
}

const POLICY_FILE = /privacy|yinsi|yszc|ysxy|隐私|agreement|policy|protocol|xieyi/iu;

/** A file whose name promises a policy is read before others. */
export const namesPolicy = (path: string): boolean => POLICY_FILE.test(path);
