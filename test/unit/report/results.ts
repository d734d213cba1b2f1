import type {
  BatchResult,
  CodeSite,
  ReportedFinding,
  RuleResult,
  ScanResult,
  VerdictRecord,
} from '../../../src/model/index.js';

/** What a hostile package may hold anywhere: escape codes, bidirectional and zero-width controls, C1, line separators. */
export const HOSTILE = '\u001b[31mX\u202eY\u200bZ\u0085\u2028\u0007\r\n\udb40\udc41\ud800';

const site = (over: Partial<CodeSite> = {}): CodeSite => ({
  entry: 'classes2.dex',
  method: 'Lcom/example/Tracker;->collect(Landroid/content/Context;)V',
  pc: 42,
  owner: { kind: 'sdk', id: 'umeng' },
  ...over,
});

let count = 0;

export function reported(over: Partial<ReportedFinding> = {}): ReportedFinding {
  count += 1;
  return {
    messageId: 'read',
    message: { en: 'TelephonyManager.getDeviceId() reads the IMEI.', zh: 'TelephonyManager.getDeviceId()读取IMEI。' },
    severity: 'medium',
    effectiveSeverity: 'medium',
    confidence: 'likely',
    fingerprint: count.toString(16).padStart(16, '0'),
    owner: { kind: 'sdk', id: 'umeng' },
    evidence: [{ kind: 'code', site: site(), text: 'getDeviceId()' }],
    ...over,
  };
}

export function rule(
  code: string,
  over: Omit<Partial<RuleResult>, 'meta'> & { readonly meta?: Partial<RuleResult['meta']> } = {},
): RuleResult {
  return {
    ruleId: `collection/${code.toLowerCase()}`,
    kind: 'fail',
    findings: [],
    ...over,
    meta: {
      code,
      title: { en: `Title of ${code}`, zh: `${code}的标题` },
      remedy: {
        en: 'Delete the call, or move it behind the consent of the user and state it in the privacy policy of the app.',
        zh: '删除该调用，或者在征得用户同意之后再行调用，并在隐私政策中逐项列明收集的目的、方式和范围。',
      },
      legal: [
        {
          id: 'methods-2019',
          clause: 'M3.1',
          law: { en: 'Methods of 2019', zh: 'App违法违规收集使用个人信息行为认定方法' },
          title: { en: 'collecting before consent', zh: '征得用户同意前就开始收集个人信息' },
        },
      ],
      severity: 'medium',
      stage: 'stable',
      ...over.meta,
    },
  };
}

export const record = (over: Partial<VerdictRecord> = {}): VerdictRecord => ({
  verdict: 'warn',
  complete: true,
  incompleteReasons: [],
  policyRead: true,
  policy: 'read',
  customised: false,
  category: null,
  minors: false,
  ladderLine: { id: 'W1', title: { en: 'A core duty is breached', zh: '违反核心义务' } },
  because: [],
  coreDuties: [],
  aggravators: [],
  mitigators: [],
  notAssessable: ['P3', 'P5', 'P6'],
  nextBetter: null,
  nextWorse: { verdict: 'penalize', ifAlso: { en: 'something worse', zh: '更严重的情形' } },
  legal: [{ id: 'methods-2019', clause: 'M3.1', inForceFrom: '2019-11-28' }],
  asOf: '2026-06-01',
  market: 'cn',
  effectiveSeverity: {},
  ...over,
});

export const scanned = (over: Partial<ScanResult> = {}): ScanResult => ({
  schemaVersion: 1,
  status: 'scanned',
  input: 'release/app.apk',
  tool: { name: 'privscan', version: '0.1.0', rulesDigest: '0123456789abcdef', dataDate: '2026-06-01' },
  app: {
    packageName: 'com.example.app',
    versionName: '1.2.3',
    versionCode: 123,
    label: 'Example',
    labels: { zh: '示例' },
    sha256: 'a'.repeat(64),
    size: 2_500_000,
    minSdk: 21,
    targetSdk: 34,
    certificates: [
      {
        sha256: 'b'.repeat(64),
        subject: 'CN=x',
        validFrom: '2020-01-01T00:00:00Z',
        validTo: '2050-01-01T00:00:00Z',
        signatureAlgorithm: 'sha256WithRSAEncryption',
        key: 'RSA 2048',
      },
    ],
    signing: [
      { scheme: 'v1', present: false, verifies: undefined },
      { scheme: 'v2', present: true, verifies: false, problem: 'digest differs' },
    ],
    splits: [{ name: 'config.zh', sha256: 'c'.repeat(64), size: 10 }],
  },
  verdict: record(),
  rules: [],
  sdks: [],
  permissions: [],
  diagnostics: [],
  coverage: { dex: [], packer: [], notRead: [], incomplete: [], unreadShare: 0 },
  ...over,
});

