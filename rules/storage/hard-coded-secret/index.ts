import { defineRule } from '../../../src/rule/index.js';
import type { SecretUse, Text } from '../../../src/rule/index.js';

const NAMES: Readonly<Record<SecretUse['kind'], Text>> = {
  'cloud-access-key': { en: 'access key of a cloud service', zh: '云服务访问密钥' },
  'private-key': { en: 'private key', zh: '私钥' },
  'push-master-secret': { en: 'master secret of a push service', zh: '推送服务的MasterSecret' },
  'service-token': { en: 'secret token of a service', zh: '服务端令牌' },
  'wechat-secret': { en: 'AppSecret of WeChat', zh: '微信AppSecret' },
};

/** One finding a key: the same key may stand in several places. */
function grouped(secrets: readonly SecretUse[]): [SecretUse, ...SecretUse[]][] {
  const groups = new Map<string, [SecretUse, ...SecretUse[]]>();
  for (const secret of secrets) {
    if (secret.owner.kind === 'library') continue;
    const key = JSON.stringify([secret.kind, secret.shown, secret.owner]);
    const group = groups.get(key);
    if (group) group.push(secret);
    else groups.set(key, [secret]);
  }
  return [...groups.values()];
}

export default defineRule({
  meta: {
    id: 'storage/hard-coded-secret',
    code: 'KEY-001',
    category: 'storage',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: "Server's key in the package", zh: '安装包内含服务端密钥' },
    rationale: {
      en: "Anybody can unpack an APK. With a key that belongs on a server, a stranger can read the users' data or act in the app's name.",
      zh: '任何人都可以解包APK。服务端密钥一旦泄露，他人即可读取用户数据或以App的名义调用接口。',
    },
    remedy: {
      en: 'Revoke the key, keep the new one on the server, and let the app ask the server (for storage: short-lived tokens).',
      zh: '作废该密钥，将新密钥保存在服务端，由App通过服务端调用相应接口（对象存储请使用临时凭证）。',
    },
    legal: [
      { id: 'pipl', clause: '51' },
      { id: 'dsl', clause: '27' },
    ],
    requires: ['Secrets'],
    messages: {
      secret: {
        en: 'The package holds a key that belongs on a server: {what} ({service}), {shown}.',
        zh: '安装包内含应保存在服务端的密钥：{what}（{service}），{shown}。',
      },
    },
  },
  *check({ Secrets }, ctx) {
    for (const [first, ...others] of grouped(Secrets.secrets)) {
      const { kind, service, shown, owner, evidence } = first;
      yield ctx.finding('secret', [evidence, ...others.map((one) => one.evidence)], {
        data: { what: NAMES[kind], service, shown },
        ...(owner.kind === 'app' ? {} : { confidence: 'possible' }),
        ...(owner.kind === 'sdk' ? { sdk: owner.id } : {}),
      });
    }
  },
});
