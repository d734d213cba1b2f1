import type { RuleCases } from '../../src/rule/rule-tester.js';
import { dynamicCode, LIBRARY, load, sdkOwner, UNKNOWN } from './artifacts.js';

export const impossible = {
  notApplicable: 'any app may load code: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const tinker = sdkOwner('tencent-tinker');

export const cases: RuleCases = {
  fail: [
    { name: 'the app makes a class loader', artifacts: { DynamicCode: dynamicCode([load()]) }, messages: ['loader'] },
    {
      name: 'a hot-fix SDK makes many: one finding',
      artifacts: {
        DynamicCode: dynamicCode([load(tinker), load(tinker, { method: 'Lcom/tencent/tinker/loader/A;->a()V' })]),
      },
      messages: ['loader'],
    },
    {
      name: 'two methods of the app are two findings',
      artifacts: {
        DynamicCode: dynamicCode([load(), load(undefined, { method: 'Lcom/example/notes/Plugins;->open()V' })]),
      },
      messages: ['loader', 'loader'],
    },
    {
      name: 'a code file and somebody who loads',
      artifacts: { DynamicCode: dynamicCode([load()], ['assets/plugin.dex']) },
      messages: ['loader', 'bundled'],
    },
  ],
  review: [
    { name: 'code nobody claims', artifacts: { DynamicCode: dynamicCode([load(UNKNOWN)]) }, messages: ['loader'] },
    { name: 'code out of reach', artifacts: { DynamicCode: dynamicCode([{ ...load(), reach: 'unreachable' }]) } },
    {
      name: 'the client of Play services opens installed modules',
      artifacts: { DynamicCode: dynamicCode([load(sdkOwner('google-gms-base'))]) },
    },
    {
      name: 'a code file that nobody loads',
      artifacts: { DynamicCode: dynamicCode([], ['assets/plugin.dex']) },
      messages: ['bundled'],
    },
  ],
  pass: [
    { name: 'none', artifacts: { DynamicCode: dynamicCode([]) } },
    { name: 'library code', artifacts: { DynamicCode: dynamicCode([load(LIBRARY)]) } },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { DynamicCode: dynamicCode([]) } }],
};
