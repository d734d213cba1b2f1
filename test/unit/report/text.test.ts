import { describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import type { BatchResult, Locale, ScanResult } from '../../../src/model/index.js';
import { textReporter } from '../../../src/report/index.js';
import type { ReportOptions } from '../../../src/report/index.js';
import { batch, HOSTILE, record, reported, rich, rule, scanned, unreadable } from './results.js';

function render(result: ScanResult | BatchResult, over: Partial<ReportOptions> = {}): string {
  return [...textReporter.render(result, { locale: 'en', color: 0, width: 80, verbosity: 0, ...over })].join('');
}

/** One line: wrapping and indents must not hide a promised part. */
const flat = (text: string): string => text.replace(/\s+/gu, ' ');
const joined = (text: string): string => text.replace(/\n\s*/gu, '');

describe('what every report says', () => {
  const text = flat(render(rich()));

  it.each([
    ['label', 'Example'],
    ['package, version, target and size', 'com.example.app · 1 (123) · target 34 · 2.5 MB'],
    ['input', 'release/app.apk'],
    ['verdict and ladder line', 'WARN W1 A core duty is breached'],
    ['rules it stands on', 'because of CON-002'],
    ['incomplete, with reasons', 'Not everything could be read: - packed'],
    ['policy state', 'privacy policy: only a link, its text was not read'],
    ['customised', 'Rules or severities were changed by the configuration.'],
    ['market and day', 'Judged as if published in mainland China, law as of 2026-06-01'],
    ['an estimate', 'An estimate of how a regulator may treat what was seen, not a legal decision.'],
    ['a finding: severity, code, title', 'high CON-002 Title of CON-002'],
    ['who, what, how often', 'SDK Umeng+ Analytics: TelephonyManager.getDeviceId() reads the IMEI. ×2'],
    ['where', 'com.example.Tracker.collect (classes2.dex pc 42)'],
    ['the other message', '• Other'],
    ['what it leaves out', '… and 7 more (-v shows all)'],
    ['remedy', 'Fix: Delete the call, or move it behind the consent'],
    ['review', 'For a person to check (does not move the verdict)'],
    ['info', 'For information INF-001 Title of INF-001'],
    ['open', 'Not decided, because something could not be read OPN-001'],
    ['suppressed', 'Suppressed by the configuration CON-002 Title of CON-002'],
    ['coverage', '1 DEX, 10 classes, 100 methods, 5000 instructions'],
    ['packer', 'packed with 360 Jiagu (libjiagu.so)'],
    ['three unread parts and the number of others', 'not read: lib2.so (native code) … and 2 more'],
    ['next better', 'To reach PASS: resolve CON-002.'],
    ['how to learn more', 'privscan rules explain CON-002'],
    ['how to give the policy', '--policy FILE'],
    ['verbose', '-v shows'],
  ])('%s', (_, expected) => {
    expect(text).toContain(expected);
  });

  it('only stable, likely findings of failing rules stand under Findings', () => {
    const findings = text.slice(text.indexOf('Findings'), text.indexOf('For a person'));
    expect(findings).toContain('CON-002');
    expect(findings).not.toMatch(/EXP-001|REV-001|INF-001|okio/u);
    const review = text.slice(text.indexOf('For a person'), text.indexOf('For information'));
    expect(review).toMatch(/CON-002.*EXP-001.*REV-001|EXP-001/u);
    expect(review).toContain('REV-001');
  });

  it('details stay for -v', () => {
    expect(text).not.toMatch(/Permissions|Law:|PAS-001|Diagnostics|[0-9a-f]{16} ·/u);
  });

  it('the worst finding comes first', () => {
    const result = scanned({
      rules: [
        rule('AAA-001', { findings: [reported({ effectiveSeverity: 'low' })] }),
        rule('BBB-001', {
          findings: [reported({ effectiveSeverity: 'medium' }), reported({ effectiveSeverity: 'critical' })],
        }),
      ],
    });
    expect(flat(render(result))).toMatch(/critical BBB-001.*low AAA-001/u);
  });

  it('shows at most three messages of a rule, and counts the places of the others', () => {
    const findings = ['a', 'b', 'c', 'd', 'e'].map((en) => reported({ message: { en: `message ${en}`, zh: en } }));
    const result = scanned({ rules: [rule('AAA-001', { findings })] });
    expect(flat(render(result))).toMatch(/message a.*message b.*message c.*… and 2 more/u);
    expect(render(result)).not.toContain('message d');
    expect(render(result, { verbosity: 1 })).toContain('message e');
    expect(render(result, { verbosity: 1 })).not.toContain('more (-v');
  });
});

describe('-v', () => {
  const text = flat(render(rich(), { verbosity: 1 }));

  it.each([
    ['law', 'Law: Methods of 2019 M3.1 collecting before consent'],
    ['confidence', '· likely'],
    ['every evidence', 'AndroidManifest.xml /manifest/application <application>'],
    ['a resource', 'resources.arsc 0x7f010001 string/x = v'],
    ['a policy sentence', 'p [1–2] s'],
    ['a file', 'sha256 dddddddddddddddd…'],
    ['a source line', 'com.example.Tracker.collect (T.java:7)'],
    ['a path', 'com.example.Tracker.collect (classes2.dex pc 42) → a.b (classes2.dex pc 42)'],
    ['justification', 'reason: looked at'],
    ['why a rule is open', 'OPN-001 Title of OPN-001: not read'],
    ['permissions', 'READ_PHONE_STATE Read phone state · dangerous · used'],
    ['SDKs', 'Umeng+ Analytics · 9.6 · Umeng · initialised by the app · receives personal data component com.umeng'],
    ['rules without findings', 'PAS-001 Title of PAS-001 NAP-001 Title of NAP-001 · not applicable'],
    ['diagnostics', 'Diagnostics zip-odd lib/: odd'],
    ['next worse', 'It would be PENALIZE if something worse.'],
    ['not assessable', 'Cannot be assessed without data-flow analysis: P3, P5, P6.'],
    ['all unread parts', 'lib4.so'],
  ])('%s', (_, expected) => {
    expect(text).toContain(expected);
  });

  it('gives the fingerprint of each finding, to suppress it', () => {
    for (const { findings } of rich().rules)
      expect(findings.every((one) => /^[0-9a-f]{16}$/u.test(one.fingerprint))).toBe(true);
    const result = scanned({ rules: [rule('AAA-001', { findings: [reported({ fingerprint: 'feedfacecafebeef' })] })] });
    expect(render(result, { verbosity: 1 })).toContain('feedfacecafebeef');
  });
});

describe('states', () => {
  it('a pass over unread data says what it is worth, a full one does not', () => {
    const partial = record({
      verdict: 'pass',
      complete: false,
      incompleteReasons: [],
      ladderLine: { id: 'S1', title: { en: 't', zh: 't' } },
    });
    expect(render(scanned({ verdict: partial }))).toContain('Nothing found in what could be read.');
    expect(render(scanned({ verdict: { ...partial, complete: true } }))).not.toContain(
      'Nothing found in what could be read.',
    );
    expect(render(scanned({ verdict: { ...partial, complete: true } }))).not.toContain('Not everything');
  });

  it.each([
    ['read', 'text found and read'],
    ['remote-only', 'only a link'],
    ['unreadable', 'could not be read'],
    ['none', 'none found in the package'],
    ['search-incomplete', 'the search was incomplete'],
  ] as const)('policy %s', (policy, expected) => {
    const text = render(scanned({ verdict: record({ policy }) }));
    expect(text).toContain(`privacy policy: `);
    expect(text).toContain(expected);
    expect(text.includes('--policy FILE')).toBe(policy !== 'read');
  });

  it('another market', () => {
    expect(render(scanned({ verdict: record({ market: 'other' }) }))).toContain('outside mainland China');
  });

  it('unreadable: the name and one line why', () => {
    expect(flat(render(unreadable))).toMatch(/^broken\.apk UNREADABLE not a zip archive/u);
  });

  it('-q is only the banner', () => {
    const text = render(rich(), { verbosity: -1 });
    expect(text).toContain('WARN');
    expect(text).not.toMatch(/Findings|Next|What was read/u);
  });

  it('colour only when asked', () => {
    expect(render(rich())).not.toContain('\u001b');
    expect(render(rich(), { color: 1 })).toContain('\u001b[');
  });
});

describe('a folder', () => {
  it('one line an app, incomplete ones marked, and the counts', () => {
    const text = flat(render(batch([rich(), unreadable])));
    expect(text).toContain('WARN * release/app.apk Example');
    expect(text).toContain('UNREADABLE broken.apk not a zip archive');
    expect(text).toContain('* not everything could be read');
    expect(text).toContain('2 apps: 0 pass, 0 rectify, 1 warn, 0 penalize; 1 incomplete, 1 unreadable');
    expect(text).not.toContain('Findings');
  });

  it('-v shows each app in full', () => {
    expect(render(batch([rich()]), { verbosity: 1 })).toContain('Findings');
  });
});

describe('in Chinese', () => {
  it('says the same in Chinese', () => {
    const text = joined(render(rich(), { locale: 'zh', verbosity: 1 }));
    for (const part of [
      '警告',
      '违反核心义务',
      '判定依据：CON-002',
      '部分内容未能读取',
      '隐私政策：仅有链接',
      '按在中国大陆上架运营评估',
      '不构成法律认定',
      '发现的问题',
      '整改建议：',
      '需人工核查',
      '合格',
      'P3、P5、P6',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('layout and safety', () => {
  const results = {
    plain: rich(),
    hostile: rich(HOSTILE),
    long: rich('长名字 with a word '.repeat(50)),
    unreadable,
    batch: batch([rich(HOSTILE), unreadable]),
  };
  const cases = Object.keys(results).flatMap((name) =>
    (['en', 'zh'] as const).flatMap((locale) =>
      ([-1, 0, 1] as const).flatMap((verbosity) =>
        [40, 80, 120].map((width) => [name, locale, verbosity, width] as const),
      ),
    ),
  );

  it.each<readonly [string, Locale, -1 | 0 | 1, number]>(cases)(
    '%s, %s, verbosity %i, %i columns: no line is wider',
    (name, locale, verbosity, width) => {
      const result = results[name as keyof typeof results];
      for (const color of [0, 1] as const) {
        for (const line of render(result, { locale, verbosity, width, color }).split('\n')) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
        }
      }
    },
  );

  it.each(['en', 'zh'] as const)('nothing unseen or controlling gets through (%s)', (locale) => {
    for (const verbosity of [-1, 0, 1] as const) {
      for (const result of [results.hostile, results.batch, { ...unreadable, reason: HOSTILE, input: HOSTILE }]) {
        const text = render(result, { locale, verbosity });
        expect(text.replaceAll('\n', '')).not.toMatch(
          /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u{e0000}-\u{e007f}]/u,
        );
        expect(text).toContain('\\u001b');
      }
    }
  });

  it('a huge hostile name does not flood the default view', () => {
    const big = 'x'.repeat(1_000_000);
    const text = render(rich(big).app === null ? unreadable : { ...rich(), app: rich(big).app });
    expect(text.length).toBeLessThan(10_000);
  });
});
