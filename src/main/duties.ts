/** Who does which background work: jobs by the first word of their kind, followers of the ledger, and house-keeping. */
import { setTimeout } from 'node:timers/promises';
import type { Sql } from '../db/sql.ts';
import { systemPermit } from '../kernel/access/access.act.ts';
import { doCaseJob, effectFollower, forgetCopies, forgetDrafts, forgetParkedFiles, personJob } from '../kernel/case/case.act.ts';
import { forgetSendings, forgetUploads } from '../kernel/document/document.act.ts';
import { forgetJobs, runDueJobs } from '../kernel/job/job.act.ts';
import type { LeasedJob } from '../kernel/job/job.ts';
import type { Follower } from '../kernel/ledger/ledger.act.ts';
import { followerLags, followLedger, makeMonths } from '../kernel/ledger/ledger.act.ts';
import { doNoticeJob, noticeFollower, noticesForCopy } from '../kernel/notice/notice.act.ts';
import { doPaymentJob, keepUpWithGateway, payFollower, paymentsForCopy } from '../kernel/payment/payment.act.ts';
import type { Permit } from '../kernel/permit.ts';
import { doRegisterJob } from '../kernel/register/register.act.ts';
import { forgetPhoneChecks, ratingsForCopy, voiceFollower } from '../kernel/voice/voice.act.ts';
import type { World } from '../kernel/world.ts';

type Doer = (world: World, permit: Permit<'system.run'>, job: LeasedJob, finish: (sql: Sql) => Promise<void>) => Promise<void>;

/** 'case-timers' is done by 'case'. */
const doers: Readonly<Record<string, Doer>> = {
  case: doCaseJob,
  notice: doNoticeJob,
  payment: doPaymentJob,
  person: personJob([paymentsForCopy, noticesForCopy, ratingsForCopy]),
  register: doRegisterJob,
};

/** Who reads the ledger; each takes in what its room makes of it. */
export const followersOf = (world: World): readonly Follower[] => [noticeFollower(world), payFollower(world), voiceFollower(world), effectFollower(world)];

/** Every six hours of the machine. */
export const keepHouse: readonly ((world: World, permit: Permit<'system.run'>) => Promise<void>)[] = [
  (world) => makeMonths(world.sql, world.now()),
  forgetUploads,
  forgetSendings,
  forgetPhoneChecks,
  forgetDrafts,
  forgetCopies,
  forgetJobs,
];

/** Every ten minutes of the machine: what is kept for an hour only. */
export const keepShort: typeof keepHouse = [forgetParkedFiles];

/** One round of everything that is due now. Answers how much there was: 0 when nothing is left to do. */
export async function doDueWork(world: World): Promise<number> {
  const permit = systemPermit(world, 'system.run');
  let done = await followLedger(world, permit, followersOf(world));
  done += await keepUpWithGateway(world);
  return done + (await runDueJobs(world, permit, (job, finish) => doJob(world, permit, job, finish)));
}

export const lagsOfFollowers = (world: World) =>
  followerLags(
    world,
    followersOf(world).map(({ name }) => name),
  );

/** Entries are committed that a follower could not yet see, since an older transaction still runs. A follower that rests after a fault does not count. */
export async function isBehind(world: World): Promise<boolean> {
  const lags = await lagsOfFollowers(world);
  return lags.some((lag) => lag.waiting > 0 && lag.lastFault === null);
}

/** Does everything that is due now, and waits for transactions of others that hold the followers back. */
export async function drainWork(world: World): Promise<void> {
  const until = Date.now() + mostWaitMs;
  while (Date.now() < until) {
    if ((await doDueWork(world)) > 0) continue;
    if (!(await isBehind(world))) return;
    await setTimeout(20);
  }
}

const mostWaitMs = 30_000;

async function doJob(world: World, permit: Permit<'system.run'>, job: LeasedJob, finish: (sql: Sql) => Promise<void>): Promise<void> {
  const doer = doers[job.kind.split('-')[0] ?? ''];
  if (doer === undefined) throw new Error(`no work is known for jobs of kind ${job.kind}`);
  await doer(world, permit, job, finish);
}
