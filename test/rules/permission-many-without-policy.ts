import type { RuleCases } from '../../src/rule/rule-tester.js';
import { manifest, permissionFacts, permissionUse, policyState } from './artifacts.js';
import { policyRead } from './ui-artifacts.js';

export const impossible = { informational: 'the rule is low and lowers nothing' };

const thresholds = { permissionGroups: 4 };
const android = (name: string): string => `android.permission.${name}`;
const INTERNET = android('INTERNET');
const FOUR = ['CAMERA', 'READ_CONTACTS', 'READ_SMS', 'RECORD_AUDIO'].map(android);

const asking = (names: readonly string[], state: 'unused' | 'packer' = 'unused') => ({
  PolicyPresence: policyState('none'),
  Permissions: permissionFacts(...names.map((name) => permissionUse(name, state))),
  Manifest: manifest([INTERNET, ...names]),
});

export const cases: RuleCases = {
  fail: [{ name: 'four groups', thresholds, artifacts: asking(FOUR), messages: ['many'] }],
  review: [{ name: 'another market', market: 'other', thresholds, artifacts: asking(FOUR), messages: ['many'] }],
  pass: [
    { name: 'a policy was read', thresholds, artifacts: { ...asking(FOUR), PolicyPresence: policyRead() } },
    { name: 'three groups', thresholds, artifacts: asking(FOUR.slice(1)) },
    {
      name: 'two permissions of one group',
      thresholds,
      artifacts: asking([...FOUR.slice(1), android('WRITE_CONTACTS')]),
    },
    { name: 'the packer added them', thresholds, artifacts: asking(FOUR, 'packer') },
    {
      name: 'install-time permissions',
      thresholds,
      artifacts: asking(['VIBRATE', 'WAKE_LOCK', 'ACCESS_NETWORK_STATE', 'BLUETOOTH', 'NFC'].map(android)),
    },
  ],
  notApplicable: [
    { name: 'nothing can be sent', thresholds, artifacts: { ...asking(FOUR), Manifest: manifest(FOUR.slice(0, 2)) } },
  ],
  open: [
    {
      name: 'not all was searched',
      thresholds,
      artifacts: { ...asking(FOUR), PolicyPresence: policyState('search-incomplete') },
    },
  ],
};
