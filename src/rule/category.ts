import type { AppContext, CategoryRecord } from '../model/index.js';

/** An inferred category judges only when it is this sure (design/verdict §2). */
const SURE = 0.8;

/** A category was declared, or inferred surely enough to judge necessity by it. */
export function hasCategory({ category }: AppContext): boolean {
  return category !== undefined && (category.source === 'declared' || category.confidence >= SURE);
}

/**
 * What a category says about a permission: its basic function needs it, an extended function may ask for it when the
 * user starts it (lawful, article 4 of the 2021 provisions), or neither.
 */
export type Standing = 'necessary' | 'contextual' | 'outside';

/** The best standing of any of the permissions; `outside` where the category is unknown or no permission is needed. */
export function standingOf(permissions: readonly string[], category: CategoryRecord | undefined): Standing {
  if (category === undefined) return 'outside';
  if (permissions.some((name) => category.permissions.includes(name))) return 'necessary';
  const contextual = new Set(category.contextual.map(({ permission }) => permission));
  return permissions.some((name) => contextual.has(name)) ? 'contextual' : 'outside';
}
