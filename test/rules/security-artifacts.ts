import type {
  Component,
  Owner,
  SchemeVersion,
  SigningFacts,
  TlsFacts,
  TlsHole,
  WebViewUse,
} from '../../src/model/index.js';
import { APP, service, site } from './artifacts.js';

/** Hand-made artifacts for the rules about signing, components, TLS and WebViews. */

const SCHEMES: readonly SchemeVersion[] = ['v1', 'v2', 'v3', 'v3.1'];

export const RELEASE = {
  sha256: '1947b382c1ad2f0b5f6d6c1e3d1b7f4f6a0c4c6d0a5b3e2f1a0b9c8d7e6f5a4b',
  subject: 'CN=Example,O=Example,C=FR',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2050-01-01T00:00:00Z',
  signatureAlgorithm: 'sha256WithRSAEncryption',
  key: 'RSA 2048',
};

export function signing(present: readonly SchemeVersion[], certificate: Partial<typeof RELEASE> = {}): SigningFacts {
  const schemes = SCHEMES.map((scheme) => {
    const has = present.includes(scheme);
    return { scheme, present: has, verifies: has ? true : undefined };
  });
  return {
    verified: present.length > 0,
    schemes,
    certificates: present.length === 0 ? [] : [{ ...RELEASE, ...certificate }],
  };
}

/** A component open to other apps. */
export function component(kind: Component['kind'], name: string, over: Partial<Component> = {}): Component {
  return service(name, undefined, { kind, xpath: `/manifest/application/${kind}[1]`, ...over });
}

export function filter(...actions: string[]): Component['intentFilters'] {
  return [{ actions, categories: [], priority: 0, data: [] }];
}

export function tls(kind: TlsHole['kind'], owner: Owner = APP, over: Partial<TlsHole> = {}): TlsFacts {
  const place = site(owner);
  const hole: TlsHole = {
    kind,
    site: place,
    reach: 'reachable',
    conditional: false,
    confidence: owner.kind === 'app' || owner.kind === 'sdk' ? 'likely' : 'possible',
    evidence: { kind: 'code', site: place, text: 'return-void' },
    ...over,
  };
  return { holes: [hole] };
}

export function webView(kind: WebViewUse['kind'], owner: Owner = APP, over: Partial<WebViewUse> = {}): WebViewUse {
  const place = site(owner);
  const call = kind === 'file-access' ? 'setAllowUniversalAccessFromFileURLs' : 'addJavascriptInterface';
  return {
    kind,
    call,
    site: place,
    reach: 'reachable',
    confidence: owner.kind === 'app' || owner.kind === 'sdk' ? 'likely' : 'possible',
    evidence: { kind: 'code', site: place, text: call },
    ...over,
  };
}
