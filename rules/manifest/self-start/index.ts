import { matchLibrary, matchSdk } from '../../../src/data/index.js';
import { applicationEvidence, componentEvidence, defineRule } from '../../../src/rule/index.js';
import type { Component, Evidence, ManifestModel } from '../../../src/rule/index.js';

interface Wake {
  readonly action: string;
  /** From this target level on, Android no longer delivers the broadcast to receivers of the manifest. */
  readonly until?: number;
}

/** Broadcasts that start an app the user did not open, again and again ("Implicit broadcast exceptions", Android 7 and 8). */
const WAKES: ReadonlyMap<string, Wake> = new Map(
  (
    [
      { action: 'android.intent.action.BOOT_COMPLETED' },
      { action: 'android.intent.action.LOCKED_BOOT_COMPLETED' },
      { action: 'android.intent.action.QUICKBOOT_POWERON' },
      { action: 'android.net.conn.CONNECTIVITY_CHANGE', until: 24 },
      { action: 'android.intent.action.USER_PRESENT', until: 26 },
      { action: 'android.intent.action.ACTION_POWER_CONNECTED', until: 26 },
      { action: 'android.intent.action.ACTION_POWER_DISCONNECTED', until: 26 },
      { action: 'android.intent.action.BATTERY_LOW', until: 26 },
      { action: 'android.intent.action.PACKAGE_ADDED', until: 26 },
      { action: 'android.intent.action.PACKAGE_REMOVED', until: 26 },
      { action: 'android.intent.action.PACKAGE_REPLACED', until: 26 },
      { action: 'android.net.wifi.STATE_CHANGE', until: 26 },
      { action: 'android.net.wifi.WIFI_STATE_CHANGED', until: 26 },
    ] satisfies Wake[]
  ).map((wake) => [wake.action, wake]),
);

const BOOT = /BOOT_COMPLETED$|QUICKBOOT_POWERON$/u;
const BOOT_PERMISSION = 'android.permission.RECEIVE_BOOT_COMPLETED';
const SHORT = /[^.]+$/u;

/** The broadcasts that reach a receiver on the app's target level. */
function wakesOf(component: Component, { targetSdk, permissions }: ManifestModel): string[] {
  if (component.kind !== 'receiver' || !component.enabled) return [];
  // Work schedulers enable theirs only while work is waiting.
  if (matchLibrary(component.name) !== undefined) return [];
  const mayBoot = permissions.some(({ name }) => name === BOOT_PERMISSION);
  return component.intentFilters
    .flatMap(({ actions }) => actions)
    .filter((action) => {
      const wake = WAKES.get(action);
      if (wake === undefined || (BOOT.test(action) && !mayBoot)) return false;
      return wake.until === undefined || targetSdk < wake.until;
    });
}

/** A service of a push SDK that any app can start: apps with the same SDK start each other. */
function linkedSdk({ kind, name, effectivelyExported, enabled, permission }: Component): string | undefined {
  if (kind !== 'service' || !effectivelyExported || !enabled || permission !== undefined) return undefined;
  const sdk = matchSdk(name)?.record;
  return sdk?.kind === 'push' ? sdk.id : undefined;
}

const hasAction = ({ kind, enabled, intentFilters }: Component, action: string): boolean =>
  kind === 'service' && enabled && intentFilters.some(({ actions }) => actions.includes(action));

/** An account of its own and a sync adapter: Android then starts the app on a schedule. */
function syncPair({ components }: ManifestModel): readonly [Evidence, Evidence] | undefined {
  const account = components.find((one) => hasAction(one, 'android.accounts.AccountAuthenticator'));
  const sync = components.find((one) => hasAction(one, 'android.content.SyncAdapter'));
  return account === undefined || sync === undefined
    ? undefined
    : [componentEvidence(sync), componentEvidence(account)];
}

export default defineRule({
  meta: {
    id: 'manifest/self-start',
    code: 'BKG-001',
    category: 'manifest',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Starts itself or is started by other apps', zh: '自启动或关联启动' },
    rationale: {
      en: 'An app that starts without the user runs, collects and sends while nobody uses it. MIIT forbids frequent self-start and linked start that no service the user asked for needs.',
      zh: 'App未经用户打开即启动，会在无人使用时运行、收集并传输信息。工业和信息化部要求，非服务所必需或无合理场景，不得频繁自启动或关联启动。',
    },
    remedy: {
      en: 'Remove the receiver’s <intent-filter> from AndroidManifest.xml and use WorkManager or AlarmManager for the job; set android:exported="false" on push services that other apps start, or switch that function of the SDK off.',
      zh: '从AndroidManifest.xml中移除该接收器的<intent-filter>，改用WorkManager或AlarmManager；将可由其他App启动的推送服务的android:exported设为false，或关闭SDK的相应功能。',
    },
    legal: [{ id: 'miit-164', clause: '2.2' }],
    requires: ['Manifest'],
    messages: {
      wakes: {
        en: 'System broadcasts start the app without the user: {events}.',
        zh: '系统广播可在用户未打开App时将其启动：{events}。',
      },
      linked: {
        en: 'Any app can start {name}, a service of a push SDK: apps with this SDK can start each other.',
        zh: '任何App均可启动推送SDK的服务{name}，集成该SDK的App之间可相互启动。',
      },
      sync: {
        en: 'A sync adapter with an account of the app’s own lets Android start the app on a schedule.',
        zh: '同步适配器与App自有账号类型配合，系统将定期启动App。',
      },
      persistent: {
        en: 'android:persistent is true; Android keeps only system apps running for it.',
        zh: 'android:persistent的值为true（仅对系统应用生效）。',
      },
    },
  },
  *check({ Manifest }, ctx) {
    const woken = Manifest.components.map((component) => ({ component, wakes: wakesOf(component, Manifest) }));
    const [first, ...others] = woken.filter(({ wakes }) => wakes.length > 0);
    if (first !== undefined) {
      const events = [...new Set([first, ...others].flatMap(({ wakes }) => wakes))].map((one) => SHORT.exec(one)?.[0]);
      // Started once after a restart is what alarms and messengers do: not often.
      const often = events.length >= ctx.threshold('wakeUpBroadcasts');
      // Receivers that are SDKs' one and all came with them: the first names whose they are.
      const makers = [first, ...others].map(({ component }) => matchSdk(component.name)?.record.id);
      const maker = makers.every((id) => id !== undefined) ? makers[0] : undefined;
      yield ctx.finding('wakes', [first, ...others].map((one) => componentEvidence(one.component)) as [Evidence], {
        data: { events: events.sort().join(', ') },
        ...(often ? {} : { severity: 'info' }),
        ...(maker === undefined ? {} : { sdk: maker }),
      });
    }
    for (const component of Manifest.components) {
      const sdk = linkedSdk(component);
      if (sdk === undefined) continue;
      const more = { data: { name: component.name }, sdk, severity: 'medium', confidence: 'likely' } as const;
      yield ctx.finding('linked', [componentEvidence(component)], more);
    }
    const sync = syncPair(Manifest);
    if (sync !== undefined) yield ctx.finding('sync', sync, { confidence: 'possible' });
    if (!Manifest.application.persistent) return;
    const persistent = applicationEvidence(Manifest.application, '<application android:persistent="true">');
    yield ctx.finding('persistent', [persistent], { severity: 'info' });
  },
});
