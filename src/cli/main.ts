import { Argument, Command, CommanderError, Option } from 'commander';
import { PrivscanError } from '../model/index.js';
import type { Locale } from '../model/index.js';
import { chooseLocale } from '../locale/index.js';
import { visible } from '../report/index.js';
import { version } from '../composition.js';
import { rulesDocs } from './commands/rule-docs.js';
import { rulesIndex } from './commands/rule-index.js';
import { rulesNew } from './commands/rule-new.js';
import { rulesData } from './commands/rules-data.js';
import { printSchema } from './commands/schema.js';
import { rulesExplain, rulesList } from './commands/rules.js';
import type { RulesListFlags } from './commands/rules.js';
import { scanCommand } from './commands/scan.js';
import { EXIT } from './exit-code.js';
import type { ExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { addScanOptions } from './scan-options.js';
import type { ScanFlags } from './scan-options.js';

const HELP = `
Examples:
  privscan app.apk                         what is wrong, and what to change
  privscan app.apk -v --lang zh            everything, in Chinese
  privscan release/ -f json=report.json    a folder, as one JSON file
  privscan base.apk --split config.zh.apk  base and splits as one app

Exit codes: 0 verdict below --fail-on · 1 at or above · 2 usage or configuration
  3 unreadable, or incomplete and otherwise 0 · 4 internal error · 130 interrupted

The verdict is an estimate of how a regulator may treat what was seen, never a
legal decision. privscan makes no network connection.`;

interface LangFlag {
  readonly lang?: Locale;
}

const langOption = (): Option => new Option('--lang <lang>', 'language of the text').choices(['zh', 'en']);

function addRules(program: Command, io: Io): void {
  const rules = program.command('rules').description('list and explain the rules');
  rules
    .command('list')
    .description('every rule with its code, severity and title')
    .addOption(new Option('-f, --format <format>', 'text or json').choices(['text', 'json']))
    .option('--category <category>', 'only rules of this category')
    .option('--stage <stage>', 'only experimental, stable or deprecated rules')
    .option('--clause <clause>', 'only rules that cite this clause, e.g. M3.1')
    .addOption(langOption())
    .action((flags: RulesListFlags & LangFlag) => {
      rulesList(flags, flags.lang ?? chooseLocale(io.env), io);
    });
  rules
    .command('explain <rule>')
    .description('one rule: why, fix, law, and the ladder of verdicts')
    .addOption(langOption())
    .action((rule: string, flags: LangFlag) => {
      rulesExplain(rule, flags.lang ?? chooseLocale(io.env), io);
    });
  rules
    .command('data')
    .description('the tables behind the rules: size, share confirmed, date')
    .addOption(langOption())
    .action((flags: LangFlag) => {
      rulesData(flags.lang ?? chooseLocale(io.env), io);
    });
  rules
    .command('index')
    .description('in the repository: rewrite rules/index.ts from the folders')
    .option('--check', 'only say whether it is up to date')
    .action((flags: { check?: boolean }) => {
      rulesIndex(flags, io);
    });
  rules
    .command('docs')
    .description('in the repository: rewrite the head of every rule’s page from its metadata')
    .option('--check', 'only say which pages are stale or missing')
    .action((flags: { check?: boolean }) => {
      rulesDocs(flags, io);
    });
  rules
    .command('new <category/name>')
    .description('in the repository: a new rule with its page and its table of cases')
    .option('--code <code>', 'its short name, e.g. LOC-001; by default the next of the category')
    .action((id: string, flags: { code?: string }) => {
      rulesNew(id, flags, io);
    });
}

function createProgram(io: Io, finish: (code: ExitCode) => void): Command {
  const program = new Command('privscan')
    .description('Tells whether an Android app respects its users’ privacy, and proves it.')
    .version(version, '-V, --version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(visible(text).replaceAll('\\u000a', '\n')) })
    .addHelpText('after', HELP)
    .showHelpAfterError('(privscan --help shows all flags)');
  const scan = program.command('scan', { isDefault: true }).description('scan APKs, split sets or folders (the default command)');
  addScanOptions(scan.argument('<input...>', 'APK, .apks/.xapk/.apkm, or folder'));
  scan.action(async (inputs: string[], flags: ScanFlags) => {
    finish(await scanCommand(inputs, flags, io));
  });
  addRules(program, io);
  program
    .command('schema')
    .description('JSON Schema of the JSON output (result) or of privscan.json (config)')
    .addArgument(new Argument('<which>').choices(['result', 'config']))
    .action((which: 'result' | 'config') => {
      printSchema(which, io);
    });
  return program;
}

function codeOfError(error: unknown, io: Io): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof PrivscanError && error.code === 'usage') {
    io.stderr.write(`privscan: ${visible(error.message)}\n`);
    return EXIT.usage;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`privscan: internal error, please report it\n${text}\n`);
  return EXIT.internal;
}

/** The whole program: arguments (without node and script) in, exit code out. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram(io, (value) => {
    code = value;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return codeOfError(error, io);
  }
}
