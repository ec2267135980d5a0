/** Files of the checkout, as the house tests read them. */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../../src/main/config.ts';

export type Text = { readonly path: string; readonly text: string };

/** Every file that matches, with its text; paths are relative to the checkout. */
export function readAll(...patterns: readonly string[]): readonly Text[] {
  return globSync([...patterns], { cwd: home, exclude: (name) => name === 'node_modules' })
    .filter((path) => statSync(join(home, path)).isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(join(home, path), 'utf8') }));
}

export type Hit = { readonly place: string; readonly line: string };

/** Lines that match, as 'path:line'. */
export function grep(texts: readonly Text[], pattern: RegExp): readonly Hit[] {
  return texts.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [{ place: `${path}:${index + 1}`, line: line.trim() }] : [])),
  );
}
