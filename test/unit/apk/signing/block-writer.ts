import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

import type { SignedArchive } from '../../../../src/apk/signing/index.js';
import { bufferSource } from '../../../../src/archive/index.js';

/** A test key and its certificate; made once by OpenSSL, of no use to anybody. */
export interface TestKey {
  readonly key: KeyObject;
  readonly certificate: Buffer;
}

const testKey = (pkcs8: string, certificate: string): TestKey => ({
  key: createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' }),
  certificate: Buffer.from(certificate, 'base64'),
});

export const OLD_KEY = testKey(
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgk4BLDs8YBhU2mXXPkfhKaFesrBlU0BvmhSP1l2OrAjuhRANCAAQISi6ewCcsWDqdlCG+9EpK4v4+CNxIWhcdPDsV+yQG0dLw2IQ38mEDu7KASnfy+Ty4kkzU4K5Y13EMgo3FNuc0',
  'MIIBfTCCASOgAwIBAgIUJvrZ5CzoIWq6okjru3B4NlTYuHowCgYIKoZIzj0EAwIwEzERMA8GA1UEAwwIc2lnbmVyLTEwIBcNMjYxMTIzMjAzNTUxWhgPMjEyNjEwMzAyMDM1NTFaMBMxETAPBgNVBAMMCHNpZ25lci0xMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAECEounsAnLFg6nZQhvvRKSuL+PgjcSFoXHTw7FfskBtHS8NiEN/JhA7uygEp38vk8uJJM1OCuWNdxDIKNxTbnNKNTMFEwHQYDVR0OBBYEFFcXMuSgXdhM5sWKuv4wvvF94UfnMB8GA1UdIwQYMBaAFFcXMuSgXdhM5sWKuv4wvvF94UfnMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgI3Cg7qvMXqBc0edJrM702yHbauzPKdpJh1w13l6dvfACIQCOCfXCIoBFImYr/9sEwcoTzT4D5dHVmAAI/DsubDLvmg==',
);
export const NEW_KEY = testKey(
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGHPpwfYRD8qlygodyB9inRVtZZ1tjSMI/tnVM9zuEcGhRANCAAR8Apxuoyxx7h6YJEzXgm7htYZOtF5Op/L1JKYExed+XI87FfhspyG1JViGwCEc/cWpDDM3iqmVOwQeSqjszD2s',
  'MIIBfDCCASOgAwIBAgIUVPhoVGCMQk+NnqelEc/eB1jZ0jkwCgYIKoZIzj0EAwIwEzERMA8GA1UEAwwIc2lnbmVyLTIwIBcNMjYxMTIzMjAzNTUxWhgPMjEyNjEwMzAyMDM1NTFaMBMxETAPBgNVBAMMCHNpZ25lci0yMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEfAKcbqMsce4emCRM14Ju4bWGTrReTqfy9SSmBMXnflyPOxX4bKchtSVYhsAhHP3FqQwzN4qplTsEHkqo7Mw9rKNTMFEwHQYDVR0OBBYEFHVX2X/Voh0CPaBtVwTv8aEPpgcWMB8GA1UdIwQYMBaAFHVX2X/Voh0CPaBtVwTv8aEPpgcWMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgZwbHo5flYCvKmfmbRBKzAmldkLMTNiZkePQQ8XJEc3gCIFiER1ru/S+Snlfwzb9Xn0kN27vhSvaVk7OZq7hIGE4H',
);

