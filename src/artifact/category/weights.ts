import type { Strength } from './lexicon.js';

/**
 * Log-odds that a piece of evidence adds to a category against {@link NONE}, the standing of «none of the 39». With
 * nothing else, a label's word that names a category gives 1/(1+e^(2−4)) = 0.88, one that suggests it 0.73, one that
 * fits it 0.50; only the first may judge necessity alone (0.8, design/verdict §2).
 */
export const LABEL: Readonly<Record<Strength, number>> = { names: 4, suggests: 3, fits: 2 };

/** What «none of the 39» has before anything is seen: samples, libraries, offices' and developers' tools. */
export const NONE = 2;

/** In a compound the last noun is the head: 房贷计算器 is a calculator. What stands before it counts this much. */
export const MODIFIER = 0.3;

/** A word we do not know stands after the hint and may be the head: 购物清单 is a list. Nothing named is sure then. */
export const UNKNOWN_HEAD = 1;

/** A second word of the same category in one label, or the same category named in another language. */
export const AGAIN = 0.4;

/** Words of the package name: chosen once, by developers, and often borrowed. */
export const PACKAGE: Readonly<Record<Strength, number>> = { names: 1.6, suggests: 1.2, fits: 0.6 };

/** A component of the app's own packages with such a word in its name; each distinct word once. */
export const COMPONENT: Readonly<Record<Strength, number>> = { names: 0.5, suggests: 0.4, fits: 0.15 };

/** All components together, and all strings together, never say more than this. */
export const CROWD = 1.2;

/** A text of the user interface that only screens of this trade have; each distinct one once. */
export const SCREEN_TEXT = 0.4;

/** A word that says the app is no product for consumers, in the label or in the package. */
export const NO_PRODUCT = 3;

/** `com.example`: what Android Studio proposes; some people keep it. */
export const EXAMPLE_PACKAGE = 0.7;

/** A service by network without INTERNET is none. */
export const OFFLINE = -4;
