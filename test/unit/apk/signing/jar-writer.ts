import { createHash, sign } from 'node:crypto';

import { readCertificate } from '../../../../src/apk/signing/certificate.js';
import { encoding } from '../../../../src/apk/signing/der.js';
import type { SignedArchive } from '../../../../src/apk/signing/index.js';
import { bufferSource } from '../../../../src/archive/index.js';
import { OLD_KEY, type TestKey } from './block-writer.js';

const tlv = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 0x80 ? Buffer.of(body.length) : Buffer.of(0x82, body.length >> 8, body.length & 0xff);
  return Buffer.concat([Buffer.of(tag), length, body]);
};
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
/** X.690 8.1.3.6. */
const indefinite = (tag: number, ...parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.of(tag, 0x80), ...parts, Buffer.of(0, 0)]);

const OID = {
  signedData: hex('06092a864886f70d010702'),
  data: hex('06092a864886f70d010701'),
  sha256: hex('0609608648016503040201'),
  ecPublicKey: hex('06072a8648ce3d0201'),
  contentType: hex('06092a864886f70d010903'),
  messageDigest: hex('06092a864886f70d010904'),
} as const;

export interface BlockSpec {
  readonly by?: TestKey;
  /** Sign attributes that hold the digest of the .SF file, not the file itself. */
  readonly attributes?: 'good' | 'wrong-digest' | 'no-digest' | 'wrong-type';
  readonly indefinite?: boolean;
  readonly withoutCertificate?: boolean;
  /** SignerInfos before the good one whose signatures are of something else. */
  readonly badSigners?: number;
}

/** A PKCS #7 block over an .SF file, by ECDSA with SHA-256. */
export function signatureBlock(signatureFile: Buffer, spec: BlockSpec = {}): Buffer {
  const by = spec.by ?? OLD_KEY;
  const certificate = readCertificate(by.certificate);
  const sequence = spec.indefinite === true ? indefinite : tlv;
  const id = tlv(0x30, encoding(certificate.issuer), encoding(certificate.serial));
  const signerInfo = (signed: Buffer): Buffer => {
    const attributes = spec.attributes === undefined ? undefined : attributesOf(signed, spec.attributes);
    const signature = sign('sha256', attributes === undefined ? signed : tlv(0x31, attributes), by.key);
    return sequence(
      0x30,
      hex('020101'),
      id,
      tlv(0x30, OID.sha256),
      ...(attributes === undefined ? [] : [tlv(0xa0, attributes)]),
      tlv(0x30, OID.ecPublicKey),
      tlv(0x04, signature),
    );
  };
  const bad = Array.from({ length: spec.badSigners ?? 0 }, () => signerInfo(Buffer.from('something else')));
  const signedData = sequence(
    0x30,
    hex('020101'),
    tlv(0x31, tlv(0x30, OID.sha256)),
    tlv(0x30, OID.data),
    sequence(0xa0, ...(spec.withoutCertificate === true ? [] : [by.certificate])),
    tlv(0x31, ...bad, signerInfo(signatureFile)),
  );
  return sequence(0x30, OID.signedData, sequence(0xa0, signedData));
}

function attributesOf(signed: Buffer, kind: NonNullable<BlockSpec['attributes']>): Buffer {
  const type = kind === 'wrong-type' ? OID.signedData : OID.data;
  const digest = createHash('sha256')
    .update(kind === 'wrong-digest' ? 'x' : signed)
    .digest();
  const attribute = (oid: Buffer, value: Buffer): Buffer => tlv(0x30, oid, tlv(0x31, value));
  return Buffer.concat([
    attribute(OID.contentType, type),
    ...(kind === 'no-digest' ? [] : [attribute(OID.messageDigest, tlv(0x04, digest))]),
  ]);
}

const sha256 = (bytes: string): string => createHash('sha256').update(bytes).digest('base64');

/** Entry name → content, with the manifest that matches. */
export function manifestOf(contents: Readonly<Record<string, string>>): string {
  const sections = Object.entries(contents).map(([name, text]) => `Name: ${name}\nSHA-256-Digest: ${sha256(text)}\n\n`);
  return ['Manifest-Version: 1.0\n\n', ...sections].join('');
}

/** The .SF file that signs these names of a manifest. */
export function signatureFileOf(manifest: string, names: readonly string[]): string {
  const sections = names.map((name) => `Name: ${name}\nSHA-256-Digest: ${sha256('unused')}\n\n`);
  return [`Signature-Version: 1.0\nSHA-256-Digest-Manifest: ${sha256(manifest)}\n\n`, ...sections].join('');
}

export function archiveOf(files: Readonly<Record<string, string | Buffer>>): SignedArchive {
  const entries = new Map(
    Object.entries(files).map(([name, content]) => {
      const bytes = Buffer.from(content);
      return [name, { name, size: bytes.length, bytes: () => bytes }];
    }),
  );
  return { entries, centralDirectoryOffset: 0, endOfCentralDirectoryOffset: 0, source: bufferSource(Buffer.alloc(22)) };
}
