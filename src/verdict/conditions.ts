import type { Duty, HistoryEntry, LadderLine, Severity, VerdictContext, VerdictInput } from '../model/index.js';
import { SEVERITIES } from '../model/index.js';
import { atLeast, breachedDuties } from './counted.js';
import type { CountedFinding } from './counted.js';

/** What a condition looks at. */
export interface ConditionInput {
  readonly input: VerdictInput;
  readonly counted: readonly CountedFinding[];
  readonly line: LadderLine;
}

/**
 * A condition answers with the findings that make its line hold, or undefined. Every condition is monotone: more
 * counted findings never make it stop holding. It asks whether a kind of finding is there, never how many of it
 * (neighbours.ts relies on that).
 */
type Condition = (given: ConditionInput) => readonly CountedFinding[] | undefined;

function numberOf(line: LadderLine, name: string): number {
  const value = line.parameters?.[name];
  if (typeof value !== 'number') throw new TypeError(`ladder line ${line.id} needs the number ${name}`);
  return value;
}

function listOf(line: LadderLine, name: string): readonly string[] {
  const value = line.parameters?.[name];
  if (!Array.isArray(value)) throw new TypeError(`ladder line ${line.id} needs the list ${name}`);
  return value as readonly string[];
}

function severityOf(line: LadderLine): Severity {
  const value = line.parameters?.['severity'];
  const severity = SEVERITIES.find((one) => one === value);
  if (severity === undefined) throw new TypeError(`ladder line ${line.id} needs a severity`);
  return severity;
}

const nonEmpty = (findings: readonly CountedFinding[]): readonly CountedFinding[] | undefined =>
  findings.length > 0 ? findings : undefined;

/** Duties an earlier order or notice named, directly or through items of the 2019 methods. */
function historyDuties(
  history: readonly HistoryEntry[],
  itemDuty: VerdictInput['itemDuty'],
): ReadonlySet<string> {
  const duties = history.flatMap((entry) => [
    ...(entry.duty === undefined ? [] : [entry.duty]),
    ...(entry.items ?? []).flatMap((item) => (Object.hasOwn(itemDuty, item) ? (itemDuty[item] ?? []) : [])),
  ]);
  return new Set(duties);
}

const sensitiveTypes = (finding: CountedFinding, input: VerdictInput): readonly string[] =>
  finding.dataTypes.filter((type) => input.dataTypes[type]?.sensitive === true);

const isSensitive = (finding: CountedFinding, input: VerdictInput): boolean =>
  sensitiveTypes(finding, input).length > 0;

/** The finding's data leave the device or are read by a recipient. */
const leaves = (finding: CountedFinding): boolean => finding.sink === 'network' || finding.recipientSdk;

/** True when the finding read one of the types, or a type of one of the groups (`device-id` covers `device-id.imei`). */
const readsOneOf = (finding: CountedFinding, types: readonly string[]): boolean =>
  finding.dataTypes.some((read) => types.some((type) => read === type || read.startsWith(`${type}.`)));

/** Nothing inferred is a condition of penalize: there the app must be declared to be for minors. */
const declaredMinors = ({ minors, minorsBecause }: VerdictContext): boolean => minors && minorsBecause === undefined;

/** Circumstances of the app itself that make a case graver; only a declared category counts. */
export function aggravatorsOfApp({ context }: VerdictInput, categories: readonly string[]): string[] {
  const { category } = context;
  return [
    ...(declaredMinors(context) ? ['minors'] : []),
    ...(category?.source === 'declared' && categories.includes(category.id) ? [`category:${category.id}`] : []),
  ];
}

/** Findings that show a sensitive type leaving in clear text; with `types`, only those types. */
export function cleartextSensitive(
  input: VerdictInput,
  counted: readonly CountedFinding[],
  types?: ReadonlySet<string>,
): readonly CountedFinding[] {
  return counted.filter(
    (finding) =>
      finding.cleartext && sensitiveTypes(finding, input).some((type) => types === undefined || types.has(type)),
  );
}

/**
 * Breached duties that may lead to a penalty. An inferred category is never a condition of penalize, and necessity (K4)
 * is judged by the category, so K4 stays out when the category was inferred.
 */
function gravelyBreached(
  { context }: VerdictInput,
  counted: readonly CountedFinding[],
): ReadonlyMap<Duty, readonly CountedFinding[]> {
  const breached = breachedDuties(counted);
  if (context.category?.source !== 'inferred') return breached;
  return new Map([...breached].filter(([duty]) => duty !== 'K4'));
}

const flat = (breached: ReadonlyMap<Duty, readonly CountedFinding[]>): CountedFinding[] =>
  [...breached.values()].flat();

