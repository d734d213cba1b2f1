import { apiName, defineRule, groupCalls } from '../../../src/rule/index.js';

const INTERFACE = 'Ljava/net/NetworkInterface;->getHardwareAddress()[B';

const FILE = /^(?:cat )?\/sys\/class\/net\b/u;
const COMMAND = /\/sys\/class\/net\/|\bip (?:link|addr)|\bifconfig\b|\bnetcfg\b|getprop .*macaddr/u;

/** From Android 11 on `getHardwareAddress` gives null to every app, so an app for these versions only reads nothing. */
const CLOSED_SINCE = 30;

export default defineRule({
  meta: {
    id: 'collection/mac-side-channel',
    code: 'DEV-002',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Reads the MAC address through a side channel', zh: '通过其他途径读取MAC地址' },
    rationale: {
      en: "Android gives apps a constant in place of the MAC address since version 6. Reading it from network interfaces, system files or a shell goes around that decision, and around the user's.",
      zh: 'Android 6起，系统向App返回固定值代替MAC地址。从网络接口、系统文件或shell命令读取，绕过了系统和用户的限制。',
    },
    remedy: {
      en: 'Remove the call to NetworkInterface.getHardwareAddress, the read of /sys/class/net or the shell command; use an ID your app makes at install. For an SDK, update it and switch MAC collection off.',
      zh: '移除NetworkInterface.getHardwareAddress调用、对/sys/class/net的读取或shell命令，改用App安装时自行生成的标识；由SDK引入的，升级SDK并关闭MAC地址采集。',
    },
    legal: [{ id: 'methods-2019', clause: 'M3.3' }],
    requires: ['ApiCalls', 'DynamicCode', 'Manifest'],
    messages: {
      interface: { en: '{api} reads the MAC address of the network interfaces.', zh: '{api}读取网络接口的MAC地址。' },
      file: { en: '{api} is where the system keeps the MAC address.', zh: '代码包含系统存放MAC地址的位置{api}。' },
      shell: {
        en: 'The shell command "{command}" reads the MAC address.',
        zh: '通过shell命令“{command}”读取MAC地址。',
      },
    },
  },
  *check({ ApiCalls, DynamicCode, Manifest }, ctx) {
    const run = DynamicCode.shell.filter(({ command, site }) => COMMAND.test(command) && site.owner.kind !== 'library');
    for (const use of run) {
      const { owner } = use.site;
      yield ctx.finding('shell', [use.evidence], {
        data: { command: use.command },
        dataTypes: ['device-id.mac-wifi'],
        confidence: use.confidence,
        ...(owner.kind === 'sdk' ? { sdk: owner.id } : {}),
      });
    }
    const told = new Set(run.map(({ command, site }) => `${site.method} ${command}`));
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('device-id.mac-wifi'))) {
      const isFile = call.kind === 'string' && FILE.test(call.api);
      if (call.api !== INTERFACE && !isFile) continue;
      if (isFile && [...told].some((key) => key.startsWith(`${call.site.method} `))) continue;
      const closed = call.api === INTERFACE && Manifest.minSdk >= CLOSED_SINCE;
      yield ctx.finding(isFile ? 'file' : 'interface', evidence, {
        data: { api: apiName(call) },
        dataTypes: call.dataTypes,
        confidence: closed ? 'possible' : call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
