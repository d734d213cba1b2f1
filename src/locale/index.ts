export { chooseLocale } from './choose-locale.js';
export { isPhrase, phrase } from './phrase.js';
export type { PhraseKey } from './phrases.js';
