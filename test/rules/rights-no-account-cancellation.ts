import type { RuleCases } from '../../src/rule/rule-tester.js';
import { appContext, manifest, policyState, service } from './artifacts.js';
import { policyRead, policyTrace, text, texts, ui } from './ui-artifacts.js';

export const impossible = { informational: 'the rule is medium and lowers nothing' };

const activity = (name: string) => service(`com.example.notes.${name}`, undefined, { kind: 'activity' });
const withScreens = (...names: string[]) => manifest([], { components: names.map(activity) });

const register = {
  Ui: ui(),
  Manifest: withScreens('MainActivity', 'user.RegisterActivity'),
  PolicyPresence: policyState('none'),
  AppContext: appContext(),
};

export const cases: RuleCases = {
  fail: [
    { name: 'a screen to register', artifacts: register, messages: ['missing'] },
    {
      name: 'a button to register',
      artifacts: { ...register, Manifest: withScreens('MainActivity'), Ui: texts('立即注册') },
      messages: ['missing'],
    },
    {
      name: 'in English; the policy says nothing of it',
      artifacts: {
        ...register,
        Manifest: manifest(),
        Ui: texts('Create an account'),
        PolicyPresence: policyRead('guardian'),
      },
      messages: ['missing'],
    },
    {
      name: 'below a prefix that is a library for others',
      artifacts: {
        ...register,
        Manifest: manifest([], {
          packageName: 'com.hjq.demo',
          components: [service('com.hjq.demo.RegisterActivity', undefined, { kind: 'activity' })],
        }),
      },
      messages: ['missing'],
    },
  ],
  review: [
    {
      name: 'one only signs in: perhaps elsewhere',
      artifacts: { ...register, Manifest: withScreens('LoginActivity') },
      messages: ['maybe'],
    },
    {
      name: '«注销» may mean signing out',
      artifacts: { ...register, Ui: texts('注销') },
      messages: ['maybe'],
    },
    {
      name: 'the policy is on the server, and so may the account be',
      artifacts: {
        ...register,
        PolicyPresence: { ...policyState('remote-only'), traces: [policyTrace('mention', '隐私政策')] },
      },
      messages: ['maybe'],
    },
    { name: 'another market', market: 'other', artifacts: register },
  ],
  pass: [
    { name: 'a button', artifacts: { ...register, Ui: texts('注销账号') } },
    { name: 'in English', artifacts: { ...register, Ui: texts('Delete my account') } },
    {
      name: 'a screen',
      artifacts: { ...register, Manifest: withScreens('RegisterActivity', 'CancelAccountActivity') },
    },
    { name: 'the policy tells how', artifacts: { ...register, PolicyPresence: policyRead('account-cancellation') } },
  ],
  notApplicable: [
    { name: 'no accounts', artifacts: { ...register, Manifest: withScreens('MainActivity') } },
    {
      name: 'only the strings of a sharing SDK',
      artifacts: {
        ...register,
        Manifest: withScreens('MainActivity'),
        Ui: ui({ texts: [text('注册', 'ssdk_register')] }),
      },
    },
    {
      name: 'a receiver that registers for push',
      artifacts: { ...register, Manifest: manifest([], { components: [service('com.example.notes.PushRegister')] }) },
    },
    { name: 'nothing can leave the device', artifacts: { ...register, AppContext: appContext({ localOnly: true }) } },
  ],
  open: [{ name: 'texts or policy were not read', artifacts: { ...register, Ui: texts('账号注销') } }],
};
