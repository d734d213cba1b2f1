import type { PackageSpec, TableOptions } from '../../../../fixtures/toolkit/arsc.js';
import { buildArsc } from '../../../../fixtures/toolkit/arsc.js';
import { Resources, ResourceTable } from '../../../../src/format/arsc/index.js';

export const open = (packages: readonly PackageSpec[], options: TableOptions = {}): ResourceTable =>
  ResourceTable.open(buildArsc(packages, options), 'resources.arsc');

export const resources = (...tables: readonly (readonly PackageSpec[])[]): Resources =>
  new Resources(tables.map((packages) => open(packages)));

export const ref = (id: number) => ({ type: 1, data: id });
