import { Chalk } from 'chalk';
import type { ChalkInstance } from 'chalk';
import type { Severity, Verdict } from '../../model/index.js';
import type { ReportOptions } from '../reporter.js';

/** Colours of one run; level 0 leaves the text alone. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly section: (text: string) => string;
  readonly verdict: (verdict: Verdict | 'unreadable', text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
}

function severityColour(chalk: ChalkInstance, severity: Severity): ChalkInstance {
  switch (severity) {
    case 'critical':
    case 'high':
      return chalk.red.bold;
    case 'medium':
      return chalk.yellow;
    case 'low':
      return chalk.cyan;
    case 'info':
      return chalk.dim;
  }
}

function verdictColour(chalk: ChalkInstance, verdict: Verdict | 'unreadable'): ChalkInstance {
  switch (verdict) {
    case 'pass':
      return chalk.bgGreen.black.bold;
    case 'rectify':
      return chalk.bgYellow.black.bold;
    case 'warn':
    case 'penalize':
      return chalk.bgRed.white.bold;
    case 'unreadable':
      return chalk.bgMagenta.white.bold;
  }
}

export function styleOf(options: Pick<ReportOptions, 'color'>): Style {
  const chalk = new Chalk({ level: options.color });
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    section: (text) => chalk.bold.underline(text),
    verdict: (verdict, text) => verdictColour(chalk, verdict)(text),
    severity: (severity, text) => severityColour(chalk, severity)(text),
  };
}
