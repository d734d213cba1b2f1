import type { WebViewFacts } from '../../model/index.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider } from '../provider.js';

/** WebViews opened to the app's objects or to files. */
export const webViewsProvider: Provider<'WebViews'> = (context): WebViewFacts => {
  noteIncompleteCode(context);
  const { facts } = context;
  return {
    uses: facts.code.webViews.map(({ kind, call, site, bridge, exposed }) => {
      const place = facts.siteOf(site);
      const argument = kind === 'file-access' ? 'true' : (bridge ?? '');
      return {
        kind,
        call,
        site: place,
        reach: facts.reachOf(site.className),
        ...(bridge === undefined ? {} : { bridge }),
        ...(exposed === undefined ? {} : { exposed }),
        evidence: { kind: 'code', site: place, text: `${call}(${argument})` },
      };
    }),
  };
};
