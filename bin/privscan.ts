import { start } from '../src/cli/start.js';

start(import.meta.filename);
