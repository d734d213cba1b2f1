import { defineRule } from '../../../src/rule/index.js';
import type { BackupSection, Evidence, ManifestModel } from '../../../src/rule/index.js';

/** From Android 12 on dataExtractionRules count and fullBackupContent no longer does. */
const EXTRACTION_RULES_SINCE = 31;

/** The places where apps keep tokens and personal data. */
const STORES = ['database', 'file', 'sharedpref'];

const isWhole = (path: string): boolean => path === '.' || path === './' || path === '' || path === '/';

/** Nothing is left out: no rule at all, or includes that name each store whole and no exclude. */
function takesEverything({ includes, excludes }: BackupSection): boolean {
  if (excludes.length > 0) return false;
  if (includes.length === 0) return true;
  // An include that requires encryption or a transfer between devices leaves the rest out.
  const whole = includes.filter((one) => isWhole(one.path) && one.requireFlags === undefined).map((one) => one.domain);
  return whole.includes('root') || STORES.every((store) => whole.includes(store));
}

/** The sections that decide on some Android version the app runs on. */
function deciding({ minSdk, application, backupRules }: ManifestModel): readonly BackupSection[] {
  const hasExtraction = application.dataExtractionRules !== undefined;
  return (backupRules ?? []).filter(({ section }) => {
    if (section !== 'full-backup-content') return section === 'cloud-backup';
    return !hasExtraction || minSdk < EXTRACTION_RULES_SINCE;
  });
}

const evidenceOf = ({ entry, section }: BackupSection): Evidence => ({
  kind: 'manifest',
  entry,
  xpath: section === 'full-backup-content' ? '/full-backup-content' : `/data-extraction-rules/${section}`,
  text: `<${section}> without <exclude>`,
});

export default defineRule({
  meta: {
    id: 'storage/backup-of-everything',
    code: 'STO-002',
    category: 'storage',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Backup rules that leave nothing out', zh: '备份规则未排除任何数据' },
    rationale: {
      en: 'The app names backup rules, but they let everything through: sign-in tokens, databases and preferences go to the user’s cloud backup as if there were no rules.',
      zh: 'App虽设置了备份规则，但未排除任何内容：登录凭证、数据库及偏好设置仍将全部进入云备份，等同于未设置规则。',
    },
    remedy: {
      en: 'Add <exclude domain="sharedpref" path="…" /> and <exclude domain="database" path="…" /> to the section for what holds tokens or personal data, or set android:allowBackup="false".',
      zh: '在相应小节中为存放凭证或个人信息的文件添加<exclude domain="sharedpref" path="…" />、<exclude domain="database" path="…" />，或将android:allowBackup设为false。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Manifest'],
    messages: {
      everything: {
        en: 'The section <{section}> of {entry} leaves nothing out of the backup.',
        zh: '{entry}的<{section}>小节未将任何数据排除在备份之外。',
      },
    },
  },
  appliesTo: ({ Manifest }) => Manifest.application.allowBackup !== false,
  *check({ Manifest }, ctx) {
    for (const section of deciding(Manifest)) {
      if (!takesEverything(section)) continue;
      yield ctx.finding('everything', [evidenceOf(section)], {
        data: { section: section.section, entry: section.entry },
      });
    }
  },
});
