import { spawnSync } from 'node:child_process';

/** What `aapt dump badging` says, in the terms this test compares. */
export interface Badging {
  readonly package: string;
  /** Undefined when aapt prints `versionCode=''`: absent, or 0 and below. */
  readonly versionCode: string | undefined;
  readonly versionName: string;
  /** `name`, or `name maxSdkVersion=18`, or `sdk-23 name`; sorted. */
  readonly permissions: readonly string[];
  /** Undefined when there is no `application-label:` line. */
  readonly label: string | undefined;
  /** `application-label-zh-CN:` and its like. */
  readonly labels: Readonly<Record<string, string>>;
  /** Last line of each; undefined when there is none. */
  readonly sdkVersion: string | undefined;
  readonly targetSdkVersion: string | undefined;
}

/** Undefined when aapt is not on the path. */
export function aaptVersion(): string | undefined {
  const { status, stdout } = spawnSync('aapt', ['version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Undefined when aapt refuses the file: another exit status than 0, or nothing said of a package (a broken manifest). */
export function dumpBadging(file: string): Badging | undefined {
  const { status, stdout } = spawnSync('aapt', ['dump', 'badging', file], { encoding: 'utf8', maxBuffer: 64 << 20 });
  return status === 0 && stdout.startsWith('package:') ? parseBadging(stdout) : undefined;
}

/** aapt writes `\\`, `\n` and `\"` for three characters (`ResTable::normalizeForOutput`) and nothing else. */
function unescapeValue(text: string): string {
  return text.replace(/\\([\\n"])/g, (_, character: string) => (character === 'n' ? '\n' : character));
}

/** Reads the lines of one badging; a value ends at the last quote of its line, since aapt does not escape quotes. */
export function parseBadging(output: string): Badging {
  const lines = output.split('\n');
  const all = (pattern: RegExp): RegExpExecArray[] =>
    lines.flatMap((line) => {
      const match = pattern.exec(line);
      return match === null ? [] : [match];
    });
  const last = (pattern: RegExp): string | undefined => {
    const value = all(pattern).at(-1)?.[1];
    return value === undefined ? undefined : unescapeValue(value);
  };
  const header = all(
    /^package: name='(.*)' versionCode='(.*?)' versionName='(.*?)'(?: (?:split|platformBuildVersionName|compileSdkVersion)=.*)?$/s,
  )[0];
  if (header === undefined) throw new Error(`aapt printed no package line: ${JSON.stringify(lines[0])}`);
  return {
    package: unescapeValue(header[1] ?? ''),
    versionCode: header[2] === '' ? undefined : header[2],
    versionName: unescapeValue(header[3] ?? ''),
    permissions: declaredPermissions(lines),
    label: last(/^application-label:'(.*)'$/s),
    labels: Object.fromEntries(
      all(/^application-label-([^:]+):'(.*)'$/s).map((match) => [match[1] ?? '', unescapeValue(match[2] ?? '')]),
    ),
    sdkVersion: last(/^sdkVersion:'(.*)'$/s),
    targetSdkVersion: last(/^targetSdkVersion:'(.*)'$/s),
  };
}

/**
 * The permissions the manifest asks for. aapt prints each implied permission twice, as `uses-permission:` right before
 * `uses-implied-permission:`; neither line stands for an element of the manifest.
 */
function declaredPermissions(lines: readonly string[]): string[] {
  const declared = lines.flatMap((line, i) => {
    const match = /^uses-permission(-sdk-23)?: name='(.*?)'(?: maxSdkVersion='(-?\d+)')?$/s.exec(line);
    if (match === null || lines[i + 1]?.startsWith('uses-implied-permission:') === true) return [];
    const [, sdk23, name = '', maxSdk] = match;
    return `${sdk23 === undefined ? '' : 'sdk-23 '}${unescapeValue(name)}${maxSdk === undefined ? '' : ` maxSdkVersion=${maxSdk}`}`;
  });
  return declared.sort();
}
