import type { PhraseKey } from '../../locale/index.js';
import { phrase } from '../../locale/index.js';
import { hang } from '../layout.js';
import type { ReportOptions } from '../reporter.js';
import type { Style } from './style.js';

/** Heading of a section, wrapped on a narrow terminal. */
export function headingLines(key: PhraseKey, { locale, width }: ReportOptions, style: Style): string[] {
  return hang('', phrase(key, locale), width, style.section);
}
