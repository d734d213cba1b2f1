import type { DataTypeRecord, Text } from '../model/index.js';

type Named = Pick<DataTypeRecord, 'id' | 'name'>;

/**
 * The data types of a finding in people's words, for a message: `IMEI, Android ID` / `国际移动设备识别码（IMEI）、Android ID`.
 * An id that the table does not know stays as it is.
 */
export function typeNames(ids: readonly string[], table: readonly Named[]): Text {
  const known = new Map(table.map(({ id, name }) => [id, name]));
  const names = [...new Set(ids)].map((id) => known.get(id) ?? { en: id, zh: id });
  return { en: names.map((name) => name.en).join(', '), zh: names.map((name) => name.zh).join('、') };
}
