/** One helper process that may be killed: lazily started, one job at a time, a bounded queue, limits on time and memory, replaced after a number of jobs, ended when idle. */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';

export type ChildLimits = {
  /** Jobs after which the process is replaced. */
  readonly jobs: number;
  /** Jobs that may wait; one more is answered with 'busy'. */
  readonly waiting: number;
  /** Milliseconds a job may take once the process is ready; then SIGKILL. */
  readonly ms: number;
  /** Cap on the data the process may allocate, kept by Linux (see child-entry.ts) and, for its JavaScript part, by Node everywhere. */
  readonly memoryMb: number;
  /** Milliseconds without a job after which the process ends and gives its memory back; default a minute. */
  readonly idleMs?: number;
};

/** What became of a job when the process gave no answer. */
export type NoAnswer = 'busy' | 'late' | 'died' | 'closed';

export type ChildRoom<Job, Answer> = {
  readonly run: (job: Job) => Promise<{ readonly answer: Answer } | { readonly none: NoAnswer }>;
  /** Ends the process; waiting jobs are answered with 'closed'. */
  readonly close: () => Promise<void>;
};

type Outcome<Answer> = { readonly answer: Answer } | { readonly none: NoAnswer };
type Waiting<Job, Answer> = { readonly job: Job; readonly settle: (outcome: Outcome<Answer>) => void };

/** The entry file hands its work to `answerJobs` of child-entry.ts. */
export function childRoom<Job, Answer>(entry: URL, limits: ChildLimits): ChildRoom<Job, Answer> {
  const queue: Waiting<Job, Answer>[] = [];
  let child: ChildProcess | undefined;
  let done = 0;
  let isBusy = false;
  let isClosed = false;
  let idle: NodeJS.Timeout | undefined;

  const run = (job: Job): Promise<Outcome<Answer>> => {
    if (isClosed) return Promise.resolve({ none: 'closed' });
    if (queue.length >= limits.waiting) return Promise.resolve({ none: 'busy' });
    return new Promise((settle) => {
      queue.push({ job, settle });
      void next();
    });
  };

  const next = async (): Promise<void> => {
    if (isBusy) return;
    const waiting = queue.shift();
    if (waiting === undefined) return;
    isBusy = true;
    const outcome = await attempt(waiting.job);
    isBusy = false;
    waiting.settle(outcome);
    void next();
  };

  const attempt = async (job: Job): Promise<Outcome<Answer>> => {
    clearTimeout(idle);
    if (child !== undefined && hasEnded(child)) [child, done] = [undefined, 0];
    child ??= startChild(entry, limits.memoryMb);
    const worker = child;
    worker.ref();
    worker.channel?.ref();
    const outcome = await ask<Job, Answer>(worker, job, done === 0 ? readyMs : 0, limits.ms);
    done += 1;
    if ('none' in outcome || done >= limits.jobs) {
      end(worker);
    } else {
      // An idle helper does not keep the program alive.
      worker.unref();
      worker.channel?.unref();
      idle = setTimeout(() => end(worker), limits.idleMs ?? 60_000).unref();
    }
    return isClosed && 'none' in outcome ? { none: 'closed' } : outcome;
  };

  const end = (worker: ChildProcess): void => {
    worker.kill('SIGKILL');
    child = undefined;
    done = 0;
  };

  const close = async (): Promise<void> => {
    isClosed = true;
    clearTimeout(idle);
    for (const { settle } of queue.splice(0)) settle({ none: 'closed' });
    const worker = child;
    child = undefined;
    if (worker === undefined || hasEnded(worker)) return;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.ref();
    worker.kill('SIGKILL');
    await ended;
  };

  return { run, close };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** A crowded machine may need long to start a process; the time limit of the job counts only afterwards. */
const readyMs = 20_000;

function ask<Job, Answer>(child: ChildProcess, job: Job, startMs: number, jobMs: number): Promise<Outcome<Answer>> {
  return new Promise((resolve) => {
    let timer = setTimeout(() => finish({ none: 'late' }), startMs === 0 ? jobMs : startMs);
    const finish = (outcome: Outcome<Answer>): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onGone);
      child.off('error', onGone);
      resolve(outcome);
    };
    const send = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => finish({ none: 'late' }), jobMs);
      child.send({ job }, (error) => (error === null ? undefined : finish({ none: 'died' })));
    };
    const onMessage = (message: unknown): void => {
      if (message === 'ready') send();
      else if (isAnswer<Answer>(message)) finish(message);
    };
    const onGone = (): void => finish({ none: 'died' });
    child.on('message', onMessage);
    child.once('exit', onGone);
    child.once('error', onGone);
    if (hasEnded(child)) onGone();
    else if (startMs === 0) send();
  });
}

// The other end is our own entry file: its answers have the type the two files share.
const isAnswer = <Answer>(message: unknown): message is { readonly answer: Answer } => typeof message === 'object' && message !== null && 'answer' in message;

function startChild(entry: URL, memoryMb: number): ChildProcess {
  const node = [process.execPath, `--max-old-space-size=${Math.floor(memoryMb * 0.6)}`, '--disable-warning=ExperimentalWarning'];
  const [execPath = process.execPath, ...execArgv] = [...diesWithParent(), ...node];
  const child = fork(entry, [String(memoryMb)], {
    execPath,
    execArgv,
    env: closedWorld(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Without a listener a failed start would end the program; `ask` reports it.
  child.on('error', () => undefined);
  return child;
}

// The helper gets no secrets and no settings but the folder of compiled code, which halves its start; every web request it might try ends at a closed port.
const nowhere = 'http://127.0.0.1:9';
function closedWorld(): Readonly<Record<string, string>> {
  // Node keeps a folder for each of its versions in the one it was given.
  const compiled = getCompileCacheDir();
  return {
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    ALL_PROXY: nowhere,
    NO_PROXY: '',
    HOME: '/nonexistent',
    ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: dirname(compiled) }),
  };
}

// util-linux: the kernel ends the helper when its parent dies, even in mid-job.
const diesWithParent = (): readonly string[] => (existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--'] : []);
