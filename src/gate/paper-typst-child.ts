/** The helper process that runs Typst: one job in, one PDF or its findings out. It never reads the disk after its start. */
import { readdirSync, readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { apologyPaper as ownPaper } from '../kernel/document/document.ts';
import { answerJobs } from './child-entry.ts';
import type { PrintAnswer, PrintJob, PrintProblem } from './paper-typst.ts';

const root = new URL('../../', import.meta.url);
/** Every path a template can name lies below this folder, which does not exist: only files handed over are found. */
const workspace = '/cuaso-paper-has-no-folder';
const maxPages = 50;
const maxBytes = 10 * 1_048_576;

const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: readFonts() }] });
const library = readFileSync(new URL('paper/lib.typ', root));
/** Letters of the platform itself, the same for every service. */
const apology = readFileSync(new URL('paper/apology.typ', root));

function readFonts(): Buffer[] {
  return ['tinos', 'be-vietnam-pro'].flatMap((family) => {
    const folder = new URL(`fonts/${family}/`, root);
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.ttf'))
      .sort();
    return files.map((file) => readFileSync(new URL(file, folder)));
  });
}

function print(job: PrintJob): PrintAnswer {
  const first = compile(job, job.data);
  if (!('unprintable' in first)) return first;
  // PDF/A forbids characters without a glyph; a person's emoji must not stop the paper, so it becomes a box.
  const second = compile(job, withBoxes(job.data, first.unprintable));
  if ('unprintable' in second) return { problems: [problemOf('', `The template holds characters that no font has: ${second.unprintable.join(' ')}`)] };
  return 'pdf' in second ? { ...second, replaced: first.unprintable } : second;
}

function compile(job: PrintJob, data: string): PrintAnswer | { readonly unprintable: readonly string[] } {
  compiler.resetShadow();
  for (const [path, content] of job.files) shadow(path, Buffer.from(content));
  shadow('lib.typ', library);
  shadow(ownPaper, apology);
  shadow('data.json', Buffer.from(data));
  shadow('job.json', Buffer.from(JSON.stringify({ at: job.at })));
  const result = compiler.compile({ mainFilePath: `${workspace}/${job.main}`, resetRead: true });
  const warnings = result.takeWarnings();
  if (warnings !== null) return { problems: readProblems(compiler.fetchDiagnostics(warnings)) };
  const document = result.result;
  if (document === null) return { problems: readProblems(diagnosticsOf(result.takeError())) };
  if (document.numOfPages > maxPages) return { problems: [problemOf('', `The paper has ${document.numOfPages} pages; the limit is ${maxPages}.`)] };
  const places: unknown = compiler.query(document, { selector: '<sign>', field: 'value' });
  const seconds = Math.floor(Date.parse(job.at) / 1000);
  try {
    const pdf = compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp: seconds });
    if (pdf.length > maxBytes) return { problems: [problemOf('', `The paper has ${pdf.length} bytes; the limit is ${maxBytes}.`)] };
    return { pdf, pages: document.numOfPages, marks: Array.isArray(places) ? places : [], replaced: [] };
  } catch (error) {
    const text = String(error instanceof Error ? error.message : error);
    const unprintable = [...text.matchAll(/the text `(.*?)` could not be displayed/g)]
      .map(([, quoted = '']) => unquote(quoted))
      .filter((found) => found !== '');
    return unprintable.length > 0
      ? { unprintable: [...new Set(unprintable)].sort() }
      : { problems: [...text.matchAll(/message: "(.*?)", trace/g)].map(([, message = text]) => problemOf('', message)) };
  }
}

const shadow = (path: string, content: Buffer): void => compiler.mapShadow(`${workspace}/${path}`, content);
const diagnosticsOf = (error: ReturnType<ReturnType<NodeCompiler['compile']>['takeError']>): unknown =>
  error === null ? [] : compiler.fetchDiagnostics(error);

/** Only whole strings of the data are touched, so the JSON stays the JSON it was. */
function withBoxes(data: string, unprintable: readonly string[]): string {
  return JSON.stringify(JSON.parse(data), (_key, value) =>
    typeof value === 'string' ? unprintable.reduce((text, odd) => text.replaceAll(odd, '□'), value) : value,
  );
}

/** The message is quoted twice: by Typst around the text, and by the printer of the error around the message. */
const unquote = (text: string): string => unquoted(unquoted(text)).replace(/^"|"$/g, '');

const unquoted = (text: string): string =>
  text.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_all, hex: string | undefined, plain: string) =>
    hex === undefined ? plain : String.fromCodePoint(Number.parseInt(hex, 16)),
  );

function readProblems(found: unknown): PrintProblem[] {
  if (!Array.isArray(found) || found.length === 0) return [problemOf('', 'The template could not be run.')];
  return found
    .slice(0, 20)
    .map((one: { readonly message?: unknown; readonly path?: unknown; readonly range?: { readonly start?: { readonly line?: number } } | null }) => {
      const line = one.range?.start?.line;
      const file = String(one.path ?? '').replace(`${workspace}/`, '');
      return problemOf(file, String(one.message ?? 'The template could not be run.'), line === undefined ? undefined : line + 1);
    });
}

function problemOf(file: string, message: string, line?: number): PrintProblem {
  const words = message.replaceAll(workspace, '');
  return line === undefined ? { file, message: words } : { file, message: words, line };
}

function answer(job: PrintJob): PrintAnswer {
  try {
    return print(job);
  } catch (error) {
    return { problems: [problemOf('', error instanceof Error ? error.message : String(error))] };
  }
}

// Typst keeps every layout for the next time; five generations are enough for a rush of equal slips.
answerJobs(answer, () => compiler.evictCache(5));
