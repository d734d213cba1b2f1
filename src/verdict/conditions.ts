import type { Duty, HistoryEntry, LadderLine, Severity, VerdictInput } from '../model/index.js';
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
 * counted findings never make it stop holding.
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
export function historyDuties(history: readonly HistoryEntry[], itemDuty: VerdictInput['itemDuty']): ReadonlySet<string> {
  const duties = history.flatMap((entry) => [
    ...(entry.duty === undefined ? [] : [entry.duty]),
    ...(entry.items ?? []).flatMap((item) => itemDuty[item] ?? []),
  ]);
  return new Set(duties);
}

const isSensitive = (finding: CountedFinding, input: VerdictInput): boolean =>
  finding.dataTypes.some((type) => input.dataTypes[type]?.sensitive === true);

/** A breach on a sensitive type that leaves the device or is read by a recipient. */
const leaves = (finding: CountedFinding): boolean => finding.sink === 'network' || finding.recipientSdk;

/** Names of the circumstances that make a case graver; only a declared category counts. */
export function aggravatorsOf(input: VerdictInput, breaches: readonly CountedFinding[], categories: readonly string[]): string[] {
  const { context } = input;
  const found: string[] = [];
  if (context.minors) found.push('minors');
  if (context.category?.source === 'declared' && categories.includes(context.category.id)) {
    found.push(`category:${context.category.id}`);
  }
  if (breaches.some((finding) => finding.cleartext && isSensitive(finding, input))) found.push('cleartext-sensitive');
  return found;
}

const flat = (breached: ReadonlyMap<Duty, readonly CountedFinding[]>): CountedFinding[] => [...breached.values()].flat();

function distinctRules(findings: readonly CountedFinding[], line: LadderLine): boolean {
  const rules = new Set(findings.map((finding) => finding.ruleId));
  const groups = new Set(findings.flatMap((finding) => finding.groups));
  const oneOf = listOf(line, 'oneOfGroups');
  return (
    rules.size >= numberOf(line, 'rules') &&
    groups.size >= numberOf(line, 'groups') &&
    (oneOf.length === 0 || oneOf.some((group) => [...groups].some((g) => g === group)))
  );
}

/** The conditions a ladder line may name. */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
  /** P1: an earlier order or notice names a duty that is breached again. */
  'repeated-duty': ({ input, counted }) => {
    const earlier = historyDuties(input.history, input.itemDuty);
    return nonEmpty([...breachedDuties(counted)].filter(([duty]) => earlier.has(duty)).flatMap(([, list]) => list));
  },

  /** P2: several duties, one of them on a sensitive type that leaves, and an aggravator. */
  'several-duties-aggravated': ({ input, counted, line }) => {
    const breached = breachedDuties(counted);
    const breaches = flat(breached);
    const grave = breaches.filter((finding) => isSensitive(finding, input) && leaves(finding));
    if (breached.size < numberOf(line, 'duties') || grave.length === 0) return undefined;
    const graver = aggravatorsOf(input, breaches, listOf(line, 'categories'));
    return graver.length > 0 ? breaches : undefined;
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
    const { minors, policy, guardianClause } = input.context;
    const unguarded = policy === 'none' || (policy === 'read' && guardianClause !== true);
    if (!minors || !unguarded) return undefined;
    const early = (breachedDuties(counted).get('K2') ?? []).filter((finding) =>
      finding.dataTypes.some((type) => input.dataTypes[type]?.sensitiveAtAnyAge === true),
    );
    return nonEmpty(early);
  },

  /** P5: data taken through a covert channel, and no consent. */
  'evasion-without-consent': ({ counted, line }) => {
    const covert = counted.filter((finding) => listOf(line, 'rules').includes(finding.ruleId));
    const early = breachedDuties(counted).get('K2') ?? [];
    return covert.length > 0 && early.length > 0 ? [...covert, ...early] : undefined;
  },

  /** P6: content of contacts, call log or messages flows to the network, undisclosed. */
  'content-to-network': ({ counted, line }) => {
    const types = listOf(line, 'dataTypes');
    return nonEmpty(
      counted.filter(
        (finding) =>
          finding.sink === 'network' &&
          listOf(line, 'rules').includes(finding.ruleId) &&
          finding.dataTypes.some((type) => types.includes(type)),
      ),
    );
  },

  /** W1: any duty is breached. */
  'any-duty': ({ counted }) => nonEmpty(flat(breachedDuties(counted))),

  /** W3: a finding of this severity in an app for minors. */
  'minors-severity': ({ input, counted, line }) =>
    input.context.minors ? nonEmpty(counted.filter((finding) => atLeast(finding, severityOf(line)))) : undefined,

  /** R1: any finding of this severity. */
  'any-severity': ({ counted, line }) => nonEmpty(counted.filter((finding) => atLeast(finding, severityOf(line)))),

  /** W2, R2: findings of several rules from several groups. */
  'several-rules': ({ counted, line }) => {
    const enough = counted.filter((finding) => atLeast(finding, severityOf(line)));
    return distinctRules(enough, line) ? enough : undefined;
  },

  /** The last line: nothing else held. */
  otherwise: () => [],
};
