import type { Owner } from '../model/index.js';
import { sdk } from '../data/index.js';

/** The app itself, or an SDK that receives personal data: the two whose calls count (design/verdict §1). */
export function isCountingOwner(owner: Owner): boolean {
  return owner.kind === 'app' || (owner.kind === 'sdk' && sdk(owner.id)?.recipient === true);
}
