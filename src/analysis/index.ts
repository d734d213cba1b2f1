export type { ClassGraph } from './class-graph.js';
export type { ApiUse, CodeFacts, SpecialUse, TextUse, UnreadDex } from './code-facts.js';
export { createOwnership } from './ownership.js';
export type { AppNames, Claim, Ownership } from './ownership.js';
export { sweepApp } from './sweep-app.js';
export type { SweepInput } from './sweep-app.js';
export type { RawSite } from './sweep/raw-hits.js';
