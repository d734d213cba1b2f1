import path from 'node:path';
import { UsageError } from '../model/index.js';
import type { HistoryEntry, ScanRequest } from '../model/index.js';
import { didYouMean, isIsoDate, readBounded } from '../config/index.js';

/** A policy text or history file is text for people; a larger one is a mistake. */
const MAX_TEXT_BYTES = 16 << 20;

/** `--policy FILE…` as bytes with the name the user gave. */
export function readPolicies(files: readonly string[], cwd: string): NonNullable<ScanRequest['declared']>['policy'] {
  return files.map((file) => ({ name: file, bytes: readBounded(path.resolve(cwd, file), MAX_TEXT_BYTES, 'policy') }));
}

const ENTRY_KEYS = ['date', 'authority', 'duty', 'items', 'outcome'];

const isText = (value: unknown): value is string => typeof value === 'string';

const isItemList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => isText(item) && /^M[1-6]\.[1-9]$/u.test(item));

/** One entry with only the fields that are known; `where` names file and entry in messages. */
function checkEntry(value: unknown, where: string): HistoryEntry {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${where} must be an object`);
  const unknown = Object.keys(value).find((key) => !ENTRY_KEYS.includes(key));
  if (unknown !== undefined)
    throw new UsageError(`${where}: unknown key «${unknown}».${didYouMean(unknown, ENTRY_KEYS)}`);
  const { date, authority, outcome, duty, items } = value as Partial<Record<keyof HistoryEntry, unknown>>;
  if (!isText(date) || !isIsoDate(date)) throw new UsageError(`${where}: date must be a day like 2024-05-31`);
  if (!isText(authority)) throw new UsageError(`${where}: authority must be text`);
  if (!isText(outcome)) throw new UsageError(`${where}: outcome must be text`);
  if (duty !== undefined && !(isText(duty) && /^K[1-6]$/u.test(duty)))
    throw new UsageError(`${where}: duty must be K1 … K6`);
  if (items !== undefined && !isItemList(items)) {
    throw new UsageError(`${where}: items must be a list of items of the 2019 methods like ["M1.1"]`);
  }
  if (duty === undefined && items === undefined) throw new UsageError(`${where} needs duty or items`);
  return {
    date,
    authority,
    outcome,
    ...(duty === undefined ? {} : { duty }),
    ...(items === undefined ? {} : { items }),
  };
}

/** `--history FILE`: `[{date, authority, duty | items, outcome}]`. */
export function readHistory(file: string, cwd: string): HistoryEntry[] {
  const text = new TextDecoder().decode(readBounded(path.resolve(cwd, file), MAX_TEXT_BYTES, 'history'));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`history ${file} is not JSON`, { cause: error });
  }
  if (!Array.isArray(value)) throw new UsageError(`history ${file} must be a list`);
  return value.map((entry, i) => checkEntry(entry, `history ${file}: entry ${i + 1}`));
}
