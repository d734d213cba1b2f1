import { FormatError } from '../../model/errors.js';
import { ByteReader } from '../binary/byte-reader.js';
import { ValueReader, type EncodedAnnotation } from './encoded-value.js';
import { MapType, type DexLayout, type Section } from './layout.js';

/** How long an annotation is kept. */
export type AnnotationVisibility = 'build' | 'runtime' | 'system';

export interface Annotation extends EncodedAnnotation {
  readonly visibility: AnnotationVisibility;
}

/** An annotations_directory_item, decoded. */
export interface ClassAnnotations {
  readonly class: readonly Annotation[];
  /** By field id. */
  readonly fields: ReadonlyMap<number, readonly Annotation[]>;
  /** By method id. */
  readonly methods: ReadonlyMap<number, readonly Annotation[]>;
  /** By method id: one list a parameter. */
  readonly parameters: ReadonlyMap<number, readonly (readonly Annotation[])[]>;
}

const VISIBILITIES: readonly AnnotationVisibility[] = ['build', 'runtime', 'system'];
/** Annotations read by one call: hostile directories can name the same large set again and again. */
const MAX_ANNOTATIONS = 1 << 18;

/** Reads the annotations of one class (its directory was checked to lie in its section). */
export function readAnnotations(layout: DexLayout, offset: number): ClassAnnotations {
  return new DirectoryReader(layout).read(offset);
}

class DirectoryReader {
  private readonly layout: DexLayout;
  private left = MAX_ANNOTATIONS;

  constructor(layout: DexLayout) {
    this.layout = layout;
  }

  read(offset: number): ClassAnnotations {
    const reader = this.open(offset, this.layout.section(MapType.annotationsDirectories));
    const classSet = reader.u32();
    const fieldCount = reader.u32();
    const methodCount = reader.u32();
    const parameterCount = reader.u32();
    const { fields, methods } = this.layout;
    return {
      class: this.set(classSet),
      fields: this.members(reader, fieldCount, fields.count, (at) => this.set(at)),
      methods: this.members(reader, methodCount, methods.count, (at) => this.set(at)),
      parameters: this.members(reader, parameterCount, methods.count, (at) => this.setRefList(at)),
    };
  }

  private members<T>(reader: ByteReader, count: number, limit: number, read: (offset: number) => T): Map<number, T> {
    if (count * 8 > reader.remaining) throw new FormatError('annotations directory is cut', reader.position);
    const members = new Map<number, T>();
    let last = -1;
    for (let i = 0; i < count; i++) {
      const id = reader.u32();
      if (id <= last || id >= limit) throw new FormatError('annotated member index', reader.position);
      last = id;
      members.set(id, read(reader.u32()));
    }
    return members;
  }

  private setRefList(offset: number): Annotation[][] {
    const reader = this.open(offset, this.layout.section(MapType.annotationSetRefLists));
    const count = reader.u32();
    if (count * 4 > reader.remaining) throw new FormatError('annotation set list is cut', offset);
    const lists: Annotation[][] = [];
    for (let i = 0; i < count; i++) lists.push(this.set(reader.u32()));
    return lists;
  }

  /** An annotation_set_item: offsets of annotations, sorted by type. */
  private set(offset: number): Annotation[] {
    if (this.left-- <= 0) throw new FormatError('too many annotations', offset);
    if (offset === 0) return [];
    const reader = this.open(offset, this.layout.section(MapType.annotationSets));
    const count = reader.u32();
    if (count * 4 > reader.remaining) throw new FormatError('annotation set is cut', offset);
    const annotations: Annotation[] = [];
    let last = -1;
    for (let i = 0; i < count; i++) {
      const annotation = this.annotation(reader.u32());
      if (annotation.type <= last) throw new FormatError('annotations are not sorted', offset);
      last = annotation.type;
      annotations.push(annotation);
    }
    return annotations;
  }

  private annotation(offset: number): Annotation {
    if (this.left-- <= 0) throw new FormatError('too many annotations', offset);
    const section = this.layout.section(MapType.annotations);
    if (offset < section.offset || offset >= section.end) throw new FormatError('annotation offset', offset);
    const reader = new ByteReader(this.layout.bytes, offset, section.end);
    const visibility = VISIBILITIES[reader.u8()];
    if (visibility === undefined) throw new FormatError('annotation visibility', offset);
    return { visibility, ...new ValueReader(this.layout, reader).annotation() };
  }

  private open(offset: number, section: Section): ByteReader {
    if (offset < section.offset || offset >= section.end || offset % 4 !== 0) {
      throw new FormatError('annotation offset', offset);
    }
    return new ByteReader(this.layout.bytes, offset, section.end);
  }
}
