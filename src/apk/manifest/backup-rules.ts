import type { XmlElement } from '../../format/axml/index.js';
import type { BackupRule, BackupSection } from '../../model/index.js';
import { plainAttribute } from './attribute-reader.js';

const SECTIONS = ['cloud-backup', 'device-transfer', 'cross-platform-transfer'] as const;

/**
 * Backup rules: `<full-backup-content>` (Android 6 to 11) is one section, `<data-extraction-rules>` (since 12) holds
 * one section for each way the data can leave. Any other root has none.
 */
export function readBackupRules(root: XmlElement, entry: string): BackupSection[] {
  if (root.name === 'full-backup-content') return [sectionOf(root, root.name, entry)];
  if (root.name !== 'data-extraction-rules') return [];
  return SECTIONS.flatMap((section) =>
    root.children.filter((child) => child.name === section).map((child) => sectionOf(child, section, entry)),
  );
}

function sectionOf(element: XmlElement, section: BackupSection['section'], entry: string): BackupSection {
  return { entry, section, includes: rulesOf(element, 'include'), excludes: rulesOf(element, 'exclude') };
}

function rulesOf(element: XmlElement, tag: string): BackupRule[] {
  return element.children
    .filter((child) => child.name === tag)
    .map((child) => {
      const requireFlags = plainAttribute(child, 'requireFlags');
      return {
        domain: plainAttribute(child, 'domain') ?? '',
        path: plainAttribute(child, 'path') ?? '',
        ...(requireFlags === undefined ? {} : { requireFlags }),
      };
    });
}
