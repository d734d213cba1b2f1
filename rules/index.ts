// Made by `privscan rules index`; checked in CI.
import type { AnyRule } from '../src/model/index.js';

export const BUILT_IN_RULES: readonly AnyRule[] = [];
