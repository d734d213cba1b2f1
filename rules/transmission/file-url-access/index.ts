import { defineRule } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'transmission/file-url-access',
    code: 'WEB-002',
    category: 'transmission',
    since: '0.1.0',
    stage: 'experimental',
    severity: 'low',
    title: { en: 'Pages in files may read the app’s files', zh: '允许本地网页读取App文件' },
    rationale: {
      en: 'The setting lets JavaScript in a file:// page read other files of the app and, with universal access, send them to any host. A page that someone slips onto the device takes the app’s data.',
      zh: '该设置允许file://页面中的JavaScript读取App的其他文件；开启通用访问后还可发送至任意主机。恶意网页文件一旦被加载，即可窃取App数据。',
    },
    remedy: {
      en: 'Delete the call with true (false is the default since Android 4.1) and serve local pages through androidx.webkit.WebViewAssetLoader.',
      zh: '删除参数为true的该调用（自Android 4.1起默认为false），改用androidx.webkit.WebViewAssetLoader加载本地页面。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['WebViews'],
    messages: {
      allowed: { en: '{method} calls {call}(true).', zh: '{method}调用了{call}(true)。' },
    },
  },
  *check({ WebViews }, ctx) {
    for (const { kind, call, site, confidence, evidence } of WebViews.uses) {
      if (kind !== 'file-access' || site.owner.kind === 'library') continue;
      yield ctx.finding('allowed', [evidence], {
        data: { call, method: site.method.replace(/\(.*$/u, '') },
        confidence,
        ...(site.owner.kind === 'sdk' ? { sdk: site.owner.id } : {}),
      });
    }
  },
});
