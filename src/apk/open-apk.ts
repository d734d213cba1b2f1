import { PrivscanError, UsageError } from '../model/index.js';
import { Apk } from './apk.js';
import { openAppArchive, type ApkFile, type AppArchive } from './app-archive.js';
import { DiagnosticList } from './bulkhead.js';
import { LIMITS } from './limits.js';
import { orderArchives } from './order-files.js';

/**
 * Opens one installed app: a base APK and its splits, in any order. Only manifests and resource
 * tables are read yet. The app owns
 * the sources and closes them; when this throws they are closed already.
 *
 * A split that cannot be read is told as an `unread` diagnostic and left out; an unreadable base is an error.
 *
 * @throws FormatError, LimitError when the base cannot be read: no Android archive, no manifest, no package
 * @throws UsageError when the files are not one app: no base, two bases, another package or versionCode
 */
export function openApk(files: readonly ApkFile[]): Apk {
  const diagnostics = new DiagnosticList();
  const opened: AppArchive[] = [];
  try {
    if (files.length === 0) throw new UsageError('no APK file was given');
    if (files.length > LIMITS.splits) throw new UsageError(`more than ${LIMITS.splits} files were given for one app`);
    const failures: { readonly name: string; readonly error: PrivscanError }[] = [];
    for (const file of files) {
      try {
        opened.push(openAppArchive(file, diagnostics));
      } catch (error) {
        if (!(error instanceof PrivscanError)) throw error;
        file.source.close();
        failures.push({ name: file.name, error });
      }
    }
    const base = opened.find((archive) => archive.split === '');
    const first = failures[0];
    // Without a base, the unreadable file may be it: its own error says more than «none is a base».
    if (first !== undefined && base === undefined) throw first.error;
    for (const { name, error } of failures) {
      diagnostics.add({
        code: 'split-unreadable',
        level: 'unread',
        stage: 'parse',
        where: name,
        message: error.message,
      });
    }
    return new Apk(
      orderArchives(opened),
      diagnostics,
      failures.map(({ name }) => name),
    );
  } catch (error) {
    for (const file of files) file.source.close();
    throw error;
  }
}
