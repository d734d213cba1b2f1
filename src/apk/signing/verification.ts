import { PrivscanError } from '../../model/errors.js';
import type { SchemeVersion } from '../../model/signing.js';
import { sameBytes } from './certificate.js';
import { ContentDigests } from './content-digest.js';
import type { SchemeResult } from './scheme-result.js';
import type { SignedArchive } from './signed-archive.js';
import { V2_BLOCK_ID, V31_BLOCK_ID, V3_BLOCK_ID, type SigningBlock } from './signing-block.js';
import { verifyV1 } from './v1.js';
import { verifyV2 } from './v2.js';
import { verifyV3, verifyV31 } from './v3.js';

/** What the manifest says that signing depends on. */
export interface SigningTarget {
  /** Oldest release (API level) that can install the app. */
  readonly minSdk: number;
  /** From 30 on, Android refuses an app that has only a JAR signature. */
  readonly targetSdk?: number;
}

/** What came of one scheme that was checked. */
type SchemeCheck =
  | { readonly verifies: true; readonly result: SchemeResult }
  | { readonly verifies: false; readonly problem: string; readonly cause: unknown };

/** Which schemes were checked, and why the whole does not verify when it does not. */
export interface Verification {
  readonly checks: ReadonlyMap<SchemeVersion, SchemeCheck>;
  readonly problem: string | undefined;
}

const NOUGAT = 24;
const PIE = 28;
const TARGET_SDK_THAT_NEEDS_V2 = 30;

/**
 * Verifies as `apksigner verify --min-sdk-version N` does (apksig `ApkVerifier.verify`): v3.1, v3, then v2 if a release
 * before Pie may install the app or no v3 was found, then JAR signing if one before Nougat may or nothing else was
 * found. The first scheme that is there and does not verify ends it, as Android refuses the app; those after it stay
 * unchecked.
 */
export function verifySchemes(
  archive: SignedArchive,
  block: SigningBlock | undefined,
  target: SigningTarget,
): Verification {
  const checks = new Map<SchemeVersion, SchemeCheck>();
  const problem = runChecks(archive, block, target, checks) ?? crossCheck(checks, target.targetSdk);
  return { checks, problem };
}

function runChecks(
  archive: SignedArchive,
  block: SigningBlock | undefined,
  { minSdk }: SigningTarget,
  checks: Map<SchemeVersion, SchemeCheck>,
): string | undefined {
  const found = new Set<number>();
  if (block !== undefined) {
    const problem = runBlockChecks(block, minSdk, found, checks);
    if (problem !== undefined) return problem;
  }
  if (minSdk >= NOUGAT && found.size > 0) return undefined;
  return run(checks, 'v1', () => verifyV1(archive, minSdk, found));
}

function runBlockChecks(
  block: SigningBlock,
  minSdk: number,
  found: Set<number>,
  checks: Map<SchemeVersion, SchemeCheck>,
): string | undefined {
  const digests = new ContentDigests(block.sections);
  const [v2, v3, v31] = [V2_BLOCK_ID, V3_BLOCK_ID, V31_BLOCK_ID].map((id) => block.values.get(id));
  let problem: string | undefined;
  if (v31 !== undefined) {
    problem = run(checks, 'v3.1', () => verifyV31(v31, digests));
    if (problem !== undefined) return problem;
    if (v3 === undefined) return 'v3.1 signature without a v3 signature';
  }
  if (v3 !== undefined) {
    found.add(3);
    problem = run(checks, 'v3', () => verifyV3(v3, digests, minSdk, resultOf(checks, 'v3.1')?.rotationMinSdk));
    if (problem !== undefined) return problem;
  }
  if (v2 !== undefined && (minSdk < PIE || found.size === 0)) {
    problem = run(checks, 'v2', () => verifyV2(v2, digests, minSdk, found));
    found.add(2);
  }
  return problem;
}

/** The bulkhead of one scheme: whatever goes wrong in it is its problem. */
function run(
  checks: Map<SchemeVersion, SchemeCheck>,
  scheme: SchemeVersion,
  check: () => SchemeResult,
): string | undefined {
  try {
    checks.set(scheme, { verifies: true, result: check() });
    return undefined;
  } catch (cause) {
    const problem = cause instanceof PrivscanError ? cause.message : 'could not be checked';
    checks.set(scheme, { verifies: false, problem, cause });
    return `${scheme}: ${problem}`;
  }
}

function resultOf(checks: ReadonlyMap<SchemeVersion, SchemeCheck>, scheme: SchemeVersion): SchemeResult | undefined {
  const check = checks.get(scheme);
  return check?.verifies === true ? check.result : undefined;
}

/** All schemes must be by the same signer, or by the first of the history that v3 proves. */
function crossCheck(
  checks: ReadonlyMap<SchemeVersion, SchemeCheck>,
  targetSdk: number | undefined,
): string | undefined {
  const v1 = resultOf(checks, 'v1');
  const v2 = resultOf(checks, 'v2');
  const v3 = resultOf(checks, 'v3');
  if (v1 !== undefined && v2 !== undefined && !sameSigners(v1, v2))
    return 'v1 and v2 signatures are by different signers';
  const older = v1 ?? v2;
  if (v3 !== undefined && older !== undefined) {
    const lineage = resultOf(checks, 'v3.1')?.lineage ?? v3.lineage;
    if (older.certificates.length !== 1) return 'v3 signature beside several older signers';
    if (lineage === undefined && v3.certificates.length !== 1) return 'several v3 signers without a history';
    const first = lineage === undefined ? v3.certificates[0]! : lineage[0]!;
    if (!sameBytes(first, older.certificates[0]!)) return 'v3 and older signatures are by different signers';
  }
  if (targetSdk !== undefined && targetSdk >= TARGET_SDK_THAT_NEEDS_V2 && v2 === undefined && v3 === undefined) {
    return `apps for Android ${targetSdk} need a v2 signature or newer`;
  }
  return undefined;
}

function sameSigners(a: SchemeResult, b: SchemeResult): boolean {
  const within = (one: SchemeResult, other: SchemeResult): boolean =>
    one.certificates.every((x) => other.certificates.some((y) => sameBytes(x, y)));
  return within(a, b) && within(b, a);
}
