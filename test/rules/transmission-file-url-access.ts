import type { RuleCases } from '../../src/rule/rule-tester.js';
import { LIBRARY, sdkOwner, UNKNOWN } from './artifacts.js';
import { webView } from './security-artifacts.js';

export const impossible = {
  notApplicable: 'any app may show web pages: the rule has no appliesTo',
  informational: 'the rule is low and lowers nothing',
};

export const cases: RuleCases = {
  fail: [
    { name: 'the app', artifacts: { WebViews: { uses: [webView('file-access')] } }, messages: ['allowed'] },
    {
      name: 'an SDK',
      artifacts: { WebViews: { uses: [webView('file-access', sdkOwner('umeng-share'))] } },
      messages: ['allowed'],
    },
  ],
  review: [
    {
      name: 'code of nobody known',
      artifacts: { WebViews: { uses: [webView('file-access', UNKNOWN)] } },
      messages: ['allowed'],
    },
  ],
  pass: [
    { name: 'a bridge is another matter', artifacts: { WebViews: { uses: [webView('javascript-interface')] } } },
    { name: 'a library offers it', artifacts: { WebViews: { uses: [webView('file-access', LIBRARY)] } } },
  ],
  open: [{ name: 'a dex could not be read', artifacts: { WebViews: { uses: [] } } }],
};