/** A result with something of everything, every kind of evidence and of owner among it. */
export function rich(hostile = ''): ScanResult {
  const label = `Example${hostile}`;
  const first = reported({
    effectiveSeverity: 'high',
    dataTypes: ['device-id.imei'],
    sdk: 'umeng',
    sink: 'network',
    cleartext: true,
  });
  const base = scanned();
  const findings: ReportedFinding[] = [
    first,
    reported({ data: { n: 1, s: hostile, t: { en: 'a', zh: 'b' } }, userStarted: false }),
    reported({
      message: { en: `Other${hostile}`, zh: `其他${hostile}` },
      owner: { kind: 'app' },
      evidence: [
        {
          kind: 'manifest',
          entry: 'AndroidManifest.xml',
          xpath: '/manifest/application',
          text: `<application${hostile}>`,
        },
        {
          kind: 'resource',
          entry: 'resources.arsc',
          resId: '0x7f010001',
          name: `string/x${hostile}`,
          value: `v${hostile}`,
        },
        { kind: 'sdk', sdkId: 'umeng', matchedBy: `class prefix ${hostile}`, version: '9' },
        { kind: 'policy', source: `p${hostile}`, sentence: `s${hostile}`, start: 1, end: 2 },
        { kind: 'file', entry: `assets/${hostile}`, sha256: 'd'.repeat(64), offset: 3 },
        {
          kind: 'code',
          site: site({ line: 7, source: `T${hostile}.java`, owner: { kind: 'unknown' } }),
          text: hostile,
        },
        {
          kind: 'path',
          role: 'flow',
          truncated: true,
          steps: [
            { site: site({ owner: { kind: 'app' } }), via: 'call' },
            { site: site({ method: `La${hostile};->b()V` }), via: 'implicit', table: 'thread' },
          ],
        },
      ],
    }),
    reported({ confidence: 'possible', owner: { kind: 'library', prefix: `okio${hostile}` } }),
    reported({ suppressed: { justification: `looked at ${hostile}`, source: 'config', expires: '2027-01-01' } }),
  ];
  return {
    ...base,
    input: `release/${hostile}app.apk`,
    app: base.app === null ? null : { ...base.app, label, versionName: `1${hostile}` },
    verdict: record({
      because: [first.fingerprint],
      coreDuties: [{ duty: 'K2', findings: [first.fingerprint] }],
      complete: false,
      incompleteReasons: [{ kind: 'packed', text: { en: `packed ${hostile}`, zh: `已加固 ${hostile}` } }],
      policyRead: false,
      policy: 'remote-only',
      customised: true,
      nextBetter: { verdict: 'pass', remove: [first.fingerprint] },
      effectiveSeverity: { [first.fingerprint]: 'high' },
    }),
    rules: [
      rule('CON-002', { findings, meta: { duty: 'K2' } }),
      rule('EXP-001', { findings: [reported()], meta: { stage: 'experimental' } }),
      rule('REV-001', { kind: 'review', findings: [reported({ confidence: 'possible' })] }),
      rule('INF-001', { kind: 'informational', findings: [reported({ severity: 'info', effectiveSeverity: 'info' })] }),
      rule('OPN-001', { kind: 'open', reason: `not read ${hostile}` }),
      rule('PAS-001', { kind: 'pass' }),
      rule('NAP-001', { kind: 'notApplicable' }),
    ],
    sdks: [
      {
        id: 'umeng',
        name: { en: 'Umeng+ Analytics', zh: '友盟+统计' },
        vendor: { en: 'Umeng', zh: '友盟' },
        kind: 'analytics',
        version: '9.6',
        evidence: 'initialised',
        recipient: true,
        dataTypes: ['device-id.imei'],
        matchedBy: [`component com.umeng${hostile}`],
        sites: [site()],
        addedByPacker: true,
      },
    ],
    permissions: [
      {
        name: `android.permission.READ_PHONE_STATE${hostile}`,
        label: { en: 'Read phone state', zh: '读取手机状态' },
        level: 'dangerous',
        declaredBy: { kind: 'app' },
        maxSdk: 28,
        neededBy: [site()],
        state: 'used',
        dataTypes: ['device-id.imei'],
        xpath: '/manifest/uses-permission',
      },
    ],
    diagnostics: [
      {
        code: 'zip-odd',
        level: 'anomaly',
        stage: 'archive',
        where: `lib/${hostile.repeat(100)}`,
        message: `odd ${hostile}`,
      },
    ],
    coverage: {
      dex: [
        {
          entry: 'classes.dex',
          version: 35,
          classes: 10,
          methods: 100,
          methodsWithCode: 90,
          instructions: 5000,
          invokes: 700,
          loaded: 'start',
          complete: true,
        },
      ],
      packer: [{ id: 'jiagu', name: { en: '360 Jiagu', zh: '360加固' }, matchedBy: [`libjiagu.so${hostile}`] }],
      notRead: Array.from({ length: 5 }, (_, i) => ({
        what: `lib${i}${hostile}.so`,
        kind: 'native',
        bytes: 10,
        reason: 'native code',
      })),
      incomplete: [{ kind: 'packed', text: { en: 'packed', zh: '已加固' } }],
      unreadShare: 0.25,
    },
    timing: { rules: 1.5 },
  };
}

export const unreadable: ScanResult = {
  ...scanned(),
  status: 'unreadable',
  reason: 'not a zip archive',
  input: 'broken.apk',
  app: null,
  verdict: null,
  coverage: null,
};

export const batch = (results: readonly ScanResult[]): BatchResult => ({
  schemaVersion: 1,
  results,
  summary: { total: results.length, pass: 0, rectify: 0, warn: 1, penalize: 0, incomplete: 1, unreadable: 1 },
});
