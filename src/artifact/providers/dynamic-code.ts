import { createHash } from 'node:crypto';
import type { DynamicCodeFacts, Evidence } from '../../model/index.js';
import { PrivscanError } from '../../model/index.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider, ProviderContext } from '../provider.js';

const shortName = (descriptor: string): string => {
  const match = /([^/;]+);->([^(]+)/u.exec(descriptor);
  return match === null ? descriptor : `${match[1] ?? ''}.${match[2] ?? ''}`;
};

function bundled({ apk, facts }: ProviderContext): DynamicCodeFacts['bundled'] {
  const entries = new Map([...apk.entries()].map((entry) => [entry.name, entry]));
  return apk.bundledCode().map(({ entry, kind, dex }) => {
    let sha256 = '';
    try {
      const bytes = entries.get(entry)?.bytes();
      if (bytes !== undefined) sha256 = createHash('sha256').update(bytes).digest('hex');
    } catch (error) {
      if (!(error instanceof PrivscanError)) throw error;
    }
    const read = dex.length > 0 && dex.every((one) => facts.code.dex.some((seen) => seen.entry === one.entry));
    return { entry, kind, read, evidence: { kind: 'file', entry, sha256 } };
  });
}

/** Calls of class loaders, code files beside classes*.dex, and names that reflection looks up. */
export const dynamicCodeProvider: Provider<'DynamicCode'> = (context) => {
  noteIncompleteCode(context);
  const { facts } = context;
  const { specials } = facts.code;
  const loads = specials
    .filter((use) => use.kind === 'loader')
    .map(({ callee, site }) => {
      const place = facts.siteOf(site);
      const evidence: Evidence = { kind: 'code', site: place, text: callee };
      return { loader: shortName(callee), site: place, reach: facts.reachOf(site.className), evidence };
    });
  const reflection = specials.flatMap(({ kind, site, arguments: constants }) => {
    const [name] = constants.filter((text) => text !== undefined);
    return kind === 'reflection' && name !== undefined ? [{ className: name, site: facts.siteOf(site) }] : [];
  });
  return { loads, bundled: bundled(context), reflection };
};
