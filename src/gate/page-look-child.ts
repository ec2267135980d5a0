/** The helper process in which pictures and PDFs from anywhere are opened: one file in, one page as a picture out. */
import { isRefusal } from '../base/refusal.ts';
import { answerJobs } from './child-entry.ts';
import { drawPage } from './page-draw.ts';
import type { LookAnswer, LookJob } from './page-look.ts';

let isFresh = true;

/** A file is only given up by a fresh process: what earlier files left in the memory of this one is not its fault. */
async function work(job: LookJob): Promise<LookAnswer> {
  const answer = await drawPage(job);
  if (!isFresh && isRefusal(answer) && (answer.refused === 'file-broken' || answer.refused === 'file-too-heavy')) process.exit(1);
  isFresh = false;
  return answer;
}

answerJobs(work);
