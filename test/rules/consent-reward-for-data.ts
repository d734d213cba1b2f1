import type { RuleCases } from '../../src/rule/rule-tester.js';
import { texts } from './ui-artifacts.js';

export const impossible = {
  notApplicable: 'any app may promise rewards: the rule has no appliesTo',
  informational: 'the rule is low and lowers nothing',
};

const thresholds = { rewardDistance: 12 };
const shown = (...values: string[]) => ({ thresholds, artifacts: { Ui: texts(...values) } });

export const cases: RuleCases = {
  fail: [
    { name: 'contacts for a red packet', ...shown('上传通讯录领红包'), messages: ['reward'] },
    { name: 'identity papers for coins', ...shown('完成身份证认证，即可领取100金币'), messages: ['reward'] },
    { name: 'in English', ...shown('Allow access to your contacts and get a bonus'), messages: ['reward'] },
  ],
  review: [{ name: 'another market', market: 'other', ...shown('授权定位领取红包'), messages: ['reward'] }],
  pass: [
    { name: 'rewards for tasks', ...shown('首日签到得0.1元，连续签到30天奖励6元') },
    { name: 'two sentences', ...shown('签到领取积分。实名信息仅用于提现') },
    {
      name: 'far apart',
      ...shown('邀请好友下载并注册本应用后双方均可得到奖励，详情请在个人中心查看说明并联系人工客服'),
    },
    { name: 'authorisation is taken back', ...shown('取消授权后积分保留') },
  ],
  open: [{ name: 'resources were not read', ...shown() }],
};
