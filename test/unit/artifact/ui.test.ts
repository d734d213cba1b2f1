import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openApp } from '../../../src/apk/index.js';
import { createArtifactStore } from '../../../src/artifact/index.js';
import { resolveConfig } from '../../../src/config/index.js';
import type { ArtifactName, Artifacts } from '../../../src/model/index.js';
import { built } from '../fixtures/sources.js';

/** An artifact of a fixture app; what is expected stands in the app's layout, strings and smali. */
function artifactOf<N extends ArtifactName>(app: string, name: N): Artifacts[N] {
  const apk = openApp(join(built, `${app}.apk`), []);
  try {
    return createArtifactStore({ apk, config: resolveConfig([]), policies: [] }).get(name).value;
  } finally {
    apk.close();
  }
}

describe('what the user is shown', () => {
  it('tells tick boxes with their names, texts and neighbours', () => {
    const boxes = artifactOf('consent-preticked', 'Ui').checkBoxes;
    const [remember, agree] = ['记住密码', '我已阅读并同意《用户协议》和《隐私政策》'];
    expect(boxes).toMatchObject([
      { layout: 'res/layout/activity_main.xml', view: 'CheckBox', id: 'cb_remember', checked: true, text: remember },
      { layout: 'res/layout/activity_main.xml', view: 'CheckBox', id: 'cb_agree', checked: true, text: agree },
    ]);
    expect(boxes.map(({ beside }) => beside)).toEqual([[agree], [remember]]);
  });

  it('finds a layout that speaks of the policy through a reference to a string', () => {
    expect(artifactOf('consent-preticked', 'Ui').screens).toMatchObject([
      {
        layout: 'res/layout/activity_main.xml',
        texts: ['记住密码', '我已阅读并同意《用户协议》和《隐私政策》'],
        hasCheckBox: true,
        evidence: { kind: 'manifest', xpath: '/LinearLayout/CheckBox[2]' },
      },
    ]);
  });

  it('gives texts of resources and of code', () => {
    const deemed = artifactOf('consent-deemed', 'Ui').texts.map(({ text }) => text);
    expect(deemed).toEqual(expect.arrayContaining(['登录即代表您已阅读并同意《隐私政策》', '上传通讯录即可领取红包']));
    // The dialog of the consent part writes its buttons in code.
    const buttons = artifactOf('policy-no-withdrawal', 'Ui').texts.filter(({ evidence }) => evidence.kind === 'code');
    expect(buttons.map(({ text }) => text)).toEqual(expect.arrayContaining(['同意', '不同意']));
  });
});

describe('keys that belong on a server', () => {
  const { secrets } = artifactOf('secret-in-manifest', 'Secrets');

  it('are told by name and form; keys made for clients are not among them', () => {
    expect(secrets.map(({ kind, service }) => [kind, service]).sort()).toEqual([
      ['cloud-access-key', 'Alibaba Cloud'],
      ['wechat-secret', 'WeChat'],
    ]);
  });

  it('are never shown whole', () => {
    expect(JSON.stringify(secrets)).not.toContain('0123456789abcdef');
    expect(JSON.stringify(secrets)).not.toContain('LTAI4Fixture');
    expect(secrets.map(({ shown }) => shown).sort()).toEqual(['012345… (32 characters)', 'LTAI4F… (24 characters)']);
  });
});
