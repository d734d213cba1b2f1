export { createArtifactStore } from './store.js';
export type { ArtifactStore, StoreInput } from './store.js';
