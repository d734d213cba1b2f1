import { describe, expect, it } from '@jest/globals';
import { policySubjects } from '../../../src/policy/index.js';

describe('what a policy speaks of', () => {
  it.each([
    ['您可以注销您的账号', ['account-cancellation']],
    ['You may delete your account at any time', ['account-cancellation']],
    ['您可以在设置中撤回同意', ['consent-withdrawal']],
    ['您可以改变您授权我们继续收集的范围', ['consent-withdrawal']],
    ['You can withdraw your consent', ['consent-withdrawal']],
    ['您可以在设置中关闭个性化广告推荐', ['personalisation-switch']],
    ['个性化推荐可以在“我的—设置”中关闭', ['personalisation-switch']],
    ['You may opt out of interest-based ads', ['consent-withdrawal', 'personalisation-switch']],
    ['如您为未成年人，请在监护人指导下阅读', ['guardian']],
    ['A parent or guardian must agree', ['guardian']],
  ])('%s', (text, subjects) => {
    expect(policySubjects(text)).toEqual(subjects);
  });

  it.each(['我们收集您的手机号码用于登录', '我们使用Cookie', 'We collect your e-mail address', ''])(
    'nothing in «%s»',
    (text) => {
      expect(policySubjects(text)).toEqual([]);
    },
  );

  it('is linear in a hostile text', () => {
    const text = '关闭'.repeat(200_000) + '个性'.repeat(200_000);
    const start = process.cpuUsage().user;
    policySubjects(text);
    expect(process.cpuUsage().user - start).toBeLessThan(1_000_000);
  });
});
