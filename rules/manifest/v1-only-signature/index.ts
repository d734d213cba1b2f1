import { defineRule } from '../../../src/rule/index.js';
import type { Evidence, ManifestModel } from '../../../src/rule/index.js';

/** Android 8.0: the last level whose devices may lack the fix for CVE-2017-13156 (bulletin of December 2017). */
const LAST_AFFECTED = 26;

/** The lowest level the package installs on; without the element Android takes 1. */
const minSdkEvidence = ({ minSdk }: ManifestModel): Evidence => ({
  kind: 'manifest',
  entry: 'AndroidManifest.xml',
  xpath: '/manifest/uses-sdk',
  text: `<uses-sdk android:minSdkVersion="${minSdk}">`,
});

export default defineRule({
  meta: {
    id: 'manifest/v1-only-signature',
    code: 'MAN-002',
    category: 'manifest',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Signed with the v1 scheme only', zh: '仅使用v1签名方案' },
    rationale: {
      en: 'The v1 scheme covers the entries of the archive and not the file. On Android 5.1 to 8.0 without the patch of December 2017, code put in front of the archive runs as the app (Janus, CVE-2017-13156).',
      zh: 'v1签名仅保护压缩包内的条目，不保护整个文件。在未安装2017年12月补丁的Android 5.1至8.0上，攻击者在文件前部加入的代码可以该App的身份运行（Janus漏洞，CVE-2017-13156）。',
    },
    remedy: {
      en: 'Sign with v2 or v3 as well: enableV2Signing true in signingConfigs of build.gradle, or apksigner sign without --v2-signing-enabled false; keep v1 only for Android 6 and below.',
      zh: '同时启用v2或v3签名：在build.gradle的signingConfigs中设置enableV2Signing true，或直接使用apksigner签名（勿以--v2-signing-enabled false关闭）；仅为Android 6及以下保留v1。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Signing', 'Manifest'],
    messages: {
      v1Only: {
        en: 'The package has a v1 signature and none of v2 or above, and installs from API level {minSdk}.',
        zh: '安装包仅有v1签名，没有v2及以上签名，且最低可安装于API级别{minSdk}。',
      },
    },
  },
  // Android refuses a package whose signature does not verify: then the scheme is the least of its troubles.
  appliesTo: ({ Signing }) => Signing.verified !== false,
  *check({ Signing, Manifest }, ctx) {
    const present = Signing.schemes.filter((one) => one.present);
    if (present.length !== 1 || present[0]?.scheme !== 'v1' || Manifest.minSdk > LAST_AFFECTED) return;
    const certificate = Signing.certificates.map(({ sha256 }): Evidence => ({
      kind: 'file',
      entry: 'signer certificate (v1)',
      sha256,
    }));
    yield ctx.finding('v1Only', [minSdkEvidence(Manifest), ...certificate], { data: { minSdk: Manifest.minSdk } });
  },
});
