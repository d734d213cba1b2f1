import type { Coverage, IncompleteReason } from '../../model/index.js';
import { foreignCode, unreadShare } from '../foreign-code.js';
import { findPackers } from '../packers.js';
import type { Provider, ProviderContext } from '../provider.js';

/** More than this share of the code unread makes a result incomplete (design/verdict §3). */
const MAX_UNREAD_SHARE = 0.2;

function reasons({ apk, facts }: ProviderContext, coverage: Pick<Coverage, 'packer' | 'unreadShare'>): IncompleteReason[] {
  const found: IncompleteReason[] = coverage.packer.map(({ name, matchedBy }) => ({
    kind: 'packed',
    text: { en: `packed with ${name.en} (${matchedBy.join(', ')}): the app's own code is hidden`, zh: `已使用${name.zh}加固（${matchedBy.join('、')}）：App自身代码不可见` },
  }));
  const { dex, unread, budgetHit } = facts.code;
  const own = new Set(apk.dexEntries().map((entry) => entry.entry));
  if (own.size === 0 && apk.manifest.application.hasCode !== false) {
    found.push({ kind: 'dex-unreadable', text: { en: 'there is no classes.dex, though the manifest does not say that the app has no code', zh: '没有classes.dex，而清单未声明该App不含代码' } });
  }
  for (const { entry, reason } of unread.filter((one) => own.has(one.entry))) {
    found.push({ kind: 'dex-unreadable', text: { en: `${entry} could not be read: ${reason}`, zh: `${entry}无法读取：${reason}` } });
  }
  for (const { entry } of dex.filter((one) => !one.complete && own.has(one.entry))) {
    found.push({ kind: 'dex-unreadable', text: { en: `${entry} has methods that cannot be read`, zh: `${entry}中有无法读取的方法` } });
  }
  if (budgetHit) found.push({ kind: 'budget', text: { en: 'the step budget of the code analysis ran out', zh: '代码分析步数达到上限' } });
  for (const split of apk.missingSplits) {
    found.push({ kind: 'split', text: { en: `the split ${split} is missing: scan it together with the base (--split)`, zh: `缺少拆分包${split}：请与基础包一并扫描（--split）` } });
  }
  if (coverage.unreadShare > MAX_UNREAD_SHARE) {
    const percent = Math.round(coverage.unreadShare * 100);
    found.push({
      kind: 'native',
      text: { en: `about ${percent} % of the code is native, Flutter, Unity, Hermes or H5 and was not read`, zh: `约${percent}%的代码为原生库、Flutter、Unity、Hermes或H5，未读取` },
    });
  }
  return found;
}

/** What was read and what was not. */
export const coverageProvider: Provider<'Coverage'> = (context) => {
  const { facts, apk } = context;
  const foreign = foreignCode(apk);
  for (const { entry, reason } of facts.code.unread) {
    context.diagnose({ code: 'dex-unreadable', level: 'unread', stage: 'parse', where: entry, message: reason });
  }
  const unread = facts.code.unread.map(({ entry, reason, bytes }) => ({ what: entry, kind: 'dex', bytes, reason }));
  const dexBytes = apk.dexEntries().reduce((sum, dex) => sum + dex.size, 0);
  const parts = { packer: findPackers(context), unreadShare: unreadShare(foreign, dexBytes) };
  return {
    dex: facts.code.dex,
    notRead: [...unread, ...foreign.map(({ what, kind, bytes, reason }) => ({ what, kind, bytes, reason }))],
    ...parts,
    incomplete: reasons(context, parts),
  };
};
