import { dataTypes } from '../../../src/data/index.js';
import { apiName, defineRule, groupCalls, typeNames } from '../../../src/rule/index.js';
import type { ApiCall, ManifestModel } from '../../../src/rule/index.js';

const LOCATION = ['android.permission.ACCESS_FINE_LOCATION', 'android.permission.ACCESS_COARSE_LOCATION'];

/** Lists of networks the device knows, or another protocol's peers, say nothing of the place. */
const NO_PLACE = /->(?:getConfiguredNetworks|requestPeers)\(/u;

/** Asks for the location on some device it runs on. */
function asksForLocation({ permissions, sharedUserId, minSdk }: ManifestModel): boolean {
  // A shared user id may lend another app's permissions.
  if (sharedUserId !== undefined) return true;
  return permissions.some(({ name, maxSdkVersion = Infinity }) => LOCATION.includes(name) && maxSdkVersion >= minSdk);
}

function kindOf({ dataTypes: types }: ApiCall): 'wifi' | 'cell' | 'photo' {
  if (types.includes('location.media-exif')) return 'photo';
  return types.includes('network.cell') ? 'cell' : 'wifi';
}

export default defineRule({
  meta: {
    id: 'collection/location-without-permission',
    code: 'DEV-006',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Location by other means', zh: '无定位权限时通过其他途径获取位置' },
    rationale: {
      en: 'Nearby Wi-Fi networks, cells and the data in photos tell where the user is. An app that never asks for location and reads them takes what the user was never asked for.',
      zh: '周边Wi-Fi、基站及照片信息均可反映用户位置。App未申请定位权限却读取此类信息，等于收集用户从未授权的位置。',
    },
    remedy: {
      en: 'Remove the call; if the service needs the location, ask for ACCESS_COARSE_LOCATION with its purpose and use the location interface.',
      zh: '移除该调用；服务确需位置的，申请ACCESS_COARSE_LOCATION并告知目的，改用定位接口。',
    },
    legal: [{ id: 'methods-2019', clause: 'M3.3' }],
    requires: ['ApiCalls', 'Manifest'],
    messages: {
      wifi: {
        en: 'The app holds no location permission, and {api} reads Wi-Fi data that tell the place: {types}.',
        zh: 'App未申请定位权限，但{api}读取可推断位置的Wi-Fi信息（{types}）。',
      },
      cell: {
        en: 'The app holds no location permission, and {api} reads cell data that tell the place: {types}.',
        zh: 'App未申请定位权限，但{api}读取可推断位置的基站信息（{types}）。',
      },
      photo: {
        en: 'The app holds no location permission, and {api} reads where a photo was taken.',
        zh: 'App未申请定位权限，但{api}读取照片的拍摄位置。',
      },
    },
  },
  appliesTo: ({ Manifest }) => !asksForLocation(Manifest),
  *check({ ApiCalls }, ctx) {
    const places = ApiCalls.to('network.wifi-list', 'network.bssid', 'network.cell', 'location.media-exif');
    for (const { call, evidence, sdk } of groupCalls(places)) {
      const message = kindOf(call);
      // The table calls EXIF weak because photo tools read it; a weak reading of cells or networks tells nothing.
      if (NO_PLACE.test(call.api) || (call.weak && message !== 'photo')) continue;
      yield ctx.finding(message, evidence, {
        data: { api: apiName(call), types: typeNames(call.dataTypes, dataTypes()) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(message === 'photo' ? { severity: 'low' } : {}),
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
