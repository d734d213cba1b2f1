import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { SdkFacts, SdkUse, UiFacts } from '../../src/model/index.js';
import { APP, appContext, declared, LIBRARY } from './artifacts.js';

export const impossible = { notApplicable: 'any app may ask for documents: the rule has no appliesTo' };

function ui(...texts: string[]): UiFacts {
  return {
    texts: texts.map((value, i) => ({
      text: value,
      language: 'zh',
      owner: APP,
      evidence: { kind: 'resource', entry: 'resources.arsc', resId: `0x7f0a000${i}`, name: `string/t${i}`, value },
    })),
    checkBoxes: [],
    screens: [],
  };
}

function ocr(over: Partial<SdkUse> = {}): SdkFacts {
  const use: SdkUse = {
    id: 'baidu-ocr',
    name: { en: 'Baidu OCR', zh: '百度文字识别' },
    vendor: { en: 'Baidu', zh: '百度' },
    kind: 'ocr',
    evidence: 'referenced',
    recipient: true,
    dataTypes: ['identity.id-image'],
    matchedBy: ['class prefix com/baidu/ocr/'],
    sites: [],
    ...over,
  };
  return { sdks: [use] };
}

const none: SdkFacts = { sdks: [] };
const game = appContext(declared('C18'));
const prompt = ui('请输入身份证号码');

export const cases: RuleCases = {
  fail: [
    {
      name: 'a game asks for the ID number',
      artifacts: { AppContext: game, Ui: prompt, Sdks: none },
      messages: ['field'],
    },
    {
      name: 'the same text twice is one',
      artifacts: { AppContext: game, Ui: ui('上传身份证正面', '上传身份证正面'), Sdks: none },
      messages: ['field'],
    },
    { name: 'an SDK that reads documents', artifacts: { AppContext: game, Ui: ui(), Sdks: ocr() }, messages: ['sdk'] },
  ],
  review: [
    { name: 'no category', artifacts: { AppContext: appContext(), Ui: prompt, Sdks: none } },
    {
      name: 'classes that nothing refers to',
      artifacts: { AppContext: game, Ui: ui(), Sdks: ocr({ evidence: 'present' }) },
    },
  ],
  informational: [
    {
      name: 'a bank needs them',
      artifacts: { AppContext: appContext(declared('C24')), Ui: ui('请输入银行卡号'), Sdks: none },
      messages: ['field'],
    },
  ],
  pass: [
    {
      name: 'it says that none is needed',
      artifacts: { AppContext: game, Ui: ui('无需上传身份证', '身份证号码格式不正确'), Sdks: none },
    },
    {
      name: 'an agreement that speaks of it',
      artifacts: {
        AppContext: game,
        Ui: ui('我们会在您申请实名认证时收集您的姓名、身份证号码以及银行卡号，以便核实身份。'),
        Sdks: none,
      },
    },
    {
      name: 'another text, another SDK',
      artifacts: { AppContext: game, Ui: ui('请输入昵称'), Sdks: ocr({ id: 'jpush', kind: 'push', dataTypes: [] }) },
    },
    {
      name: 'text of a library',
      artifacts: {
        AppContext: game,
        Ui: { ...prompt, texts: prompt.texts.map((one) => ({ ...one, owner: LIBRARY })) },
        Sdks: none,
      },
    },
  ],
  open: [{ name: 'texts that were not read', artifacts: { AppContext: game, Ui: ui(), Sdks: none } }],
};
