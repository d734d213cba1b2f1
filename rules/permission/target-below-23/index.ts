import { permissionLevel } from '../../../src/data/index.js';
import { defineRule, permissionEvidence } from '../../../src/rule/index.js';
import type { Evidence, ManifestModel } from '../../../src/rule/index.js';

/** Android 6: from this target on, dangerous permissions are asked for while the app runs. */
const RUNTIME_PERMISSIONS = 23;

/** The line that fixes the target level, or its absence. */
function targetEvidence({ targetSdk, targetSdkDeclared, minSdk }: ManifestModel): Evidence {
  const text = targetSdkDeclared
    ? `<uses-sdk android:targetSdkVersion="${targetSdk}">`
    : `no android:targetSdkVersion; Android takes minSdkVersion ${minSdk}`;
  return { kind: 'manifest', entry: 'AndroidManifest.xml', xpath: '/manifest/uses-sdk', text };
}

export default defineRule({
  meta: {
    id: 'permission/target-below-23',
    code: 'PRM-002',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    title: {
      en: 'targetSdkVersion below 23: permissions are granted at install',
      zh: 'targetSdkVersion低于23，安装即授予全部敏感权限',
    },
    rationale: {
      en: 'With a target below 23 Android grants every dangerous permission at install time: the user takes all of them or cannot install the app.',
      zh: 'targetSdkVersion低于23时，系统在安装时一次性授予全部敏感权限，用户只能全部接受，否则无法安装使用。',
    },
    remedy: {
      en: 'Set targetSdk in build.gradle to 23 or above (stores ask for far more) and request each dangerous permission when its feature is used.',
      zh: '将build.gradle中的targetSdk提升至23及以上（应用商店的要求更高），并在用户使用相应功能时逐项申请敏感权限。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.6' }],
    requires: ['Manifest', 'Permissions'],
    messages: {
      granted: {
        en: 'targetSdkVersion is {target}: dangerous permissions granted at install: {count}.',
        zh: 'targetSdkVersion为{target}，安装时即授予{count}项敏感权限。',
      },
    },
  },
  *check({ Manifest, Permissions }, ctx) {
    if (Manifest.targetSdk >= RUNTIME_PERMISSIONS) return;
    // What only Android 5 and older called dangerous (INTERNET, BLUETOOTH) is granted without a question to this day.
    const dangerous = Manifest.permissions.filter(
      ({ name }) =>
        permissionLevel(name, RUNTIME_PERMISSIONS) === 'dangerous' && Permissions.get(name)?.state !== 'packer',
    );
    if (dangerous.length === 0) return;
    const data = { target: Manifest.targetSdk, count: new Set(dangerous.map(({ name }) => name)).size };
    yield ctx.finding('granted', [targetEvidence(Manifest), ...dangerous.map(permissionEvidence)], { data });
  },
});
