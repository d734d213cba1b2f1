import type { ResolvedConfig } from '../model/index.js';

/** What holds when neither file, environment nor flag says otherwise; thresholds come from the preset. */
export const DEFAULTS: ResolvedConfig = Object.freeze({
  preset: 'cn',
  market: 'cn',
  minors: false,
  lang: 'en',
  failOn: 'rectify',
  allowIncomplete: [],
  rules: { enable: [], disable: [], severity: {} },
  suppressions: [],
  baseline: [],
  thresholds: {},
  timeoutSeconds: 0,
});
