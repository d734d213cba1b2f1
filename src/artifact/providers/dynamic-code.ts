import { createHash } from 'node:crypto';
import type { CodeSite, DynamicCodeFacts, Evidence, ReflectionUse, ShellUse } from '../../model/index.js';
import { PrivscanError } from '../../model/index.js';
import type { SpecialUse } from '../../analysis/index.js';
import { dotted } from '../app-facts.js';
import { countingOwner } from '../counting-owner.js';
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

interface Place extends Pick<ShellUse, 'reach' | 'confidence'> {
  readonly site: CodeSite;
}

/** Where a use is; likely when in reach, and the code of somebody whose calls count. */
function placing(context: ProviderContext): (use: SpecialUse) => Place {
  const { facts } = context;
  const counts = countingOwner(context);
  return (use) => {
    const site = facts.siteOf(use.site);
    const reach = facts.reachOf(use.site.className);
    return { site, reach, confidence: reach === 'reachable' && counts(site.owner) ? 'likely' : 'possible' };
  };
}

const METHOD_LOOK_UP = /;->get(?:Declared)?Method\(/u;

/** A look-up of a method in a class, or of a class; the sweep follows a constant name from the one to the other. */
function reflectionOf(use: SpecialUse, placeOf: (use: SpecialUse) => Place): ReflectionUse[] {
  const { kind, callee, arguments: constants } = use;
  if (kind !== 'reflection') return [];
  const ofMethod = METHOD_LOOK_UP.test(callee);
  const method = ofMethod ? constants[1] : undefined;
  const found = ofMethod ? constants[0] : constants.find((text) => text !== undefined);
  if ((ofMethod ? method : found) === undefined) return [];
  const className = found?.startsWith('L') === true && found.endsWith(';') ? dotted(found) : found;
  const place = placeOf(use);
  const names = [className, method].flatMap((name) => (name === undefined ? [] : [JSON.stringify(name)]));
  return [
    {
      ...(className === undefined ? {} : { className }),
      ...(method === undefined ? {} : { method }),
      ...place,
      evidence: { kind: 'code', site: place.site, text: `${callee} with ${names.join(', ')}` },
    },
  ];
}

function shellOf(use: SpecialUse, placeOf: (use: SpecialUse) => Place): ShellUse[] {
  const { kind, callee, arguments: constants } = use;
  const command = constants[1];
  if (kind !== 'shell' || command === undefined) return [];
  const place = placeOf(use);
  const evidence: Evidence = { kind: 'code', site: place.site, text: `${callee} with ${JSON.stringify(command)}` };
  return [{ command, ...place, evidence }];
}

/** Calls of class loaders, code files beside classes*.dex, names that reflection looks up, and shell commands. */
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
  const placeOf = placing(context);
  const shell = specials.flatMap((use) => shellOf(use, placeOf));
  const reflection = specials.flatMap((use) => reflectionOf(use, placeOf));
  return { loads, bundled: bundled(context), reflection, shell };
};
