import type { AppContext } from '../model/index.js';

/** An inferred category judges only when it is this sure (design/verdict §2). */
const SURE = 0.8;

/** A category was declared, or inferred surely enough to judge necessity by it. */
export function hasCategory({ category }: AppContext): boolean {
  return category !== undefined && (category.source === 'declared' || category.confidence >= SURE);
}
