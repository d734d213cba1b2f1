import type { Evidence, ManifestModel } from '../model/index.js';
import { permissionEvidence } from './evidence.js';

/** Every line of the manifests that asks for a permission (base and splits may repeat it); undefined: none does. */
export function permissionLines({ permissions }: ManifestModel, name: string): [Evidence, ...Evidence[]] | undefined {
  const [first, ...others] = permissions.filter((use) => use.name === name).map(permissionEvidence);
  return first === undefined ? undefined : [first, ...others];
}
