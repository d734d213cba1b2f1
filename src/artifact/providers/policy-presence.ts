import { createHash } from 'node:crypto';
import type { Evidence, PolicyPresence, PolicyTrace } from '../../model/index.js';
import { PrivscanError } from '../../model/index.js';
import type { AppEntry } from '../../apk/index.js';
import {
  decodeText,
  mentionsPolicy,
  namesPolicy,
  plainText,
  POLICY_NEEDLES,
  POLICY_SCORE,
  policyLikeness,
  policySubjects,
  policyUrls,
} from '../../policy/index.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider, ProviderContext } from '../provider.js';

/** A packaged policy is a text file of at most this size. */
const MAX_FILE_BYTES = 4 << 20;

/** Bytes of files read while looking for one: files whose name promises a policy come first. */
const MAX_SEARCH_BYTES = 24 << 20;

/** Traces kept of one kind: enough to prove it. */
const MAX_TRACES = 20;

const TEXT_FILE = /\.(?:html?|xhtml|txt|md|json|js|xml|htm\.gz)$/iu;
const SEARCHED = /^(?:assets|res\/raw[^/]*|www|unzip)\//u;
const IMAGE_OR_PDF = /\.(?:pdf|docx?|png|jpe?g|webp)$/iu;

interface Found {
  readonly traces: PolicyTrace[];
  unreadable: boolean;
}

const quote = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);

function addText(text: string, evidence: Evidence, owner: PolicyTrace['owner'], found: Found): void {
  const { language, score, length } = policyLikeness(text);
  if (score >= POLICY_SCORE) {
    found.traces.push({ kind: 'text', language, length, score, subjects: policySubjects(text), owner, evidence });
  } else if (mentionsPolicy(text)) found.traces.push({ kind: 'mention', score, owner, evidence });
  for (const url of policyUrls(text)) found.traces.push({ kind: 'url', url, score: 0, owner, evidence });
}

/** String resources of every locale. */
function searchStrings({ apk }: ProviderContext, found: Found): void {
  for (const { id, name, locale, value } of apk.resources.findStrings(POLICY_NEEDLES)) {
    // Paths of files are values too; the files are looked at by themselves.
    if (!/^(?:string|array|plurals)\//u.test(name)) continue;
    const resId = `0x${id.toString(16).padStart(8, '0')}`;
    const where = locale === '' ? name : `${name} (${locale})`;
    const evidence: Evidence = { kind: 'resource', entry: 'resources.arsc', resId, name: where, value: quote(value) };
    addText(plainText(value), evidence, { kind: 'app' }, found);
  }
}

/** Strings in code that speak of a policy, with their owner: an SDK's own link is not the app's policy. */
function searchCode({ facts }: ProviderContext, found: Found): void {
  for (const { text, site } of facts.code.policyTexts) {
    const place = facts.siteOf(site);
    if (place.owner.kind === 'library') continue;
    addText(plainText(text), { kind: 'code', site: place, text: JSON.stringify(quote(text)) }, place.owner, found);
  }
}

function candidates({ apk }: ProviderContext): AppEntry[] {
  const files = apk.entries().filter(({ path }) => SEARCHED.test(path) && (TEXT_FILE.test(path) || namesPolicy(path)));
  const rank = (entry: AppEntry): number =>
    namesPolicy(entry.path) ? 0 : /\.(?:html?|txt|md)$/iu.test(entry.path) ? 1 : 2;
  return files.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** Text files in assets, res/raw and H5 bundles. */
function searchFiles(context: ProviderContext, found: Found): void {
  let budget = MAX_SEARCH_BYTES;
  for (const entry of candidates(context)) {
    const promising = namesPolicy(entry.path);
    if (IMAGE_OR_PDF.test(entry.path)) {
      if (/privacy|yinsi|隐私/iu.test(entry.path)) found.unreadable = true;
      continue;
    }
    if (entry.size > MAX_FILE_BYTES || entry.size > budget) {
      if (promising) context.incomplete(`${entry.name} is too large to be searched for a privacy policy`);
      continue;
    }
    let bytes: Uint8Array;
    try {
      bytes = entry.bytes({ limit: MAX_FILE_BYTES });
    } catch (error) {
      if (!(error instanceof PrivscanError)) throw error;
      if (promising) context.incomplete(`${entry.name} could not be read: ${error.message}`);
      continue;
    }
    budget -= bytes.length;
    const sha256 = (): string => createHash('sha256').update(bytes).digest('hex');
    const raw = decodeText(bytes);
    const text = /<[a-z!/]/iu.test(raw.slice(0, 4096)) || /\.x?html?$/iu.test(entry.path) ? plainText(raw) : raw;
    if (!promising && !POLICY_NEEDLES.some((needle) => text.toLowerCase().includes(needle))) continue;
    addText(text, { kind: 'file', entry: entry.name, sha256: sha256() }, { kind: 'app' }, found);
  }
}

function declaredPolicy({ policies }: ProviderContext, found: Found): boolean {
  let readable = false;
  for (const { name, bytes } of policies) {
    const text = plainText(decodeText(bytes));
    const { language, score, length } = policyLikeness(text);
    if (length === 0) continue;
    readable = true;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    found.traces.push({
      kind: 'text',
      language,
      length,
      score: Math.max(score, POLICY_SCORE),
      subjects: policySubjects(text),
      owner: { kind: 'app' },
      evidence: { kind: 'file', entry: name, sha256 },
    });
  }
  return readable;
}

const KINDS = ['text', 'url', 'mention'] as const;

function ranked(traces: readonly PolicyTrace[]): PolicyTrace[] {
  const owned = (trace: PolicyTrace): number =>
    trace.owner.kind === 'app' ? 0 : trace.owner.kind === 'unknown' ? 1 : 2;
  return KINDS.flatMap((kind) =>
    traces
      .filter((trace) => trace.kind === kind)
      .sort((a, b) => owned(a) - owned(b) || b.score - a.score || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      .slice(0, MAX_TRACES),
  );
}

/** An SDK's own policy or link says nothing about the app's. */
const isOwn = ({ owner }: PolicyTrace): boolean => owner.kind === 'app' || owner.kind === 'unknown';

/** Is there a privacy policy: text in the package, only a link, or nothing; searched in everything that can hold one. */
export const policyPresenceProvider: Provider<'PolicyPresence'> = (context): PolicyPresence => {
  const found: Found = { traces: [], unreadable: false };
  const declared = declaredPolicy(context, found);
  searchStrings(context, found);
  searchCode(context, found);
  searchFiles(context, found);
  const traces = ranked(found.traces);
  const has = (kind: PolicyTrace['kind']): boolean => traces.some((trace) => trace.kind === kind && isOwn(trace));
  if (declared || has('text')) return { state: 'read', traces, declared };
  if (has('url')) return { state: 'remote-only', traces, declared };
  if (found.unreadable) return { state: 'unreadable', traces, declared };
  // Silence: is it proven?
  noteIncompleteCode(context);
  const complete = context.get('Coverage').incomplete.length === 0 && context.apk.resourcesComplete;
  if (!context.apk.resourcesComplete) context.incomplete('resources.arsc could not be read');
  // Screens that speak of a policy show one from somewhere: the server, most likely.
  if (has('mention')) return { state: 'remote-only', traces, declared };
  return { state: complete ? 'none' : 'search-incomplete', traces, declared };
};
