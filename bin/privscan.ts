import { fileURLToPath } from 'node:url';
import { start } from '../src/cli/start.js';

start(fileURLToPath(import.meta.url));
