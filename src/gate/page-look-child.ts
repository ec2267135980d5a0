/** The helper process in which pictures and PDFs from anywhere are opened: one file in, one page as a picture out. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isRefusal } from '../base/refusal.ts';
import { answerJobs } from './child-entry.ts';
import { drawPage } from './page-draw.ts';
import type { LookAnswer, LookJob } from './page-look.ts';

/** Seconds of the processor one file may take: on a busy machine a good photograph waits long, and still takes no more than this. */
const mostSeconds = 5;
let isFresh = true;

/** A file is only given up by a fresh process: what earlier files left in the memory of this one is not its fault. */
async function work(job: LookJob): Promise<LookAnswer> {
  limitProcessor();
  const answer = await drawPage(job);
  if (!isFresh && isRefusal(answer) && (answer.refused === 'file-broken' || answer.refused === 'file-too-heavy')) process.exit(1);
  isFresh = false;
  return answer;
}

/** Linux ends the process with SIGXCPU; elsewhere the patience of the parent is the only limit. */
function limitProcessor(): void {
  if (!existsSync('/usr/bin/prlimit')) return;
  const { user, system } = process.cpuUsage();
  execFileSync('/usr/bin/prlimit', ['--pid', String(process.pid), `--cpu=${Math.ceil((user + system) / 1_000_000) + mostSeconds}:`], { stdio: 'ignore' });
}

answerJobs(work);
