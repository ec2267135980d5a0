/** What only the demonstration can do: list its people, act as one of them, move its clock and let what falls due happen. */
import type { Refusal } from '../base/refusal.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import type { Instant } from '../base/time.ts';
import { isBefore } from '../base/time.ts';
import { signInAsSample } from '../kernel/access/access.act.ts';
import { makeMonths } from '../kernel/ledger/ledger.act.ts';
import type { DemoPower } from '../web/request.ts';
import { demoAccounts, demoPeople } from './demo-people.ts';
import { demoEnd } from './legal-clock.ts';
import type { Worker } from './work.ts';
import type { JoinedWorld } from './world.ts';

/** `phones`: where the sample telephones and mailboxes are shown. */
export function demoPower(world: JoinedWorld, worker: Worker, phones?: string): DemoPower {
  return {
    ...(phones === undefined ? {} : { phones }),
    // An official title is Vietnamese; in English the role says the same.
    accounts: async (lang) => demoAccounts(world.org(), lang).map(({ title, ...account }) => ({ ...account, does: lang === 'vi' ? title : account.roleName })),
    signIn: async (account, device) => {
      const opened = await signInAsSample(world, account, device);
      return isRefusal(opened) ? opened : { token: opened.token, home: homeOf(account) };
    },
    moveClock: (to) => moveClock(world, worker, to),
  };
}

function homeOf(account: string): string {
  const role = demoPeople.find((person) => person.account === account)?.post?.role;
  switch (role) {
    case undefined:
      return '/';
    case 'leader':
    case 'envoy':
    case 'inspector':
      return '/dieu-hanh';
    case 'systemAdmin':
      return '/quan-tri';
    case 'securityOfficer':
      return '/quan-tri/khoi-phuc';
    case 'auditor':
      return '/';
    case 'accountant':
      return '/thu-phi';
    default:
      return '/ban-lam-viec';
  }
}

/** Timers due in between fire before the answer. */
async function moveClock(world: JoinedWorld, worker: Worker, to: Instant): Promise<Instant | Refusal> {
  if (isBefore(demoEnd, to)) return refuse('clock-goes-forward');
  await makeMonths(world.sql, to);
  if (!(await world.clock.moveTo(to))) return refuse('clock-goes-forward');
  await worker.drain();
  return world.now();
}
