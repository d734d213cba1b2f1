import { defineRule, permissionEvidence } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'permission/target-below-23',
    code: 'PRM-002',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    title: { en: 'targetSdkVersion below 23: permissions are granted at install', zh: 'targetSdkVersion低于23,安装即授予全部权限' },
    rationale: {
      en: 'With a target below 23 Android grants every dangerous permission at install time: the user cannot use the app and refuse one.',
      zh: 'targetSdkVersion低于23时,安装即视为授予全部敏感权限,用户无法拒绝其中任一权限而继续使用,属于强制捆绑授权。',
    },
    remedy: {
      en: 'Set targetSdkVersion in build.gradle to 23 or above (stores ask for far more) and request each dangerous permission when its feature is used.',
      zh: '将build.gradle中的targetSdkVersion提升至23以上(应用商店要求更高),并在使用相应功能时逐项申请敏感权限。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.6' }],
    requires: ['Manifest', 'Permissions'],
    messages: {
      granted: {
        en: 'targetSdkVersion is {target}: {count} dangerous permissions are granted at install.',
        zh: 'targetSdkVersion为{target},{count}项敏感权限在安装时即被授予。',
      },
    },
  },
  appliesTo: ({ Permissions }) => Permissions.uses.some((use) => use.level === 'dangerous'),
  *check({ Manifest, Permissions }, ctx) {
    if (Manifest.targetSdk >= 23) return;
    const dangerous = new Set(
      Permissions.uses.filter((use) => use.level === 'dangerous' && use.state !== 'undeclared' && use.state !== 'packer').map((use) => use.name),
    );
    const [first, ...others] = Manifest.permissions.filter((use) => dangerous.has(use.name)).map(permissionEvidence);
    if (first === undefined) return;
    const data = { target: Manifest.targetSdk, count: dangerous.size };
    yield ctx.finding('granted', [first, ...others], { data });
  },
});
