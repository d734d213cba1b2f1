import { describe, expect, it } from '@jest/globals';

import { readSigning } from '../../../../src/apk/signing/index.js';
import { CRITICAL_UNKNOWN, NEW_KEY, NOT_FOR_SIGNING } from './block-writer.js';
import { archiveOf, manifestOf, signatureBlock, signatureFileOf, type BlockSpec } from './jar-writer.js';

const CONTENTS = { 'AndroidManifest.xml': 'manifest', 'classes.dex': 'code' };
const MANIFEST = manifestOf(CONTENTS);
const SF = signatureFileOf(MANIFEST, Object.keys(CONTENTS));

function jar(spec: BlockSpec = {}): Record<string, string | Buffer> {
  return {
    ...CONTENTS,
    'META-INF/MANIFEST.MF': MANIFEST,
    'META-INF/CERT.SF': SF,
    'META-INF/CERT.EC': signatureBlock(Buffer.from(SF), spec),
  };
}

/** `true`, or why not. */
function outcome(files: Readonly<Record<string, string | Buffer>>, minSdk = 21): true | string | undefined {
  const { facts, diagnostics } = readSigning(archiveOf(files), { minSdk, verify: true });
  expect(diagnostics.map((one) => one.code)).not.toContain('signing-internal-error');
  return facts.verified === true ? true : facts.problem;
}

describe('JAR signing', () => {
  it('verifies what it should', () => {
    expect(outcome(jar())).toBe(true);
    expect(outcome(jar({ attributes: 'good' }))).toBe(true);
    expect(outcome({ ...jar(), 'META-INF/services/x': 'not covered', 'res/': '' })).toBe(true);
  });

  it('reads blocks of indefinite lengths', () => {
    expect(outcome(jar({ indefinite: true }))).toBe(true);
  });

  it.each<[string, Record<string, string | Buffer>, RegExp]>([
    ['a changed entry', { 'classes.dex': 'other code' }, /classes\.dex does not match/],
    ['an entry more', { 'assets/more': 'x' }, /no digest for assets\/more/],
    ['a changed .SF file', { 'META-INF/CERT.SF': `${SF}\n` }, /CERT\.EC: signature does not verify/],
    ['a changed manifest', { 'META-INF/MANIFEST.MF': `${MANIFEST}Name: x\n` }, /x, which is not in the archive/],
    ['a manifest that names one twice', { 'META-INF/MANIFEST.MF': `${MANIFEST}Name: classes.dex\n` }, /twice/],
    ['a manifest with a nameless section', { 'META-INF/MANIFEST.MF': `${MANIFEST}X: y\n` }, /without a name/],
    ['no .SF file', { 'META-INF/CERT.SF': '', 'META-INF/CERT.EC': '' }, /ASN\.1/],
    ['a block that is no PKCS #7', { 'META-INF/CERT.EC': 'hello' }, /CERT\.EC: ASN\.1/],
    ['control characters in a name', { 'a\nb\u202e': 'x' }, /no digest for a\?b\?$/],
  ])('refuses %s', (_, files, problem) => {
    expect(outcome({ ...jar(), ...files })).toMatch(problem);
  });

  it.each<[string, BlockSpec, RegExp]>([
    ['attributes with another digest', { attributes: 'wrong-digest' }, /signature does not verify/],
    ['attributes without a digest', { attributes: 'no-digest' }, /need one message digest/],
    ['attributes of another content type', { attributes: 'wrong-type' }, /signature does not verify/],
    ['a key that is not for signing', { by: NOT_FOR_SIGNING }, /not for signing/],
    ['a critical extension nobody knows', { by: CRITICAL_UNKNOWN }, /critical extension/],
    ['no certificate', { withoutCertificate: true }, /not in the block/],
  ])('refuses %s', (_, spec, problem) => {
    expect(outcome(jar(spec))).toMatch(problem);
  });

  it('refuses an entry that the .SF file does not name', () => {
    const partial = signatureFileOf(MANIFEST, ['classes.dex']);
    const files = { 'META-INF/CERT.SF': partial, 'META-INF/CERT.EC': signatureBlock(Buffer.from(partial)) };
    expect(outcome({ ...jar(), ...files })).toMatch(/AndroidManifest\.xml is not signed/);
  });

  it('wants all entries signed by the same signers', () => {
    const partial = signatureFileOf(MANIFEST, ['classes.dex']);
    const second = (sf: string): Record<string, string | Buffer> => ({
      'META-INF/B.SF': sf,
      'META-INF/B.EC': signatureBlock(Buffer.from(sf), { by: NEW_KEY }),
    });
    expect(outcome({ ...jar(), ...second(SF) })).toBe(true);
    expect(outcome({ ...jar(), ...second(partial) })).toMatch(/signed by others than the rest/);
  });

  it('looks at the first SignerInfo only before Android 7', () => {
    expect(outcome(jar({ badSigners: 1 }), 24)).toBe(true);
    expect(outcome(jar({ badSigners: 1 }), 23)).toMatch(/signature does not verify/);
  });

  it('does not try more signers than anybody needs', () => {
    expect(outcome(jar({ badSigners: 63 }), 24)).toBe(true);
    expect(outcome(jar({ badSigners: 64 }), 24)).toMatch(/more signers/);
  });

  it('knows what old releases do not know', () => {
    // ECDSA came with 4.3; before 4.4 signed attributes were checked wrongly.
    expect(outcome(jar(), 17)).toMatch(/unknown to some supported Android/);
    expect(outcome(jar(), 18)).toBe(true);
    expect(outcome(jar({ attributes: 'good' }), 18)).toMatch(/before Android 4\.4/);
  });
});
