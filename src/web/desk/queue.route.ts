/** `/ban-lam-viec`: the officer's one queue, its tabs and its CSV. */
import type { Hono } from 'hono';
import { showDong } from '../../base/money.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { fold, inFours, showPhone } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { clockOf, dateOf, showDate, weekdayName } from '../../base/time.ts';
import type { CaseLine, QueueCounts, QueueCut } from '../../kernel/case/case.act.ts';
import { countInbox, listInbox, noCut, soonAfter } from '../../kernel/case/case.act.ts';
import { displayName, placeName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { livePacks } from '../../kernel/rollout/rollout.act.ts';
import type { Room } from '../frame.ts';
import { channelName } from '../history.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { dueOf, shortDay, stepName } from '../show.ts';
import type { QueueLine, QueueView } from './queue.view.ts';
import { queuePage } from './queue.view.ts';

const pageSize = 50;

export function queueRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/ban-lam-viec', (c) => getQueue(c, site));
  app.get('/ban-lam-viec.csv', (c) => getCsv(c, site));
}

const tabs = ['', 'tiep-nhan', 'xu-ly', 'bo-sung', 'trinh-ky', 'cho-tra', 'sap-han', 'qua-han'] as const;
type Tab = (typeof tabs)[number];

const tabNames: Record<Tab, { readonly vi: string; readonly en: string; readonly count: keyof QueueCounts; readonly hotkey: string }> = {
  '': { vi: 'Tất cả', en: 'All', count: 'all', hotkey: 'a' },
  'tiep-nhan': { vi: 'Chờ tiếp nhận', en: 'To receive', count: 'reception', hotkey: 'i' },
  'xu-ly': { vi: 'Đang xử lý', en: 'In progress', count: 'working', hotkey: 'x' },
  'bo-sung': { vi: 'Chờ bổ sung', en: 'Supplement', count: 'waiting', hotkey: 'b' },
  'trinh-ky': { vi: 'Trình ký', en: 'To sign', count: 'signing', hotkey: 'k' },
  'cho-tra': { vi: 'Chờ trả', en: 'To return', count: 'returning', hotkey: 't' },
  'sap-han': { vi: 'Sắp hạn', en: 'Due soon', count: 'soon', hotkey: 's' },
  'qua-han': { vi: 'Quá hạn', en: 'Overdue', count: 'late', hotkey: 'q' },
};

function cutOf(tab: Tab, now: Instant): QueueCut {
  switch (tab) {
    case '':
      return noCut;
    case 'tiep-nhan':
      return { ...noCut, stage: 'submitted' };
    case 'xu-ly':
      return { ...noCut, stage: 'open', sign: false, ready: false };
    case 'bo-sung':
      return { ...noCut, stage: 'waiting' };
    case 'trinh-ky':
      return { ...noCut, stage: 'open', sign: true };
    case 'cho-tra':
      return { ...noCut, stage: 'open', ready: true };
    case 'sap-han':
      return { ...noCut, dueFrom: now, dueBefore: soonAfter(now) };
    case 'qua-han':
      return { ...noCut, dueBefore: now };
  }
}

/** What the address says: tab, search, procedure, page. Unknown values fall back to the whole queue. */
function asked(c: Ctx, now: Instant): { readonly tab: Tab; readonly cut: QueueCut; readonly query: string; readonly service: string; readonly offset: number } {
  const tab = tabs.find((one) => one === c.req.query('tab')) ?? '';
  const query = (c.req.query('q') ?? '').slice(0, 80).trim();
  const service = (c.req.query('thu-tuc') ?? '').slice(0, 80);
  const offset = Math.max(0, Math.min(100_000, Number.parseInt(c.req.query('tu') ?? '0', 10) || 0));
  const search =
    query === ''
      ? null
      : fold(query)
          .replace(/[%_\\]/g, '')
          .replace(/^0(\d{3,})$/, '$1');
  return { tab, query, service, offset, cut: { ...cutOf(tab, now), search, packId: service === '' ? null : service } };
}

/** The roles of the asker's posts in whose place the queue is shown. */
export const rolesOf = (permit: Permit): readonly string[] => (permit.actor.role === 'deputyLeader' ? ['deputyLeader', 'unitLeader'] : [permit.actor.role]);

