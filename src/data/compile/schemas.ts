import { z } from 'zod';

/** Shapes of the tables in rules/data, one strict object a record: a misspelt key fails the build. */

/** Seen, by whom and when: the record's own evidence, closed by an ISO date. */
const checked = z.string().regex(/\S, \d{4}-\d{2}-\d{2}$/u, 'ends with `, YYYY-MM-DD`');
const origin = { source: z.string().min(1), checked, confirmed: z.boolean() };
const text = z.strictObject({
  en: z.string().min(1),
  zh: z.string().regex(/\p{Script=Han}|^[ -~]+$/u, 'Chinese, or a bare name'),
});
const words = z.strictObject({ zh: z.array(z.string().min(1)).min(1), en: z.array(z.string().min(1)).min(1) });
const level = z.int().min(1).max(100);
const date = z.iso.date();
/** Ends at a segment: a trailing dot would never match a class name. */
const dotted = z.string().regex(/^[\p{L}_][\p{L}\p{N}_-]*(\.[\p{L}\p{N}_$-]+)*$/u, 'dotted, ends at a segment');
const permissionName = z.string().regex(/^[A-Za-z][\w.]*\.[A-Z][A-Z0-9_]*$/u, 'full permission name');
const duty = z.enum(['K1', 'K2', 'K3', 'K4', 'K5', 'K6']);
const list = z.array(z.string().min(1));

/** Categories and types of the Data safety form of Google Play. */
const PLAY = {
  Location: ['Approximate location', 'Precise location'],
  'Personal info': [
    'Name',
    'Email address',
    'User IDs',
    'Address',
    'Phone number',
    'Race and ethnicity',
    'Political or religious beliefs',
    'Sexual orientation',
    'Other info',
  ],
  'Financial info': ['User payment info', 'Purchase history', 'Credit score', 'Other financial info'],
  'Health and fitness': ['Health info', 'Fitness info'],
  Messages: ['Emails', 'SMS or MMS', 'Other in-app messages'],
  'Photos and videos': ['Photos', 'Videos'],
  'Audio files': ['Voice or sound recordings', 'Music files', 'Other audio files'],
  'Files and docs': ['Files and docs'],
  Calendar: ['Calendar events'],
  Contacts: ['Contacts'],
  'App activity': [
    'App interactions',
    'In-app search history',
    'Installed apps',
    'Other user-generated content',
    'Other actions',
  ],
  'Web browsing': ['Web browsing history'],
  'App info and performance': ['Crash logs', 'Diagnostics', 'Other app performance data'],
  'Device or other IDs': ['Device or other IDs'],
} as const;
const play = z.union(
  Object.entries(PLAY).map(([category, types]) =>
    z.strictObject({ category: z.literal(category), type: z.enum(types) }),
  ),
);

const gate = z.strictObject({
  anyOf: z.array(permissionName).min(1),
  since: level.optional(),
  until: level.optional(),
});

const api = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['method', 'field', 'uri', 'string']),
  name: z.string().min(1),
  dataTypes: list.min(1),
  gates: z.array(gate),
  since: level.optional(),
  until: level.optional(),
  weak: z.boolean(),
  when: z.strictObject({ string: z.string().min(1) }).optional(),
  match: z.enum(['exact', 'prefix']).optional(),
  commonInLibraries: z.boolean().optional(),
  byConstant: z.record(z.string().regex(/^\d+$/u), list.min(1)).optional(),
  override: z.boolean().optional(),
  sdk: z.string().optional(),
  ...origin,
});

const permission = z.strictObject({
  id: permissionName,
  name: text,
  group: z.string().min(1).optional(),
  levels: z
    .array(
      z.strictObject({
        level: z.enum(['normal', 'dangerous', 'signature', 'special', 'removed']),
        since: level,
        until: level.optional(),
      }),
    )
    .min(1),
  dataTypes: list,
  replacedBy: z.array(permissionName).min(1).optional(),
  ...origin,
});

const dataType = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$/u),
  name: text,
  group: z.string().min(1),
  sensitive: z.boolean(),
  sensitiveAtAnyAge: z.boolean(),
  basis: list,
  words,
  play: play.optional(),
  ...origin,
});

const category = z.strictObject({
  id: z.string().regex(/^C\d\d$/u),
  slug: z.string().regex(/^[a-z]+(-[a-z]+)*$/u),
  number: z.int().min(1).max(39),
  name: text,
  basicFunction: text,
  zeroInformation: z.boolean(),
  necessary: z.array(z.strictObject({ type: z.string().min(1), name: text })),
  permissions: z.array(permissionName),
  contextual: z.array(z.strictObject({ permission: permissionName, condition: text, userStarted: z.boolean() })),
  hints: words,
  ...origin,
});

const legal = z.strictObject({
  id: z.string().min(1),
  law: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
  clause: z.string().min(1).optional(),
  lawTitle: text,
  title: text,
  inForceFrom: date,
  inForceUntil: date.optional(),
  duty: duty.optional(),
  ...origin,
});

const call = z.string().regex(/^L[^;]+;->\S+$/u, 'Lcls;->name');

const sdk = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
  name: text,
  vendor: text,
  aliases: list,
  kind: z.string().min(1),
  prefixes: z.array(dotted),
  components: list.optional(),
  metaData: list.optional(),
  libraries: list.optional(),
  hosts: list.optional(),
  assets: list.optional(),
  dataTypes: list,
  dataSource: z.string().min(1).optional(),
  policyUrl: z.string().min(1).optional(),
  recipient: z.boolean(),
  init: z.array(call).optional(),
  consent: list.optional(),
  notPrefixes: z.array(dotted).optional(),
  renamedComponents: z.array(z.string().regex(/^[A-Z]\w+$/u)).min(2).optional(),
  optionalDataTypes: list.optional(),
  disclosedDataTypes: list.optional(),
  preInit: z.array(call).optional(),
  consentApis: z.array(z.strictObject({ call, agreed: z.union([z.int().min(0), z.literal('call')]) })).optional(),
  switches: z.array(z.strictObject({ call, by: z.enum(['setter', 'override']), dataTypes: list })).optional(),
  versionHints: z
    .array(z.strictObject({ kind: z.enum(['field', 'library', 'metaData']), value: z.string().min(1) }))
    .optional(),
  ...origin,
});

const packer = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
  name: text,
  vendor: text,
  libraries: list,
  classes: list,
  files: list,
  addsPermissions: z.array(permissionName),
  addsSdks: list,
  ...origin,
});

const library = z.strictObject({ id: dotted, name: z.string().min(1), ...origin });

/** File name in rules/data (without `.json`) → shape of its records. */
export const RECORDS = {
  apis: api,
  permissions: permission,
  'data-types': dataType,
  categories: category,
  legal,
  sdks: sdk,
  packers: packer,
  libraries: library,
} as const;

export type TableFile = keyof typeof RECORDS;
/** All tables as validated: the same words as src/model/tables.ts, checked against each other by the tests. */
export type Tables = { readonly [K in TableFile]: readonly z.infer<(typeof RECORDS)[K]>[] };

/** Shape of a whole file. */
export const fileOf = (table: TableFile): z.ZodType<{ $schema: string; records: readonly unknown[] }> =>
  z.strictObject({ $schema: z.literal(`./${table}.schema.json`), records: z.array(RECORDS[table]) });

/** JSON Schema of a file, for editors; kept beside the table and held equal by a test. */
export const jsonSchemaOf = (table: TableFile): string => `${JSON.stringify(z.toJSONSchema(fileOf(table)), null, 2)}\n`;
