import type { Provider } from '../provider.js';

/** Schemes, whether each verifies, and the certificates. */
export const signingProvider: Provider<'Signing'> = ({ apk }) => apk.signing({ verify: true });
