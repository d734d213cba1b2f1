/** Signature algorithms by OID, in OpenSSL's long names (crypto/objects/objects.txt). */
export const SIGNATURE_NAMES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.2', 'md2WithRSAEncryption'],
  ['1.2.840.113549.1.1.4', 'md5WithRSAEncryption'],
  ['1.2.840.113549.1.1.5', 'sha1WithRSAEncryption'],
  ['1.3.14.3.2.29', 'sha1WithRSA'],
  ['1.2.840.113549.1.1.10', 'rsassaPss'],
  ['1.2.840.113549.1.1.11', 'sha256WithRSAEncryption'],
  ['1.2.840.113549.1.1.12', 'sha384WithRSAEncryption'],
  ['1.2.840.113549.1.1.13', 'sha512WithRSAEncryption'],
  ['1.2.840.113549.1.1.14', 'sha224WithRSAEncryption'],
  ['1.2.840.10040.4.3', 'dsaWithSHA1'],
  ['1.3.14.3.2.27', 'dsaWithSHA1-old'],
  ['2.16.840.1.101.3.4.3.1', 'dsa_with_SHA224'],
  ['2.16.840.1.101.3.4.3.2', 'dsa_with_SHA256'],
  ['1.2.840.10045.4.1', 'ecdsa-with-SHA1'],
  ['1.2.840.10045.4.3.1', 'ecdsa-with-SHA224'],
  ['1.2.840.10045.4.3.2', 'ecdsa-with-SHA256'],
  ['1.2.840.10045.4.3.3', 'ecdsa-with-SHA384'],
  ['1.2.840.10045.4.3.4', 'ecdsa-with-SHA512'],
  ['1.2.156.10197.1.501', 'SM2-with-SM3'],
  ['1.3.101.112', 'ED25519'],
]);

/** Named curves, in OpenSSL's short names. */
export const CURVE_NAMES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10045.3.1.1', 'prime192v1'],
  ['1.2.840.10045.3.1.7', 'prime256v1'],
  ['1.3.132.0.10', 'secp256k1'],
  ['1.3.132.0.33', 'secp224r1'],
  ['1.3.132.0.34', 'secp384r1'],
  ['1.3.132.0.35', 'secp521r1'],
  ['1.2.156.10197.1.301', 'SM2'],
]);
