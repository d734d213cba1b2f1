import { defineRule, permissionEvidence } from '../../../src/rule/index.js';

const INTERNET = 'android.permission.INTERNET';

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
      zh: 'App收集个人信息且具备外传能力的,应当公开收集使用规则。已检索assets、raw、各语言字符串、H5资源及代码字符串,未发现隐私政策正文或链接。',
    },
    remedy: {
      en: 'Package the policy text (for example assets/privacy_policy.html) or link to it, and show it before any data is read. If it is served from elsewhere, scan with --policy FILE.',
      zh: '在安装包内提供隐私政策正文(如assets/privacy_policy.html)或链接,并在收集前向用户展示;如由服务器下发,请以--policy FILE提供正文后重新检测。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M1.1' },
      { id: 'pipl', clause: '17' },
    ],
    requires: ['PolicyPresence', 'ApiCalls', 'AppContext', 'Manifest', 'Permissions'],
    messages: {
      reads: {
        en: 'The app reads {types} and can send data, and no privacy policy was found.',
        zh: 'App读取{types}且可外传数据,但未发现隐私政策。',
      },
      potential: {
        en: 'The app asks for {permission} and can send data, and no privacy policy was found.',
        zh: 'App申请{permission}且可外传数据,但未发现隐私政策。',
      },
    },
  },
  appliesTo: ({ AppContext }) => !AppContext.localOnly,
  *check({ PolicyPresence, ApiCalls, Manifest, Permissions }, ctx) {
    if (PolicyPresence.state !== 'none') return;
    const reads = ApiCalls.calls.filter((call) => call.confidence === 'likely');
    const [first] = reads;
    const internet = Manifest.permissions.find((use) => use.name === INTERNET);
    const way = internet === undefined ? [] : [permissionEvidence(internet)];
    if (first !== undefined) {
      const dataTypes = [...new Set(reads.flatMap((call) => call.dataTypes))].sort();
      const data = { types: dataTypes.join(', ') };
      yield ctx.finding('reads', [first.evidence, ...way], { data, dataTypes, confidence: 'likely' });
      return;
    }
    const dangerous = Permissions.uses.find((use) => use.level === 'dangerous' && use.state !== 'undeclared' && use.state !== 'packer');
    const asked = Manifest.permissions.find((use) => use.name === dangerous?.name);
    if (asked === undefined) return;
    yield ctx.finding('potential', [permissionEvidence(asked), ...way], { data: { permission: asked.name }, severity: 'medium' });
  },
});
