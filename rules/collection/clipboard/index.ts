import { apiName, defineRule, groupCalls } from '../../../src/rule/index.js';
import type { ApiCall, ManifestModel } from '../../../src/rule/index.js';

const LISTENS = /->addPrimaryClipChangedListener\(/u;

/** Callbacks that run when the app or a screen appears, whatever the user does. */
const AT_START =
  /->(onCreate|onStart|onResume|onPostResume|onRestart|onWindowFocusChanged|onActivityCreated|onActivityStarted|onActivityResumed|attachBaseContext)\(/u;

/** Editors of text offer to paste: a keyboard watches the clipboard to do so. */
const isKeyboard = ({ components }: ManifestModel): boolean =>
  components.some(({ permission }) => permission === 'android.permission.BIND_INPUT_METHOD');

/** The method's own name where it runs by itself: `onResume`. */
const startOf = ({ site }: ApiCall): string | undefined => AT_START.exec(site.method)?.[1];

function messageOf(call: ApiCall): 'listens' | 'start' | 'read' {
  if (LISTENS.test(call.api)) return 'listens';
  return startOf(call) === undefined ? 'read' : 'start';
}

export default defineRule({
  meta: {
    id: 'collection/clipboard',
    code: 'DEV-007',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Reads the clipboard by itself', zh: '自行读取剪切板' },
    rationale: {
      en: 'The clipboard holds what the user copied elsewhere: passwords, codes, addresses, messages. Reading it when the app comes to the front, or whenever it changes, takes what was never meant for the app.',
      zh: '剪切板可能包含用户在其他App中复制的密码、验证码、地址、聊天内容。App在切换到前台或剪切板变化时自行读取，超出用户的预期。',
    },
    remedy: {
      en: 'Move the read into the click of a paste button, or remove addPrimaryClipChangedListener and the read in onResume/onCreate/onWindowFocusChanged; for an SDK, switch its share-code detection off.',
      zh: '仅在用户点击“粘贴”时读取；移除addPrimaryClipChangedListener，以及onResume、onCreate、onWindowFocusChanged中的读取；由SDK引入的，关闭口令识别功能。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M4.1' },
      { id: 'miit-164', clause: '1.2' },
    ],
    requires: ['ApiCalls', 'Manifest'],
    messages: {
      listens: { en: '{api} listens to every change of the clipboard.', zh: '{api}监听剪切板的每次变化。' },
      start: {
        en: '{api} reads the clipboard in {method}, without an act of the user.',
        zh: '{method}中通过{api}读取剪切板，无需用户操作。',
      },
      read: { en: '{api} reads the clipboard.', zh: '{api}读取剪切板。' },
    },
  },
  reviewOnly: ({ Manifest }) => isKeyboard(Manifest),
  *check({ ApiCalls }, ctx) {
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('clipboard'))) {
      if (call.weak) continue;
      const message = messageOf(call);
      yield ctx.finding(message, evidence, {
        data: { api: apiName(call), method: startOf(call) ?? '' },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(message === 'read' ? { severity: 'info' } : {}),
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
