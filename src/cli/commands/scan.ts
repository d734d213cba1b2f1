import os from 'node:os';
import type { ResolvedConfig, ScanRequest, ScanResult } from '../../model/index.js';
import { batchResult, scanMany } from '../../batch/index.js';
import { scanRequest } from '../../composition.js';
import { visible } from '../../report/index.js';
import { colorLevel } from '../color.js';
import { configuration } from '../configuration.js';
import { EXIT, exitCode } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import { readHistory, readPolicies } from '../inputs.js';
import type { Io } from '../io.js';
import { parseOutputs, textWidth, writeOutputs } from '../outputs.js';
import { ProgressLine } from '../progress.js';
import { flagLayer } from '../scan-options.js';
import type { ScanFlags } from '../scan-options.js';
import { findTargets } from '../targets.js';
import type { Targets } from '../targets.js';

/** Seconds an app may take in a folder: one stuck app must not hold up the others. */
const FOLDER_TIMEOUT_SECONDS = 120;

function requestsOf(targets: Targets, config: ResolvedConfig, flags: ScanFlags, io: Io): ScanRequest[] {
  const policy = readPolicies(flags.policy, io.cwd);
  const history = flags.history === undefined ? undefined : readHistory(flags.history, io.cwd);
  const declared = { ...(policy === undefined ? {} : { policy }), ...(history === undefined ? {} : { history }) };
  return targets.targets.map((target) => ({ target, config, declared }));
}

interface Scanned {
  readonly results: readonly ScanResult[];
  readonly defects: number;
}

async function scanInThreads(requests: readonly ScanRequest[], config: ResolvedConfig, flags: ScanFlags, many: boolean, io: Io): Promise<Scanned> {
  io.exitOnInterrupt(EXIT.interrupted);
  const progress = new ProgressLine(io, flags.quiet === true);
  const { results, defects } = await scanMany(requests, {
    workers: flags.jobs ?? os.availableParallelism(),
    timeoutSeconds: config.timeoutSeconds > 0 || !many || flags.timeout === 0 ? config.timeoutSeconds : FOLDER_TIMEOUT_SECONDS,
    workerEntry: io.workerEntry,
    timing: flags.timing === true,
    onResult: (result, done, total) => {
      progress.show(`${done}/${total} ${visible(result.input)}`);
    },
  });
  progress.clear();
  for (const { input, defect } of defects) io.stderr.write(`privscan: internal error while scanning ${visible(input)}\n${visible(defect)}\n`);
  return { results, defects: defects.length };
}

/** `privscan scan`: everything from flags to exit code. */
export async function scanCommand(inputs: readonly string[], flags: ScanFlags, io: Io): Promise<ExitCode> {
  const outputs = parseOutputs(flags.format, flags.output);
  const config = await configuration(flags, flagLayer(flags), io);
  const targets = findTargets(inputs, flags.split, io.cwd);
  const requests = requestsOf(targets, config, flags, io);
  const [only] = requests;
  const inThisThread = !targets.many && config.timeoutSeconds === 0 && only !== undefined;
  const { results, defects } = inThisThread
    ? { results: [scanRequest(only, { timing: flags.timing === true })], defects: 0 }
    : await scanInThreads(requests, config, flags, targets.many, io);
  const [first] = results;
  const result = targets.many || first === undefined ? batchResult(results) : first;
  const verbosity = flags.quiet === true ? -1 : flags.verbose === true ? 1 : 0;
  writeOutputs(outputs, result, { locale: config.lang, color: colorLevel(flags.color, io), width: textWidth(io), verbosity }, io);
  return defects > 0 ? EXIT.internal : exitCode(results, config);
}
