import { dataTypes } from '../../../src/data/index.js';
import { apiName, defineRule, groupCalls, typeNames } from '../../../src/rule/index.js';
import type { ApiCall, WebViewUse } from '../../../src/rule/index.js';

/** Whether the device is on Wi-Fi is asked by every page and tells nothing about a person. */
const isTrivial = (type: string): boolean => type === 'network.type';

/** Calls of the bridge's class that read personal data; weak ones prove nothing. */
function callsIn({ bridge }: WebViewUse, calls: readonly ApiCall[]): ApiCall[] {
  if (bridge === undefined) return [];
  return calls.filter(
    ({ site, weak, dataTypes: types }) =>
      !weak && site.method.startsWith(`${bridge}->`) && !types.every((type) => isTrivial(type)),
  );
}

export default defineRule({
  meta: {
    id: 'transmission/javascript-bridge',
    code: 'WEB-001',
    category: 'transmission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    review: true,
    title: { en: 'JavaScript bridge near personal data', zh: '网页接口可触及个人信息' },
    rationale: {
      en: 'Every page a WebView loads, advertisements and pages changed on the way included, can call the object given to addJavascriptInterface. If the object reads personal data, so can the page.',
      zh: 'WebView加载的任何页面（包括广告及传输中被篡改的页面）均可调用addJavascriptInterface注册的对象；该对象读取个人信息的，页面亦可获取。',
    },
    remedy: {
      en: 'Take the reading out of the bridge’s class, load only pages of your own over HTTPS in that WebView, and check the page’s address before answering; WebViewCompat.addWebMessageListener takes a list of permitted origins.',
      zh: '将读取个人信息的代码移出该接口类；该WebView仅以HTTPS加载自有页面，并在响应前校验页面地址；可改用WebViewCompat.addWebMessageListener限定允许的来源。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['WebViews', 'ApiCalls'],
    messages: {
      exposed: {
        en: 'Pages can call {method}, which reads personal data by {api}: {types}.',
        zh: '页面可调用{method}，其通过{api}读取{types}。',
      },
      near: {
        en: '{method} belongs to an object handed to pages and reads personal data by {api}: {types}.',
        zh: '{method}所属对象已提供给页面调用，其通过{api}读取{types}。',
      },
    },
  },
  *check({ WebViews, ApiCalls }, ctx) {
    const seen = new Set<string>();
    for (const use of WebViews.uses) {
      if (use.bridge === undefined || seen.has(use.bridge) || use.site.owner.kind === 'library') continue;
      seen.add(use.bridge);
      for (const { call, evidence, sdk } of groupCalls(callsIn(use, ApiCalls.calls))) {
        const exposed = use.exposed?.includes(call.site.method) === true;
        yield ctx.finding(exposed ? 'exposed' : 'near', [use.evidence, ...evidence], {
          data: {
            method: call.site.method.replace(/\(.*$/u, ''),
            api: apiName(call),
            types: typeNames(call.dataTypes, dataTypes()),
          },
          dataTypes: call.dataTypes,
          confidence: exposed && use.confidence === 'likely' ? call.confidence : 'possible',
          ...(sdk === undefined ? {} : { sdk }),
        });
      }
    }
  },
});
