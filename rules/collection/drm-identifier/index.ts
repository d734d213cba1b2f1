import { apiName, defineRule, groupCalls } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'collection/drm-identifier',
    code: 'DEV-011',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Uses the DRM id as a device id', zh: '将DRM标识用作设备标识' },
    rationale: {
      en: 'The id of the Widevine module is made to protect films. It is the same after a reset, and needs no permission: trackers use it in place of the IMEI.',
      zh: 'Widevine模块的标识用于保护影音版权，恢复出厂设置后不变，且无需权限，常被用来代替IMEI追踪用户。',
    },
    remedy: {
      en: 'Remove the call of MediaDrm.getPropertyByteArray(PROPERTY_DEVICE_UNIQUE_ID) and use an ID your app makes at install, or OAID.',
      zh: '移除以PROPERTY_DEVICE_UNIQUE_ID调用MediaDrm.getPropertyByteArray的代码，改用App安装时自行生成的标识或OAID。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['ApiCalls'],
    messages: {
      read: { en: '{api} reads the DRM id of the device.', zh: '{api}读取设备的DRM标识。' },
    },
  },
  *check({ ApiCalls }, ctx) {
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('device-id.drm-id'))) {
      // The property's name alone stands in players too; the call with it reads the id.
      if (call.kind !== 'method' || call.weak) continue;
      yield ctx.finding('read', evidence, {
        data: { api: apiName(call) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