function distinctRules(findings: readonly CountedFinding[], line: LadderLine): boolean {
  const rules = new Set(findings.map((finding) => finding.ruleId));
  const groups = new Set<string>(findings.flatMap((finding) => finding.groups));
  const oneOf = listOf(line, 'oneOfGroups');
  return (
    rules.size >= numberOf(line, 'rules') &&
    groups.size >= numberOf(line, 'groups') &&
    (oneOf.length === 0 || oneOf.some((group) => groups.has(group)))
  );
}

/** The conditions a ladder line may name. */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
  /** P1: an earlier order or notice names a duty that is breached again. */
  'repeated-duty': ({ input, counted }) => {
    const earlier = historyDuties(input.history, input.itemDuty);
    return nonEmpty(
      [...gravelyBreached(input, counted)].filter(([duty]) => earlier.has(duty)).flatMap(([, list]) => list),
    );
  },

  /**
   * P2: several duties, one of them on a sensitive type that leaves, and an aggravator: of the app, or that same type
   * sent in clear text. A rule carries at most one duty, so different duties are breached by different rules.
   */
  'several-duties-aggravated': ({ input, counted, line }) => {
    const breached = gravelyBreached(input, counted);
    const breaches = flat(breached);
    const grave = breaches.filter((finding) => isSensitive(finding, input) && leaves(finding));
    if (breached.size < numberOf(line, 'duties') || grave.length === 0) return undefined;
    if (aggravatorsOfApp(input, listOf(line, 'categories')).length > 0) return breaches;
    const types = new Set(grave.flatMap((finding) => sensitiveTypes(finding, input)));
    const open = cleartextSensitive(input, counted, types);
    return open.length > 0 ? [...new Set([...breaches, ...open])] : undefined;
  },

  /** P3: a false statement about a sensitive type, and undisclosed sharing. */
  'false-statement-and-sharing': ({ input, counted }) => {
    const breached = breachedDuties(counted);
    const lies = (breached.get('K6') ?? []).filter((finding) => isSensitive(finding, input));
    const shared = breached.get('K5') ?? [];
    return lies.length > 0 && shared.length > 0 ? [...lies, ...shared] : undefined;
  },

  /** P4: an app for minors reads, before consent, a type sensitive at any age, and speaks of no guardian. */
  'minors-sensitive-before-consent': ({ input, counted }) => {
    const { policy, guardianClause } = input.context;
    const unguarded = policy === 'none' || (policy === 'read' && guardianClause !== true);
    if (!declaredMinors(input.context) || !unguarded) return undefined;
    const early = (breachedDuties(counted).get('K2') ?? []).filter((finding) =>
      finding.dataTypes.some((type) => input.dataTypes[type]?.sensitiveAtAnyAge === true),
    );
    return nonEmpty(early);
  },

  /** P5: an identifier or message content taken through a covert channel, and no consent. */
  'evasion-without-consent': ({ counted, line }) => {
    const [rules, types] = [listOf(line, 'rules'), listOf(line, 'dataTypes')];
    const covert = counted.filter((finding) => rules.includes(finding.ruleId) && readsOneOf(finding, types));
    const early = breachedDuties(counted).get('K2') ?? [];
    return covert.length > 0 && early.length > 0 ? [...new Set([...covert, ...early])] : undefined;
  },

  /**
   * P6: content of contacts, call log or messages flows to the network, undisclosed: a breach of statement or sharing.
   * «Undisclosed» holds only when a policy was read; without one the breach is of openness (K1).
   */
  'content-to-network': ({ input, counted, line }) => {
    if (input.context.policy !== 'read') return undefined;
    const breached = breachedDuties(counted);
    const undisclosed = flat(new Map([...breached].filter(([duty]) => listOf(line, 'duties').includes(duty))));
    return nonEmpty(
      undisclosed.filter((finding) => finding.sink === 'network' && readsOneOf(finding, listOf(line, 'dataTypes'))),
    );
  },

  /** W1: any duty is breached. */
  'any-duty': ({ counted }) => nonEmpty(flat(breachedDuties(counted))),

  /** W3: a finding of at least this severity in an app for minors. */
  'minors-severity': ({ input, counted, line }) =>
    input.context.minors ? nonEmpty(counted.filter((finding) => atLeast(finding, severityOf(line)))) : undefined,

  /** R1: any finding of at least this severity. */
  'any-severity': ({ counted, line }) => nonEmpty(counted.filter((finding) => atLeast(finding, severityOf(line)))),

  /** W2, R2: findings of at least this severity, of several rules from several groups. */
  'several-rules': ({ counted, line }) => {
    const enough = counted.filter((finding) => atLeast(finding, severityOf(line)));
    return distinctRules(enough, line) ? enough : undefined;
  },

  /** The last line: nothing else held. */
  otherwise: () => [],
};
