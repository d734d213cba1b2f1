import { dataTypeCovers, sdk as sdkRecord } from '../../../src/data/index.js';
import { defineRule } from '../../../src/rule/index.js';
import type { ApiCall, Evidence } from '../../../src/rule/index.js';

/** What a fingerprint is made of: facts about the device and its network, and identifiers beside them. */
const FACTS = ['device-info', 'device-id', 'network.operator', 'network.subscription', 'network.type'];

const BUILD = /^Landroid\/os\/Build(?:\$VERSION)?;->/u;

/** Facts other than fields of Build: a check for emulators reads many of those and nothing else. */
const MIN_BEYOND_BUILD = 3;

const isFact = ({ kind, dataTypes }: ApiCall): boolean =>
  kind !== 'string' && dataTypes.some((type) => FACTS.some((fact) => dataTypeCovers(fact, type)));

const classOf = ({ site }: ApiCall): string => site.method.slice(0, site.method.indexOf(';->') + 1);

/** `TelephonyManager.getImei(I)` and `getImei()` are one fact. */
const factOf = ({ api }: ApiCall): string => /^[^(:]+/u.exec(api)?.[0] ?? api;

function shortName(api: string): string {
  return api
    .replace(/^L(?:[\w-]+\/)*/u, '')
    .replace(';->', '.')
    .replaceAll('$', '.');
}

/** Class → fact → first call, for code in reach of the app or of an SDK that receives data. */
function byClass(calls: readonly ApiCall[]): Map<string, Map<string, ApiCall>> {
  const classes = new Map<string, Map<string, ApiCall>>();
  for (const call of calls) {
    const { owner } = call.site;
    const counts = owner.kind === 'app' || (owner.kind === 'sdk' && sdkRecord(owner.id)?.recipient === true);
    if (!counts || call.reach !== 'reachable' || !isFact(call)) continue;
    const facts = classes.get(classOf(call)) ?? new Map<string, ApiCall>();
    classes.set(classOf(call), facts);
    if (!facts.has(factOf(call))) facts.set(factOf(call), call);
  }
  return classes;
}

interface Gathering {
  readonly className: string;
  readonly facts: ReadonlyMap<string, ApiCall>;
  readonly sdk?: string;
}

/** The classes that gather enough: each of the app's, and the one that gathers most of each SDK. */
function gatherings(calls: readonly ApiCall[], enough: number): Gathering[] {
  const best = new Map<string, Gathering>();
  for (const [className, facts] of byClass(calls)) {
    const beyond = [...facts.keys()].filter((fact) => !BUILD.test(fact)).length;
    // Where no call proves a reading (an SDK that came with a packer, gates that stay shut), the class proves none.
    const proven = [...facts.values()].some(({ confidence }) => confidence === 'likely');
    if (facts.size < enough || beyond < MIN_BEYOND_BUILD || !proven) continue;
    const owner = [...facts.values()][0]?.site.owner;
    const key = owner?.kind === 'sdk' ? owner.id : className;
    if ((best.get(key)?.facts.size ?? 0) >= facts.size) continue;
    best.set(key, { className, facts, ...(owner?.kind === 'sdk' ? { sdk: owner.id } : {}) });
  }
  return [...best.values()];
}

export default defineRule({
  meta: {
    id: 'collection/device-fingerprint',
    code: 'DEV-005',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Device facts gathered into a fingerprint', zh: '汇集设备信息形成设备指纹' },
    rationale: {
      en: 'One device fact is harmless; many gathered in one place single out the device as an identifier does, and no reset helps.',
      zh: '单项设备信息影响有限，集中收集多项后即可识别单台设备，且用户无法重置。',
    },
    remedy: {
      en: 'Drop the facts the function does not need from the class named here; for an SDK, switch extended device information off. Name what stays in the policy.',
      zh: '在所列类中删除功能不需要的信息项；由SDK收集的，关闭扩展设备信息采集；保留的信息应在隐私政策中列明。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['ApiCalls'],
    messages: {
      gathered: {
        en: 'The class {class} gathers {count} device facts: {facts}.',
        zh: '{class}集中读取{count}项设备信息：{facts}。',
      },
    },
  },
  *check({ ApiCalls }, ctx) {
    for (const { className, facts, sdk } of gatherings(ApiCalls.calls, ctx.threshold('deviceFingerprintFacts'))) {
      const [first, ...others] = [...facts.values()].map(({ evidence }) => evidence);
      if (first === undefined) continue;
      const evidence: [Evidence, ...Evidence[]] = [first, ...others];
      const types = [...new Set([...facts.values()].flatMap(({ dataTypes }) => dataTypes))].sort();
      const names = [...facts.keys()].map(shortName).sort();
      yield ctx.finding('gathered', evidence, {
        data: {
          class: className.slice(1, -1).replaceAll('/', '.'),
          count: facts.size,
          facts: { en: names.join(', '), zh: names.join('、') },
        },
        dataTypes: types,
        confidence: 'likely',
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
