import type { ProviderContext } from './provider.js';

/** Says why silence about the code proves nothing: a dex unread, a packer, a missing split, a budget. */
export function noteIncompleteCode({ apk, facts, get, incomplete }: Pick<ProviderContext, 'apk' | 'facts' | 'get' | 'incomplete'>): void {
  for (const { entry, reason } of facts.code.unread) incomplete(`${entry} was not read: ${reason}`);
  for (const { entry, complete } of facts.code.dex) if (!complete) incomplete(`${entry} has methods that cannot be read`);
  if (facts.code.budgetHit) incomplete('the step budget of the code analysis ran out');
  for (const split of apk.missingSplits) incomplete(`the split ${split} is missing`);
  for (const { text } of get('Coverage').incomplete) incomplete(text.en);
}
