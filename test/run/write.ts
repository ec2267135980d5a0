/** `./cuaso check --write`: formats the sources and writes the generated pages. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { home } from '../../src/main/config.ts';
import { writeSchema } from '../../src/main/migrate.ts';
import { generatedPages } from './generated.ts';
import { runNode } from './step.ts';

/** Paths of the pages that changed, and of the schema. */
export async function writeGenerated(): Promise<readonly string[]> {
  await runNode({ name: 'format', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--write'], isQuiet: true });
  // First, since the page of the data model is made from it.
  const schema = await writeSchema();
  const stale = generatedPages().filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  for (const { path, text } of stale) writeFileSync(path, text);
  return [schema, ...stale.map(({ path }) => path)].map((path) => relative(home, path));
}
