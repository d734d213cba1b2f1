// Made by `privscan rules index`; checked in CI.
import type { AnyRule } from '../src/model/index.js';
import collectionContactsSmsCalllog from './collection/contacts-sms-calllog/index.js';
import collectionDeviceIdentifier from './collection/device-identifier/index.js';
import collectionInstalledApps from './collection/installed-apps/index.js';
import consentDeemedConsent from './consent/deemed-consent/index.js';
import consentPretickedBox from './consent/preticked-box/index.js';
import consentRewardForData from './consent/reward-for-data/index.js';
import disclosureNoPrivacyPolicy from './disclosure/no-privacy-policy/index.js';
import disclosurePolicyLinkOnly from './disclosure/policy-link-only/index.js';
import manifestDebuggable from './manifest/debuggable/index.js';
import manifestUnseenCode from './manifest/unseen-code/index.js';
import necessityZeroInformationCategory from './necessity/zero-information-category/index.js';
import permissionAccessibilityService from './permission/accessibility-service/index.js';
import permissionAllFilesAccess from './permission/all-files-access/index.js';
import permissionBackgroundLocation from './permission/background-location/index.js';
import permissionManyWithoutPolicy from './permission/many-without-policy/index.js';
import permissionNotificationListener from './permission/notification-listener/index.js';
import permissionQueryAllPackages from './permission/query-all-packages/index.js';
import permissionTargetBelow23 from './permission/target-below-23/index.js';
import permissionUndeclaredUse from './permission/undeclared-use/index.js';
import permissionUnusedPermission from './permission/unused-permission/index.js';
import rightsMinorsThirdPartySdk from './rights/minors-third-party-sdk/index.js';
import rightsMinorsWithoutGuardian from './rights/minors-without-guardian/index.js';
import rightsNoAccountCancellation from './rights/no-account-cancellation/index.js';
import rightsNoConsentWithdrawal from './rights/no-consent-withdrawal/index.js';
import rightsNoPersonalisedAdsSwitch from './rights/no-personalised-ads-switch/index.js';
import sdkDynamicCode from './sdk/dynamic-code/index.js';
import sdkManyOfAKind from './sdk/many-of-a-kind/index.js';
import storageBackupAllowed from './storage/backup-allowed/index.js';
import storageHardCodedSecret from './storage/hard-coded-secret/index.js';
import transmissionCleartextTraffic from './transmission/cleartext-traffic/index.js';

export const BUILT_IN_RULES: readonly AnyRule[] = [
  collectionContactsSmsCalllog,
  collectionDeviceIdentifier,
  collectionInstalledApps,
  consentDeemedConsent,
  consentPretickedBox,
  consentRewardForData,
  disclosureNoPrivacyPolicy,
  disclosurePolicyLinkOnly,
  manifestDebuggable,
  manifestUnseenCode,
  necessityZeroInformationCategory,
  permissionAccessibilityService,
  permissionAllFilesAccess,
  permissionBackgroundLocation,
  permissionManyWithoutPolicy,
  permissionNotificationListener,
  permissionQueryAllPackages,
  permissionTargetBelow23,
  permissionUndeclaredUse,
  permissionUnusedPermission,
  rightsMinorsThirdPartySdk,
  rightsMinorsWithoutGuardian,
  rightsNoAccountCancellation,
  rightsNoConsentWithdrawal,
  rightsNoPersonalisedAdsSwitch,
  sdkDynamicCode,
  sdkManyOfAKind,
  storageBackupAllowed,
  storageHardCodedSecret,
  transmissionCleartextTraffic,
];
