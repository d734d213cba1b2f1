import type { Owner } from '../model/index.js';
import { packers, sdk } from '../data/index.js';
import type { ProviderContext } from './provider.js';

/** SDKs that a packer which was found brings along: what they do is not the app's doing. */
export function packerSdks({ peek }: Pick<ProviderContext, 'peek'>): ReadonlySet<string> {
  const found = new Set(peek('Coverage').packer.map((packer) => packer.id));
  return new Set(packers().flatMap((packer) => (found.has(packer.id) ? packer.addsSdks : [])));
}

/**
 * The app itself, or an SDK that receives personal data and did not come with a packer: the two whose calls count
 * (design/verdict §1).
 */
export function countingOwner(context: Pick<ProviderContext, 'peek'>): (owner: Owner) => boolean {
  const brought = packerSdks(context);
  return (owner) =>
    owner.kind === 'app' || (owner.kind === 'sdk' && sdk(owner.id)?.recipient === true && !brought.has(owner.id));
}
