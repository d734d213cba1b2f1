import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { ApiCall, WebViewUse } from '../../src/model/index.js';
import { API, APP, apiCalls, call, LIBRARY, site } from './artifacts.js';
import { webView } from './security-artifacts.js';

export const impossible = {
  fail: 'the rule is for review: the app may load only pages of its own',
  notApplicable: 'any app may show web pages: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const BRIDGE = 'Lcom/example/notes/Bridge;';
const METHOD = `${BRIDGE}->imei()Ljava/lang/String;`;

const inBridge = (api: Parameters<typeof call>[0], method = METHOD): ApiCall =>
  call(api, APP, { site: site(APP, { method }) });
const handed = (over: Partial<WebViewUse> = {}): WebViewUse =>
  webView('javascript-interface', APP, { bridge: BRIDGE, exposed: [METHOD], ...over });
const app = (uses: readonly WebViewUse[], ...calls: ApiCall[]) => ({
  WebViews: { uses },
  ApiCalls: apiCalls(...calls),
});

export const cases: RuleCases = {
  review: [
    { name: 'the marked method reads', artifacts: app([handed()], inBridge(API.imei)), messages: ['exposed'] },
    {
      name: 'another method of the class reads',
      artifacts: app([handed()], inBridge(API.imei, `${BRIDGE}->helper()V`)),
      messages: ['near'],
    },
    {
      name: 'handed out twice is one finding',
      artifacts: app([handed(), handed()], inBridge(API.imei)),
      messages: ['exposed'],
    },
  ],
  pass: [
    { name: 'another class reads', artifacts: app([handed()], call(API.imei)) },
    { name: 'whose object it is is not known', artifacts: app([webView('javascript-interface')], inBridge(API.imei)) },
    { name: 'the kind of network is no secret', artifacts: app([handed()], inBridge(API.networkType)) },
    { name: 'a weak call', artifacts: app([handed()], inBridge(API.onePackage)) },
    {
      name: 'a library',
      artifacts: app([webView('javascript-interface', LIBRARY, { bridge: BRIDGE })], inBridge(API.imei)),
    },
  ],
  open: [{ name: 'a dex could not be read', artifacts: app([]) }],
};
