import { CONFIG_SCHEMA, toJsonSchema } from '../../config/index.js';
import { RESULT_SCHEMA } from '../../report/index.js';
import type { Io } from '../io.js';

/** `privscan schema result|config`: JSON Schemas (draft-07) of the JSON output and of privscan.json. */
export function printSchema(which: 'result' | 'config', io: Io): void {
  const config = { $schema: 'http://json-schema.org/draft-07/schema#', title: 'privscan', ...toJsonSchema(CONFIG_SCHEMA) };
  io.stdout.write(`${JSON.stringify(which === 'config' ? config : RESULT_SCHEMA, null, 2)}\n`);
}
