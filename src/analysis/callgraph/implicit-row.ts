/**
 * When a registered callback runs. `soon`: by itself, as a consequence of the registering call. `user`: when the user
 * does something. `system`: when something else happens (a fix, a broadcast, another activity's life), maybe never.
 */
export type Trigger = 'soon' | 'user' | 'system';

/** How the object that is called is found at the registering call. */
export type CallbackSource =
  /** The object the method is called on. */
  | { readonly from: 'receiver'; readonly type: string }
  /** The argument whose parameter has this type (the first such, or all with `all`). */
  | { readonly from: 'argument'; readonly type: string; readonly all?: true }
  /** An argument of any declared type whose objects have the called methods; `type` is what to fall back to. */
  | { readonly from: 'any'; readonly type: string }
  /** A `java.lang.Class` argument: the system makes an object of that class. */
  | { readonly from: 'class'; readonly type: string }
  /** An `android.content.Intent` (or ComponentName) argument with an explicit target. */
  | { readonly from: 'intent'; readonly type: string }
  /** A `java.lang.reflect.Method`, `Constructor`, `Class` or method handle the call is made on. */
  | { readonly from: 'reflection'; readonly type: string };

/** One kind of call that no invoke instruction shows. */
export interface ImplicitCallRow {
  /** Named in evidence (`PathStep.table`); never reused. */
  readonly id: string;
  readonly trigger: Trigger;
  /** Class of the registering method: itself and what is below it; `a.b.*` a package; `*` any class the app does not define. */
  readonly on: string;
  /** Names of the registering methods; a trailing `*` stands for the rest. */
  readonly names: readonly string[];
  readonly callback: CallbackSource;
  /** `name(args)ret` of what is called on the object; `@Type` every method with that annotation. */
  readonly calls: readonly string[];
  /** Page that says so. */
  readonly source: string;
  readonly note?: string;
}

const REFERENCE = 'https://developer.android.com/reference/';

/** A page of the API reference by class name. */
export const reference = (className: string): string => REFERENCE + className.replaceAll('.', '/').replaceAll('$', '.');

/** Builds a row whose source is the reference page of `on`. */
export function row(
  id: string,
  trigger: Trigger,
  on: string,
  names: string,
  callback: CallbackSource,
  calls: string,
  extra: { readonly source?: string; readonly note?: string } = {},
): ImplicitCallRow {
  const source = extra.source ?? reference(on === '*' ? callback.type : on);
  return { id, trigger, on, names: names.split(' '), callback, calls: calls.split(' '), ...extra, source };
}

/** An argument of that parameter type. */
export const argument = (type: string): CallbackSource => ({ from: 'argument', type });
export const receiver = (type: string): CallbackSource => ({ from: 'receiver', type });
