/**
 * Named bounds of the readers of binary XML and resource tables. Hostile files are small and ask for much; every
 * number here is far above what any file of the corpus needs (figures in brackets) and keeps time and memory linear
 * in the file's size.
 */

/** Open elements at one time [deepest manifest or layout: 24]. Android has no cap and needs 13 s for 50,000. */
export const MAX_XML_DEPTH = 1000;

/**
 * Attributes of one document [largest: about 4,000]. `attributeSize` may be 0, so 65,535 attributes can share the
 * bytes of one; without this bound a document of 16 MB asks for 3 × 10¹⁰ attributes.
 */
export const MAX_XML_ATTRIBUTES = 1_000_000;

/**
 * Character data of one document, in characters. Nodes share strings of the pool, so 500,000 nodes can join to more than a
 * JavaScript string holds.
 */
export const MAX_XML_TEXT = 16 << 20;

/** Characters of text XML handed to the text parser. */
export const MAX_TEXT_XML_LENGTH = 16 << 20;

/**
 * Decoded characters of one string pool, as a multiple of its bytes. Strings that do not overlap decode to at most one
 * character a byte; offsets that overlap could decode to (number of strings) × (size of the pool).
 */
export const STRING_POOL_EXPANSION = 4;

/** Lower bound of the decode budget, so that tiny pools with shared strings are fine. */
export const STRING_POOL_MIN_BUDGET = 1 << 20;

/** Comparisons a string pool scan may spend to tell which overlapping strings hold a hit. */
export const MAX_SCAN_STEPS = 1 << 22;

/** Steps of a chain of references, as `ResTable::resolveReference` of AOSP. */
export const MAX_REFERENCE_DEPTH = 20;

/** Packages of one table; the package count is 32 bits, package ids are 8. */
export const MAX_PACKAGES = 256;

/** Type chunks of one table [framework-res: 3,857]. */
export const MAX_TYPE_CHUNKS = 50_000;

/**
 * Locales one app may be asked for [framework-res: 141]. Each costs a look at every type chunk, so locales × chunks is the
 * price of labels.
 */
export const MAX_LOCALES = 500;
