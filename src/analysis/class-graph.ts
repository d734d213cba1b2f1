/** Classes of all dex files in one id space; the first definition of a name wins, as in Android's class loader. */
export class ClassGraph {
  private readonly ids = new Map<string, number>();

  private readonly names: string[] = [];

  /** Superclass descriptor, only where it is not java.lang.Object. */
  private readonly supers: (string | undefined)[] = [];

  /** Per class: the list that holds its references, and where in it. */
  private readonly lists: (Int32Array | undefined)[] = [];

  private readonly starts: number[] = [];

  private readonly ends: number[] = [];

  /** Descriptors of referenced types that their own dex does not define, by name id. */
  private readonly externals: string[] = [];

  private readonly externalIds = new Map<string, number>();

  /** Ids of the externals once every dex was read, -1 where none defines the name. */
  private resolved: Int32Array | undefined;

  /** Methods (`class->name(args)ret`) that app classes define and that share name and signature with something sought. */
  readonly overrides = new Set<string>();

  get size(): number {
    return this.names.length;
  }

  /** Id of a new class, or undefined when the name is already defined. */
  define(descriptor: string, superDescriptor: string | undefined): number | undefined {
    if (this.ids.has(descriptor)) return undefined;
    const id = this.names.length;
    this.ids.set(descriptor, id);
    this.names.push(descriptor);
    this.supers.push(superDescriptor === 'Ljava/lang/Object;' ? undefined : superDescriptor);
    this.lists.push(undefined);
    this.starts.push(0);
    this.ends.push(0);
    return id;
  }

  idOf(descriptor: string): number | undefined {
    return this.ids.get(descriptor);
  }

  nameOf(id: number): string {
    return this.names[id]!;
  }

  superOf(id: number): string | undefined {
    return this.supers[id];
  }

  /** Small negative numbers stand for names that may be defined in another dex. */
  external(descriptor: string): number {
    let id = this.externalIds.get(descriptor);
    if (id === undefined) {
      id = this.externals.length;
      this.externals.push(descriptor);
      this.externalIds.set(descriptor, id);
    }
    return -1 - id;
  }

  /** References of a class, from `start` to `end` of a list that many share: ids, or what {@link external} gave. */
  refer(id: number, list: Int32Array, start: number, end: number): void {
    this.lists[id] = list;
    this.starts[id] = start;
    this.ends[id] = end;
  }

  /** Ids of the app classes a class refers to, when all are defined; names that no dex defines are left out. */
  forEachReference(id: number, visit: (to: number) => void): void {
    const list = this.lists[id];
    if (list === undefined) return;
    const resolved = (this.resolved ??= this.resolve());
    const end = this.ends[id]!;
    for (let i = this.starts[id]!; i < end; i++) {
      const reference = list[i]!;
      const to = reference >= 0 ? reference : resolved[-1 - reference]!;
      if (to >= 0) visit(to);
    }
  }

  private resolve(): Int32Array {
    return Int32Array.from(this.externals, (name) => this.ids.get(name) ?? -1);
  }

  /**
   * Classes in reach of the roots by reference (superclass, interfaces, code, fields), transitively. An
   * over-approximation of what can run; until there is a call graph it is what «in reach» means.
   */
  closure(roots: Iterable<number>): Uint8Array {
    const reached = new Uint8Array(this.names.length);
    const work: number[] = [];
    const visit = (id: number | undefined): void => {
      if (id === undefined || reached[id] === 1) return;
      reached[id] = 1;
      work.push(id);
    };
    for (const id of roots) visit(id);
    for (let id = work.pop(); id !== undefined; id = work.pop()) {
      this.forEachReference(id, visit);
    }
    return reached;
  }

  /**
   * Superclasses of a class from itself upwards; ends at the first class the app does not define, which is yielded
   * too. A class that is its own ancestor (hostile) ends the walk.
   */
  *ancestors(descriptor: string): Generator<string> {
    const seen = new Set<string>();
    for (let name: string | undefined = descriptor; name !== undefined && !seen.has(name);) {
      seen.add(name);
      yield name;
      const id = this.ids.get(name);
      if (id === undefined) return;
      name = this.supers[id];
    }
  }
}
