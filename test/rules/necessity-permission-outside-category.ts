import type { RuleCases } from '../../src/rule/rule-tester.js';
import { appContext, declared, manifest, permissionFacts, permissionUse } from './artifacts.js';

export const impossible = {
  notApplicable: 'without a category the rule asks all of them: it has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const android = (name: string): string => `android.permission.${name}`;

function asks(...names: string[]) {
  return {
    Manifest: manifest(names.map(android)),
    Permissions: permissionFacts(...names.map((name) => permissionUse(android(name), 'used'))),
  };
}

const news = appContext(declared('C30'));

export const cases: RuleCases = {
  fail: [
    {
      name: 'contacts in a news app',
      artifacts: { AppContext: news, ...asks('READ_CONTACTS') },
      messages: ['outside'],
    },
    {
      name: 'the category was inferred surely',
      artifacts: {
        AppContext: appContext({ category: { id: 'C18', source: 'inferred', confidence: 0.9 } }),
        ...asks('READ_PHONE_STATE'),
      },
      messages: ['outside'],
    },
    {
      name: 'the coarse location in a game',
      artifacts: { AppContext: appContext(declared('C18')), ...asks('ACCESS_COARSE_LOCATION') },
    },
  ],
  review: [
    {
      name: 'no category: what none of the 39 needs',
      artifacts: { AppContext: appContext(), ...asks('READ_SMS', 'CAMERA') },
      messages: ['unknown'],
    },
    {
      name: 'a guessed category is none',
      artifacts: {
        AppContext: appContext({ category: { id: 'C33', source: 'inferred', confidence: 0.6 } }),
        ...asks('READ_CALL_LOG'),
      },
      messages: ['unknown'],
    },
    { name: 'another market', market: 'other', artifacts: { AppContext: news, ...asks('READ_CONTACTS') } },
  ],
  pass: [
    { name: 'a camera in a photo app', artifacts: { AppContext: appContext(declared('C36')), ...asks('CAMERA') } },
    {
      name: 'pictures where videos are allowed',
      artifacts: { AppContext: appContext(declared('C29')), ...asks('READ_MEDIA_IMAGES') },
    },
    {
      name: 'saving a file',
      artifacts: { AppContext: news, ...asks('WRITE_EXTERNAL_STORAGE', 'READ_EXTERNAL_STORAGE') },
    },
    {
      name: 'no personal data behind it',
      artifacts: {
        AppContext: news,
        Manifest: manifest([android('POST_NOTIFICATIONS')]),
        Permissions: permissionFacts(permissionUse(android('POST_NOTIFICATIONS'), 'used', { dataTypes: [] })),
      },
    },
    { name: 'a normal permission', artifacts: { AppContext: news, ...asks('INTERNET', 'NFC') } },
    {
      name: 'the precise location is LOC-001’s',
      artifacts: { AppContext: appContext(declared('C18')), ...asks('ACCESS_FINE_LOCATION', 'ACCESS_COARSE_LOCATION') },
    },
    {
      name: 'brought by a packer, or only called',
      artifacts: {
        AppContext: news,
        Manifest: manifest([android('READ_CONTACTS')]),
        Permissions: permissionFacts(
          permissionUse(android('READ_CONTACTS'), 'packer'),
          permissionUse(android('READ_SMS'), 'undeclared'),
        ),
      },
    },
    {
      name: 'for versions it does not install on',
      artifacts: {
        AppContext: news,
        Manifest: manifest([android('READ_CONTACTS')], { minSdk: 26 }),
        Permissions: permissionFacts(permissionUse(android('READ_CONTACTS'), 'used', { maxSdk: 22 })),
      },
    },
  ],
  open: [{ name: 'a split is missing', artifacts: { AppContext: news, ...asks() } }],
};
