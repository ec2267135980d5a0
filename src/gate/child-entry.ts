/** The other end of child.ts: what every helper process does before and around its work. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Caps the memory of this process, says that it is ready, then answers one job after another; `rest` runs after each answer is sent. */
export function answerJobs<Job, Answer>(work: (job: Job) => Promise<Answer> | Answer, rest: () => void = () => undefined): void {
  process.on('message', async ({ job }: { readonly job: Job }) => {
    const answer = await work(job);
    process.send?.({ answer });
    rest();
  });
  process.on('disconnect', () => process.exit());
  limitMemory(Number(process.argv[2]));
  process.send?.('ready');
}

/** Node reserves half a gigabyte of addresses it never fills, so the cap is what it holds now plus what it may still allocate. */
function limitMemory(megabytes: number): void {
  if (!existsSync('/usr/bin/prlimit') || !existsSync('/proc/self/status')) return;
  const status = readFileSync('/proc/self/status', 'utf8');
  const bytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
  const cap = bytes('VmData') - bytes('VmRSS') + megabytes * 1_048_576;
  execFileSync('/usr/bin/prlimit', ['--pid', String(process.pid), `--data=${cap}`], { stdio: 'ignore' });
}
