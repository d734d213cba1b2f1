// Made by `privscan rules index`; checked in CI.
import type { AnyRule } from '../src/model/index.js';
import collectionContactsSmsCalllog from './collection/contacts-sms-calllog/index.js';
import collectionDeviceIdentifier from './collection/device-identifier/index.js';
import collectionInstalledApps from './collection/installed-apps/index.js';
import disclosureNoPrivacyPolicy from './disclosure/no-privacy-policy/index.js';
import manifestDebuggable from './manifest/debuggable/index.js';
import necessityZeroInformationCategory from './necessity/zero-information-category/index.js';
import permissionAccessibilityService from './permission/accessibility-service/index.js';
import permissionAllFilesAccess from './permission/all-files-access/index.js';
import permissionBackgroundLocation from './permission/background-location/index.js';
import permissionNotificationListener from './permission/notification-listener/index.js';
import permissionQueryAllPackages from './permission/query-all-packages/index.js';
import permissionTargetBelow23 from './permission/target-below-23/index.js';
import permissionUndeclaredUse from './permission/undeclared-use/index.js';
import permissionUnusedPermission from './permission/unused-permission/index.js';
import sdkDynamicCode from './sdk/dynamic-code/index.js';
import storageBackupAllowed from './storage/backup-allowed/index.js';
import transmissionCleartextTraffic from './transmission/cleartext-traffic/index.js';

export const BUILT_IN_RULES: readonly AnyRule[] = [
  collectionContactsSmsCalllog,
  collectionDeviceIdentifier,
  collectionInstalledApps,
  disclosureNoPrivacyPolicy,
  manifestDebuggable,
  necessityZeroInformationCategory,
  permissionAccessibilityService,
  permissionAllFilesAccess,
  permissionBackgroundLocation,
  permissionNotificationListener,
  permissionQueryAllPackages,
  permissionTargetBelow23,
  permissionUndeclaredUse,
  permissionUnusedPermission,
  sdkDynamicCode,
  storageBackupAllowed,
  transmissionCleartextTraffic,
];
