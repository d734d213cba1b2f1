import { ASYNC_ROWS } from './implicit-async.js';
import { LIBRARY_ROWS } from './implicit-library.js';
import type { ImplicitCallRow, Trigger } from './implicit-row.js';
import { SYSTEM_ROWS } from './implicit-system.js';
import { UI_ROWS } from './implicit-ui.js';

/** Steps that are not calls of a row's registering method but of the runtime itself. */
export const CLASS_INIT_ROW = 'class-init';
export const LAMBDA_ROW = 'lambda';

/**
 * The implicit-call table: registering call → callback. D8's lambda classes need no row (they are classes), nor do
 * invoke-custom lambdas once {@link LAMBDA_ROW} has made classes of them.
 */
export const IMPLICIT_CALLS: readonly ImplicitCallRow[] = [...ASYNC_ROWS, ...UI_ROWS, ...SYSTEM_ROWS, ...LIBRARY_ROWS];

/** Id and trigger of a row by its index; -1 is what an invoke-custom links to. */
export const rowOf = (row: number): { readonly id: string; readonly trigger: Trigger } =>
  row < 0 ? { id: LAMBDA_ROW, trigger: 'soon' } : IMPLICIT_CALLS[row]!;
