import { describe, expect, it } from '@jest/globals';
import { readBackupRules } from '../../../../src/apk/manifest/backup-rules.js';
import { readNetworkSecurity } from '../../../../src/apk/manifest/network-security.js';
import { element } from './tree.js';

describe('network security configuration', () => {
  it('reads base, domains, anchors and pins', () => {
    const root = element('network-security-config', {}, [
      element('base-config', { ':cleartextTrafficPermitted': false }, [
        element('trust-anchors', {}, [
          element('certificates', { ':src': 'system' }),
          element('certificates', { ':src': '@0x7f010000' }),
        ]),
      ]),
      element('domain-config', { ':cleartextTrafficPermitted': true }, [
        element('domain', { ':includeSubdomains': true }, [], ' Example.COM '),
        element('domain', {}, [], 'b.example'),
        element('pin-set', {}, [element('pin', {}, [], 'x='), element('pin', {}, [], 'y=')]),
      ]),
      element('debug-overrides'),
    ]);
    expect(readNetworkSecurity(root, 'res/xml/n.xml')).toEqual({
      entry: 'res/xml/n.xml',
      base: { domains: [], cleartextTrafficPermitted: false, trustAnchors: ['system', '0x7f010000'], pins: 0 },
      domains: [
        {
          domains: [
            { name: 'example.com', includeSubdomains: true },
            { name: 'b.example', includeSubdomains: false },
          ],
          cleartextTrafficPermitted: true,
          trustAnchors: [],
          pins: 2,
        },
      ],
      debugOverrides: true,
    });
  });

  it('lets a nested configuration inherit from the one around it, in document order', () => {
    const inner = element('domain-config', {}, [element('domain', {}, [], 'in.example')]);
    const outer = element('domain-config', { ':cleartextTrafficPermitted': false }, [
      element('domain', {}, [], 'out.example'),
      element('trust-anchors', {}, [element('certificates', { ':src': 'user' })]),
      inner,
    ]);
    const after = element('domain-config', {}, [element('domain', {}, [], 'after.example')]);
    const { domains } = readNetworkSecurity(element('network-security-config', {}, [outer, after]), 'n');
    expect(domains.map((d) => [d.domains[0]?.name, d.cleartextTrafficPermitted, d.trustAnchors])).toEqual([
      ['out.example', false, ['user']],
      ['in.example', false, ['user']],
      ['after.example', undefined, []],
    ]);
  });

  it('takes text for a flag as Android does: not at all, so the default of the parser stands', () => {
    const root = element('network-security-config', {}, [
      element('base-config', { ':cleartextTrafficPermitted': 'false' }),
    ]);
    expect(readNetworkSecurity(root, 'n').base?.cleartextTrafficPermitted).toBe(true);
  });

  it('ends on deep nesting', () => {
    let nested = element('domain-config');
    for (let i = 0; i < 500; i++) nested = element('domain-config', {}, [nested]);
    expect(readNetworkSecurity(element('network-security-config', {}, [nested]), 'n').domains).toHaveLength(16);
  });
});

describe('backup rules', () => {
  const rules = [
    element('include', { ':domain': 'sharedpref', ':path': '.' }),
    element('exclude', { ':domain': 'database', ':path': 'x.db', ':requireFlags': 'clientSideEncryption' }),
  ];
  const includes = [{ domain: 'sharedpref', path: '.' }];
  const excludes = [{ domain: 'database', path: 'x.db', requireFlags: 'clientSideEncryption' }];

  it('reads the old form', () => {
    expect(readBackupRules(element('full-backup-content', {}, rules), 'b')).toEqual([
      { entry: 'b', section: 'full-backup-content', includes, excludes },
    ]);
  });

  it('reads the new form', () => {
    const root = element('data-extraction-rules', {}, [element('cloud-backup', {}, rules), element('device-transfer')]);
    expect(readBackupRules(root, 'b')).toEqual([
      { entry: 'b', section: 'cloud-backup', includes, excludes },
      { entry: 'b', section: 'device-transfer', includes: [], excludes: [] },
    ]);
  });

  it('takes any other root for none', () => {
    expect(readBackupRules(element('paths', {}, rules), 'b')).toEqual([]);
  });
});
