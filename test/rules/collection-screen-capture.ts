import type { RuleCases } from '../../src/rule/rule-tester.js';
import { apiCalls, appContext, call, declared, LIBRARY, UNKNOWN } from './artifacts.js';
import { method } from './collection-artifacts.js';

export const impossible = {
  notApplicable: 'any app may capture the screen: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const projection = method(
  'Landroid/media/projection/MediaProjectionManager;->getMediaProjection(ILandroid/content/Intent;)Landroid/media/projection/MediaProjection;',
  'screen-content',
);
const shop = appContext(declared('C06'));

export const cases: RuleCases = {
  fail: [
    {
      name: 'a shop records',
      artifacts: { AppContext: shop, ApiCalls: apiCalls(call(projection)) },
      messages: ['capture'],
    },
  ],
  review: [
    {
      name: 'no category: it may be a recorder',
      artifacts: { AppContext: appContext(), ApiCalls: apiCalls(call(projection)) },
    },
    { name: 'code nobody claims', artifacts: { AppContext: shop, ApiCalls: apiCalls(call(projection, UNKNOWN)) } },
  ],
  pass: [
    { name: 'library code', artifacts: { AppContext: shop, ApiCalls: apiCalls(call(projection, LIBRARY)) } },
    {
      name: 'a copy of its own window',
      artifacts: { AppContext: shop, ApiCalls: apiCalls(call({ ...projection, weak: true })) },
    },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { AppContext: shop, ApiCalls: apiCalls() } }],
};
