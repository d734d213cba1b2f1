/** A signer's certificate. */
export interface CertificateFacts {
  /** Lower-case hex SHA-256 of the DER. */
  readonly sha256: string;
  readonly subject: string;
  /** ISO dates (UTC, seconds). */
  readonly validFrom: string;
  readonly validTo: string;
  /** Signature algorithm and key as `openssl x509 -text` names them, e.g. `sha256WithRSAEncryption`, `RSA 2048`. */
  readonly signatureAlgorithm: string;
  readonly key: string;
}

export type SchemeVersion = 'v1' | 'v2' | 'v3' | 'v3.1';

export interface SchemeFacts {
  readonly scheme: SchemeVersion;
  readonly present: boolean;
  /** Undefined when it was not checked (absent, or the check was switched off). */
  readonly verifies: boolean | undefined;
  /** Why it does not verify, one English line. */
  readonly problem?: string;
}

export interface SigningFacts {
  /**
   * Whether the file as a whole verifies, as `apksigner verify` decides: the newest scheme that is there must verify,
   * older ones where an older Android needs them, and all by the same signer. Absent when it was not checked.
   */
  readonly verified?: boolean;
  /** Why the file as a whole does not verify, one English line. */
  readonly problem?: string;
  readonly schemes: readonly SchemeFacts[];
  /** Certificates of the newest scheme that verifies, else of the newest that is present. */
  readonly certificates: readonly CertificateFacts[];
}
