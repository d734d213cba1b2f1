export { POLICY_SCORE, policyLikeness } from './classify.js';
export type { PolicyLikeness } from './classify.js';
export { decodeText } from './decode.js';
export { mentionsPolicy, namesPolicy, POLICY_NEEDLES, policyUrls } from './mention.js';
export { plainText } from './plain-text.js';
export { policySubjects } from './subjects.js';
