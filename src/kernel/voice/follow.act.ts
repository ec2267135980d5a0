/** What this room makes of the ledger: public rows of reports, surveys that open and end, ratings that are asked and come back. */
import type { CaseId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import type { Follower } from '../ledger/ledger.act.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import type { World } from '../world.ts';
import { askRating, takeBackLow } from './rating.act.ts';
import { noteReport } from './report.act.ts';
import { packsOfCases } from './report.store.ts';
import { noteSurvey } from './survey.act.ts';

const wanted = new Set([
  'case-submitted',
  'case-received',
  'task-completed',
  'timers-fired',
  'supplement-requested',
  'supplement-answered',
  'case-extended',
  'case-refused',
  'case-withdrawn',
  'case-closed',
  'result-rated',
]);

export const voiceFollower = (world: World): Follower => ({
  name: 'voice',
  wants: (what) => wanted.has(what),
  takeIn: async (sql, entries) => {
    const ids = [...new Set(entries.flatMap((entry) => entry.caseId ?? []))];
    for (const { caseId, packId, version } of await packsOfCases(sql, ids)) {
      const door = world.shelf.find(packId, version)?.door?.kind;
      if (door === 'report') await noteReport(sql, world, caseId);
      if (door === 'survey') await noteSurvey(sql, world, caseId);
      if (door === undefined && entries.some((entry) => entry.caseId === caseId && isGranted(entry))) await askRating(sql, world, caseId);
    }
    for (const entry of entries)
      if (entry.what === 'result-rated' && isUuid(String(entry.entry.case))) await takeBackLow(sql, world, String(entry.entry.case) as CaseId);
  },
});

const isGranted = (entry: LedgerEntry): boolean => entry.what === 'case-closed' && entry.entry.outcome === 'granted';
