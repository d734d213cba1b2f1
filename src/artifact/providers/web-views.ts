import type { WebViewFacts } from '../../model/index.js';
import { countingOwner } from '../counting-owner.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider } from '../provider.js';

/** WebViews opened to the app's objects or to files. */
export const webViewsProvider: Provider<'WebViews'> = (context): WebViewFacts => {
  noteIncompleteCode(context);
  const { facts } = context;
  const counts = countingOwner(context);
  return {
    uses: facts.code.webViews.map(({ kind, call, site, bridge, exposed }) => {
      const place = facts.siteOf(site);
      const reach = facts.reachOf(site.className);
      const argument = kind === 'file-access' ? 'true' : (bridge ?? '');
      return {
        kind,
        call,
        site: place,
        reach,
        confidence: reach === 'reachable' && counts(place.owner) ? 'likely' : 'possible',
        ...(bridge === undefined ? {} : { bridge }),
        ...(exposed === undefined ? {} : { exposed }),
        evidence: { kind: 'code', site: place, text: `${call}(${argument})` },
      };
    }),
  };
};
