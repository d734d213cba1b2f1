import type { RuleCases } from '../../src/rule/rule-tester.js';
import { apiCalls, call, LIBRARY, manifest, sdkOwner, UNKNOWN, usesPermission } from './artifacts.js';
import { method } from './collection-artifacts.js';

export const impossible = { informational: 'its findings are medium or low, never info' };

const FINE = 'android.permission.ACCESS_FINE_LOCATION';
const bssid = method('Landroid/net/wifi/WifiInfo;->getBSSID()Ljava/lang/String;', 'network.bssid', 'ACCESS_WIFI_STATE');
const cell = method(
  'Landroid/telephony/TelephonyManager;->getCellLocation()Landroid/telephony/CellLocation;',
  'network.cell',
);
const exif = {
  ...method('Landroid/media/ExifInterface;->getLatLong([F)Z', 'location.media-exif'),
  weak: true,
} as const;
const saved = method('Landroid/net/wifi/WifiManager;->getConfiguredNetworks()Ljava/util/List;', 'network.wifi-list');
const app = manifest();

export const cases: RuleCases = {
  fail: [
    { name: 'the BSSID', artifacts: { Manifest: app, ApiCalls: apiCalls(call(bssid)) }, messages: ['wifi'] },
    { name: 'an SDK', artifacts: { Manifest: app, ApiCalls: apiCalls(call(bssid, sdkOwner('mob-common'))) } },
    { name: 'cells', artifacts: { Manifest: app, ApiCalls: apiCalls(call(cell)) }, messages: ['cell'] },
    {
      name: 'a permission for versions it does not install on',
      artifacts: {
        Manifest: manifest([], { minSdk: 26, permissions: [usesPermission(FINE, { maxSdkVersion: 25 })] }),
        ApiCalls: apiCalls(call(bssid)),
      },
    },
  ],
  review: [
    { name: 'the place of a photo', artifacts: { Manifest: app, ApiCalls: apiCalls(call(exif)) }, messages: ['photo'] },
    { name: 'code nobody claims', artifacts: { Manifest: app, ApiCalls: apiCalls(call(bssid, UNKNOWN)) } },
    {
      name: 'refused on every version',
      artifacts: { Manifest: app, ApiCalls: apiCalls(call(cell, undefined, { confidence: 'possible' })) },
    },
  ],
  pass: [
    { name: 'networks it was told of', artifacts: { Manifest: app, ApiCalls: apiCalls(call(saved)) } },
    { name: 'library code', artifacts: { Manifest: app, ApiCalls: apiCalls(call(bssid, LIBRARY)) } },
    { name: 'part of a cell’s id', artifacts: { Manifest: app, ApiCalls: apiCalls(call({ ...cell, weak: true })) } },
  ],
  notApplicable: [
    { name: 'it asks for the location', artifacts: { Manifest: manifest([FINE]), ApiCalls: apiCalls(call(bssid)) } },
    {
      name: 'a shared user id may lend it',
      artifacts: { Manifest: manifest([], { sharedUserId: 'com.example.shared' }), ApiCalls: apiCalls(call(bssid)) },
    },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { Manifest: app, ApiCalls: apiCalls() } }],
};
