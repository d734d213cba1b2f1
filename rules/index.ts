// Made by `privscan rules index`; checked in CI.
import type { AnyRule } from '../src/model/index.js';
import collectionAppUsage from './collection/app-usage/index.js';
import collectionCalendar from './collection/calendar/index.js';
import collectionCallState from './collection/call-state/index.js';
import collectionClipboard from './collection/clipboard/index.js';
import collectionContactsSmsCalllog from './collection/contacts-sms-calllog/index.js';
import collectionDeviceAccounts from './collection/device-accounts/index.js';
import collectionDeviceFingerprint from './collection/device-fingerprint/index.js';
import collectionDeviceIdentifier from './collection/device-identifier/index.js';
import collectionDrmIdentifier from './collection/drm-identifier/index.js';
import collectionFaceRecognition from './collection/face-recognition/index.js';
import collectionHealthData from './collection/health-data/index.js';
import collectionIdentifierByReflection from './collection/identifier-by-reflection/index.js';
import collectionIdentityDocuments from './collection/identity-documents/index.js';
import collectionInstalledApps from './collection/installed-apps/index.js';
import collectionInstalledAppsByShell from './collection/installed-apps-by-shell/index.js';
import collectionLocation from './collection/location/index.js';
import collectionLocationWithoutPermission from './collection/location-without-permission/index.js';
import collectionMacSideChannel from './collection/mac-side-channel/index.js';
import collectionPhoneNumber from './collection/phone-number/index.js';
import collectionPreciseLocation from './collection/precise-location/index.js';
import collectionScreenCapture from './collection/screen-capture/index.js';
import consentDeemedConsent from './consent/deemed-consent/index.js';
import consentPretickedBox from './consent/preticked-box/index.js';
import consentRewardForData from './consent/reward-for-data/index.js';
import disclosureNoPrivacyPolicy from './disclosure/no-privacy-policy/index.js';
import disclosurePolicyLinkOnly from './disclosure/policy-link-only/index.js';
import manifestDebuggable from './manifest/debuggable/index.js';
import manifestPublicKeySignature from './manifest/public-key-signature/index.js';
import manifestSelfStart from './manifest/self-start/index.js';
import manifestTestOnly from './manifest/test-only/index.js';
import manifestUnseenCode from './manifest/unseen-code/index.js';
import manifestV1OnlySignature from './manifest/v1-only-signature/index.js';
import necessityFinanceContacts from './necessity/finance-contacts/index.js';
import necessityPermissionOutsideCategory from './necessity/permission-outside-category/index.js';
import necessityZeroInformationCategory from './necessity/zero-information-category/index.js';
import permissionAccessibilityService from './permission/accessibility-service/index.js';
import permissionAllFilesAccess from './permission/all-files-access/index.js';
import permissionBackgroundLocation from './permission/background-location/index.js';
import permissionDeviceRole from './permission/device-role/index.js';
import permissionManyWithoutPolicy from './permission/many-without-policy/index.js';
import permissionNotificationListener from './permission/notification-listener/index.js';
import permissionOverlayAndAccessibility from './permission/overlay-and-accessibility/index.js';
import permissionQueryAllPackages from './permission/query-all-packages/index.js';
import permissionSpecialAccess from './permission/special-access/index.js';
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
import storageBackupOfEverything from './storage/backup-of-everything/index.js';
import storageHardCodedSecret from './storage/hard-coded-secret/index.js';
import transmissionCleartextConfiguration from './transmission/cleartext-configuration/index.js';
import transmissionCleartextTraffic from './transmission/cleartext-traffic/index.js';
import transmissionExportedComponent from './transmission/exported-component/index.js';
import transmissionExportedProvider from './transmission/exported-provider/index.js';
import transmissionFileUrlAccess from './transmission/file-url-access/index.js';
import transmissionJavascriptBridge from './transmission/javascript-bridge/index.js';
import transmissionTlsChecksDisabled from './transmission/tls-checks-disabled/index.js';

export const BUILT_IN_RULES: readonly AnyRule[] = [
  collectionAppUsage,
  collectionCalendar,
  collectionCallState,
  collectionClipboard,
  collectionContactsSmsCalllog,
  collectionDeviceAccounts,
  collectionDeviceFingerprint,
  collectionDeviceIdentifier,
  collectionDrmIdentifier,
  collectionFaceRecognition,
  collectionHealthData,
  collectionIdentifierByReflection,
  collectionIdentityDocuments,
  collectionInstalledApps,
  collectionInstalledAppsByShell,
  collectionLocation,
  collectionLocationWithoutPermission,
  collectionMacSideChannel,
  collectionPhoneNumber,
  collectionPreciseLocation,
  collectionScreenCapture,
  consentDeemedConsent,
  consentPretickedBox,
  consentRewardForData,
  disclosureNoPrivacyPolicy,
  disclosurePolicyLinkOnly,
  manifestDebuggable,
  manifestPublicKeySignature,
  manifestSelfStart,
  manifestTestOnly,
  manifestUnseenCode,
  manifestV1OnlySignature,
  necessityFinanceContacts,
  necessityPermissionOutsideCategory,
  necessityZeroInformationCategory,
  permissionAccessibilityService,
  permissionAllFilesAccess,
  permissionBackgroundLocation,
  permissionDeviceRole,
  permissionManyWithoutPolicy,
  permissionNotificationListener,
  permissionOverlayAndAccessibility,
  permissionQueryAllPackages,
  permissionSpecialAccess,
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
  storageBackupOfEverything,
  storageHardCodedSecret,
  transmissionCleartextConfiguration,
  transmissionCleartextTraffic,
  transmissionExportedComponent,
  transmissionExportedProvider,
  transmissionFileUrlAccess,
  transmissionJavascriptBridge,
  transmissionTlsChecksDisabled,
];
