import type {
  ApiRecord,
  CategoryRecord,
  DataTypeRecord,
  LegalRecord,
  LibraryRecord,
  PackerRecord,
  PermissionRecord,
  SdkRecord,
} from '../model/index.js';
import { TABLE_TEXTS } from './generated/tables.js';

interface Records {
  readonly apis: ApiRecord;
  readonly permissions: PermissionRecord;
  readonly 'data-types': DataTypeRecord;
  readonly categories: CategoryRecord;
  readonly legal: LegalRecord;
  readonly sdks: SdkRecord;
  readonly packers: PackerRecord;
  readonly libraries: LibraryRecord;
}

/** Runs `make` at the first call and remembers: nothing is parsed or indexed before somebody asks. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Undoes `pack` of src/data/compile/pack.ts. */
function unpack(text: string): readonly object[] {
  const [origins, records] = JSON.parse(text) as [
    readonly (readonly [string, string])[],
    readonly { readonly from: number }[],
  ];
  return records.map(({ from, ...rest }) => {
    const [source, checked] = origins[from] ?? ['', ''];
    return { ...rest, source, checked };
  });
}

/** The records of one table, sorted by id. They were validated by the build, so parsing is all that is left. */
export const table = <K extends keyof Records>(name: K): (() => readonly Records[K][]) =>
  lazy(() => unpack(TABLE_TEXTS[name]) as readonly Records[K][]);

/** Look-up by id over a table. */
export const byId = <T extends { readonly id: string }>(
  records: () => readonly T[],
): ((id: string) => T | undefined) => {
  const index = lazy(() => new Map(records().map((record) => [record.id, record])));
  return (id) => index().get(id);
};
