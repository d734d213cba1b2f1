import { execFile } from 'node:child_process';

/** What `apksigner verify -v --print-certs` said of one file. */
export interface ApksignerAnswer {
  readonly outcome: 'verifies' | 'does-not-verify' | 'exception';
  /** `true` for the schemes it used; only meaningful when the file verifies. */
  readonly schemes: { readonly v1: boolean; readonly v2: boolean; readonly v3: boolean };
  /** Lower-case hex SHA-256 of each signer's certificate. */
  readonly certificates: readonly string[];
  /** Scheme of the first ERROR line when the file does not verify, `whole` when it is about several. */
  readonly failed: 'v1' | 'v2' | 'v3' | 'whole' | undefined;
}

export function apksignerVerify(file: string, minSdk: number): Promise<ApksignerAnswer> {
  const args = ['verify', '-v', '--print-certs', '--min-sdk-version', String(minSdk), file];
  return new Promise((resolve) => {
    execFile('apksigner', args, { encoding: 'utf8', maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      resolve(parseAnswer(error === null, `${stdout}\n${stderr}`));
    });
  });
}

function parseAnswer(success: boolean, output: string): ApksignerAnswer {
  const used = (scheme: string): boolean => new RegExp(`^Verified using ${scheme} scheme .*: true$`, 'm').test(output);
  const doesNot = /^DOES NOT VERIFY$/m.test(output);
  const error = /^ERROR: (.*)$/m.exec(output)?.[1];
  return {
    outcome: success ? 'verifies' : doesNot ? 'does-not-verify' : 'exception',
    schemes: { v1: used('v1'), v2: used('v2'), v3: used('v3') },
    certificates: [...output.matchAll(/^Signer #\d+ certificate SHA-256 digest: ([0-9a-f]{64})$/gm)].map((m) => m[1]!),
    failed: success || error === undefined ? undefined : schemeOfError(error),
  };
}

function schemeOfError(error: string): 'v1' | 'v2' | 'v3' | 'whole' {
  if (/^APK Signature Scheme v3|^v3/.test(error)) return 'v3';
  if (/^APK Signature Scheme v2/.test(error)) return 'v2';
  if (/JAR|META-INF|entry/i.test(error)) return 'v1';
  return 'whole';
}
