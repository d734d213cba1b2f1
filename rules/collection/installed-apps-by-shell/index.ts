import { apiName, defineRule, groupCalls } from '../../../src/rule/index.js';

const APPS = /^(?:\S*\/)?(?:pm|cmd package) list (?:package|app)/u;
const PROCESSES = /^(?:\S*\/)?(?:ps|top)(?:\s|$)|^dumpsys activity\b/u;

/** From Android 7 on /proc is closed: `ps` shows an app its own processes only. */
const PROC_CLOSED_SINCE = 24;

export default defineRule({
  meta: {
    id: 'collection/installed-apps-by-shell',
    code: 'DEV-008',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Lists apps or processes by shell', zh: '通过shell命令获取应用或进程列表' },
    rationale: {
      en: 'The shell gives what the interface limits: the list of apps without QUERY_ALL_PACKAGES, and the processes of others.',
      zh: 'shell命令可绕过接口限制，在未声明QUERY_ALL_PACKAGES时获取应用列表，或获取其他App的进程。',
    },
    remedy: {
      en: 'Remove the command. To know whether one app is there, declare it in <queries> and call getPackageInfo.',
      zh: '移除该命令；仅需判断个别应用是否安装的，在<queries>中声明并调用getPackageInfo。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M3.3' },
      { id: 'methods-2019', clause: 'M4.1' },
    ],
    requires: ['ApiCalls', 'DynamicCode', 'Manifest'],
    messages: {
      apps: {
        en: 'The shell command "{command}" lists the installed apps.',
        zh: 'shell命令“{command}”读取已安装应用列表。',
      },
      processes: {
        en: 'The shell command "{command}" lists the processes of other apps.',
        zh: 'shell命令“{command}”读取其他App的进程。',
      },
    },
  },
  *check({ ApiCalls, DynamicCode, Manifest }, ctx) {
    const run = DynamicCode.shell.filter(({ site }) => site.owner.kind !== 'library');
    for (const { command, site, evidence, confidence } of run) {
      const lists = APPS.test(command);
      if (!lists && !PROCESSES.test(command)) continue;
      const closed = !lists && Manifest.minSdk >= PROC_CLOSED_SINCE;
      yield ctx.finding(lists ? 'apps' : 'processes', [evidence], {
        data: { command },
        dataTypes: [lists ? 'installed-apps' : 'running-apps'],
        confidence: closed ? 'possible' : confidence,
        ...(site.owner.kind === 'sdk' ? { sdk: site.owner.id } : {}),
      });
    }
    const methods = new Set(run.map(({ site }) => site.method));
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('installed-apps'))) {
      // The command is text in a method that hands it on: what runs it was not followed.
      if (call.kind !== 'string' || !APPS.test(call.api) || methods.has(call.site.method)) continue;
      yield ctx.finding('apps', evidence, {
        data: { command: apiName(call).replaceAll('"', '') },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
