import { defineRule } from '../../../src/rule/index.js';

const REWARD = /红包|奖励|积分|金币|领取|返现|免费送|\b(?:reward|bonus|coins?|gift|cash ?back)\b/giu;

/** Personal data or permissions that a reward may not buy. */
const DATA =
  /授权|通讯录|联系人|身份证|人脸|刷脸|实名|银行卡|定位权限|位置权限|开启定位|\b(?:allow access|grant (?:access|permission)|your contacts|id card|face scan|location access)\b/giu;

/** Withdrawing or failing to get an authorisation is no offer. */
const NOT_OFFERED = /(?:取消|解除|撤销|尚未|未|无需|拒绝)[^，。]{0,4}授权|授权(?:失败|管理)|without\b/iu;

/** Characters between the nearest reward and data words of a sentence; undefined: it has not both. */
function distance(sentence: string): number | undefined {
  const rewards = [...sentence.matchAll(REWARD)];
  const gaps = [...sentence.matchAll(DATA)].flatMap((data) =>
    rewards.map((reward) =>
      Math.max(data.index - (reward.index + reward[0].length), reward.index - (data.index + data[0].length), 0),
    ),
  );
  return gaps.length === 0 ? undefined : Math.min(...gaps);
}

export default defineRule({
  meta: {
    id: 'consent/reward-for-data',
    code: 'CON-008',
    category: 'consent',
    since: '0.1.0',
    stage: 'experimental',
    severity: 'low',
    market: 'cn',
    title: { en: 'Reward tied to handing over data', zh: '以奖励诱导提供个人信息' },
    rationale: {
      en: 'A reward for contacts, identity papers, a face or a permission misleads users into giving what the function does not need.',
      zh: '以红包、奖励等换取通讯录、身份证件、人脸或权限，属于诱导用户提供业务功能并不需要的个人信息。',
    },
    remedy: {
      en: 'Take the condition out of the text: give the reward without the data, or ask for the data only where the function needs them.',
      zh: '修改该文案，取消以提供个人信息或授权作为领取条件；确需收集的，仅在相应业务功能中收集并说明目的。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M3.7' },
      { id: 'miit-164', clause: '3.2' },
    ],
    requires: ['Ui'],
    messages: {
      reward: { en: 'A text ties a reward to data: «{text}».', zh: '文案将奖励与提供个人信息相关联：“{text}”。' },
    },
  },
  *check({ Ui }, ctx) {
    const limit = ctx.threshold('rewardDistance');
    for (const { text, evidence } of Ui.texts) {
      const sentence = text
        .split(/[。；;！!\n]/u)
        .find((one) => !NOT_OFFERED.test(one) && (distance(one) ?? Infinity) <= limit);
      if (sentence === undefined) continue;
      yield ctx.finding('reward', [evidence], { data: { text: sentence.trim().slice(0, 80) }, confidence: 'likely' });
    }
  },
});
