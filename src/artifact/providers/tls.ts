import type { TlsFacts, TlsHole } from '../../model/index.js';
import { countingOwner } from '../counting-owner.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider } from '../provider.js';

/** What the method at the site does, as `dexdump -d` shows it. */
const TEXTS: Readonly<Record<TlsHole['kind'], string>> = {
  'trust-manager': 'checkServerTrusted throws nothing and calls nothing that could',
  'hostname-verifier': 'verify returns 1 whatever the host name',
  'ssl-error': 'SslErrorHandler.proceed()',
};

/** TLS checks that the code switches off. Whether the object is installed is not followed. */
export const tlsProvider: Provider<'Tls'> = (context): TlsFacts => {
  noteIncompleteCode(context);
  const { facts } = context;
  const counts = countingOwner(context);
  return {
    holes: facts.code.trustHoles.map(({ kind, site, conditional }) => {
      const place = facts.siteOf(site);
      const reach = facts.reachOf(site.className);
      const likely = reach === 'reachable' && !conditional && counts(place.owner);
      return {
        kind,
        site: place,
        reach,
        conditional,
        confidence: likely ? 'likely' : 'possible',
        evidence: { kind: 'code', site: place, text: TEXTS[kind] },
      };
    }),
  };
};