async function getQueue(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'case.list');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  // Whoever has no queue begins where the work is.
  if (permit.reach.kind === 'own') return c.redirect(homeOf(frameOf(c, site).rooms ?? []), 303);
  const { world } = site;
  const lang = langOf(c);
  const now = world.now();
  const { tab, cut, query, service, offset } = asked(c, now);
  const [lines, counts, packs] = await Promise.all([
    listInbox(world, permit, rolesOf(permit), cut, { limit: pageSize + 1, offset }),
    countInbox(world, permit, rolesOf(permit)),
    livePacks(world),
  ]);
  const link = (changes: Readonly<Record<string, string>>): string =>
    withParams({ tab, q: query, 'thu-tuc': service, dong: c.req.query('dong') === 'day' ? 'day' : '', ...changes });
  const density = c.req.query('dong') === 'day';
  const view: QueueView = {
    now: `${weekdayName(dateOf(now), lang)} ${showDate(dateOf(now))}, ${clockOf(now)}`.replace(/^./, (letter) => letter.toUpperCase()),
    summary: summaryOf(counts, lang),
    tabs: tabs.map((key) => ({
      key,
      href: withParams({ tab: key }),
      text: tabNames[key][lang],
      count: counts[tabNames[key].count],
      current: key === tab,
      hot: key === 'qua-han' && counts.late > 0,
      hotkey: tabNames[key].hotkey,
    })),
    query,
    filters: [
      {
        name: 'thu-tuc',
        label: lang === 'vi' ? 'Thủ tục' : 'Procedure',
        value: service,
        choices: [{ value: '', text: lang === 'vi' ? 'Mọi thủ tục' : 'All procedures' }, ...packs.map((pack) => ({ value: pack.id, text: pack.title[lang] }))],
      },
    ],
    dense: density,
    cases: lines.slice(0, pageSize).map((line) => lineView(site, permit, line, lang)),
    total: query === '' && service === '' ? counts[tabNames[tab].count] : offset + lines.length,
    ...(lines.length > pageSize ? { next: link({ tu: String(offset + pageSize) }) } : {}),
    ...(offset > 0 ? { former: link({ tu: String(Math.max(0, offset - pageSize)) }) } : {}),
    csv: link({}).replace('/ban-lam-viec', '/ban-lam-viec.csv'),
    ...(permit.actor.role === 'receptionist' ? { reception: '/tiep-nhan' } : {}),
  };
  return showPage(c, queuePage(frameOf(c, site), view));
}

const homeOf = (rooms: readonly Room[]): string =>
  rooms.includes('admin') ? '/quan-tri' : rooms.includes('recovery') ? '/quan-tri/khoi-phuc' : '/ho-so-cua-toi';

function withParams(params: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''));
  return search.size === 0 ? '/ban-lam-viec' : `/ban-lam-viec?${search}`;
}

const summaryOf = (counts: QueueCounts, lang: Lang): string =>
  lang === 'vi'
    ? `${counts.late} quá hạn, ${counts.soon} sắp hạn, phải xong hôm nay: ${counts.today}`
    : `${counts.late} overdue, ${counts.soon} due soon, due today: ${counts.today}`;

function lineView(site: Site, permit: Permit, line: CaseLine, lang: Lang): QueueLine {
  const { world } = site;
  const pack = world.shelf.find(line.packId, line.packVersion);
  const at = line.received ?? line.submitted;
  const unit = world.org().byId.get(line.unitId);
  const isMine = permit.actor.unit === line.unitId;
  const role = line.role === null ? undefined : pack?.roles.get(line.role)?.title[lang];
  const flag = flagOf(line, lang);
  return {
    id: `${line.id}-${line.task ?? ''}`,
    href: `/ho-so/${line.code ?? line.tracking}`,
    code: line.code ?? inFours(line.tracking),
    procedure: pack?.title[lang] ?? line.packId,
    person: line.applicant,
    phone: showPhone(line.phone),
    day: shortDay(at),
    clock: clockOf(at),
    due: dueOf(line, world.now(), world.calendarOf(line.unitId), lang),
    dueAt: line.due === null ? '' : `${shortDay(line.due)} ${clockOf(line.due)}`,
    step: stepName(pack, line.taskName, lang),
    holder: isMine ? (role ?? '') : unit === undefined ? '' : placeName(unit, lang),
    channel: channelName(line.channel, lang),
    fee: line.fee === 0 ? (lang === 'vi' ? 'miễn' : 'free') : showDong(line.fee, lang).replace(/\u00a0đ$/, ''),
    ...(flag === undefined ? {} : { flag }),
  };
}

function flagOf(line: CaseLine, lang: Lang): QueueLine['flag'] {
  if (line.stage === 'submitted') return { text: lang === 'vi' ? 'mới' : 'new', tone: 'ink' };
  if (line.fee > 0 && !line.feePaid) return { text: lang === 'vi' ? 'chưa thu phí' : 'fee due', tone: 'gold' };
  return undefined;
}

async function getCsv(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'case.list');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  // Whoever has no queue begins where the work is.
  if (permit.reach.kind === 'own') return c.redirect(frameOf(c, site).rooms?.includes('admin') === true ? '/quan-tri' : '/ho-so-cua-toi', 303);
  const lang = langOf(c);
  const { cut } = asked(c, site.world.now());
  const lines = await listInbox(site.world, permit, rolesOf(permit), cut, { limit: 200, offset: 0 });
  const head =
    lang === 'vi'
      ? ['Mã hồ sơ', 'Thủ tục', 'Người nộp', 'Ngày nhận', 'Hẹn trả', 'Bước', 'Đơn vị']
      : ['Case code', 'Procedure', 'Applicant', 'Received', 'Due', 'Step', 'Unit'];
  const org = site.world.org();
  const rows = lines.map((line) => {
    const unit = org.byId.get(line.unitId);
    const pack = site.world.shelf.find(line.packId, line.packVersion);
    return [
      line.code ?? line.tracking,
      pack?.title[lang] ?? line.packId,
      line.applicant,
      line.received ?? '',
      line.due ?? '',
      stepName(pack, line.taskName, lang),
      unit === undefined ? '' : displayName(org, unit, lang),
    ];
  });
  const csv = [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
  return c.body(`\ufeff${csv}\r\n`, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="hang-viec.csv"',
    'Cache-Control': 'no-store',
  });
}

/** Quoted; a leading = + - @ gets an apostrophe so that a spreadsheet does not run it. */
const cell = (text: string): string => `"${text.replace(/^([=+\-@\t\r])/, "'$1").replaceAll('"', '""')}"`;
