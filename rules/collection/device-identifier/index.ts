import { dataTypes } from '../../../src/data/index.js';
import { apiName, defineRule, groupCalls, typeNames } from '../../../src/rule/index.js';

/** Identifiers that a reset does not change (GB/T 41391 annex F speaks of 不可变更的唯一设备识别码). */
const UNCHANGEABLE = [
  'device-id.imei',
  'device-id.meid',
  'device-id.imsi',
  'device-id.iccid',
  'device-id.serial',
  'device-id.mac-wifi',
  'device-id.mac-bluetooth',
];

/** The way around the system's limit on MAC addresses: a rule of its own tells it (DEV-002). */
const SIDE_CHANNEL = /NetworkInterface;->getHardwareAddress|^(?:cat )?\/sys\/class\/net\b/u;

export default defineRule({
  meta: {
    id: 'collection/device-identifier',
    code: 'DEV-001',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Reads unchangeable device identifiers', zh: '读取不可变更的设备标识' },
    rationale: {
      en: 'The user cannot reset the IMEI, MEID, IMSI, ICCID, serial number or MAC address: each names the device for life.',
      zh: 'IMEI、MEID、IMSI、ICCID、设备序列号、MAC地址无法由用户重置，可长期唯一标识设备。',
    },
    remedy: {
      en: 'Replace the call by a resettable identifier (OAID, or an ID your app makes at install), or drop it; for an SDK, switch the collection off or update the SDK. State it in the policy if it stays.',
      zh: '改用可重置的标识（OAID或App自行生成的安装标识），或移除该调用；由SDK调用的，关闭其采集开关或升级SDK；确需保留的，应在隐私政策中列明。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['ApiCalls'],
    messages: {
      read: { en: '{api} reads a device identifier: {types}.', zh: '{api}读取{types}。' },
      named: {
        en: 'The code holds the name {api}, under which a device identifier can be read: {types}.',
        zh: '代码包含名称{api}，可据此读取{types}。',
      },
    },
  },
  *check({ ApiCalls }, ctx) {
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to(...UNCHANGEABLE))) {
      if (SIDE_CHANNEL.test(call.api)) continue;
      // A string reads nothing: it may be looked up, asked of the system properties, or only compared.
      yield ctx.finding(call.kind === 'string' ? 'named' : 'read', evidence, {
        data: { api: apiName(call), types: typeNames(call.dataTypes, dataTypes()) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
