import type { Duty, LegalRecord } from '../model/index.js';
import { byId, lazy, table } from './tables.js';

/** Laws and their clauses with in-force dates, sorted by id. */
export const clauses = table('legal');
const one = byId(clauses);

/** `clause('pipl', '28')`, `clause('pipl/28')`, or `clause('csl')` for a law as a whole. */
export const clause = (id: string, part?: string): LegalRecord | undefined =>
  one(part === undefined ? id : `${id}/${part}`);

/** Items of the 2019 methods → the core duty an order about them concerns; items about no core duty are absent. */
export const itemDuty: () => Readonly<Record<string, Duty>> = lazy(() =>
  Object.fromEntries(
    clauses().flatMap(({ law, clause: item, duty }) =>
      law === 'methods-2019' && item !== undefined && duty !== undefined ? [[item, duty]] : [],
    ),
  ),
);
