import type { CodeSite, Evidence } from '../../model/index.js';
import { visible } from '../escape.js';

/** `Lcom/a/B$C;->m(I)V` as a developer writes it: `com.a.B$C.m`. */
function methodName(descriptor: string): string {
  const match = /^L([^;]+);->([^(]+)/u.exec(descriptor);
  return match === null ? descriptor : `${(match[1] ?? '').replaceAll('/', '.')}.${match[2] ?? ''}`;
}

/** `com.a.B.m (B.java:12)`; without debug information the dex and the code unit instead. */
function siteText(site: CodeSite): string {
  const where = site.line === undefined ? `${site.entry} pc ${site.pc}` : `${site.source ?? '?'}:${site.line}`;
  return visible(`${methodName(site.method)} (${where})`);
}

/** One line a person can go and check. */
export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'manifest':
      return visible(`${evidence.entry} ${evidence.xpath}  ${evidence.text}`);
    case 'resource':
      return visible(`${evidence.entry} ${evidence.resId} ${evidence.name} = ${evidence.value}`);
    case 'code':
      return `${siteText(evidence.site)}  ${visible(evidence.text)}`;
    case 'path':
      return evidence.steps.map((step) => siteText(step.site)).join(' → ');
    case 'sdk':
      return visible(`${evidence.sdkId}  ${evidence.matchedBy}`);
    case 'policy':
      return visible(`${evidence.source} [${evidence.start}–${evidence.end}] ${evidence.sentence}`);
    case 'file':
      return visible(`${evidence.entry}  sha256 ${evidence.sha256.slice(0, 16)}…`);
  }
}

/** The place alone for code: the message names what is called there; `-v` shows the instruction too. */
export const briefText = (evidence: Evidence): string =>
  evidence.kind === 'code' ? siteText(evidence.site) : evidenceText(evidence);
