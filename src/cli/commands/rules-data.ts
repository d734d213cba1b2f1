import type { Locale } from '../../model/index.js';
import { TABLE_SIZES } from '../../data/index.js';
import { pad } from '../../report/index.js';
import type { Io } from '../io.js';

const HEAD = {
  en: ['table', 'records', 'confirmed', 'checked'],
  zh: ['数据表', '记录数', '已核实', '核查日期'],
} as const;

const WIDTHS = [14, 9, 11, 10];

/** `privscan rules data`: each table's size, the share of records confirmed by a second source, and the date. */
export function rulesData(locale: Locale, io: Io): void {
  const row = (cells: readonly string[]): void => io.stdout.write(`${cells.map((cell, i) => pad(cell, WIDTHS[i] ?? 0)).join(' ').trimEnd()}\n`);
  row(HEAD[locale]);
  for (const { table, records, confirmed, checked } of TABLE_SIZES) {
    row([table, String(records), `${Math.round((confirmed / records) * 100)} %`, checked]);
  }
}
