import type { Io } from './io.js';

export type ColorMode = 'auto' | 'always' | 'never';

type Level = 0 | 1 | 2 | 3;

const set = (value: string | undefined): value is string => value !== undefined && value !== '';

function forced(value: string): Level {
  if (value === 'false' || value === '0') return 0;
  if (value === '2' || value === '3') return Number(value) as Level;
  return 1;
}

/**
 * The colour level, decided here because chalk 5 ignores NO_COLOR: the flag first, then NO_COLOR, then FORCE_COLOR
 * (both hold only when not empty: no-color.org, force-color.org), then whether stdout is a terminal that can.
 */
export function colorLevel(mode: ColorMode, { env, stdout }: Pick<Io, 'env' | 'stdout'>): Level {
  if (mode === 'never') return 0;
  if (mode === 'always') return 1;
  if (set(env['NO_COLOR'])) return 0;
  const force = env['FORCE_COLOR'];
  if (set(force)) return forced(force);
  return stdout.isTTY && env['TERM'] !== 'dumb' ? 1 : 0;
}
