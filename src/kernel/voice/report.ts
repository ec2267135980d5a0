/** A case as everybody may read it: what the pack's door names, with personal numbers covered. Pure. */
import type { Json } from '../../base/json.ts';
import { readPath } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';
import { plusMs } from '../../base/time.ts';
import type { Pack, ReportDoor } from '../../pack/pack.ts';
import type { CaseState } from '../case/case.ts';
import { knownData } from '../case/case.ts';
import { maskPersonal } from './mask.ts';
import type { Point } from './twin.ts';

export const reportStates = ['received', 'processing', 'answered', 'forwarded', 'refused', 'withdrawn'] as const;
export type ReportState = (typeof reportStates)[number];

export type PublicReport = {
  readonly category: string;
  readonly text: string;
  readonly place: string;
  readonly point?: Point;
  readonly isPublic: boolean;
  readonly danger: boolean;
  readonly state: ReportState;
  /** Words of the unit, once the case has ended. */
  readonly answer?: string;
  readonly due?: Instant;
  readonly ended?: Instant;
};

export function publicReport(pack: Pick<Pack, 'reasons'>, door: ReportDoor, state: CaseState): PublicReport {
  const known = knownData(state);
  const read = (path: string | undefined): Json | undefined => (path === undefined ? undefined : readPath(known, path));
  const text = (path: string | undefined): string => {
    const value = read(path);
    return typeof value === 'string' ? value : '';
  };
  const point = pointOf(read(door.latitude), read(door.longitude));
  const reached = reportStateOf(door, state);
  const answer = reached === 'refused' ? refusalText(pack, state) : text(reached === 'forwarded' ? door.forwarded : door.answer);
  const ended = state.stage.at === 'closed' ? state.stage.when : undefined;
  return {
    category: text(door.category),
    text: maskPersonal(text(door.text)),
    place: maskPersonal(text(door.place)),
    ...(point === undefined ? {} : { point }),
    isPublic: read(door.public) === true,
    danger: read(door.danger) === true,
    state: reached,
    ...(ended === undefined || answer === '' ? {} : { answer: maskPersonal(answer) }),
    ...(state.clock === undefined ? {} : { due: state.clock.due }),
    ...(ended === undefined ? {} : { ended }),
  };
}

function pointOf(latitude: Json | undefined, longitude: Json | undefined): Point | undefined {
  return typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : undefined;
}

function reportStateOf(door: ReportDoor, state: CaseState): ReportState {
  const { stage } = state;
  if (stage.at !== 'closed') return Object.keys(state.data).length === 0 ? 'received' : 'processing';
  if (stage.outcome !== 'granted') return stage.outcome;
  return door.forwarded !== undefined && typeof state.data[door.forwarded] === 'string' ? 'forwarded' : 'answered';
}

function refusalText(pack: Pick<Pack, 'reasons'>, state: CaseState): string {
  const reason = pack.reasons.refusal.find((one) => one.code === state.refusal?.reason)?.label.vi;
  return [reason, state.refusal?.note].filter((part) => part !== undefined && part !== '').join('. ');
}

/** A report may be opened again once, within seven days of its answer. */
export const reopenUntil = (ended: Instant): Instant => plusMs(ended, 7 * 86_400_000);

/** From this score downward a rating comes back as work. */
export const lowScore = 2;
