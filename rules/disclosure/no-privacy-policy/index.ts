import { dataTypes, dataTypeCovers, permissionLevel } from '../../../src/data/index.js';
import { defineRule, permissionLines, typeNames } from '../../../src/rule/index.js';
import type { ApiCall, ManifestModel } from '../../../src/rule/index.js';

/** Permissions by which what was read can reach somebody else. Bluetooth and NFC reach what lies beside the device. */
const WAYS_OUT = ['android.permission.INTERNET', 'android.permission.SEND_SMS'];

/**
 * Facts about the device or the network that name nobody by themselves, and pictures, sound and pasted text that the
 * user hands over: an app that reads only these breaches no duty to publish rules by it.
 */
const NOT_BY_ITSELF = [
  'auth',
  'call-content',
  'call-state',
  'camera',
  'clipboard',
  'device-info',
  'diagnostics',
  'input',
  'media.faces',
  'microphone',
  'network.operator',
  'network.type',
  'network.wifi-state',
];

/** Runtime permissions begin with this API level; what older platforms called dangerous (INTERNET) was another thing. */
const RUNTIME_PERMISSIONS = 23;

/** The first call of each type, the app's own code before an SDK's: a finding shows one proof a type. */
function oneEachType(calls: readonly ApiCall[]): Map<string, ApiCall> {
  const own = calls.filter((call) => call.site.owner.kind === 'app');
  const shown = new Map<string, ApiCall>();
  for (const call of [...own, ...calls]) {
    for (const type of call.dataTypes) {
      if (!NOT_BY_ITSELF.some((group) => dataTypeCovers(group, type)) && !shown.has(type)) shown.set(type, call);
    }
  }
  return shown;
}

const canSend = (manifest: ManifestModel): boolean =>
  manifest.sharedUserId !== undefined || WAYS_OUT.some((name) => permissionLines(manifest, name) !== undefined);

export default defineRule({
  meta: {
    id: 'disclosure/no-privacy-policy',
    code: 'POL-001',
    category: 'disclosure',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    duty: 'K1',
    market: 'cn',
    title: { en: 'No privacy policy found', zh: '未发现隐私政策' },
    rationale: {
      en: 'An app that reads personal data and can send it must publish its rules on collecting and using them. Assets, raw files, strings of every locale, H5 bundles and strings in the code were searched; neither a policy text nor a link to one was found.',
      zh: 'App收集个人信息且可对外传输的，应当公开收集使用规则。已检索assets、raw文件、各语言字符串资源、H5资源及代码字符串，未发现隐私政策正文或链接。',
    },
    remedy: {
      en: 'Package the policy text (for example assets/privacy_policy.html) or link to it, and show it before any data is read. If it is served from elsewhere, scan with --policy FILE.',
      zh: '在安装包内提供隐私政策正文（如assets/privacy_policy.html）或链接，并在收集前向用户展示；由服务器下发的，请以--policy FILE提供正文后重新检测。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M1.1' },
      { id: 'pipl', clause: '17' },
    ],
    requires: ['PolicyPresence', 'ApiCalls', 'AppContext', 'Manifest', 'Permissions'],
    messages: {
      reads: {
        en: 'The app can send data and reads personal data ({types}), and no privacy policy was found.',
        zh: 'App读取{types}且可对外传输，但未发现隐私政策。',
      },
      maybe: {
        en: 'The app may read personal data ({types}), and no privacy policy was found.',
        zh: 'App疑似读取{types}，但未发现隐私政策。',
      },
      potential: {
        en: 'The app can send data and asks for the permission {permission}, and no privacy policy was found.',
        zh: 'App申请{permission}权限且可对外传输，但未发现隐私政策。',
      },
    },
  },
  appliesTo: ({ AppContext }) => !AppContext.localOnly,
  *check({ PolicyPresence, ApiCalls, Manifest, Permissions }, ctx) {
    if (PolicyPresence.state !== 'none') return;
    const sends = canSend(Manifest);
    const ways = WAYS_OUT.flatMap((name) => permissionLines(Manifest, name)?.slice(0, 1) ?? []);
    const read = oneEachType(ApiCalls.calls.filter((call) => call.confidence === 'likely'));
    const asked = Permissions.uses.find(
      ({ name, state, dataTypes: opens }) =>
        (state === 'used' || state === 'unused' || state === 'notAssessed') &&
        opens.length > 0 &&
        permissionLevel(name, Math.max(RUNTIME_PERMISSIONS, Manifest.targetSdk)) === 'dangerous',
    );
    const lines = asked === undefined ? undefined : permissionLines(Manifest, asked.name);
    if (read.size === 0 && sends && asked !== undefined && lines !== undefined) {
      const permission = { en: asked.name, zh: `${asked.label.zh}（${asked.name}）` };
      yield ctx.finding('potential', [...lines, ...ways], { data: { permission }, severity: 'medium' });
      return;
    }
    const seen =
      read.size > 0
        ? read
        : oneEachType(ApiCalls.calls.filter((call) => !call.weak && call.site.owner.kind !== 'library'));
    const [first, ...others] = [...new Set(seen.values())].map((call) => call.evidence);
    if (first === undefined) return;
    const types = [...seen.keys()].sort();
    const sure = read.size > 0 && sends;
    yield ctx.finding(sure ? 'reads' : 'maybe', [first, ...others, ...ways], {
      data: { types: typeNames(types, dataTypes()) },
      dataTypes: types,
      confidence: sure ? 'likely' : 'possible',
    });
  },
});
