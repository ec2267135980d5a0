/** `/dieu-hanh`: numbers of a branch by unit, live within two seconds, each opening to its cases. */
import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { UnitId } from '../../base/id.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { dateOf, showInstant } from '../../base/time.ts';
import { numbersOf, openNumber } from '../../kernel/indicator/indicator.act.ts';
import type { Measure, Opened, UnitNumbers } from '../../kernel/indicator/indicator.ts';
import { formulas, isOpened, shareOf, sumBranch } from '../../kernel/indicator/indicator.ts';
import type { Unit } from '../../kernel/org/org.ts';
import { childrenOf, displayName, placeName } from '../../kernel/org/org.ts';
import type { Permit, UnitPath } from '../../kernel/permit.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, meetAgain, permitFor, sayNo, showPage } from '../request.ts';
import { dueOf, stepName } from '../show.ts';
import { gainsOf, periodAsked } from './gains.ts';
import type { LeaderNews, LeaderTile, LeaderUnit, LeaderView } from './leader.view.ts';
import { leaderPage, numberPage } from './leader.view.ts';

/** Tells about changes of cases; `watch` answers the way to stop. */
export type CaseNews = { readonly watch: (heard: () => void) => () => void };

export function leaderRoutes(app: Hono<WebEnv>, site: Site, news: CaseNews): void {
  app.get('/dieu-hanh', (c) => getBoard(c, site));
  const streams = new Map<string, number>();
  app.get('/dieu-hanh/truc-tiep', (c) => stream(c, site, news, streams));
  app.get('/dieu-hanh/ho-so', (c) => getNumber(c, site));
}

async function getBoard(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'indicator.read');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  return showPage(c, leaderPage(frameOf(c, site), { ...(await boardOf(c, site, permit)), gains: await gainsOf(c, site, permit, rootOf(c, site, permit)) }));
}

/** The unit asked for when the permit reaches it, otherwise the top of the permit's branch. */
function rootOf(c: Ctx, site: Site, permit: Permit<'indicator.read'>): Unit | undefined {
  const org = site.world.org();
  const asked = org.byId.get(Number(c.req.query('don-vi')) as UnitId);
  const reach = permit.reach.kind === 'branch' ? permit.reach.path : ('/' as UnitPath);
  if (asked?.path.startsWith(reach)) return asked;
  return org.units.find((unit) => (permit.reach.kind === 'branch' ? unit.path === reach : unit.parent === undefined));
}

async function boardOf(c: Ctx, site: Site, permit: Permit<'indicator.read'>): Promise<LeaderView> {
  const lang = langOf(c);
  const { world } = site;
  const org = world.org();
  const root = rootOf(c, site, permit);
  const numbers = await numbersOf(world, permit);
  const path = root?.path ?? ('/' as UnitPath);
  const sum = sumBranch(numbers, path);
  const units = root === undefined ? [] : childrenOf(org, root.id, dateOf(world.now())).filter((unit) => unit.form !== undefined);
  const parent = root?.parent === undefined ? undefined : org.byId.get(root.parent);
  const canGoUp = parent !== undefined && (permit.reach.kind !== 'branch' || parent.path.startsWith(permit.reach.path));
  return {
    asOf: showInstant(world.now(), lang),
    live: `/dieu-hanh/truc-tiep?don-vi=${root?.id ?? ''}`,
    tiles: tilesOf(sum, root, lang),
    units: units
      .map((unit) =>
        unitRow(
          unit,
          sumBranch(numbers, unit.path),
          lang,
          childrenOf(org, unit.id, dateOf(world.now())).some((child) => child.form !== undefined),
        ),
      )
      .toSorted(worstFirst),
    branch: root === undefined ? '' : displayName(org, root, lang),
    ...(canGoUp && parent !== undefined ? { back: { href: `/dieu-hanh?don-vi=${parent.id}`, text: placeName(parent, lang) } } : {}),
  };
}

type Sum = Omit<UnitNumbers, 'unitId' | 'path'>;

