import type { Lineage } from './lineage.js';

/** What a scheme that verifies says of the signers. */
export interface SchemeResult {
  /** One signing certificate (DER) a signer. */
  readonly certificates: readonly Uint8Array[];
  /** v3 only: how the signing certificate came to be. */
  readonly lineage?: Lineage | undefined;
  /** v3.1 only: first Android release (API level) that takes the rotated key. */
  readonly rotationMinSdk?: number;
}
