/** The service worker as one file: the pages' own views and the reader of answers, without the engines that only the server needs. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';
import { build } from 'esbuild';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const entry = at('browser/worker/worker.ts');
const noFeel = at('browser/worker/no-feel.ts');
const noPattern = at('browser/worker/no-pattern.ts');

/** Rich conditions and patterns belong to the server; from the kernel the worker wants only how answers are shown. */
const lean: Plugin = {
  name: 'lean',
  setup: (made) => {
    made.onResolve({ filter: /^re2js$/ }, () => ({ path: noPattern }));
    made.onResolve({ filter: /\/feel\/feel\.ts$/ }, () => ({ path: noFeel }));
    made.onResolve({ filter: /\/kernel\/case\/case\.ts$/ }, () => ({ path: at('../kernel/case/show.ts') }));
  },
};

/** assets: what the pages carry, as the worker's own constant ASSETS. */
export async function workerScript(assets: object, target: readonly string[]): Promise<string> {
  const define = { ASSETS: JSON.stringify(assets) };
  const common: BuildOptions & { readonly write: false } = {
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: [...target],
    define,
    charset: 'utf8',
    legalComments: 'none',
  };
  const first = await build({ ...common, plugins: [lean], metafile: true });
  const sources = Object.keys(first.metafile?.inputs ?? {}).filter((path) => path.endsWith('.ts') && !/words\.(vi|en)\.ts$/.test(path));
  const code = (await Promise.all(sources.map((path) => readFile(path, 'utf8')))).join('\n');
  const { outputFiles } = await build({ ...common, plugins: [lean, onlyWords(code)] });
  return outputFiles?.[0]?.text.trim() ?? '';
}

/** Of all interface texts only those whose key the worker's own sources name. */
function onlyWords(code: string): Plugin {
  const families = [...code.matchAll(/say\(`([a-zA-Z.]+)\$\{/g)].map((match) => match[1] ?? '');
  const isUsed = (key: string): boolean => code.includes(`'${key}'`) || families.some((family) => key.startsWith(family));
  return {
    name: 'only-words',
    setup: (made) => {
      made.onLoad({ filter: /words\.(vi|en)\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const lines = text.split('\n').map((line) => {
          const key = /^ {2}'([\w.-]+)': (?:'|").*,$/.exec(line)?.[1];
          return key === undefined || isUsed(key) ? line : '';
        });
        return { contents: lines.join('\n'), loader: 'ts' };
      });
    },
  };
}
