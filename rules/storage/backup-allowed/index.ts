import { applicationEvidence, defineRule } from '../../../src/rule/index.js';
import type { ManifestApplication } from '../../../src/rule/index.js';

/** `fullBackupContent="true"` is the default in words: everything goes. `"false"` switches the backup off. */
const limitsBackup = ({ allowBackup, fullBackupContent, dataExtractionRules }: ManifestApplication): boolean =>
  allowBackup === false ||
  (fullBackupContent !== undefined && fullBackupContent !== 'true') ||
  dataExtractionRules !== undefined;

export default defineRule({
  meta: {
    id: 'storage/backup-allowed',
    code: 'STO-001',
    category: 'storage',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'App data may be backed up without rules', zh: '允许备份应用数据且未设置规则' },
    rationale: {
      en: 'With backup allowed and no rules, everything the app stores leaves the device with a backup or a transfer to a new phone, tokens and personal data included.',
      zh: '允许备份且未设置规则时，App存储的数据（包括登录凭证及个人信息）将随备份或换机迁移离开设备。',
    },
    remedy: {
      en: 'Set android:allowBackup="false" on <application>, or name what may leave in android:dataExtractionRules (Android 12+) and android:fullBackupContent.',
      zh: '在<application>中设置android:allowBackup="false"，或通过android:dataExtractionRules（Android 12及以上）和android:fullBackupContent限定可备份的内容。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Manifest'],
    messages: {
      backup: {
        en: 'android:allowBackup is {value} and no backup rules are set.',
        zh: 'android:allowBackup的值为{value}，且未设置备份规则。',
      },
    },
  },
  *check({ Manifest }, ctx) {
    const { application } = Manifest;
    if (limitsBackup(application)) return;
    const written = application.allowBackup === true;
    const text = written ? '<application android:allowBackup="true">' : '<application> without android:allowBackup';
    const value = written ? { en: 'true', zh: 'true' } : { en: 'true by default', zh: '默认值true' };
    yield ctx.finding('backup', [applicationEvidence(application, text)], { data: { value } });
  },
});
