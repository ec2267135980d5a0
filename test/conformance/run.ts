/** Every conformance suite of `./cuaso conformance`: the public ones from a folder outside the checkout, and our own traces. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Suite } from '../../src/cli/conformance.ts';
import { runMiwg } from './bpmn-miwg.ts';
import { runPatterns } from './bpmn-patterns.ts';
import { runDmnTck } from './dmn-tck.ts';

type Source = { readonly name: string; readonly folder?: string; readonly run: (folder: string) => Promise<readonly Suite[]> };

const sources: readonly Source[] = [
  { name: 'bpmn-patterns', run: async () => [await runPatterns()] },
  { name: 'bpmn-miwg', folder: 'bpmn-miwg', run: async (folder) => (await runMiwg(folder)).suites },
  { name: 'dmn-tck', folder: 'dmn-tck', run: async (folder) => runDmnTck(folder) },
];

/** Suites whose source begins with `name`. A public suite whose folder is missing is left out and told by `missing`. */
export async function runSuites(name: string, suites: string, missing: (folder: string) => void): Promise<readonly Suite[]> {
  const found: Suite[] = [];
  for (const source of sources.filter((one) => one.name.startsWith(name))) {
    const folder = join(suites, source.folder ?? '');
    if (source.folder !== undefined && !existsSync(folder)) missing(folder);
    else found.push(...(await source.run(folder)).map(({ name: suite, passed, total, failed }) => ({ name: suite, passed, total, failed })));
  }
  return found;
}
