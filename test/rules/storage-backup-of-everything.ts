import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { BackupRule, BackupSection, ManifestModel } from '../../src/model/index.js';
import { application, manifest } from './artifacts.js';

export const impossible = {
  review: 'what the rules say is confirmed, and the rule judges in every market',
  informational: 'the rule is low and lowers nothing',
};

const FILES = { fullBackupContent: 'res/xml/backup.xml', dataExtractionRules: 'res/xml/extraction.xml' };

const section = (
  name: BackupSection['section'],
  includes: readonly BackupRule[] = [],
  excludes: readonly BackupRule[] = [],
): BackupSection => {
  const entry = name === 'full-backup-content' ? FILES.fullBackupContent : FILES.dataExtractionRules;
  return { entry, section: name, includes, excludes };
};

const app = (backupRules: readonly BackupSection[], over: Partial<ManifestModel> = {}) => ({
  Manifest: manifest([], { application: application({ allowBackup: true, ...FILES }), backupRules, ...over }),
});
const all = (...domains: string[]): BackupRule[] => domains.map((domain) => ({ domain, path: '.' }));
const session = [{ domain: 'sharedpref', path: 'session.xml' }];

export const cases: RuleCases = {
  fail: [
    {
      name: 'the empty templates of a new project',
      artifacts: app([section('full-backup-content'), section('cloud-backup')]),
      messages: ['everything', 'everything'],
    },
    {
      name: 'only the newer rules decide from Android 12 on',
      artifacts: app([section('full-backup-content'), section('cloud-backup')], { minSdk: 31 }),
      messages: ['everything'],
    },
    {
      name: 'every store is named whole',
      artifacts: app([section('cloud-backup', all('file', 'database', 'sharedpref'))]),
      messages: ['everything'],
    },
  ],
  pass: [
    { name: 'the session is left out', artifacts: app([section('cloud-backup', [], session)]) },
    { name: 'only one store is named', artifacts: app([section('cloud-backup', all('database'))]) },
    {
      name: 'everything, but encrypted',
      artifacts: app([section('cloud-backup', [{ domain: 'root', path: '.', requireFlags: 'clientSideEncryption' }])]),
    },
    { name: 'a transfer between devices', artifacts: app([section('device-transfer')]) },
  ],
  notApplicable: [
    {
      name: 'backup is forbidden',
      artifacts: app([section('cloud-backup')], { application: application({ allowBackup: false, ...FILES }) }),
    },
  ],
  open: [{ name: 'a required split is missing', artifacts: app([]) }],
};
