import type { RuleCases } from '../../src/rule/rule-tester.js';
import { apiCalls, call, LIBRARY, sdkOwner, UNKNOWN } from './artifacts.js';
import { method, text } from './collection-artifacts.js';

export const impossible = {
  notApplicable: 'any app may ask the DRM module: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const drm = method('Landroid/media/MediaDrm;->getPropertyByteArray(Ljava/lang/String;)[B', 'device-id.drm-id');

export const cases: RuleCases = {
  fail: [
    { name: 'the app reads it', artifacts: { ApiCalls: apiCalls(call(drm)) }, messages: ['read'] },
    { name: 'an SDK reads it', artifacts: { ApiCalls: apiCalls(call(drm, sdkOwner('mob-common'))) } },
  ],
  review: [{ name: 'code nobody claims', artifacts: { ApiCalls: apiCalls(call(drm, UNKNOWN)) } }],
  pass: [
    { name: 'a player library', artifacts: { ApiCalls: apiCalls(call(drm, LIBRARY)) } },
    { name: 'the name alone', artifacts: { ApiCalls: apiCalls(call(text('deviceUniqueId', 'device-id.drm-id'))) } },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { ApiCalls: apiCalls() } }],
};
