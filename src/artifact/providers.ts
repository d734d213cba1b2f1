import type { Providers } from './provider.js';
import { apiCallsProvider } from './providers/api-calls.js';
import { appContextProvider } from './providers/app-context.js';
import { coverageProvider } from './providers/coverage.js';
import { dynamicCodeProvider } from './providers/dynamic-code.js';
import { manifestProvider } from './providers/manifest.js';
import { networkProvider } from './providers/network.js';
import { permissionsProvider } from './providers/permissions.js';
import { policyPresenceProvider } from './providers/policy-presence.js';
import { sdksProvider } from './providers/sdks.js';
import { secretsProvider } from './providers/secrets.js';
import { signingProvider } from './providers/signing.js';
import { tlsProvider } from './providers/tls.js';
import { uiProvider } from './providers/ui.js';
import { webViewsProvider } from './providers/web-views.js';

/** One provider an artifact. */
export const PROVIDERS: Providers = {
  Manifest: manifestProvider,
  Signing: signingProvider,
  ApiCalls: apiCallsProvider,
  Sdks: sdksProvider,
  Permissions: permissionsProvider,
  PolicyPresence: policyPresenceProvider,
  Network: networkProvider,
  DynamicCode: dynamicCodeProvider,
  Ui: uiProvider,
  Secrets: secretsProvider,
  Tls: tlsProvider,
  WebViews: webViewsProvider,
  AppContext: appContextProvider,
  Coverage: coverageProvider,
};
