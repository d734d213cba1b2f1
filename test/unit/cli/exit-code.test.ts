import { describe, expect, it } from '@jest/globals';
import { EXIT, exitCode } from '../../../src/cli/exit-code.js';
import type { IncompleteReason, ResolvedConfig, ScanResult, Verdict } from '../../../src/model/index.js';

type Kind = IncompleteReason['kind'];
type FailOn = ResolvedConfig['failOn'];
type Allow = ResolvedConfig['allowIncomplete'];

const text = { en: 'x', zh: 'x' };

/** Only what the exit code looks at. */
function result(verdict: Verdict | null, incomplete?: readonly Kind[]): ScanResult {
  const record = {
    verdict,
    complete: incomplete === undefined,
    incompleteReasons: (incomplete ?? []).map((kind) => ({ kind, text })),
  };
  return { verdict: verdict === null ? null : record } as unknown as ScanResult;
}

const code = (results: readonly ScanResult[], failOn: FailOn = 'rectify', allowIncomplete: Allow = []): number =>
  exitCode(results, { failOn, allowIncomplete });

describe('exit codes of one app', () => {
  it('are the published numbers', () => {
    expect(EXIT).toEqual({ ok: 0, verdict: 1, usage: 2, incomplete: 3, internal: 4, interrupted: 130 });
  });

  it.each<[Verdict, FailOn, number]>([
    ['pass', 'rectify', 0],
    ['rectify', 'rectify', 1],
    ['warn', 'rectify', 1],
    ['penalize', 'rectify', 1],
    ['rectify', 'warn', 0],
    ['warn', 'warn', 1],
    ['penalize', 'warn', 1],
    ['warn', 'penalize', 0],
    ['penalize', 'penalize', 1],
    ['penalize', 'never', 0],
  ])('%s with --fail-on %s is %i', (verdict, failOn, expected) => {
    expect(code([result(verdict)], failOn)).toBe(expected);
  });

  it('incomplete is 3 only where it would be 0', () => {
    expect(code([result('pass', ['packed'])])).toBe(3);
    expect(code([result('rectify', ['packed'])], 'warn')).toBe(3);
    expect(code([result('rectify', ['packed'])])).toBe(1);
  });

  it('incomplete without a reason is still incomplete', () => {
    expect(code([result('pass', [])])).toBe(3);
    expect(code([result('pass', [])], 'rectify', ['packed'])).toBe(3);
  });

  it('with --fail-on never 3 stands only for unreadable', () => {
    expect(code([result('pass', ['packed'])], 'never')).toBe(0);
    expect(code([result(null)], 'never')).toBe(3);
  });

  it('unreadable is 3, whatever is allowed', () => {
    expect(code([result(null)])).toBe(3);
    expect(code([result(null)], 'rectify', ['all'])).toBe(3);
  });

  it.each<[readonly Kind[], Allow, number]>([
    [['packed'], ['packed'], 0],
    [['packed'], ['native'], 3],
    [['packed', 'native'], ['packed'], 3],
    [['packed', 'native'], ['packed', 'native'], 0],
    [['budget'], ['budget'], 0],
    [['split'], ['split'], 0],
    [['native'], ['all'], 0],
    [['dex-unreadable'], ['packed', 'budget', 'split', 'native'], 3],
    [['dex-unreadable'], ['all'], 0],
  ])('incomplete by %j with %j allowed is %i', (kinds, allowed, expected) => {
    expect(code([result('pass', kinds)], 'rectify', allowed)).toBe(expected);
  });
});

describe('exit codes of a folder: 1 > 3 > 0', () => {
  it.each<[string, readonly ScanResult[], number]>([
    ['all fine', [result('pass'), result('pass')], 0],
    ['one bad', [result('pass'), result('warn')], 1],
    ['one unreadable', [result('pass'), result(null)], 3],
    ['one incomplete', [result('pass', ['split']), result('pass')], 3],
    ['bad and unreadable', [result(null), result('warn'), result('pass')], 1],
    ['none', [], 0],
  ])('%s', (_, results, expected) => {
    expect(code(results)).toBe(expected);
    expect(code([...results].reverse())).toBe(expected);
  });
});
