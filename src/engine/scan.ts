import { PrivscanError } from '../model/index.js';
import type {
  AnyRule,
  AppIdentity,
  Artifacts,
  Diagnostic,
  Preset,
  Progress,
  ResolvedConfig,
  RuleResult,
  ScanRequest,
  ScanResult,
  VerdictRecord,
} from '../model/index.js';
import { openApp } from '../apk/index.js';
import type { Apk } from '../apk/index.js';
import { createArtifactStore } from '../artifact/index.js';
import type { ArtifactStore } from '../artifact/index.js';
import { DATA_DATE } from '../data/index.js';
import { judge } from '../verdict/index.js';
import { checkRules, selectRules } from './check-rules.js';
import { suppress } from './suppress.js';
import { verdictInput } from './verdict-input.js';

/** What the composition root hands in. */
export interface ScanDependencies {
  readonly rules: readonly AnyRule[];
  readonly preset: Preset;
  readonly version: string;
  readonly rulesDigest: string;
  readonly onProgress?: (event: Progress) => void;
  /** CPU clock in microseconds, for `--timing`; absent: no timing in the result. */
  readonly clock?: () => number;
}

type Tool = ScanResult['tool'];

const toolOf = (deps: ScanDependencies): Tool => ({
  name: 'privscan',
  version: deps.version,
  rulesDigest: deps.rulesDigest,
  dataDate: DATA_DATE,
});

/** The result of an input that could not be analysed: one clear line, no verdict. */
export function unreadable(input: string, reason: string, tool: Tool): ScanResult {
  return {
    schemaVersion: 1,
    status: 'unreadable',
    reason,
    input,
    tool,
    app: null,
    verdict: null,
    rules: [],
    sdks: [],
    permissions: [],
    diagnostics: [],
    coverage: null,
  };
}

function identityOf(apk: Apk, artifacts: Pick<Artifacts, 'Manifest' | 'Signing'>): AppIdentity {
  const { Manifest, Signing } = artifacts;
  const { sha256, size, splits } = apk.identity;
  return {
    packageName: Manifest.packageName,
    versionName: Manifest.versionName ?? null,
    versionCode: Manifest.versionCode,
    label: Manifest.label ?? null,
    labels: Manifest.labels,
    sha256,
    size,
    minSdk: Manifest.minSdk,
    targetSdk: Manifest.targetSdk,
    certificates: Signing.certificates,
    signing: Signing.schemes,
    splits,
  };
}

/** Diagnostics sorted and once each. */
function sorted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byKey = new Map(diagnostics.map((one) => [JSON.stringify([one.stage, one.code, one.where, one.message]), one]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

const withEffectiveSeverity = (rules: readonly RuleResult[], verdict: VerdictRecord): RuleResult[] =>
  rules.map((rule) => ({
    ...rule,
    findings: rule.findings.map((finding) => ({
      ...finding,
      effectiveSeverity: verdict.effectiveSeverity[finding.fingerprint] ?? finding.severity,
    })),
  }));

function resolved(config: ResolvedConfig, preset: Preset): ResolvedConfig {
  return { ...config, thresholds: { ...preset.thresholds, ...config.thresholds } };
}

type Stopwatch = (stage: string) => void;

function stopwatch(clock: ScanDependencies['clock'], timing: Record<string, number>): Stopwatch {
  let last = clock?.() ?? 0;
  return (stage) => {
    if (clock === undefined) return;
    const now = clock();
    timing[stage] = Math.round(now - last) / 1000;
    last = now;
  };
}

/** Orders every artifact the result itself needs. */
function artifactsOf(store: ArtifactStore): Artifacts {
  const names = ['Manifest', 'Signing', 'Sdks', 'Permissions', 'PolicyPresence', 'AppContext', 'Coverage'] as const;
  return Object.fromEntries(names.map((name) => [name, store.get(name).value])) as unknown as Artifacts;
}

function scanApk(apk: Apk, request: ScanRequest, deps: ScanDependencies): ScanResult {
  const config = resolved(request.config, deps.preset);
  const asOf = config.asOf ?? DATA_DATE;
  const timing: Record<string, number> = {};
  const lap = stopwatch(deps.clock, timing);
  const store = createArtifactStore({ apk, config, policies: request.declared?.policy ?? [] });
  const artifacts = artifactsOf(store);
  lap('artifacts');
  const { checked, diagnostics: broken } = checkRules(selectRules(deps.rules, config), store, config);
  lap('rules');
  const { rules, diagnostics: dead } = suppress(checked.map((one) => one.result), config, asOf);
  const history = request.declared?.history ?? [];
  const verdict = judge(verdictInput({ checked, results: rules, artifacts, config, preset: deps.preset, history, asOf }));
  const app = identityOf(apk, artifacts);
  lap('verdict');
  return {
    schemaVersion: 1,
    status: 'scanned',
    input: request.target.displayName ?? request.target.path,
    tool: toolOf(deps),
    app,
    verdict,
    rules: withEffectiveSeverity(rules, verdict),
    sdks: artifacts.Sdks.sdks,
    permissions: artifacts.Permissions.uses,
    diagnostics: sorted([...store.diagnostics(), ...broken, ...dead]),
    coverage: artifacts.Coverage,
    ...(deps.clock === undefined ? {} : { timing }),
  };
}

/**
 * Scans one app. An input that is not an app ends as a result with status `unreadable` and one line; only a defect of
 * privscan itself throws.
 */
export function scan(request: ScanRequest, deps: ScanDependencies): ScanResult {
  let apk: Apk | undefined;
  try {
    deps.onProgress?.({ stage: 'open' });
    apk = openApp(request.target.path, request.target.splits ?? []);
    return scanApk(apk, request, deps);
  } catch (error) {
    if (!(error instanceof PrivscanError)) throw error;
    return unreadable(request.target.displayName ?? request.target.path, error.message, toolOf(deps));
  } finally {
    apk?.close();
  }
}
