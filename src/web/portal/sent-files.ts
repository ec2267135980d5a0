/** Files that a form names instead of carrying them: `_sent.<paper>` is '<sha-256> <name>'. The form may overtake them on the line; then it waits for them. */
import type { Refusal, RefusalCode } from '../../base/refusal.ts';
import { refusals, refuse } from '../../base/refusal.ts';
import type { Paper, RawAnswers } from '../../engine/form/form.ts';
import type { UploadRow } from '../../kernel/document/document.act.ts';
import { arrivedFile, piecesHere } from '../../kernel/document/document.act.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Site } from '../request.ts';

export type SentFile = { readonly paper: Paper; readonly digest: string; readonly name: string };

/** Where the form stands that waits, by person: a piece of this person's wakes it. Pieces that another process takes are seen at the next look. */
const waiting = new Map<string, Set<() => void>>();

export function tellArrival(person: string): void {
  for (const wake of waiting.get(person) ?? []) wake();
}

const lookEveryMs = 500;
/** A line that brings no piece for so long is cut. Two pieces side by side at 64 kbit/s take 17 seconds. */
const patienceMs = 25_000;
/** Shorter than what stands between a browser and a server usually waits. */
const longestMs = 50_000;
/** More forms of one person do not wait. */
const mostWaiting = 4;
/** Twice what a form may hold: each named file is looked for again and again while the form waits. */
const mostNamed = 40;

/** Each file once for a paper, however often it is named. */
export const sentFiles = (papers: readonly Paper[], fields: RawAnswers): readonly SentFile[] =>
  papers
    .flatMap((paper) =>
      [...new Set(fields.get(`_sent.${paper.id}`))].flatMap((text) => {
        const [, digest, name] = /^([0-9a-f]{64}) (.+)$/.exec(text) ?? [];
        return digest === undefined || name === undefined ? [] : [{ paper, digest, name }];
      }),
    )
    .slice(0, mostNamed);

/** The files, in their order, each as it came or with 'file-unfinished'. */
export async function sentUploads(
  site: Site,
  permit: Permit<'case.submit'>,
  sent: readonly SentFile[],
): Promise<readonly { readonly file: SentFile; readonly upload: UploadRow | Refusal }[]> {
  const found = new Map<SentFile, UploadRow>();
  const look = async (): Promise<void> => {
    for (const file of sent) {
      const upload = found.has(file) ? undefined : await arrivedFile(site.world, permit, file);
      if (upload !== undefined) found.set(file, upload);
    }
  };
  await look();
  const person = permit.actor.person;
  const mayWait = (): boolean => (waiting.get(person)?.size ?? 0) < mostWaiting;
  let left = longestMs;
  let quiet = patienceMs;
  let here = -1;
  while (found.size < sent.length && left > 0 && quiet > 0 && mayWait()) {
    const slept = await nap(person);
    left -= slept;
    quiet -= slept;
    await look();
    const now = await heard(
      site,
      permit,
      sent.filter((file) => !found.has(file)),
    );
    if (now !== here) quiet = patienceMs;
    here = now;
  }
  return sent.map((file) => ({ file, upload: found.get(file) ?? refuse('file-unfinished') }));
}

async function heard(site: Site, permit: Permit<'case.submit'>, sent: readonly SentFile[]): Promise<number> {
  let sum = 0;
  for (const file of sent) sum += (await piecesHere(site.world, permit, file)) ?? 0;
  return sum;
}

/** Until a piece comes, or half a second. Answers how long that was taken to be: a wake-up counts a tenth, so that many small pieces do not end the patience. */
async function nap(person: string): Promise<number> {
  const sleep = Promise.withResolvers<number>();
  const timer = setTimeout(() => sleep.resolve(lookEveryMs), lookEveryMs);
  const wake = (): void => sleep.resolve(lookEveryMs / 10);
  const all = waiting.get(person) ?? new Set();
  waiting.set(person, all.add(wake));
  try {
    return await sleep.promise;
  } finally {
    clearTimeout(timer);
    all.delete(wake);
    if (all.size === 0) waiting.delete(person);
  }
}

/** What was refused on its way, as the page's script tells it: `_refused.<paper>` is '<code> <name>', then the sentence it has shown. */
export const refusedOnTheWay = (
  papers: readonly Paper[],
  fields: RawAnswers,
): readonly { readonly paper: string; readonly name: string; readonly refusal: Refusal }[] =>
  papers.flatMap((paper) =>
    (fields.get(`_refused.${paper.id}`) ?? []).slice(0, 40).flatMap((text) => {
      const [, code, name] = /^([a-z-]{1,40}) (.+)/.exec(text) ?? [];
      return code !== undefined && name !== undefined && isCode(code) ? [{ paper: paper.id, name, refusal: refuse(code) }] : [];
    }),
  );

const isCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);
