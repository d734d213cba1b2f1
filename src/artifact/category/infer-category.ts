import type { CategoryInput } from './category-input.js';
import { weighComponents, weighLabels, weighPackage } from './name-evidence.js';
import { NETWORK_SERVICES, OTHER_ROLES, ROLES, SDK_KINDS } from './roles.js';
import { SCREEN_TEXTS } from './screen-texts.js';
import { Tally } from './tally.js';
import { CROWD, OFFLINE, SCREEN_TEXT } from './weights.js';

export interface InferredCategory {
  /** `C01` … `C39`. */
  readonly id: string;
  /** 0…1: the share of this category among all and «none of the 39». At 0.8 or more it may judge necessity. */
  readonly confidence: number;
  /** What spoke for it, one English phrase each, strongest kinds first. */
  readonly because: readonly string[];
}

/** Below this «none of the 39» is as good an answer. */
const LEAST = 0.4;

/**
 * Texts on screens are searched for between these only. Less sure, even all of them (`CROWD`, 1.2) could not lift a
 * category to 0.8: that takes odds of 4/e^1.2, a share of 0.55. And a sure one needs no search.
 */
const WORTH_A_SEARCH = 0.54;
const SURE = 0.8;

function weighScreenTexts(texts: readonly string[], tally: Tally): void {
  const found = new Map<string, string[]>();
  for (const text of new Set(texts)) {
    const category = SCREEN_TEXTS.get(text);
    if (category !== undefined) found.set(category, [...(found.get(category) ?? []), `«${text}»`]);
  }
  for (const [category, words] of found)
    tally.add(category, Math.min(CROWD, words.length * SCREEN_TEXT), `texts on screens: ${words.join(', ')}`);
}

function weighRoles(roles: readonly string[], sdkKinds: readonly string[], tally: Tally): void {
  for (const role of roles) {
    const known = ROLES.get(role);
    if (known !== undefined) tally.add(known[0], known[1], `role: ${role.slice(role.lastIndexOf('.') + 1)}`);
    tally.against(OTHER_ROLES.get(role) ?? 0);
  }
  for (const kind of sdkKinds) {
    const known = SDK_KINDS.get(kind);
    if (known !== undefined) tally.add(known[0], known[1], `SDK for: ${kind}`);
  }
}

/**
 * Which of the 39 categories of the 2021 provisions an app belongs to, by additive evidence; see `weights.ts`. Undefined
 * where nothing speaks for one, or more for none of them: frequent and right for samples, libraries, developers' tools.
 * A pure function, linear in the input's length.
 */
export function inferCategory(input: CategoryInput): InferredCategory | undefined {
  const tally = new Tally();
  weighLabels(input.labels, tally);
  if (input.packageName !== undefined) weighPackage(input.packageName, tally);
  weighComponents(input.components ?? [], tally);
  weighRoles(input.roles ?? [], input.sdkKinds ?? [], tally);
  if (input.permissions?.includes('android.permission.INTERNET') === false) {
    for (const id of NETWORK_SERVICES) tally.weaken(id, OFFLINE, 'against it: no INTERNET permission');
  }
  const doubt = tally.best();
  if (doubt !== undefined && doubt.confidence >= WORTH_A_SEARCH && doubt.confidence < SURE)
    weighScreenTexts(input.screenTexts?.() ?? [], tally);
  const best = tally.best();
  return best === undefined || best.confidence < LEAST ? undefined : best;
}
