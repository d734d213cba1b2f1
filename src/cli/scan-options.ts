import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { ResolvedConfig, Severity } from '../model/index.js';
import { SEVERITIES, UsageError } from '../model/index.js';
import { didYouMean, isIsoDate } from '../config/index.js';
import type { FileConfig } from '../config/index.js';
import type { ColorMode } from './color.js';

/** What commander hands over, as parsed. */
export interface ScanFlags {
  readonly format: readonly string[];
  readonly output?: string;
  readonly failOn?: ResolvedConfig['failOn'];
  readonly allowIncomplete?: true | string;
  readonly category?: string;
  readonly market?: ResolvedConfig['market'];
  readonly minors?: boolean;
  readonly policy: readonly string[];
  readonly history?: string;
  readonly lang?: ResolvedConfig['lang'];
  readonly color: ColorMode;
  readonly config?: string | false;
  readonly enable: readonly string[];
  readonly disable: readonly string[];
  readonly severity: readonly string[];
  readonly split: readonly string[];
  readonly asOf?: string;
  readonly timeout?: number;
  readonly jobs?: number;
  readonly timing?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function seconds(value: string): number {
  const parsed = Number(value);
  if (!Number.isFinite(parsed) || parsed < 0 || parsed > 86_400) throw new InvalidArgumentError('a number of seconds from 0 to 86400.');
  return parsed;
}

function positive(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1 || parsed > 256) throw new InvalidArgumentError('a whole number from 1 to 256.');
  return parsed;
}

function day(value: string): string {
  if (!isIsoDate(value)) throw new InvalidArgumentError('a day like 2026-01-31.');
  return value;
}

/** Adds the flags of a scan to a command; wording in both languages lives in the help texts of main.ts. */
export function addScanOptions(command: Command): Command {
  return command
    .option('-f, --format <format>', 'text or json, with =PATH to write a file; repeatable', collect, [])
    .option('-o, --output <path>', 'write the report to a file (with exactly one format)')
    .addOption(new Option('--fail-on <verdict>', 'mildest verdict that ends with exit code 1').choices(['rectify', 'warn', 'penalize', 'never']))
    .option('--allow-incomplete [reasons]', 'incomplete results do not raise the exit code: packed,budget,split,native (default: all)')
    .option('--category <category>', 'one of the 39 app categories: id, slug or name in zh or en')
    .addOption(new Option('--market <market>', 'where the app is published').choices(['cn', 'other']))
    .option('--minors', 'the app is made for people under 14')
    .option('--policy <file>', 'privacy policy text; repeatable', collect, [])
    .option('--history <file>', 'earlier orders and notices about the app, as JSON')
    .addOption(new Option('--lang <lang>', 'language of the text').choices(['zh', 'en']))
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'))
    .option('--config <file>', 'configuration file (default: privscan.json or .yaml, looked up from the working directory)')
    .option('--no-config', 'use no configuration file')
    .option('--enable <rule>', 'run only these rules; repeatable', collect, [])
    .option('--disable <rule>', 'leave out a rule; repeatable', collect, [])
    .option('--severity <rule=severity>', 'change the severity of a rule; repeatable', collect, [])
    .option('--split <apk>', 'a further APK of the same app; repeatable', collect, [])
    .option('--as-of <day>', 'day the law is read at (default: the date of the data tables)', day)
    .option('--timeout <seconds>', 'time limit for one app (default: none; 120 in folders)', seconds)
    .option('--jobs <n>', 'worker threads in folders (default: the number of cores)', positive)
    .option('--timing', 'add CPU time a stage to the result')
    .option('-q, --quiet', 'only the verdict')
    .option('-v, --verbose', 'every evidence, permission, SDK and passed rule');
}

const INCOMPLETE = ['packed', 'budget', 'split', 'native'] as const;

function allowIncomplete(value: true | string): ResolvedConfig['allowIncomplete'] {
  if (value === true) return ['all'];
  return value.split(',').map((word) => {
    const known = INCOMPLETE.find((one) => one === word.trim());
    if (known === undefined) {
      throw new UsageError(`--allow-incomplete: unknown reason «${word}»; there are ${INCOMPLETE.join(', ')}.${didYouMean(word, INCOMPLETE)}`);
    }
    return known;
  });
}

function severities(list: readonly string[]): Record<string, Severity> {
  return Object.fromEntries(
    list.map((one) => {
      const [rule = '', word = ''] = one.split('=');
      const severity = SEVERITIES.find((known) => known === word);
      if (severity === undefined) {
        throw new UsageError(`--severity ${one}: write RULE=SEVERITY with ${[...SEVERITIES].reverse().join(', ')}`);
      }
      return [rule, severity] as const;
    }),
  );
}

/** The flags as the last layer of the configuration. */
export function flagLayer(flags: ScanFlags): FileConfig {
  const { failOn, category, market, minors, lang, asOf, timeout } = flags;
  return {
    ...(failOn === undefined ? {} : { failOn }),
    ...(flags.allowIncomplete === undefined ? {} : { allowIncomplete: allowIncomplete(flags.allowIncomplete) }),
    ...(category === undefined ? {} : { category }),
    ...(market === undefined ? {} : { market }),
    ...(minors === undefined ? {} : { minors }),
    ...(lang === undefined ? {} : { lang }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(timeout === undefined ? {} : { timeoutSeconds: timeout }),
    rules: {
      ...(flags.enable.length > 0 ? { enable: flags.enable } : {}),
      ...(flags.disable.length > 0 ? { disable: flags.disable } : {}),
      severity: severities(flags.severity),
    },
  };
}