const withCertificate = (certificate: string): TestKey => ({
  ...OLD_KEY,
  certificate: Buffer.from(certificate, 'base64'),
});
/** `openssl req -x509 -addext keyUsage=critical,keyEncipherment` of the old key. */
export const NOT_FOR_SIGNING = withCertificate(
  'MIIBkDCCATegAwIBAgIUSSlQQ2REle3RgjBPRfDyIEvk//IwCgYIKoZIzj0EAwIwFTETMBEGA1UEAwwKbm8tc2lnbmluZzAgFw0yNjExMjMyMDQwNTJaGA8yMTI2MTAzMDIwNDA1MlowFTETMBEGA1UEAwwKbm8tc2lnbmluZzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAhKLp7AJyxYOp2UIb70Skri/j4I3EhaFx08OxX7JAbR0vDYhDfyYQO7soBKd/L5PLiSTNTgrljXcQyCjcU25zSjYzBhMB0GA1UdDgQWBBRXFzLkoF3YTObFirr+ML7xfeFH5zAfBgNVHSMEGDAWgBRXFzLkoF3YTObFirr+ML7xfeFH5zAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIFIDAKBggqhkjOPQQDAgNHADBEAiAXiWJNNU0FWzSpuScjGYc7/Riiv3YsGq69IHilIQiTwQIgX6vKHUY9VWYj/gx2UTOVdel5J7E+Yy0tadhRpq79WKU=',
);
/** `openssl req -x509 -addext 1.2.3.4=critical,DER:0500` of the old key. */
export const CRITICAL_UNKNOWN = withCertificate(
  'MIIBizCCATGgAwIBAgIUSLVxnqufoHdkK/QL6cDvT4wdpvwwCgYIKoZIzj0EAwIwEzERMA8GA1UEAwwIY3JpdGljYWwwIBcNMjYxMTIzMjA0MDUyWhgPMjEyNjEwMzAyMDQwNTJaMBMxETAPBgNVBAMMCGNyaXRpY2FsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAECEounsAnLFg6nZQhvvRKSuL+PgjcSFoXHTw7FfskBtHS8NiEN/JhA7uygEp38vk8uJJM1OCuWNdxDIKNxTbnNKNhMF8wHQYDVR0OBBYEFFcXMuSgXdhM5sWKuv4wvvF94UfnMB8GA1UdIwQYMBaAFFcXMuSgXdhM5sWKuv4wvvF94UfnMA8GA1UdEwEB/wQFMAMBAf8wDAYDKgMEAQH/BAIFADAKBggqhkjOPQQDAgNIADBFAiBdYMy5ZqJ5Lu6ncw5HtSeXCrJYZ2iS6PLJX439v6DfDAIhAN9e8V5xiK/RDEBNvGnVzfvIuD6SOmVXrXIkxNrea/ux',
);

const ECDSA_SHA256 = 0x0201;

interface SignerSpec {
  readonly by: TestKey;
  readonly attributes?: readonly (readonly [number, Buffer])[];
  /** v3 only: SDK range inside the signed data and, when it lies, beside it. */
  readonly range?: readonly [number, number];
  readonly outerRange?: readonly [number, number];
  readonly digestAlgorithms?: readonly number[];
  readonly signatureAlgorithms?: readonly number[];
  readonly claimedKey?: TestKey;
  readonly claimedCertificate?: TestKey;
  readonly digest?: Buffer;
  readonly spoilSignature?: boolean;
}

export const u32 = (...values: readonly number[]): Buffer => {
  const result = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => result.writeUInt32LE(value >>> 0, i * 4));
  return result;
};
const prefixed = (...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length), body]);
};
const list = (parts: readonly Uint8Array[]): Buffer => prefixed(...parts.map((part) => prefixed(part)));

const spki = (by: TestKey): Buffer => createPublicKey(by.key).export({ format: 'der', type: 'spki' });

function signer(spec: SignerSpec, layout: 'v2' | 'v3', digest: Buffer): Buffer {
  const range = layout === 'v3' ? (spec.range ?? [28, 0x7fffffff]) : [];
  const signedData = Buffer.concat([
    list(
      (spec.digestAlgorithms ?? [ECDSA_SHA256]).map((id) => Buffer.concat([u32(id), prefixed(spec.digest ?? digest)])),
    ),
    list([(spec.claimedCertificate ?? spec.by).certificate]),
    u32(...range),
    list((spec.attributes ?? []).map(([id, value]) => Buffer.concat([u32(id), value]))),
  ]);
  const signature = sign('sha256', signedData, spec.by.key);
  if (spec.spoilSignature === true) signedData[20]! ^= 1;
  return Buffer.concat([
    prefixed(signedData),
    u32(...(layout === 'v3' ? (spec.outerRange ?? range) : [])),
    list((spec.signatureAlgorithms ?? [ECDSA_SHA256]).map((id) => Buffer.concat([u32(id), prefixed(signature)]))),
    prefixed(spki(spec.claimedKey ?? spec.by)),
  ]);
}

