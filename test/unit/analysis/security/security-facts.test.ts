import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openApp } from '../../../../src/apk/index.js';
import { sweepApp } from '../../../../src/analysis/index.js';
import type { CodeFacts } from '../../../../src/analysis/index.js';
import { built } from '../../fixtures/sources.js';

/** What is expected stands in fixtures/apps/<name>/smali. */
function factsOf(name: string): CodeFacts {
  const apk = openApp(join(built, `${name}.apk`), []);
  return sweepApp(
    apk.dexEntries().map((dex) => ({ entry: dex.entry, size: dex.size, loaded: dex.loaded, open: () => dex.open() })),
  );
}

describe('TLS checks switched off', () => {
  const { trustHoles } = factsOf('tls-checks-disabled');
  const found = trustHoles.map(({ kind, site, conditional }) => ({ kind, className: site.className, conditional }));

  it('finds what accepts everything, a lambda among it, and only that', () => {
    expect(found.sort((a, b) => (a.className < b.className ? -1 : 1))).toEqual([
      { kind: 'hostname-verifier', className: 'Lcom/example/tls/AnyHost;', conditional: false },
      { kind: 'ssl-error', className: 'Lcom/example/tls/Asking;', conditional: true },
      { kind: 'ssl-error', className: 'Lcom/example/tls/Careless;', conditional: false },
      { kind: 'hostname-verifier', className: 'Lcom/example/tls/MainActivity$$Lambda$0;', conditional: false },
      { kind: 'trust-manager', className: 'Lcom/example/tls/TrustAll;', conditional: false },
    ]);
  });

  it('names the call of proceed by its offset and line', () => {
    const { site } = trustHoles.find(({ site: one }) => one.className.endsWith('/Careless;')) ?? {};
    expect(site).toMatchObject({ pc: 0, line: 12, source: 'Careless.java', entry: 'classes.dex' });
  });
});

describe('WebViews', () => {
  const { webViews } = factsOf('javascript-bridge');

  it('names the object handed to pages and its marked methods', () => {
    expect(webViews.filter(({ kind }) => kind === 'javascript-interface')).toMatchObject([
      {
        call: 'addJavascriptInterface',
        bridge: 'Lcom/example/bridge/Device;',
        exposed: ['Lcom/example/bridge/Device;->imei()Ljava/lang/String;'],
        site: { line: 16 },
      },
    ]);
  });

  it('counts only a constant true', () => {
    const files = webViews.filter(({ kind }) => kind === 'file-access');
    expect(files.map(({ call, site }) => [call, site.line])).toEqual([['setAllowUniversalAccessFromFileURLs', 17]]);
  });

  it('finds nothing in an app without one', () => {
    const { trustHoles: none, webViews: no } = factsOf('clean-hello');
    expect([...none, ...no]).toEqual([]);
  });
});
