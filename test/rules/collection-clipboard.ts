import type { RuleCases } from '../../src/rule/rule-tester.js';
import { APP, apiCalls, call, LIBRARY, manifest, sdkOwner, service, UNKNOWN } from './artifacts.js';
import { CLIP, inMethod, method } from './collection-artifacts.js';

export const impossible = { notApplicable: 'any app may read the clipboard: the rule has no appliesTo' };

const listener = method(
  'Landroid/content/ClipboardManager;->addPrimaryClipChangedListener(Landroid/content/ClipboardManager$OnPrimaryClipChangedListener;)V',
  'clipboard',
);
const app = manifest();
const atStart = call(CLIP, APP, inMethod('Lcom/example/notes/MainActivity;->onWindowFocusChanged(Z)V'));

export const cases: RuleCases = {
  fail: [
    { name: 'it listens', artifacts: { Manifest: app, ApiCalls: apiCalls(call(listener)) }, messages: ['listens'] },
    {
      name: 'it reads when it gets the focus',
      artifacts: { Manifest: app, ApiCalls: apiCalls(atStart) },
      messages: ['start'],
    },
    {
      name: 'an SDK listens',
      artifacts: { Manifest: app, ApiCalls: apiCalls(call(listener, sdkOwner('mob-common'))) },
    },
  ],
  review: [
    {
      name: 'a keyboard offers what was copied',
      artifacts: {
        Manifest: manifest([], { components: [service('com.example.Keys', 'android.permission.BIND_INPUT_METHOD')] }),
        ApiCalls: apiCalls(call(listener)),
      },
    },
    { name: 'code nobody claims', artifacts: { Manifest: app, ApiCalls: apiCalls(call(listener, UNKNOWN)) } },
  ],
  informational: [
    {
      name: 'a read somewhere: perhaps a paste button',
      artifacts: { Manifest: app, ApiCalls: apiCalls(call(CLIP)) },
      messages: ['read'],
    },
  ],
  pass: [
    { name: 'a text field of a library', artifacts: { Manifest: app, ApiCalls: apiCalls(call(CLIP, LIBRARY)) } },
    { name: 'is there anything', artifacts: { Manifest: app, ApiCalls: apiCalls(call({ ...CLIP, weak: true })) } },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { Manifest: app, ApiCalls: apiCalls() } }],
};
