import type { DexCoverage, ScanResult } from '../../model/index.js';
import { isPhrase, phrase } from '../../locale/index.js';
import { visible } from '../escape.js';
import { clip, hang } from '../layout.js';
import type { ReportOptions } from '../reporter.js';
import { headingLines } from './heading.js';
import type { Style } from './style.js';

/** A hostile entry name may be 64 kB long; JSON holds it all. */
const MAX_LINE_COLUMNS = 400;

/** What was read and what was not; always shown, in full with -v. */
export function* coverageLines(result: ScanResult, options: ReportOptions, style: Style): Generator<string> {
  const { coverage } = result;
  if (coverage === null) return;
  const { dex: files } = coverage;
  const sum = (pick: (dex: DexCoverage) => number): number => files.reduce((total, dex) => total + pick(dex), 0);
  yield* headingLines('section.coverage', options, style);
  yield* hang(
    '  ',
    phrase('line.coverage', options.locale, {
      dex: files.length,
      classes: sum((dex) => dex.classes),
      methods: sum((dex) => dex.methods),
      instructions: sum((dex) => dex.instructions),
    }),
    options.width,
  );
  for (const packer of coverage.packer) {
    const by = packer.matchedBy.join(', ');
    yield* hang(
      '  ',
      visible(phrase('line.packer', options.locale, { name: packer.name[options.locale], by })),
      options.width,
    );
  }
  const shown = options.verbosity > 0 ? coverage.notRead : coverage.notRead.slice(0, 3);
  for (const { what, kind, reason } of shown) {
    // Only files that should have been readable have a reason of their own; it is in English, as diagnostics are.
    const key = `unread.${kind}`;
    const why = isPhrase(key) ? phrase(key, options.locale) : reason;
    yield* hang('  ', visible(phrase('line.notRead', options.locale, { what, reason: why })), options.width);
  }
  const hidden = coverage.notRead.length - shown.length;
  if (hidden > 0) yield* hang('  ', phrase('line.more', options.locale, { count: hidden }), options.width);
}

/** Permissions, SDKs, oddities and passed rules: only with -v. */
export function* verboseLines(result: ScanResult, options: ReportOptions, style: Style): Generator<string> {
  const { locale, width } = options;
  if (result.permissions.length > 0) {
    yield '';
    yield* headingLines('section.permissions', options, style);
    for (const one of result.permissions) {
      const state = phrase(`permission.${one.state}`, locale);
      yield* hang(
        '  ',
        visible(`${one.name.replace(/^android\.permission\./u, '')} ${one.label[locale]} · ${one.level} · ${state}`),
        width,
      );
    }
  }
  if (result.sdks.length > 0) {
    yield '';
    yield* headingLines('section.sdks', options, style);
    for (const sdk of result.sdks) {
      const parts = [sdk.name[locale], sdk.version, sdk.vendor[locale], phrase(`sdk.${sdk.evidence}`, locale)];
      if (sdk.recipient) parts.push(phrase('sdk.recipient', locale));
      yield* hang('  ', visible(parts.filter((part) => part !== undefined && part !== '').join(' · ')), width);
      for (const by of sdk.matchedBy) yield* hang('    ', visible(by), width, style.faint);
    }
  }
  const passed = result.rules.filter((rule) => rule.kind === 'pass' || rule.kind === 'notApplicable');
  if (passed.length > 0) {
    yield '';
    yield* headingLines('section.passed', options, style);
    for (const rule of passed) {
      const suffix = rule.kind === 'pass' ? '' : ` · ${phrase('kind.notApplicable', locale)}`;
      yield* hang('  ', `${rule.meta.code} ${rule.meta.title[locale]}${suffix}`, width);
    }
  }
  if (result.diagnostics.length > 0) {
    yield '';
    yield* headingLines('section.diagnostics', options, style);
    for (const one of result.diagnostics)
      yield* hang('  ', clip(visible(`${one.code} ${one.where}: ${one.message}`), MAX_LINE_COLUMNS), width);
  }
}
