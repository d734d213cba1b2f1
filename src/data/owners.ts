import type { LibraryRecord, SdkRecord } from '../model/index.js';
import { prefixMatcher } from './prefix-matcher.js';
import type { PrefixMatch } from './prefix-matcher.js';
import { byId, lazy, table } from './tables.js';

/** Recipients and other SDKs with a record, sorted by id. */
export const sdks = table('sdks');
export const sdk = byId(sdks);
/** Tools that hide an app's code, sorted by id. */
export const packers = table('packers');
/** Prefixes of common libraries that are neither app nor SDK, sorted by id. */
export const libraries = table('libraries');

const sdkMatcher = lazy(() => prefixMatcher(sdks(), (record) => record));
const libraryMatcher = lazy(() => prefixMatcher(libraries(), (record) => ({ prefixes: [record.id] })));

/** The SDK a class belongs to, by its longest prefix; `className` dotted, slashed or a descriptor. */
export const matchSdk = (className: string): PrefixMatch<SdkRecord> | undefined => sdkMatcher()(className);

/** The common library a class belongs to. Where an SDK matches too, the longer prefix decides. */
export const matchLibrary = (className: string): LibraryRecord | undefined => libraryMatcher()(className)?.record;
