import { LimitError } from '../../model/errors.js';
import { MAX_LOCALES, MAX_REFERENCE_DEPTH } from '../res-limits.js';
import type { ResValue } from '../res-value.js';
import { referenceOf, ResType } from '../res-value.js';
import { parseLocale } from './config-locale.js';
import { isBetter, matches } from './config-match.js';
import { ResourceConfig } from './resource-config.js';
import type { ResourceType } from './resource-package.js';
import type { ResourceEntry, ResourceName, ResourceTable } from './resource-table.js';
import type { StringUse } from './table-strings.js';
import { stringUses } from './table-strings.js';
import type { TypeChunk } from './type-chunk.js';

/** A string of a table: which resource, for which locale. */
export interface StringEntry {
  readonly id: number;
  /** `string/app_name`. */
  readonly name: string;
  /** As {@link ResourceConfig.locale}: `''`, `zh-rCN`. */
  readonly locale: string;
  readonly value: string;
}

/** A label as `aapt dump badging` shows it. */
export interface Labels {
  /** `application-label:`; undefined when the default configuration has none. */
  readonly default: string | undefined;
  /** `application-label-zh-CN:` and so on, by BCP 47 tag, for every locale of the tables. */
  readonly byLocale: Readonly<Record<string, string>>;
}

/** A value and the configuration it is for. */
interface Choice {
  readonly table: ResourceTable;
  readonly chunk: TypeChunk;
  readonly entry: number;
}

/** The types whose values are texts for people. */
const TEXT_TYPES = new Set(['string', 'array', 'plurals']);

/** The device `aapt dump badging` pretends to be: a small upright phone of medium density and any API level. */
class Device {
  readonly config: ResourceConfig;
  readonly #fitting = new Map<ResourceType, readonly TypeChunk[]>();

  /** @param locale BCP 47 tag or qualifier; `''`: none, so that only values for every language match */
  constructor(locale: string) {
    this.config = ResourceConfig.of({
      ...parseLocale(locale),
      orientation: 1,
      density: 160,
      sdkVersion: 10_000,
      screenWidthDp: 320,
      screenHeightDp: 480,
      smallestScreenWidthDp: 320,
      screenLayout: 2,
    });
  }

  /**
   * The chunks of a type that match this device. Kept, so that a look-up reads the offsets of few chunks: those of a type
   * with 85 languages lie all over a table of 32 MB, and each read is a cache miss.
   */
  fitting(type: ResourceType): readonly TypeChunk[] {
    let chunks = this.#fitting.get(type);
    if (chunks === undefined) {
      chunks = type.chunks.filter((chunk) => matches(chunk.config, this.config));
      this.#fitting.set(type, chunks);
    }
    return chunks;
  }
}

/**
 * The resources of an installed app: the tables of its base and splits as one. Packages with the same id merge; where two
 * tables define the same resource for the same configuration, the first table wins.
 */
export class Resources {
  readonly tables: readonly ResourceTable[];
  readonly #devices = new Map<string, Device>();

  constructor(tables: readonly ResourceTable[]) {
    this.tables = tables;
  }

  /**
   * The value behind all references, for a device without a language unless `config` says one. Where no value fits the
   * device at all, the first one of the file is taken: an analyst wants the value rather than none.
   *
   * @returns the value itself when it is no reference; undefined when it dangles, goes in a circle or ends at a bag
   */
  resolve(value: ResValue, config?: { readonly locale?: string }): ResValue | undefined {
    return this.#follow(value, this.#device(config?.locale ?? ''), false);
  }

  /** The text of a string resource for a locale; see {@link Resources.resolve}. */
  string(id: number, locale?: string): string | undefined {
    return this.resolve(reference(id), locale === undefined ? {} : { locale })?.string;
  }

  /** The text of a string resource for each locale that defines it (`''`: the default, `zh-rCN`), references followed. */
  strings(id: number): Map<string, string> {
    const texts = new Map<string, string>();
    for (const { table, chunk, entry } of this.#choices(id)) {
      const { locale } = chunk.config;
      if (texts.has(locale)) continue;
      const value = table.entryIn(chunk, entry)?.value;
      if (value === undefined) continue;
      const text = referenceOf(value) === undefined ? value.string : this.resolve(value, { locale })?.string;
      if (text !== undefined) texts.set(locale, text);
    }
    return texts;
  }

