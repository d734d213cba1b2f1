import type { Coverage } from '../../src/model/index.js';
import type { RuleCases } from '../../src/rule/rule-tester.js';
import { application, manifest } from './artifacts.js';

export const impossible = {
  fail: 'unseen code is no breach: its findings are information',
  review: 'there is nothing to decide: its findings are information',
  notApplicable: 'every app has code or none: the rule has no appliesTo',
};

const SEEN: Coverage = { dex: [], packer: [], notRead: [], incomplete: [], unreadShare: 0 };
const thresholds = { unseenCodeShare: 0.2 };
const packer = [{ id: 'tencent-legu', name: { en: 'Tencent Legu', zh: '腾讯乐固' }, matchedBy: ['libshella-2.8.so'] }];
const covered = (over: Partial<Coverage>, name?: string) => ({
  thresholds,
  artifacts: {
    Coverage: { ...SEEN, ...over },
    Manifest: manifest([], { application: application(name === undefined ? {} : { name }) }),
  },
});

export const cases: RuleCases = {
  informational: [
    { name: 'packed', ...covered({ packer }, 'com.tencent.StubShell.TxAppEntry'), messages: ['packed'] },
    {
      name: 'a third is Flutter',
      ...covered({
        unreadShare: 0.34,
        notRead: [{ what: 'lib/arm64-v8a/libapp.so', kind: 'flutter', bytes: 3_400_000, reason: 'Dart is not read' }],
      }),
      messages: ['share'],
    },
  ],
  pass: [
    { name: 'all was seen', ...covered({}) },
    { name: 'a small native library', ...covered({ unreadShare: 0.19 }) },
  ],
  open: [{ name: 'what was not read is not known', ...covered({}) }],
};
