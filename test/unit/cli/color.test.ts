import { describe, expect, it } from '@jest/globals';
import { colorLevel } from '../../../src/cli/color.js';
import type { ColorMode } from '../../../src/cli/color.js';

const level = (mode: ColorMode, env: Record<string, string>, isTTY: boolean): number =>
  colorLevel(mode, { env, stdout: { isTTY, columns: 80, write: () => undefined } });

describe('colorLevel', () => {
  it.each<[ColorMode, Record<string, string>, boolean, number]>([
    // The flag beats everything.
    ['never', { FORCE_COLOR: '3' }, true, 0],
    ['always', { NO_COLOR: '1', TERM: 'dumb' }, false, 1],
    // NO_COLOR when not empty, before FORCE_COLOR.
    ['auto', { NO_COLOR: '1' }, true, 0],
    ['auto', { NO_COLOR: '0' }, true, 0],
    ['auto', { NO_COLOR: '' }, true, 1],
    ['auto', { NO_COLOR: '1', FORCE_COLOR: '3' }, true, 0],
    // FORCE_COLOR when not empty, with its levels.
    ['auto', { FORCE_COLOR: '1' }, false, 1],
    ['auto', { FORCE_COLOR: 'true' }, false, 1],
    ['auto', { FORCE_COLOR: '2' }, false, 2],
    ['auto', { FORCE_COLOR: '3', TERM: 'dumb' }, false, 3],
    ['auto', { FORCE_COLOR: '0' }, true, 0],
    ['auto', { FORCE_COLOR: 'false' }, true, 0],
    ['auto', { FORCE_COLOR: '' }, false, 0],
    ['auto', { FORCE_COLOR: '' }, true, 1],
    // The terminal.
    ['auto', {}, true, 1],
    ['auto', { TERM: 'xterm' }, true, 1],
    ['auto', { TERM: 'dumb' }, true, 0],
    ['auto', {}, false, 0],
  ])('--color %s, %j, terminal %s: %i', (mode, env, isTTY, expected) => {
    expect(level(mode, env, isTTY)).toBe(expected);
  });
});
