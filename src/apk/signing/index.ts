import type { Diagnostic } from '../../model/diagnostic.js';
import { PrivscanError } from '../../model/errors.js';
import type { CertificateFacts, SchemeFacts, SchemeVersion, SigningFacts } from '../../model/signing.js';
import { certificateFacts } from './certificate-facts.js';
import { findCertificate, readSignedMessage } from './pkcs7.js';
import type { SignedArchive } from './signed-archive.js';
import { readSignedData, readSigners, type SignerLayout } from './signer.js';
import { findSigningBlock, V2_BLOCK_ID, V31_BLOCK_ID, V3_BLOCK_ID, type SigningBlock } from './signing-block.js';
import { findJarSigners, MANIFEST_NAME, readBlock } from './v1.js';
import { verifySchemes, type SigningTarget, type Verification } from './verification.js';

export type { SignedArchive } from './signed-archive.js';

export interface ReadSigningOptions extends SigningTarget {
  /** False: only which schemes are there and their certificates, which costs a few small reads. */
  readonly verify: boolean;
}

export interface SigningReport {
  readonly facts: SigningFacts;
  readonly diagnostics: readonly Diagnostic[];
}

const BLOCK_NAME = 'APK Signing Block';
const NEWEST_FIRST: readonly SchemeVersion[] = ['v3.1', 'v3', 'v2', 'v1'];
const BLOCK_SCHEMES: readonly (readonly [SchemeVersion, number, SignerLayout])[] = [
  ['v2', V2_BLOCK_ID, 'v2'],
  ['v3', V3_BLOCK_ID, 'v3'],
  ['v3.1', V31_BLOCK_ID, 'v3'],
];

/**
 * Reads how an APK is signed and, when asked to, verifies it with the rules of `apksigner verify`. Verifying reads the
 * file once (v2 and newer) and inflates every entry (JAR signing, only when a release before Android 7 may install the
 * app or nothing newer is there).
 *
 * Never throws: bytes that cannot be read make a scheme that does not verify, or a diagnostic.
 */
export function readSigning(archive: SignedArchive, options: ReadSigningOptions): SigningReport {
  const diagnostics: Diagnostic[] = [];
  const block = guard(diagnostics, BLOCK_NAME, undefined, () => findSigningBlock(archive));
  const present = presentSchemes(archive, block);
  const verification = options.verify ? verifySchemes(archive, block, options) : undefined;
  for (const [scheme, check] of verification?.checks ?? []) {
    if (!check.verifies && !(check.cause instanceof PrivscanError)) {
      diagnostics.push(internalError(scheme, check.cause));
    }
  }
  const schemes = (['v1', 'v2', 'v3', 'v3.1'] as const).map((scheme) =>
    schemeFacts(scheme, present.has(scheme), verification),
  );
  const certificates = certificatesOf(archive, block, present, verification, diagnostics);
  const facts: SigningFacts = { ...overall(verification, present.size > 0), schemes, certificates };
  return { facts, diagnostics };
}

function overall(verification: Verification | undefined, signed: boolean): Pick<SigningFacts, 'verified' | 'problem'> {
  if (verification === undefined) return {};
  const { problem } = verification;
  if (problem === undefined) return { verified: true };
  return { verified: false, problem: signed ? problem : 'not signed' };
}

function presentSchemes(archive: SignedArchive, block: SigningBlock | undefined): ReadonlySet<SchemeVersion> {
  const result = new Set<SchemeVersion>();
  if (archive.entries.has(MANIFEST_NAME) && findJarSigners(archive.entries).length > 0) result.add('v1');
  for (const [scheme, id] of BLOCK_SCHEMES) {
    if (block?.values.has(id) === true) result.add(scheme);
  }
  return result;
}

function schemeFacts(scheme: SchemeVersion, present: boolean, verification: Verification | undefined): SchemeFacts {
  const check = present ? verification?.checks.get(scheme) : undefined;
  if (check === undefined) return { scheme, present, verifies: undefined };
  return check.verifies
    ? { scheme, present, verifies: true }
    : { scheme, present, verifies: false, problem: check.problem };
}

/** Of the newest scheme that verifies, else of the newest that is there. */
function certificatesOf(
  archive: SignedArchive,
  block: SigningBlock | undefined,
  present: ReadonlySet<SchemeVersion>,
  verification: Verification | undefined,
  diagnostics: Diagnostic[],
): readonly CertificateFacts[] {
  const describe = (where: string, ders: readonly Uint8Array[]): readonly CertificateFacts[] =>
    ders.map((der) => {
      const { facts, problem } = certificateFacts(der);
      if (problem !== undefined) diagnostics.push(diagnostic('signing-certificate-unreadable', where, problem));
      return facts;
    });
  for (const scheme of NEWEST_FIRST) {
    const check = verification?.checks.get(scheme);
    if (check?.verifies !== true) continue;
    const { certificates } = check.result;
    // Of several v3 signers, each for a range of releases, the last is for the newest (as apksigner prints it).
    return describe(scheme, scheme === 'v3' || scheme === 'v3.1' ? certificates.slice(-1) : certificates);
  }
  for (const scheme of NEWEST_FIRST) {
    if (!present.has(scheme)) continue;
    return guard(diagnostics, scheme, [], () => describe(scheme, unverifiedCertificates(archive, block, scheme)));
  }
  return [];
}

/** Signing certificates as the file claims them. @throws FormatError or LimitError */
function unverifiedCertificates(
  archive: SignedArchive,
  block: SigningBlock | undefined,
  scheme: SchemeVersion,
): readonly Uint8Array[] {
  const known = BLOCK_SCHEMES.find(([name]) => name === scheme);
  if (known !== undefined) {
    const [, id, layout] = known;
    const signers = readSigners(block?.values.get(id) ?? new Uint8Array(0), layout);
    const ders = signers.flatMap((signer) => readSignedData(signer.signedData, layout).certificates.slice(0, 1));
    return layout === 'v3' ? ders.slice(-1) : ders;
  }
  return findJarSigners(archive.entries).flatMap((signer) => {
    const message = readSignedMessage(readBlock(signer));
    const [first] = message.signers;
    const certificate = first === undefined ? undefined : findCertificate(message, first);
    return certificate === undefined ? [] : [certificate.der];
  });
}

function guard<T>(diagnostics: Diagnostic[], where: string, otherwise: T, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    diagnostics.push(
      cause instanceof PrivscanError
        ? diagnostic('signing-unreadable', where, cause.message)
        : internalError(where, cause),
    );
    return otherwise;
  }
}

function diagnostic(code: string, where: string, message: string): Diagnostic {
  return { code, level: 'unread', stage: 'parse', where, message };
}

/** A fault of ours; the property test holds that no bytes lead here. */
function internalError(where: string, cause: unknown): Diagnostic {
  return diagnostic('signing-internal-error', where, cause instanceof Error ? cause.name : 'unknown error');
}
