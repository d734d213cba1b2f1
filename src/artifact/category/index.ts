/** What kind of app it is, from what it says about itself. */
export type { CategoryInput } from './category-input.js';
export { categoryInput } from './category-input.js';
export type { InferredCategory } from './infer-category.js';
export { inferCategory } from './infer-category.js';
export { inferMinors } from './infer-minors.js';
