import type { Tables } from './schemas.js';

type Complain = (record: { readonly id: string }, what: string) => void;

function references(tables: Tables, complain: Complain): void {
  const ids = (records: readonly { readonly id: string }[]): ReadonlySet<string> =>
    new Set(records.map((record) => record.id));
  const types = ids(tables['data-types']);
  const permissions = ids(tables.permissions);
  const sdks = ids(tables.sdks);
  const within = (
    record: { readonly id: string },
    known: ReadonlySet<string>,
    kind: string,
    names: readonly string[] = [],
  ): void => {
    for (const name of names) if (!known.has(name)) complain(record, `unknown ${kind} ${name}`);
  };
  for (const one of tables.apis) {
    within(one, types, 'data type', [...one.dataTypes, ...Object.values(one.byConstant ?? {}).flat()]);
    within(
      one,
      permissions,
      'permission',
      one.gates.flatMap((gate) => gate.anyOf),
    );
    within(one, sdks, 'SDK', one.sdk === undefined ? [] : [one.sdk]);
  }
  for (const one of tables.permissions) {
    within(one, types, 'data type', one.dataTypes);
    within(one, permissions, 'permission', one.replacedBy);
  }
  for (const one of tables.categories) {
    within(
      one,
      types,
      'data type',
      one.necessary.map((item) => item.type),
    );
    within(one, permissions, 'permission', [...one.permissions, ...one.contextual.map((item) => item.permission)]);
  }
  for (const one of tables.sdks) {
    within(one, types, 'data type', [
      ...one.dataTypes,
      ...(one.optionalDataTypes ?? []),
      ...(one.disclosedDataTypes ?? []),
    ]);
    within(
      one,
      types,
      'data type',
      one.switches?.flatMap((item) => item.dataTypes),
    );
  }
  for (const one of tables.packers) {
    within(one, permissions, 'permission', one.addsPermissions);
    within(one, sdks, 'SDK', one.addsSdks);
  }
}

function order(tables: Tables, complain: Complain): void {
  for (const [table, records] of Object.entries(tables)) {
    records.forEach((record, i) => {
      const before = records[i - 1];
      if (before !== undefined && !(before.id < record.id))
        complain(record, `in ${table}: not unique, or not sorted after ${before.id}`);
    });
  }
}

function ranges(tables: Tables, complain: Complain): void {
  for (const one of tables.permissions) {
    one.levels.forEach(({ since, until }, i) => {
      const next = one.levels[i + 1];
      // A gap or an overlap would make the level at some API unknown or double.
      if (next === undefined ? until !== undefined : until === undefined || next.since !== until + 1 || until < since)
        complain(one, 'levels do not follow each other');
    });
  }
  for (const one of tables.apis) {
    for (const { since = 1, until = Infinity } of [one, ...one.gates])
      if (since > until) complain(one, 'since is after until');
  }
  for (const one of tables.legal) {
    if (one.inForceUntil !== undefined && one.inForceUntil <= one.inForceFrom)
      complain(one, 'out of force before it is in force');
    if (one.id !== (one.clause === undefined ? one.law : `${one.law}/${one.clause}`))
      complain(one, 'id is not law/clause');
  }
}

function meanings(tables: Tables, complain: Complain): void {
  for (const one of tables['data-types']) {
    if (one.sensitive && one.basis.length === 0) complain(one, 'sensitive without a basis');
    if (one.sensitiveAtAnyAge && !one.sensitive) complain(one, 'sensitive at any age, but not sensitive');
  }
  for (const one of tables.categories)
    if (one.zeroInformation && one.necessary.length > 0) complain(one, 'needs nothing, yet lists something');
  const descriptors = {
    method: /^L[\w/$]+;->[\w<>$]+\((?:\[*(?:[ZBCSIJFD]|L[\w/$]+;))*\)(?:V|\[*(?:[ZBCSIJFD]|L[\w/$]+;))$/u,
    field: /^L[\w/$]+;->\w+:\[*(?:[ZBCSIJFD]|L[\w/$]+;)$/u,
    uri: /^content:\/\/[^/].*[^/]$/u,
    string: /./u,
  };
  for (const one of tables.apis) {
    if (!descriptors[one.kind].test(one.id)) complain(one, `not a ${one.kind}`);
    if (one.match !== undefined && one.kind !== 'string') complain(one, 'only strings say how they match');
  }
}

const below = (name: string, prefix: string, separator: string): boolean => name.startsWith(prefix + separator);

/** Records that can never be met because another one, or their own, is met first. */
function shadows(tables: Tables, complain: Complain): void {
  const owner = new Map<string, string>();
  for (const one of tables.sdks) {
    for (const prefix of one.prefixes) {
      const other = owner.get(prefix);
      if (other !== undefined) complain(one, `prefix ${prefix} is ${other}'s`);
      owner.set(prefix, one.id);
      const broader = one.prefixes.find((candidate) => below(prefix, candidate, '.'));
      if (broader !== undefined) complain(one, `${prefix} is inside its own ${broader}`);
    }
    for (const prefix of one.notPrefixes ?? [])
      if (!one.prefixes.some((candidate) => below(prefix, candidate, '.')))
        complain(one, `${prefix} is excluded from nothing`);
  }
  for (const one of tables.libraries) {
    const sdk = owner.get(one.id);
    if (sdk !== undefined) complain(one, `the prefix is the SDK's ${sdk}`);
    const broader = tables.libraries.find((other) => below(one.id, other.id, '.'));
    if (broader !== undefined) complain(one, `is inside ${broader.id}`);
  }
  const uris = tables.apis.filter((one) => one.kind === 'uri');
  const sameFact = (a: Tables['apis'][number], b: Tables['apis'][number]): boolean =>
    JSON.stringify([a.dataTypes, a.gates, a.weak]) === JSON.stringify([b.dataTypes, b.gates, b.weak]);
  for (const one of uris) {
    const broader = uris.find((other) => below(one.id, other.id, '/') && sameFact(one, other));
    if (broader !== undefined) complain(one, `says nothing that ${broader.id} does not`);
  }
}

/**
 * What the shapes alone cannot say: ids sorted and unique, every reference exists in its table, ranges follow each
 * other, prefixes have one owner, nothing is shadowed. Returns one line a complaint, with the record's id; empty means valid.
 */
export function complaints(tables: Tables): string[] {
  const found: string[] = [];
  const complain: Complain = (record, what) => found.push(`${record.id}: ${what}`);
  for (const check of [order, references, ranges, meanings, shadows]) check(tables, complain);
  return found;
}
