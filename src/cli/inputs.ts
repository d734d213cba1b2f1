import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../model/index.js';
import type { HistoryEntry, ScanRequest } from '../model/index.js';
import { isIsoDate } from '../config/index.js';

/** A policy text or history file is text for people; a larger one is a mistake. */
const MAX_TEXT_BYTES = 16 << 20;

function readBounded(file: string, what: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > MAX_TEXT_BYTES) throw new UsageError(`${what} ${file} is larger than 16 MiB`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${what} ${file} cannot be read`, { cause: error });
  }
}

/** `--policy FILE…` as bytes with the name the user gave. */
export function readPolicies(files: readonly string[], cwd: string): NonNullable<ScanRequest['declared']>['policy'] {
  return files.map((file) => ({ name: file, bytes: readBounded(path.resolve(cwd, file), 'policy') }));
}

function checkEntry(value: unknown, at: number): HistoryEntry {
  const entry = value as Partial<Record<keyof HistoryEntry, unknown>> | null;
  const where = `history entry ${at + 1}`;
  if (typeof entry !== 'object' || entry === null) throw new UsageError(`${where} must be an object`);
  const { date, authority, outcome, duty, items } = entry;
  if (typeof date !== 'string' || !isIsoDate(date)) throw new UsageError(`${where}: date must be a day like 2024-05-31`);
  if (typeof authority !== 'string') throw new UsageError(`${where}: authority must be text`);
  if (typeof outcome !== 'string') throw new UsageError(`${where}: outcome must be text`);
  if (duty !== undefined && (typeof duty !== 'string' || !/^K[1-6]$/u.test(duty))) throw new UsageError(`${where}: duty must be K1 … K6`);
  if (items !== undefined && !(Array.isArray(items) && items.every((item) => typeof item === 'string'))) {
    throw new UsageError(`${where}: items must be a list like ["M1.1"]`);
  }
  if (duty === undefined && items === undefined) throw new UsageError(`${where} needs duty or items`);
  return value as HistoryEntry;
}

/** `--history FILE`: `[{date, authority, duty | items, outcome}]`. */
export function readHistory(file: string, cwd: string): HistoryEntry[] {
  const text = new TextDecoder().decode(readBounded(path.resolve(cwd, file), 'history'));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`history ${file} is not JSON`, { cause: error });
  }
  if (!Array.isArray(value)) throw new UsageError(`history ${file} must be a list`);
  return value.map(checkEntry);
}
