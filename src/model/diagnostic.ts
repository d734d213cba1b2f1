/**
 * Something odd or unread, told beside the findings. A diagnostic never moves a verdict; what was not read makes the
 * artifacts that needed it incomplete instead.
 */
export interface Diagnostic {
  /** Kebab-case, stable: `zip-encrypted-bit`, `dex-unreadable`, … */
  readonly code: string;
  /** `anomaly`: accepted as Android accepts it; `unread`: a part could not be read; `note`: for information. */
  readonly level: 'note' | 'anomaly' | 'unread';
  readonly stage: 'archive' | 'parse' | 'analysis' | 'policy' | 'rule' | 'config' | 'report';
  /** Entry name, path or rule id. May hold hostile characters: reporters escape. */
  readonly where: string;
  /** One English line. */
  readonly message: string;
}