function tilesOf(sum: Sum, root: Unit | undefined, lang: Lang): readonly LeaderTile[] {
  const vi = lang === 'vi';
  const share = shareOf(sum.onTime, sum.finished);
  const href = (measure: Measure): string => numberHref(measure, root?.id);
  const state = stateOf(share);
  return [
    {
      id: 'open',
      title: vi ? 'Hồ sơ đang mở' : 'Open cases',
      href: href('open'),
      value: String(sum.open),
      due: { state: 'han', text: vi ? 'đang giải quyết' : 'in progress' },
      lines: [formulas.open[lang]],
    },
    {
      id: 'onTime',
      title: vi ? 'Trả đúng hạn tháng này' : 'On time this month',
      href: href('onTime'),
      value: share === undefined ? (vi ? 'chưa có' : 'none yet') : String(share).replace('.', vi ? ',' : '.'),
      ...(share === undefined ? {} : { unit: '%' }),
      due: {
        state,
        text:
          share === undefined
            ? vi
              ? 'chưa có số liệu'
              : 'no data'
            : share >= 98
              ? vi
                ? 'đạt'
                : 'met'
              : vi
                ? 'dưới mục tiêu 98 %'
                : 'below the target of 98 %',
      },
      lines: [vi ? `${sum.onTime} trên ${sum.finished} hồ sơ đã xong` : `${sum.onTime} of ${sum.finished} finished cases`],
    },
    {
      id: 'overdue',
      title: vi ? 'Đang mở, quá hạn' : 'Open and overdue',
      href: href('overdue'),
      value: String(sum.overdue),
      due: sum.overdue === 0 ? { state: 'han', text: vi ? 'không có' : 'none' } : { state: 'qua', text: vi ? 'phải xử lý' : 'to be handled' },
      lines: [formulas.overdue[lang]],
    },
    {
      id: 'received',
      title: vi ? 'Tiếp nhận hôm nay' : 'Received today',
      href: href('received'),
      value: String(sum.received),
      due: { state: 'han', text: vi ? 'hôm nay' : 'today' },
      lines: [formulas.received[lang]],
    },
  ];
}

const stateOf = (share: number | undefined): LeaderUnit['state'] => (share === undefined ? 'dung' : share >= 98 ? 'han' : share >= 90 ? 'sap' : 'qua');
const percentText = (share: number, lang: Lang): string => `${lang === 'vi' ? String(share).replace('.', ',') : share}\u00a0%`;
const numberHref = (measure: Opened, unit: number | undefined): string => `/dieu-hanh/ho-so?so=${measure}${unit === undefined ? '' : `&don-vi=${unit}`}`;

function unitRow(unit: Unit, sum: Sum, lang: Lang, hasChildren: boolean): LeaderUnit {
  const share = shareOf(sum.onTime, sum.finished);
  const number = (measure: Measure) => ({ value: String(sum[measure]), href: numberHref(measure, unit.id) });
  return {
    id: String(unit.id),
    name: placeName(unit, lang),
    ...(hasChildren ? { href: `/dieu-hanh?don-vi=${unit.id}` } : {}),
    open: number('open'),
    onTime: number('onTime'),
    overdue: number('overdue'),
    received: number('received'),
    ...(share === undefined ? {} : { percent: share, share: percentText(share, lang) }),
    state: stateOf(share),
  };
}

/** Most overdue first, then the lowest share, units without data last. */
function worstFirst(a: LeaderUnit, b: LeaderUnit): number {
  return (
    Number(b.overdue.value) - Number(a.overdue.value) ||
    (a.percent ?? 101) - (b.percent ?? 101) ||
    Number(b.open.value) - Number(a.open.value) ||
    a.name.localeCompare(b.name, 'vi')
  );
}

const mostStreams = 10;

