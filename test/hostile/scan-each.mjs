// node scan-each.mjs <library> <folder>: scans every file of the folder with the built library, one after the other in
// this process, and prints a line of JSON for each: what came out, CPU milliseconds, and the peak memory so far in MiB.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , library, folder] = process.argv;
const { resolveConfig, scan } = await import(pathToFileURL(library).href);

async function outcome(name) {
  try {
    return {
      result: await scan({ target: { path: path.join(folder, name), displayName: name }, config: resolveConfig([]) }),
    };
  } catch (error) {
    return { thrown: String(error?.stack ?? error) };
  }
}

for (const name of readdirSync(folder).sort()) {
  process.stdout.write(`${JSON.stringify({ name, started: true })}\n`);
  const before = process.cpuUsage();
  const what = await outcome(name);
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(
    `${JSON.stringify({ name, ...what, cpuMs: (user + system) / 1000, peakMib: process.resourceUsage().maxRSS / 1024 })}\n`,
  );
}
