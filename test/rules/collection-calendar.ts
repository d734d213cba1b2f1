import type { RuleCases } from '../../src/rule/rule-tester.js';
import { apiCalls, appContext, call, declared, LIBRARY, manifest } from './artifacts.js';

export const impossible = { notApplicable: 'any app may read the calendar: the rule has no appliesTo' };

const READ = 'android.permission.READ_CALENDAR';
const events = {
  api: 'Landroid/provider/CalendarContract$Events;->CONTENT_URI:Landroid/net/Uri;',
  kind: 'field',
  name: 'CalendarContract.Events.CONTENT_URI',
  dataTypes: ['calendar'],
  permissions: [READ],
} as const;

const may = manifest([READ]);
const news = appContext(declared('C30'));
const reads = apiCalls(call(events));

export const cases: RuleCases = {
  fail: [
    {
      name: 'a news app reads it',
      artifacts: { Manifest: may, AppContext: news, ApiCalls: reads },
      messages: ['read'],
    },
  ],
  review: [{ name: 'no category', artifacts: { Manifest: may, AppContext: appContext(), ApiCalls: reads } }],
  informational: [
    {
      name: 'a utility the user asks to plan',
      artifacts: { Manifest: may, AppContext: appContext(declared('C38')), ApiCalls: reads },
      messages: ['contextual'],
    },
  ],
  pass: [
    {
      name: 'no permission: the editor is opened',
      artifacts: { Manifest: manifest(), AppContext: news, ApiCalls: reads },
    },
    { name: 'library code', artifacts: { Manifest: may, AppContext: news, ApiCalls: apiCalls(call(events, LIBRARY)) } },
  ],
  open: [{ name: 'silence of unread code', artifacts: { Manifest: may, AppContext: news, ApiCalls: apiCalls() } }],
};
