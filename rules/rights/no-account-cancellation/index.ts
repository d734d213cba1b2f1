import { matchLibrary, matchSdk } from '../../../src/data/index.js';
import { componentEvidence, defineRule } from '../../../src/rule/index.js';
import type { Component, Evidence, ManifestModel, UiText } from '../../../src/rule/index.js';

/** Screens on which an account is made. */
const REGISTER_SCREEN = /(?:Regist(?:er|ration)|Sign_?[Uu]p|CreateAccount)(?:[A-Z]\w*)?$/u;

/** Screens on which one signs in: the account may be somebody else's (a mail box, a router). */
const LOGIN_SCREEN = /(?:Log_?[Ii]n|Sign_?[Ii]n)(?:[A-Z]\w*)?$/u;

/** Whole texts by which an account is made or regained. */
const REGISTER_TEXT =
  /^(?:立即|免费|快速|手机|新?用户|账号|账户)*注册(?:账号|帐号|账户|新?用户)?$|^(?:忘记|找回)密码[?？]?$|自动注册|^(?:sign up|create (?:an )?account|forgot (?:your )?password\??)$/iu;

/** Strings that login SDKs bring with them. */
const SDK_STRING = /^string\/(?:ssdk|smssdk|umcsdk|umeng|jverification|authsdk|com_|common_|fui_)/u;

/** A way to cancel the account, in the words of a button, a screen or a policy. */
const CANCELS =
  /(?:注销|删除|关闭)[^，。]{0,6}(?:[账帐][号户]|用户)|[账帐][号户][^，。]{0,6}(?:注销|删除)|销户|(?:delete|close|cancel|deactivate|erase|remove)\s+(?:my |your |this |the |an |user )?account|account (?:deletion|cancellation)/iu;
const CANCEL_SCREEN =
  /(?:Cancel|Delete|Close|Destroy|Remove|Deactivate|Unregister|LogOff|Logoff|WriteOff|Writeoff|ZhuXiao|Zhuxiao)\w*(?:Account|User)|(?:Account|User)\w*(?:Cancel|Delet|Clos|Destroy|Deactivat|LogOff|Logoff|WriteOff|Writeoff)|Unregister|ZhuXiao|Zhuxiao/u;

/** «注销» alone may mean signing out. */
const MAY_CANCEL = /注销/u;

const simpleName = ({ name }: Component): string => name.slice(name.lastIndexOf('.') + 1);

/** The name without the word for a screen, so that what it is about stands at its end. */
const about = (component: Component): string => simpleName(component).replace(/(?:Activity|Page|Screen|UI|Ui)$/u, '');

/** The app's own package may lie below a library's prefix (a library's demo). */
const ownScreens = ({ components, packageName }: ManifestModel): Component[] =>
  components.filter(
    ({ kind, name, enabled }) =>
      kind === 'activity' &&
      enabled &&
      (name.startsWith(`${packageName}.`) || (matchSdk(name) === undefined && matchLibrary(name) === undefined)),
  );

const isOwnText = ({ owner, evidence }: UiText): boolean =>
  owner.kind !== 'sdk' && !(evidence.kind === 'resource' && SDK_STRING.test(evidence.name));

interface Accounts {
  readonly made: readonly Evidence[];
  readonly used: readonly Evidence[];
}

function accountsOf(manifest: ManifestModel, texts: readonly UiText[]): Accounts {
  const screens = ownScreens(manifest);
  const made = screens.filter((one) => REGISTER_SCREEN.test(about(one))).map(componentEvidence);
  const said = texts.filter((one) => isOwnText(one) && REGISTER_TEXT.test(one.text.trim())).map((one) => one.evidence);
  const used = screens.filter((one) => LOGIN_SCREEN.test(about(one))).map(componentEvidence);
  return { made: [...made, ...said], used };
}

/** Pieces of evidence shown: a few prove that there are accounts. */
const SHOWN = 3;

export default defineRule({
  meta: {
    id: 'rights/no-account-cancellation',
    code: 'RGT-001',
    category: 'rights',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    market: 'cn',
    title: { en: 'No way to cancel the account', zh: '未提供账号注销功能' },
    rationale: {
      en: 'Whoever may open an account must be able to close it. No text, screen or policy in the package speaks of cancelling or deleting the account.',
      zh: '提供账号注册的，应当提供有效的注销功能。在安装包的界面文案、页面和隐私政策中，均未发现注销或删除账号的途径。',
    },
    remedy: {
      en: 'Add an entry such as «delete account» to the account settings, do what it says within 15 working days, and describe it in the policy.',
      zh: '在账号设置中增加“注销账号”入口，在15个工作日内完成处理，并在隐私政策中说明注销方式。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M6.1' },
      { id: 'miit-337', clause: '8' },
      { id: 'data-regulations', clause: '23' },
    ],
    requires: ['Ui', 'Manifest', 'PolicyPresence', 'AppContext'],
    messages: {
      missing: {
        en: 'Users can open an account, and nothing in the package speaks of cancelling it.',
        zh: 'App提供账号注册，但安装包内未发现注销账号的途径。',
      },
      maybe: {
        en: 'Users seem to have accounts, and nothing that was read clearly offers to cancel them.',
        zh: 'App疑似有用户账号，已读取的内容中未见明确的注销账号途径。',
      },
    },
  },
  appliesTo({ Ui, Manifest, AppContext }) {
    const { made, used } = accountsOf(Manifest, Ui.texts);
    return !AppContext.localOnly && made.length + used.length > 0;
  },
  *check({ Ui, Manifest, PolicyPresence }, ctx) {
    const told = PolicyPresence.traces.some(({ subjects }) => subjects?.includes('account-cancellation') === true);
    const shown = Ui.texts.some(({ text }) => CANCELS.test(text));
    if (told || shown || ownScreens(Manifest).some((one) => CANCEL_SCREEN.test(about(one)))) return;
    const { made, used } = accountsOf(Manifest, Ui.texts);
    const [first, ...others] = [...made, ...used].slice(0, SHOWN);
    if (first === undefined) return;
    // A page of the server may offer it: where the policy is on the server, the rest of the account may be too.
    const searched = PolicyPresence.state === 'none' || PolicyPresence.state === 'read';
    const sure = made.length > 0 && searched && !Ui.texts.some(({ text }) => MAY_CANCEL.test(text));
    yield ctx.finding(sure ? 'missing' : 'maybe', [first, ...others], { confidence: sure ? 'likely' : 'possible' });
  },
});
