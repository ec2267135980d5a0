/** Papers by Typst in a helper process: template and data in, PDF/A-2b out. The helper is replaced after 300 papers and killed after 5 seconds. */
import type { Finding } from '../base/finding.ts';
import type { JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import { refuse } from '../base/refusal.ts';
import { lintTemplate } from '../base/template.ts';
import type { Paper, PaperGate, PaperJob, SignPlace } from '../kernel/document/document.ts';
import { apologyPaper } from '../kernel/document/document.ts';
import { childRoom } from './child.ts';

export type PrintJob = {
  readonly files: readonly (readonly [path: string, content: Uint8Array | string])[];
  readonly main: string;
  /** JSON text. */
  readonly data: string;
  readonly at: string;
};
export type PrintProblem = { readonly file: string; readonly message: string; readonly line?: number };
export type PrintAnswer =
  | { readonly pdf: Uint8Array; readonly pages: number; readonly marks: readonly unknown[]; readonly replaced: readonly string[] }
  | { readonly problems: readonly PrintProblem[] };

export type PaperLimits = { readonly jobs: number; readonly waiting: number; readonly ms: number; readonly memoryMb: number };
const usual: PaperLimits = { jobs: 300, waiting: 200, ms: 5_000, memoryMb: 400 };
const maxInput = 20 * 1_048_576;

export function openPaper(limits: Partial<PaperLimits> = {}): PaperGate & { readonly close: () => Promise<void> } {
  const room = childRoom<PrintJob, PrintAnswer>(new URL('./paper-typst-child.ts', import.meta.url), { ...usual, ...limits });

  const print = async (job: PaperJob): Promise<Paper | Refusal | readonly Finding[]> => {
    const found = lintJob(job);
    if (found.length > 0) return found;
    const outcome = await room.run({ files: [...job.files], main: job.main, data: jsonOf(job.data), at: job.at });
    if ('none' in outcome) {
      if (outcome.none === 'busy' || outcome.none === 'closed') return refuse('too-busy');
      return [
        findingOf({ file: job.main, message: outcome.none === 'late' ? 'The paper took longer than allowed.' : 'The paper needed more memory than allowed.' }),
      ];
    }
    if ('problems' in outcome.answer) return outcome.answer.problems.map(findingOf);
    const { pdf, pages, marks, replaced } = outcome.answer;
    const places = marks.map(readMark).filter((place) => place !== undefined);
    if (places.length < marks.length) return [findingOf({ file: job.main, message: 'A signature place has no plain id or no size.' })];
    const ids = places.map(({ id }) => id);
    const doubled = ids.find((id, index) => ids.indexOf(id) !== index);
    if (doubled !== undefined) return [findingOf({ file: job.main, message: `The signature place '${doubled}' occurs twice.` })];
    return { pdf, pages, places, replaced };
  };

  return {
    render: async (job) => {
      const made = await print(job);
      return isFindings(made) ? refuse('paper-failed', { because: made[0]?.message ?? '', file: made[0]?.file ?? '', line: made[0]?.line ?? 0 }) : made;
    },
    proof: async (job) => {
      const made = await print(job);
      if (isFindings(made)) return made;
      return 'refused' in made ? [findingOf({ file: job.main, message: 'The printer is busy.' })] : [];
    },
    close: room.close,
  };
}

/** Half of a surrogate pair, as some keyboards send it, is no text that JSON readers accept. */
const jsonOf = (data: JsonObject): string => JSON.stringify(data, (_key, value) => (typeof value === 'string' ? value.toWellFormed() : value));

const isFindings = (made: Paper | Refusal | readonly Finding[]): made is readonly Finding[] => Array.isArray(made);

function findingOf({ file, message, line }: PrintProblem): Finding {
  const finding: Finding = {
    file,
    element: '',
    code: 'template-fails',
    message,
    repair: 'Correct the template so that it prints without errors and warnings.',
    level: 'error',
  };
  return line === undefined ? finding : { ...finding, line };
}

function lintJob(job: PaperJob): readonly Finding[] {
  const sizes = [...job.files.values()].reduce((sum, content) => sum + content.length, 0);
  if (sizes > maxInput) return [findingOf({ file: job.main, message: 'The files of the template are larger than 20 MB together.' })];
  const odd = [...job.files.keys()].find((path) => !/^[\p{L}\p{N}_-][\p{L}\p{N}._-]*(\/[\p{L}\p{N}_-][\p{L}\p{N}._-]*)*$/u.test(path));
  if (odd !== undefined) return [findingOf({ file: odd, message: 'The path of the file is not a plain path inside the pack.' })];
  if (!job.files.has(job.main) && job.main !== apologyPaper) return [findingOf({ file: job.main, message: 'The pack has no such template.' })];
  return [...job.files]
    .filter(([path]) => path.endsWith('.typ'))
    .flatMap(([path, content]) => lintTemplate(path, typeof content === 'string' ? content : new TextDecoder().decode(content)));
}

/** Typst measures from the upper left corner, PDF from the lower left; undefined when sign-box of lib.typ did not write the mark. */
function readMark(mark: unknown): SignPlace | undefined {
  if (!isObject(mark)) return undefined;
  const { id, page, x, y, width, height, pageHeight } = mark;
  if (typeof id !== 'string' || !/^[A-Za-z0-9_-]{1,40}$/.test(id)) return undefined;
  if (!isNumber(page) || !isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height) || !isNumber(pageHeight)) return undefined;
  return { id, page, rect: [round(x), round(pageHeight - y - height), round(x + width), round(pageHeight - y)] };
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const round = (points: number): number => Math.round(points * 100) / 100;
