import type { RuleCases } from '../../src/rule/rule-tester.js';
import { appContext, declared, manifest, service } from './artifacts.js';

export const impossible = {
  notApplicable: 'any app may declare the service: the rule has no appliesTo',
  informational: 'the rule is high and lowers nothing',
};

const BIND = 'android.permission.BIND_NOTIFICATION_LISTENER_SERVICE';
const withService = manifest([], { components: [service('com.example.notes.WatchNotifications', BIND)] });
const shopping = appContext(declared('C06'));

export const cases: RuleCases = {
  fail: [
    { name: 'a shop declares one', artifacts: { Manifest: withService, AppContext: shopping }, messages: ['declared'] },
    {
      name: 'two services are two findings',
      artifacts: {
        Manifest: manifest([], {
          components: [service('com.example.notes.A', BIND), service('com.example.notes.B', BIND)],
        }),
        AppContext: shopping,
      },
      messages: ['declared', 'declared'],
    },
  ],
  review: [
    { name: 'no category', artifacts: { Manifest: withService, AppContext: appContext() }, messages: ['declared'] },
  ],
  pass: [
    {
      name: 'another kind of service',
      artifacts: { Manifest: manifest([], { components: [service('com.example.notes.Sync')] }), AppContext: shopping },
    },
    {
      name: 'an activity behind the permission is no service',
      artifacts: {
        Manifest: manifest([], { components: [service('com.example.notes.Settings', BIND, { kind: 'activity' })] }),
        AppContext: shopping,
      },
    },
  ],
  open: [{ name: 'a required split is missing', artifacts: { Manifest: manifest(), AppContext: shopping } }],
};
