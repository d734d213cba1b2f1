export { chooseLocale } from './choose-locale.js';
export { phrase } from './phrase.js';
export type { PhraseKey } from './phrases.js';
