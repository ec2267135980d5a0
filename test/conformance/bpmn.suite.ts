/** BPMN: public reference diagrams (folder `bpmn-miwg` in CUASO_SUITES or beside the repository) and traces of the workflow patterns. Prints JSON. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runMiwg } from './bpmn-miwg.ts';
import { runPatterns } from './bpmn-patterns.ts';

const folder = join(process.env.CUASO_SUITES ?? join(import.meta.dirname, '../../../shared/suites'), 'bpmn-miwg');
const miwg = existsSync(folder) ? await runMiwg(folder) : { suites: [], files: [] };
if (miwg.suites.length === 0) console.error(`There is no folder ${folder}: only the traces were run.`);
console.log(JSON.stringify({ suites: [...miwg.suites, await runPatterns()], refused: miwg.files.filter(({ refused }) => refused.length > 0) }));
