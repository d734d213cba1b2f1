import { apis, dataTypes } from '../../../src/data/index.js';
import { defineRule, typeNames } from '../../../src/rule/index.js';
import type { ApiCall, Evidence, ReflectionUse } from '../../../src/rule/index.js';

const PROPERTIES = 'android.os.SystemProperties';
const PROPERTIES_API = 'Landroid/os/SystemProperties;->get(';

/** Makers' own telephony classes and method endings for a second SIM, as dual-SIM code looks them up. */
const TELEPHONY = /(?:^|\.)\w*(?:Telephony|PhoneSubInfo|MSim)\w*(?:\$\w+)*$/u;
const SIM_ENDING = /(?:Gemini|Ds|Ext|ForSubscription|ForSlot|ForPhone|BySubId)$/u;

/** `class method` → types, for methods of the table that give an identifier or the phone number. */
function identifierMethods(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { id, kind, weak, dataTypes: types } of apis()) {
    const isIdentifier = types.some((type) => type.startsWith('device-id.') || type === 'phone-number');
    const match = /^L([^;]+);->(\w+)\(/u.exec(id);
    if (kind !== 'method' || weak || !isIdentifier || match === null || !id.startsWith('Landroid/')) continue;
    found.set(`${(match[1] ?? '').replaceAll('/', '.')} ${match[2] ?? ''}`, types);
  }
  found.set('java.net.NetworkInterface getHardwareAddress', ['device-id.mac-wifi']);
  return found;
}

function typesOf({ className, method }: ReflectionUse, known: ReadonlyMap<string, readonly string[]>) {
  if (className === undefined || method === undefined) return undefined;
  const plain = method.replace(SIM_ENDING, '');
  const own = known.get(`${className} ${plain}`);
  if (own !== undefined || !TELEPHONY.test(className)) return own;
  return known.get(`android.telephony.TelephonyManager ${plain}`);
}

const sdkOf = ({ site: { owner } }: Pick<ReflectionUse, 'site'>) => (owner.kind === 'sdk' ? { sdk: owner.id } : {});

/** Keys of identifiers that stand in a method which looks SystemProperties up, or asks it directly. */
function* propertyReads(calls: readonly ApiCall[], reflection: readonly ReflectionUse[]) {
  const lookUps = reflection.filter(({ className }) => className === PROPERTIES);
  for (const call of calls) {
    if (call.site.owner.kind === 'library') continue;
    const direct = call.api.startsWith(PROPERTIES_API);
    const key = direct ? 'ro.serialno' : call.api;
    if (!direct && !(call.kind === 'string' && /^ro\.(?:boot\.)?serialno$/u.test(call.api))) continue;
    const near = lookUps.filter(({ site }) => site.method === call.site.method);
    if (!direct && near.length === 0) continue;
    const evidence: [Evidence, ...Evidence[]] = [call.evidence, ...near.map((use) => use.evidence)];
    // The look-up says who asks and whether the code is in reach; a direct call says it itself.
    yield { call, key, evidence, confidence: near[0]?.confidence ?? call.confidence };
  }
}

export default defineRule({
  meta: {
    id: 'collection/identifier-by-reflection',
    code: 'DEV-004',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    title: { en: 'Identifiers through reflection or a hidden interface', zh: '通过反射或隐藏接口读取设备标识' },
    rationale: {
      en: "Looking an identifier's method up by name, or asking system properties that are not for apps, hides the reading from reviews and from the system's own limits.",
      zh: '按名称反射查找设备标识接口，或读取不向App开放的系统属性，可规避审核及系统限制。',
    },
    remedy: {
      en: 'Remove the look-up (Class.forName, getMethod) or the SystemProperties call; where the identifier is needed, call the public interface after consent and name it in the policy.',
      zh: '移除反射查找（Class.forName、getMethod）或SystemProperties调用；确需该标识的，在用户同意后调用公开接口，并在隐私政策中列明。',
    },
    legal: [{ id: 'methods-2019', clause: 'M3.3' }],
    requires: ['ApiCalls', 'DynamicCode'],
    messages: {
      reflection: {
        en: 'The method {method} is looked up by name in {class}: a way to read {types}.',
        zh: '通过反射在{class}中查找方法{method}，可用于读取{types}。',
      },
      property: {
        en: 'The system property "{key}" is read through SystemProperties: {types}.',
        zh: '通过SystemProperties读取系统属性“{key}”（{types}）。',
      },
    },
  },
  *check({ ApiCalls, DynamicCode }, ctx) {
    const known = identifierMethods();
    for (const use of DynamicCode.reflection) {
      const types = typesOf(use, known);
      if (types === undefined || use.site.owner.kind === 'library') continue;
      yield ctx.finding('reflection', [use.evidence], {
        data: { class: use.className ?? '', method: use.method ?? '', types: typeNames(types, dataTypes()) },
        dataTypes: types,
        confidence: use.confidence,
        ...sdkOf(use),
      });
    }
    for (const { call, key, evidence, confidence } of propertyReads(
      ApiCalls.to('device-id.serial'),
      DynamicCode.reflection,
    )) {
      yield ctx.finding('property', evidence, {
        data: { key, types: typeNames(call.dataTypes, dataTypes()) },
        dataTypes: call.dataTypes,
        confidence,
        ...sdkOf(call),
      });
    }
  },
});
