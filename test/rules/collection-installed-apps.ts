import type { RuleCases } from '../../src/rule/rule-tester.js';
import {
  API,
  apiCalls,
  appContext,
  call,
  declared,
  LIBRARY,
  manifest,
  sdkOwner,
  service,
  UNKNOWN,
} from './artifacts.js';

export const impossible = { notApplicable: 'any app may list others: the rule has no appliesTo' };

const app = { Manifest: manifest(), AppContext: appContext() };
const launcher = manifest([], {
  components: [
    service('com.example.home.HomeActivity', undefined, {
      kind: 'activity',
      intentFilters: [
        {
          actions: ['android.intent.action.MAIN'],
          categories: ['android.intent.category.HOME', 'android.intent.category.DEFAULT'],
          priority: 0,
          data: [],
        },
      ],
    }),
  ],
});

export const cases: RuleCases = {
  fail: [
    {
      name: 'the app lists the packages',
      artifacts: { ...app, ApiCalls: apiCalls(call(API.installedApps)) },
      messages: ['read'],
    },
    {
      name: 'an SDK lists them',
      artifacts: { ...app, ApiCalls: apiCalls(call(API.installedApps, sdkOwner('tencent-gdt'))) },
    },
    {
      name: 'a category that does not speak of it changes nothing',
      artifacts: { ...app, AppContext: appContext(declared('C30')), ApiCalls: apiCalls(call(API.installedApps)) },
      messages: ['read'],
    },
  ],
  review: [
    { name: 'code nobody claims', artifacts: { ...app, ApiCalls: apiCalls(call(API.installedApps, UNKNOWN)) } },
    {
      name: 'a launcher shows the list',
      artifacts: { ...app, Manifest: launcher, ApiCalls: apiCalls(call(API.installedApps)) },
      messages: ['read'],
    },
  ],
  informational: [
    {
      name: 'an app store may check for updates when the user asks',
      artifacts: { ...app, AppContext: appContext(declared('C37')), ApiCalls: apiCalls(call(API.installedApps)) },
      messages: ['contextual'],
    },
  ],
  pass: [
    {
      name: 'a question about one package is no list',
      artifacts: { ...app, ApiCalls: apiCalls(call(API.onePackage)) },
    },
    { name: 'library code', artifacts: { ...app, ApiCalls: apiCalls(call(API.installedApps, LIBRARY)) } },
    {
      name: 'a virus scanner looks at every app',
      artifacts: { ...app, AppContext: appContext(declared('C34')), ApiCalls: apiCalls(call(API.installedApps)) },
    },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { ...app, ApiCalls: apiCalls() } }],
};