/** Sends the changed numbers at most once a second, and once every 20 s to keep the line. Session and permit are asked again each time. */
async function stream(c: Ctx, site: Site, news: CaseNews, streams: Map<string, number>): Promise<Response> {
  const first = await permitFor(c, site, 'indicator.read');
  if (isRefusal(first)) return sayNo(c, site, first);
  const { person } = first.actor;
  const open = streams.get(person) ?? 0;
  if (open >= mostStreams) return sayNo(c, site, refuse('too-many-requests', { seconds: 20 }));
  streams.set(person, open + 1);
  const gone = (): void => {
    const left = (streams.get(person) ?? 1) - 1;
    if (left === 0) streams.delete(person);
    else streams.set(person, left);
  };
  return streamSSE(c, async (sse) => {
    let wake: () => void = () => undefined;
    let isNews = false;
    const stop = news.watch(() => {
      isNews = true;
      wake();
    });
    sse.onAbort(() => {
      stop();
      wake();
    });
    let sent = '';
    try {
      while (!sse.aborted) {
        isNews = false;
        await meetAgain(c, site);
        const permit = await permitFor(c, site, 'indicator.read');
        if (isRefusal(permit)) break;
        const text = JSON.stringify(newsOf(await boardOf(c, site, permit)));
        if (text.slice(text.indexOf('numbers')) !== sent.slice(sent.indexOf('numbers'))) await sse.writeSSE({ data: text });
        else await sse.write(': \n\n');
        sent = text;
        await sse.sleep(1000);
        // News of the last second has waited long enough.
        if (isNews || sse.aborted) continue;
        // No timer is left behind: it would keep a stopped process alive.
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 20_000);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    } finally {
      stop();
      gone();
    }
  }) as Response;
}

function newsOf(board: LeaderView): LeaderNews {
  const tiles = board.tiles.map((tile) => [`tile.${tile.id}`, tile.value] as const);
  const units = board.units.flatMap((unit) =>
    (['open', 'onTime', 'overdue', 'received'] as const).map((one) => [`unit.${unit.id}.${one}`, unit[one].value] as const),
  );
  return { asOf: board.asOf, numbers: Object.fromEntries([...tiles, ...units]) };
}

async function getNumber(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'indicator.read');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const lang = langOf(c);
  const { world } = site;
  const asked = c.req.query('so') ?? '';
  const measure: Opened = isOpened(asked) ? asked : 'open';
  const root = rootOf(c, site, permit);
  const period = periodAsked(c);
  const lines = await openNumber(world, permit, root?.path ?? ('/' as UnitPath), measure, period);
  const org = world.org();
  const names: Record<Opened, { readonly vi: string; readonly en: string }> = {
    open: { vi: 'Hồ sơ đang mở', en: 'Open cases' },
    onTime: { vi: 'Trả đúng hạn tháng này', en: 'On time this month' },
    overdue: { vi: 'Đang mở, quá hạn', en: 'Open and overdue' },
    received: { vi: 'Tiếp nhận hôm nay', en: 'Received today' },
    saved: { vi: 'Hồ sơ đã bớt lượt đi', en: 'Cases that saved trips' },
    rated: { vi: 'Hồ sơ được đánh giá', en: 'Rated cases' },
  };
  const view = {
    title: `${names[measure][lang]}: ${root === undefined ? '' : displayName(org, root, lang)}`,
    formula: formulas[measure][lang],
    value: String(lines.length),
    back: `/dieu-hanh?don-vi=${root?.id ?? ''}&ky=${period}`,
    total: lines.length,
    cases: lines.map((line) => {
      const unit = org.byId.get(line.unitId as UnitId);
      const timed = { stage: line.stage as 'open', received: line.received, due: line.due, finished: line.finished, outcome: null };
      return {
        href: `/ho-so/${line.code ?? line.tracking}`,
        code: line.code ?? line.tracking,
        procedure: world.shelf.find(line.packId, line.packVersion)?.title[lang] ?? line.packId,
        unit: unit === undefined ? '' : displayName(org, unit, lang),
        received: line.received === null ? '' : showInstant(line.received, lang),
        step: stepName(world.shelf.find(line.packId, line.packVersion), line.taskName, lang),
        holder: '',
        due: dueOf(timed, world.now(), world.calendarOf(line.unitId as UnitId), lang),
      };
    }),
  };
  return showPage(c, numberPage(frameOf(c, site), view));
}
