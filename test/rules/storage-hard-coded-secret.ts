import type { RuleCases } from '../../src/rule/rule-tester.js';
import { LIBRARY, sdkOwner, site, UNKNOWN } from './artifacts.js';
import { secret } from './ui-artifacts.js';

export const impossible = {
  notApplicable: 'any app may hold keys: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const inCode = (owner: ReturnType<typeof site>['owner']) =>
  secret({
    kind: 'cloud-access-key',
    service: 'Alibaba Cloud',
    shown: 'LTAI4G… (24 characters)',
    owner,
    evidence: { kind: 'code', site: site(owner), text: '"LTAI4G… (24 characters)"' },
  });
const holding = (...secrets: ReturnType<typeof secret>[]) => ({ artifacts: { Secrets: { secrets } } });

export const cases: RuleCases = {
  fail: [
    { name: 'the AppSecret in the manifest', ...holding(secret()), messages: ['secret'] },
    { name: 'the same key in two places is one finding', ...holding(secret(), secret()), messages: ['secret'] },
    {
      name: 'two keys',
      ...holding(secret(), inCode({ kind: 'app' })),
      messages: ['secret', 'secret'],
    },
  ],
  review: [
    { name: 'code nobody claims', ...holding(inCode(UNKNOWN)), messages: ['secret'] },
    { name: "an SDK's own", ...holding(inCode(sdkOwner('aliyun-oss'))), messages: ['secret'] },
  ],
  pass: [
    { name: 'none', ...holding() },
    { name: "a library's test certificate", ...holding(inCode(LIBRARY)) },
  ],
  open: [{ name: 'code was not read', ...holding() }],
};
