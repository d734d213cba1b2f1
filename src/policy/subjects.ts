import type { PolicySubject } from '../model/index.js';

/**
 * Words by which a text speaks of a matter. They are wide: silence is what rules report, so a text that may speak of it
 * is taken to do so. «注销» alone also means signing out, in a policy it does not.
 */
const WORDS: readonly (readonly [PolicySubject, RegExp])[] = [
  [
    'account-cancellation',
    /注销|销户|删除(?:您的|你的|用户)?[账帐][号户]|(?:delete|deleting|deletion of|close|closing|cancel|terminate|deactivate) (?:your |the |my |an )?(?:user )?account|account (?:deletion|closure|cancellation)/iu,
  ],
  ['consent-withdrawal', /撤回|撤销|取消授权|解除授权|关闭授权|改变.{0,12}授权|withdraw|revoke|opt[- ]?out/iu],
  [
    'personalisation-switch',
    /(?:关闭|停用|退出|拒绝|取消|不希望|非).{0,20}(?:个性化|定向|程序化|推荐)|(?:个性化|定向|程序化|推荐).{0,40}(?:关闭|退出|停用|拒绝|开关)|opt[- ]?out|personali[sz]ed ads?|ad personali[sz]ation|interest-based/iu,
  ],
  ['guardian', /监护人|家长|父母|guardian|parent/iu],
];

/** Only this much is searched: policies are shorter, hostile input is not. */
const READ_LENGTH = 200_000;

/** The matters a policy speaks of, in the order of {@link PolicySubject}. Linear in the text. */
export function policySubjects(text: string): PolicySubject[] {
  const head = text.slice(0, READ_LENGTH);
  return WORDS.flatMap(([subject, words]) => (words.test(head) ? [subject] : []));
}
