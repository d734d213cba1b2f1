/* eslint-disable @typescript-eslint/no-require-imports -- preloaded with -r */
// Preloaded into a measured process: its peak resident size, at its very end.
'use strict';
process.on('exit', () => require('node:fs').writeSync(2, `\npeak-rss-kib ${process.resourceUsage().maxRSS}\n`));
