import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { ManifestApplication, ManifestModel } from '../../src/model/index.js';
import { application, manifest } from './artifacts.js';

export const impossible = {
  review: 'a fact of the manifest is confirmed, and the rule judges in every market',
  notApplicable: 'every app has the flag or its default: the rule has no appliesTo',
  informational: 'the rule is low and lowers nothing',
};

const app = (over: Partial<ManifestApplication>): { Manifest: ManifestModel } => ({
  Manifest: manifest([], { application: application(over) }),
});

export const cases: RuleCases = {
  fail: [
    { name: 'allowed by default', artifacts: app({ allowBackup: undefined }), messages: ['backup'] },
    { name: 'allowed in words', artifacts: app({ allowBackup: true }), messages: ['backup'] },
    {
      name: 'fullBackupContent="true" is no rule',
      artifacts: app({ allowBackup: true, fullBackupContent: 'true' }),
      messages: ['backup'],
    },
  ],
  pass: [
    { name: 'forbidden', artifacts: app({ allowBackup: false }) },
    {
      name: 'rules for Android 11 and below',
      artifacts: app({ allowBackup: true, fullBackupContent: 'res/xml/backup.xml' }),
    },
    {
      name: 'rules for Android 12 and above',
      artifacts: app({ allowBackup: true, dataExtractionRules: 'res/xml/extraction.xml' }),
    },
    {
      name: 'fullBackupContent="false" switches it off',
      artifacts: app({ allowBackup: undefined, fullBackupContent: 'false' }),
    },
  ],
  open: [{ name: 'a required split is missing', artifacts: app({}) }],
};
