import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { bufferSource, openArchive } from '../../src/archive/index.js';

/** Makes APKs signed in every way apksigner knows, in `folder`; keys are made for the run and thrown away with it. */
export class SignedApks {
  readonly #folder: string;
  readonly #base: string;

  constructor(folder: string, base: string) {
    this.#folder = folder;
    this.#base = base;
  }

  /** `openssl` arguments that make a private key, e.g. `genrsa 2048`. */
  key(name: string, ...generate: readonly string[]): void {
    const [pem, pk8, certificate] = ['pem', 'pk8', 'x509.pem'].map((ending) => join(this.#folder, `${name}.${ending}`));
    execFileSync('openssl', [...generate.slice(0, 1), '-out', pem!, ...generate.slice(1)], { stdio: 'pipe' });
    this.#openssl('pkcs8', '-topk8', '-nocrypt', '-in', pem!, '-outform', 'DER', '-out', pk8!);
    this.#openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      pem!,
      '-subj',
      `/CN=${name}/O=Test`,
      '-days',
      '9000',
      '-sha256',
      '-out',
      certificate!,
    );
  }

  /** A key of which the certificate has one more extension, e.g. `keyUsage=critical,keyEncipherment`. */
  keyWithExtension(name: string, extension: string): void {
    this.key(name, 'genrsa', '2048');
    const [pem, certificate] = ['pem', 'x509.pem'].map((ending) => join(this.#folder, `${name}.${ending}`));
    this.#openssl('req', '-x509', '-new', '-key', pem!, '-subj', '/CN=odd', '-addext', extension, '-out', certificate!);
  }

  dsaKey(name: string, bits: number): void {
    const parameters = join(this.#folder, `${name}.params`);
    this.#openssl('dsaparam', '-out', parameters, String(bits));
    this.key(name, 'gendsa', parameters);
  }

  /** Signs the base APK; `signers` are key names, `options` go to `apksigner sign`. Answers the path. */
  sign(name: string, signers: readonly string[], options: readonly string[]): string {
    const out = join(this.#folder, `${name}.apk`);
    const keys = signers.flatMap((signer, i) => [...(i === 0 ? [] : ['--next-signer']), ...this.#keyOptions(signer)]);
    this.#apksigner('sign', ...keys, '--v4-signing-enabled', 'false', ...options, '--in', this.#base, '--out', out);
    return out;
  }

  /** A proof of rotation from one key to the next; answers the path of the lineage file. */
  lineage(from: string, to: string): string {
    const out = join(this.#folder, `${from}-${to}.lineage`);
    this.#apksigner(
      'rotate',
      '--out',
      out,
      '--old-signer',
      ...this.#keyOptions(from),
      '--new-signer',
      ...this.#keyOptions(to),
    );
    return out;
  }

  /** A changed copy of a signed APK. */
  change(name: string, from: string, edit: (bytes: Buffer) => Buffer): string {
    const out = join(this.#folder, `${name}.apk`);
    writeFileSync(out, edit(readFileSync(from)));
    return out;
  }

  #keyOptions(name: string): string[] {
    return ['--key', join(this.#folder, `${name}.pk8`), '--cert', join(this.#folder, `${name}.x509.pem`)];
  }

  #openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { stdio: 'pipe' });
  }

  #apksigner(...args: readonly string[]): void {
    execFileSync('apksigner', args, { stdio: 'pipe' });
  }
}

/** Takes the signing block out, as someone would who wants an app to look JAR-signed only. */
export function withoutSigningBlock(bytes: Buffer): Buffer {
  const { signingBlock, endOfCentralDirectoryOffset } = openArchive(bufferSource(bytes));
  if (signingBlock === undefined) throw new Error('no signing block');
  const { offset, size } = signingBlock;
  const end = Buffer.from(bytes.subarray(endOfCentralDirectoryOffset));
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([bytes.subarray(0, offset), bytes.subarray(offset + size, endOfCentralDirectoryOffset), end]);
}

/** Renames the pair of one scheme, so that nobody finds it. */
export function withoutScheme(bytes: Buffer, blockId: number): Buffer {
  const id = Buffer.alloc(4);
  id.writeUInt32LE(blockId);
  const at = bytes.lastIndexOf(id);
  if (at === -1) throw new Error('no such scheme');
  const result = Buffer.from(bytes);
  result.writeUInt32LE(0x12345678, at);
  return result;
}
