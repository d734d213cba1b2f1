import { defineRule } from '../../../src/rule/index.js';
import type { CertificateFacts, Evidence } from '../../../src/rule/index.js';

/**
 * SHA-256 of the certificates in build/target/product/security of AOSP. Their private keys lie beside them: anyone can
 * sign with them. (testkey: seen on five packages of the corpus; the others: public lists of the AOSP test keys.)
 */
const AOSP_KEYS: ReadonlyMap<string, string> = new Map([
  ['a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc', 'testkey'],
  ['c8a2e9bccf597c2fb6dc66bee293fc13f2fc47ec77bc6b2b0d52c11f51192ab8', 'platform'],
  ['28bbfe4a7b97e74681dc55c2fbb6ccb8d6c74963733f6af6ae74d8c3a6e879fd', 'shared'],
  ['465983f7791f2abeb43ea2cbdc7f21a8260b72bc08a55c839fc1a43bc741a81e', 'media'],
  ['e1dbadce60dc080d15b58a014b0dcf9400e24de23fa00b287a5a982bfebda2ee', 'networkstack'],
  ['abf21f9e2af1d881cc673fddcefa6ed9c269a437bd64b279cf45844cfd589126', 'sdk_sandbox'],
]);

/** The name the Android SDK tools give the certificate they make for debug builds. */
const isDebug = ({ subject }: CertificateFacts): boolean =>
  /(?:^|,)\s*CN=Android Debug(?:,|$)/u.test(subject) && /(?:^|,)\s*O=Android(?:,|$)/u.test(subject);

export default defineRule({
  meta: {
    id: 'manifest/public-key-signature',
    code: 'MAN-003',
    category: 'manifest',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Signed with a test or debug key', zh: '使用测试或调试证书签名' },
    rationale: {
      en: 'The test keys of the Android project are public: anyone can sign an update that Android installs over the app, with its data. A debug key lies unprotected on a developer’s computer, and stores refuse it.',
      zh: 'Android开源项目的测试密钥是公开的，任何人均可用其签发更新包覆盖安装并取得App数据。调试密钥以公开口令存放于开发者电脑，应用商店不予接受。',
    },
    remedy: {
      en: 'Sign the release build with a key of your own: set signingConfig of the release build type in build.gradle to a signingConfigs entry with your keystore.',
      zh: '以自有密钥为release版本签名：在build.gradle的release构建类型中，将signingConfig指向使用自有密钥库的signingConfigs配置。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Signing'],
    messages: {
      publicKey: {
        en: 'The signer’s certificate is the public test certificate “{key}” of the Android project (SHA-256 {sha256}).',
        zh: '签名证书为Android开源项目公开的测试证书“{key}”（SHA-256为{sha256}）。',
      },
      debugKey: {
        en: 'The signer’s certificate was made for debug builds: {subject}.',
        zh: '签名证书为调试证书：{subject}。',
      },
    },
  },
  // A certificate proves nothing where the signature does not verify.
  appliesTo: ({ Signing }) => Signing.verified !== false,
  *check({ Signing }, ctx) {
    for (const certificate of Signing.certificates) {
      const { sha256, subject } = certificate;
      const evidence: Evidence = { kind: 'file', entry: 'signer certificate', sha256 };
      const key = AOSP_KEYS.get(sha256);
      if (key !== undefined) yield ctx.finding('publicKey', [evidence], { data: { key, sha256 } });
      else if (isDebug(certificate)) yield ctx.finding('debugKey', [evidence], { data: { subject }, severity: 'low' });
    }
  },
});
