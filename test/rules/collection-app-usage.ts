import type { RuleCases } from '../../src/rule/rule-tester.js';
import { apiCalls, appContext, call, declared, LIBRARY, manifest, UNKNOWN } from './artifacts.js';
import { method } from './collection-artifacts.js';

export const impossible = { notApplicable: 'any app may ask for the usage: the rule has no appliesTo' };

const usage = method(
  'Landroid/app/usage/UsageStatsManager;->queryUsageStats(IJJ)Ljava/util/List;',
  'app-usage',
  'PACKAGE_USAGE_STATS',
);
const tasks = {
  ...method('Landroid/app/ActivityManager;->getRunningTasks(I)Ljava/util/List;', 'running-apps'),
  weak: true,
} as const;
const processes = {
  ...method('Landroid/app/ActivityManager;->getRunningAppProcesses()Ljava/util/List;', 'running-apps'),
  weak: true,
} as const;

const app = manifest(['android.permission.GET_TASKS']);
const old = manifest(['android.permission.GET_TASKS'], { minSdk: 19 });
const none = appContext();

export const cases: RuleCases = {
  fail: [
    {
      name: 'usage statistics',
      artifacts: { Manifest: app, AppContext: none, ApiCalls: apiCalls(call(usage)) },
      messages: ['usage'],
    },
  ],
  review: [
    {
      name: 'tasks on Android 4.4',
      artifacts: { Manifest: old, AppContext: none, ApiCalls: apiCalls(call(tasks)) },
      messages: ['tasks'],
    },
    {
      name: 'code nobody claims',
      artifacts: { Manifest: app, AppContext: none, ApiCalls: apiCalls(call(usage, UNKNOWN)) },
    },
  ],
  informational: [
    {
      name: 'a phone guard',
      artifacts: { Manifest: app, AppContext: appContext(declared('C34')), ApiCalls: apiCalls(call(usage)) },
      messages: ['contextual'],
    },
  ],
  pass: [
    {
      name: 'tasks from Android 5.0 on',
      artifacts: { Manifest: app, AppContext: none, ApiCalls: apiCalls(call(tasks)) },
    },
    {
      name: 'tasks without the permission',
      artifacts: { Manifest: manifest([], { minSdk: 19 }), AppContext: none, ApiCalls: apiCalls(call(tasks)) },
    },
    {
      name: 'its own process name',
      artifacts: { Manifest: old, AppContext: none, ApiCalls: apiCalls(call(processes)) },
    },
    { name: 'library code', artifacts: { Manifest: app, AppContext: none, ApiCalls: apiCalls(call(usage, LIBRARY)) } },
  ],
  open: [
    { name: 'silence of code that was not read', artifacts: { Manifest: app, AppContext: none, ApiCalls: apiCalls() } },
  ],
};
