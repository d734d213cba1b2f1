import type { Provider } from '../provider.js';

/** The merged manifest of base and splits. */
export const manifestProvider: Provider<'Manifest'> = ({ apk }) => apk.manifest;