/** A proof-of-rotation attribute from the first key to the last. */
export function lineage(
  keys: readonly TestKey[],
  spoil: 'nothing' | 'signature' | 'algorithm' = 'nothing',
): readonly [number, Buffer] {
  const nodes = keys.map((key, i) => {
    const signed = Buffer.concat([
      prefixed(key.certificate),
      u32(i === 0 ? 0 : spoil === 'algorithm' ? 0x0103 : ECDSA_SHA256),
    ]);
    const signature = i === 0 ? Buffer.alloc(0) : sign('sha256', signed, keys[spoil === 'signature' ? i : i - 1]!.key);
    return Buffer.concat([prefixed(signed), u32(0, i === keys.length - 1 ? 0 : ECDSA_SHA256), prefixed(signature)]);
  });
  return [0x3ba06f8c, Buffer.concat([u32(1), ...nodes.map((node) => prefixed(node))])];
}

const ENTRIES = Buffer.from('entries of a zip archive');
const DIRECTORY = Buffer.from('its directory');

/** Chunked SHA-256 of three segments that each fit in one chunk. */
function contentDigest(end: Buffer): Buffer {
  const chunk = (bytes: Buffer): Buffer =>
    createHash('sha256').update(Buffer.of(0xa5)).update(u32(bytes.length)).update(bytes).digest();
  const top = createHash('sha256').update(Buffer.of(0x5a)).update(u32(3));
  for (const segment of [ENTRIES, DIRECTORY, end]) top.update(chunk(segment));
  return top.digest();
}

function endRecord(directoryOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(DIRECTORY.length, 12);
  end.writeUInt32LE(directoryOffset, 16);
  return end;
}

export const BLOCK_IDS = { v2: 0x7109871a, v3: 0xf05368c0, 'v3.1': 0x1b93ad61 } as const;

export type SchemeSpecs = Partial<Record<keyof typeof BLOCK_IDS, readonly SignerSpec[]>>;

/** An archive of no entries with a signing block of these signers. */
export function signedArchive(schemes: SchemeSpecs, extraPairs: readonly Buffer[] = []): SignedArchive {
  const digest = contentDigest(endRecord(ENTRIES.length));
  const pairs = Object.entries(schemes).map(([scheme, specs]) => {
    const value = list(specs.map((spec) => signer(spec, scheme === 'v2' ? 'v2' : 'v3', digest)));
    return pair(BLOCK_IDS[scheme as keyof typeof BLOCK_IDS], value);
  });
  return archiveWith(Buffer.concat([...extraPairs, ...pairs]));
}

/** One ID-value pair: uint64 length, uint32 id, value. */
export function pair(id: number, value: Uint8Array): Buffer {
  return Buffer.concat([u32(value.length + 4, 0, id), value]);
}

export function archiveWith(pairs: Buffer): SignedArchive {
  const size = u32(pairs.length + 24, 0);
  const block = Buffer.concat([size, pairs, size, Buffer.from('APK Sig Block 42')]);
  const directoryOffset = ENTRIES.length + block.length;
  const file = Buffer.concat([ENTRIES, block, DIRECTORY, endRecord(directoryOffset)]);
  return {
    entries: new Map(),
    centralDirectoryOffset: directoryOffset,
    endOfCentralDirectoryOffset: directoryOffset + DIRECTORY.length,
    source: bufferSource(file),
  };
}
