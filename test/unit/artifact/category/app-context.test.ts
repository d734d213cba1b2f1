import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openApp } from '../../../../src/apk/index.js';
import { categoryInput } from '../../../../src/artifact/category/index.js';
import { createArtifactStore } from '../../../../src/artifact/index.js';
import { resolveConfig } from '../../../../src/config/index.js';
import type { AppContext } from '../../../../src/model/index.js';

const built = path.resolve(import.meta.dirname, '../../../../fixtures/built');

function contextOf(fixture: string, config: Parameters<typeof resolveConfig>[0][number] = {}): AppContext {
  const apk = openApp(path.join(built, `${fixture}.apk`), []);
  try {
    return createArtifactStore({ apk, config: resolveConfig([config]), policies: [] }).get('AppContext').value;
  } finally {
    apk.close();
  }
}

describe('category of an app', () => {
  it('reads labels in all languages, package, permissions and own components', () => {
    const apk = openApp(path.join(built, 'perm-flashlight-contacts.apk'), []);
    const input = categoryInput(apk, []);
    apk.close();
    // fixtures/apps/perm-flashlight-contacts: AndroidManifest.xml and res/
    expect([...input.labels].sort()).toEqual(['Flashlight', '手电筒']);
    expect(input.packageName).toBe('com.example.flashlight');
    expect(input.permissions).toEqual(['android.permission.INTERNET', 'android.permission.READ_CONTACTS']);
    expect(input.components).toContain('com.example.flashlight.MainActivity');
  });

  it('is inferred surely for a torch, so that necessity can be judged', () => {
    const { category, minors } = contextOf('perm-flashlight-contacts');
    expect(category).toMatchObject({ id: 'C38', source: 'inferred' });
    expect(category?.confidence).toBeGreaterThanOrEqual(0.8);
    expect(minors).toBe(false);
  });

  it('is the declared one where there is one', () => {
    expect(contextOf('perm-flashlight-contacts', { category: 'C01' }).category).toEqual({
      id: 'C01',
      source: 'declared',
      confidence: 1,
    });
  });

  it.each(['clean-hello', 'imei-app', 'sms-app', 'accessibility-service', 'zh-label', 'policy-good-zh'])(
    'is not surely any for %s',
    (fixture) => {
      expect(contextOf(fixture).category?.confidence ?? 0).toBeLessThan(0.8);
    },
  );

  it('keeps declared minors', () => {
    expect(contextOf('clean-hello', { minors: true })).toMatchObject({ minors: true });
    expect(contextOf('clean-hello').minors).toBe(false);
  });
});