  /** Paths (`res/xml/config.xml`) of a file resource in every configuration, without repetition. */
  file(id: number): string[] {
    const paths = new Set<string>();
    const visited = new Set<number>();
    const pending = [id];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (visited.has(next) || visited.size >= MAX_REFERENCE_DEPTH) continue;
      visited.add(next);
      for (const { value } of this.lookup(next)) {
        if (value?.string !== undefined) paths.add(value.string);
        const target = value === undefined ? undefined : referenceOf(value);
        if (target !== undefined) pending.push(target);
      }
    }
    return [...paths];
  }

  /** Every configuration's value of a resource, base first; one a configuration. */
  lookup(id: number): ResourceEntry[] {
    return this.#choices(id).flatMap(({ table, chunk, entry }) => table.entryIn(chunk, entry) ?? []);
  }

  nameOf(id: number): ResourceName | undefined {
    for (const table of this.tables) {
      const name = table.nameOf(id);
      if (name !== undefined) return name;
    }
    return undefined;
  }

  /**
   * A label in every locale, as `aapt dump badging` prints it: each locale that occurs anywhere in the tables is asked for
   * in turn, so a label that is not translated is repeated. A literal is its own default.
   *
   * @param value the attribute, e.g. `android:label` of the application
   */
  labels(value: ResValue): Labels {
    const byLocale: Record<string, string> = {};
    let fallback = value.string;
    for (const tag of this.localeTags()) {
      const found = this.#follow(value, this.#device(tag), true);
      const text = found?.type === ResType.string && found.string !== '' ? found.string : undefined;
      if (tag === '') fallback = text;
      else if (text !== undefined) byLocale[tag] = text;
    }
    return { default: fallback, byLocale };
  }

  /** BCP 47 tags of all locales of the tables, `''` for the default, sorted. */
  localeTags(): string[] {
    const tags = new Set<string>();
    for (const table of this.tables) {
      for (const { types } of table.packages) {
        for (const type of types.values()) for (const chunk of type.chunks) tags.add(chunk.config.localeTag);
      }
    }
    return [...tags].sort();
  }

  /** All texts: strings, items of string arrays and plurals. References are left out: their targets are in the list. */
  *stringEntries(): Generator<StringEntry> {
    for (const table of this.tables) {
      const accept = (): boolean => true;
      for (const use of stringUses(table, (type) => TEXT_TYPES.has(type.name), accept)) yield* textOf(table, use);
    }
  }

  /**
   * Values that hold any of the needles (ASCII in either case, other characters exactly): texts, but also paths of files
   * and strings in styles; {@link StringEntry.name} tells which. The pools are scanned as bytes; only hits are decoded.
   */
  findStrings(needles: readonly string[]): StringEntry[] {
    const found: StringEntry[] = [];
    for (const table of this.tables) {
      const hits = new Set(table.strings.scan(needles));
      if (hits.size === 0) continue;
      const any = (): boolean => true;
      for (const use of stringUses(table, any, (index) => hits.has(index))) found.push(...textOf(table, use));
    }
    return found;
  }

  #device(locale: string): Device {
    let device = this.#devices.get(locale);
    if (device === undefined) {
      if (this.#devices.size >= MAX_LOCALES)
        throw new LimitError('resource-locales', 'resource table: too many locales');
      device = new Device(locale);
      this.#devices.set(locale, device);
    }
    return device;
  }

  /** All configurations of a resource over all tables, the first of each qualifier. */
  #choices(id: number): Choice[] {
    const choices: Choice[] = [];
    const seen = new Set<string>();
    for (const [place, table] of this.tables.entries()) {
      table.eachChunk(id, (chunk, entry) => {
        if (this.tables.length > 1) {
          const { qualifier } = chunk.config;
          if (place > 0 && seen.has(qualifier)) return;
          seen.add(qualifier);
        }
        choices.push({ table, chunk, entry });
      });
    }
    return choices;
  }

  #follow(start: ResValue, device: Device, strict: boolean): ResValue | undefined {
    let value = start;
    for (let step = 0; step < MAX_REFERENCE_DEPTH; step += 1) {
      const id = referenceOf(value);
      if (id === undefined) return isReference(value) ? undefined : value;
      const next = this.#best(id, device, strict);
      if (next === undefined) return undefined;
      value = next;
    }
    return undefined;
  }

  /** `ResTable::getEntry`: among the configurations that fit, the first that no later one is better than. */
  #best(id: number, device: Device, strict: boolean): ResValue | undefined {
    const entry = id & 0xffff;
    let best: Choice | undefined;
    for (const table of this.tables) {
      for (const type of table.typesOf(id)) {
        for (const chunk of device.fitting(type)) {
          if (chunk.offsetOf(entry) < 0) continue;
          // Equal configurations of a later table are never better, so the first table wins.
          const better = best === undefined || isBetter(chunk.config, best.chunk.config, device.config);
          if (better) best = { table, chunk, entry };
        }
      }
    }
    if (!strict) best ??= this.#choices(id)[0];
    return best?.table.entryIn(best.chunk, best.entry)?.value;
  }
}

function reference(id: number): ResValue {
  return { type: ResType.reference, data: id };
}

/** A reference type; `@null` is one without a target. */
function isReference(value: ResValue): boolean {
  return value.type === ResType.reference || value.type === ResType.dynamicReference;
}

function* textOf(table: ResourceTable, { id, owner, type, key, config, index }: StringUse): Generator<StringEntry> {
  const value = table.strings.at(index);
  if (value !== undefined) yield { id, name: entryName(type, owner.keys.at(key)), locale: config.locale, value };
}

const entryName = (type: ResourceType, entry: string | undefined): string => `${type.name}/${entry ?? ''}`;
