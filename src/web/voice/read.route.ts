/** Reading reports: the public list with filters, one report, its pictures; and what its sender may do with it. */
import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import type { PersonId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { tidy } from '../../base/text.ts';
import { isBefore, showInstant } from '../../base/time.ts';
import { guestPermit, systemPermit } from '../../kernel/access/access.act.ts';
import { hasProblems } from '../../kernel/case/case.act.ts';
import { findDocument } from '../../kernel/document/document.act.ts';
import { isBlobHash } from '../../kernel/document/document.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { DoorPack, Merged, ReportRow } from '../../kernel/voice/voice.act.ts';
import { isReportPack, listReports, publicPhoto, rateAnswer, readReport, reopenReport, reportCounts, reportPacks } from '../../kernel/voice/voice.act.ts';
import { reopenUntil, reportStates } from '../../kernel/voice/voice.ts';
import { brake } from '../brake.ts';
import { readPost, textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { cutOf } from './cut.ts';
import { withoutTraces } from './picture.ts';
import { mapAddress } from './place.route.ts';
import type { ListView, OneView, ReportLine } from './read.view.ts';
import { reportPage, reportsPage } from './read.view.ts';
import { inWords, scoreText, stateText, toneOf } from './words.ts';

export function readRoutes(app: Hono<WebEnv>, site: Site): void {
  const slow = brake(20, 600);
  app.get('/phan-anh', (c) => getList(c, site));
  app.get('/phan-anh/:code', (c) => getOne(c, site));
  app.get('/phan-anh/:code/anh/:number', (c) => getPhoto(c, site));
  app.post('/phan-anh/:code/danh-gia', (c) => postRating(c, site, slow));
  app.post('/phan-anh/:code/mo-lai', (c) => postReopen(c, site, slow));
}

const pageSize = 30;

/** The newest version of each service that takes reports, and older ones a report may still be pinned to. */
function packOf(site: Site, id: string): DoorPack | undefined {
  return site.world.shelf
    .all()
    .filter((pack) => pack.id === id)
    .findLast(isReportPack);
}

export function categoryText(site: Site, row: Pick<ReportRow, 'packId' | 'category'>, lang: Lang): string {
  const pack = packOf(site, row.packId);
  const field = pack?.form.fields.get(pack.door.category);
  return field?.choices?.find((one) => one.value === row.category)?.label[lang] ?? pack?.title[lang] ?? row.category;
}

const unitText = (site: Site, id: number, lang: Lang): string => {
  const unit = site.world.org().units.find((one) => one.id === id);
  return unit === undefined ? '' : displayName(site.world.org(), unit, lang);
};

const isLate = (site: Site, row: ReportRow): boolean => row.ended === null && row.due !== null && isBefore(row.due, site.world.now());

function lineOf(site: Site, row: ReportRow, lang: Lang): ReportLine {
  return {
    href: `/phan-anh/${row.code}`,
    code: row.code,
    category: categoryText(site, row, lang),
    text: short(row.text),
    where: row.place,
    unit: unitText(site, row.unitId, lang),
    when: showInstant(row.filed, lang),
    chip: {
      state: toneOf(row.state, isLate(site, row)),
      text: isLate(site, row) ? inWords(lang, 'Quá hạn trả lời', 'Answer overdue') : stateText(row.state, lang),
    },
    ...(row.answer === null ? {} : { answer: short(row.answer) }),
    ...(row.merged === 0 ? {} : { merged: inWords(lang, `${row.merged + 1} người cùng phản ánh`, `reported by ${row.merged + 1} people`) }),
  };
}

const short = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, text.lastIndexOf(' ', 197))} …`);

async function getList(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const cut = cutOf(c, site);
  const from = Math.max(0, Math.min(10_000, Number.parseInt(c.req.query('tu') ?? '0', 10) || 0));
  const [rows, counts, packs] = await Promise.all([listReports(site.world, cut, pageSize + 1, from), reportCounts(site.world), reportPacks(site.world)]);
  const sum = (among: (one: (typeof counts)[number]) => boolean, of: 'count' | 'onTime' = 'count'): number =>
    counts.filter(among).reduce((all, one) => all + one[of], 0);
  const ended = sum((one) => ['answered', 'forwarded', 'refused'].includes(one.state));
  const onTime = sum((one) => ['answered', 'forwarded', 'refused'].includes(one.state), 'onTime');
  const query = new URL(c.req.url).search;
  const view: ListView = {
    doors: packs
      .toSorted((a, b) => Number(b.door.anonymous) - Number(a.door.anonymous))
      .map((pack) => ({ href: `/phan-anh/gui?loai=${pack.id}`, title: pack.title[lang], text: pack.summary[lang] })),
    figures: [
      { value: String(sum(() => true)), text: inWords(lang, 'Đã nhận', 'Received') },
      { value: String(ended), text: inWords(lang, 'Đã trả lời', 'Answered') },
      { value: ended === 0 ? '–' : `${Math.round((100 * onTime) / ended)} %`, text: inWords(lang, 'Đúng hạn', 'In time') },
    ],
    filters: [
      {
        name: 'viec',
        label: inWords(lang, 'Loại việc', 'Kind'),
        value: cut.category ?? '',
        choices: packs.flatMap((pack) => (pack.form.fields.get(pack.door.category)?.choices ?? []).map((one) => ({ value: one.value, text: one.label[lang] }))),
      },
      {
        name: 'trang-thai',
        label: inWords(lang, 'Tình trạng', 'State'),
        value: cut.state ?? '',
        choices: reportStates.filter((state) => state !== 'withdrawn').map((state) => ({ value: state, text: stateText(state, lang) })),
      },
    ],
    map: `/phan-anh/so-do.svg${query}`,
    lines: rows.slice(0, pageSize).map((row) => lineOf(site, row, lang)),
    ...(rows.length > pageSize ? { next: `/phan-anh?${nextQuery(query, from + pageSize)}` } : {}),
    links: [
      { href: '/gop-y', text: inWords(lang, 'Góp ý dự thảo văn bản', 'Comment on drafts') },
      { href: '/lay-y-kien', text: inWords(lang, 'Khảo sát ý kiến', 'Surveys') },
      { href: '/ho-so-cua-toi', text: inWords(lang, 'Khiếu nại về một hồ sơ: mở hồ sơ của tôi', 'Complain about a case: open my cases') },
    ],
  };
  return showPage(c, reportsPage(frameOf(c, site), view));
}

function nextQuery(query: string, from: number): string {
  const search = new URLSearchParams(query);
  search.set('tu', String(from));
  return search.toString();
}

async function getOne(c: Ctx, site: Site, problems: readonly FieldProblem[] = [], reason = '', status = 200): Promise<Response> {
  const secret = (c.req.query('khoa') ?? '').slice(0, 60);
  return await showOne(c, site, { code: c.req.param('code') ?? '', secret, problems, reason, status });
}

type Shown = { readonly code: string; readonly secret: string; readonly problems: readonly FieldProblem[]; readonly reason: string; readonly status: number };

async function showOne(c: Ctx, site: Site, { code, secret, problems, reason, status }: Shown): Promise<Response> {
  const found = /^PA-\d{6}-\d{4,}$/.test(code) ? await readReport(site.world, code, secret) : refuse('not-found');
  if (isRefusal(found)) return sayNo(c, site, found);
  const lang = langOf(c);
  const { row, isSender, into } = found;
  // Whoever sent the same matter reads the answer of the other here.
  const answered = into?.own ?? row;
  const line = lineOf(site, row, lang);
  const canReopen =
    row.ended !== null && row.reopenedAs === null && row.reopens === null && row.mergedInto === null && isBefore(site.world.now(), reopenUntil(row.ended));
  const view: OneView = {
    title: `${line.category}, ${row.code}`,
    code: row.code,
    category: line.category,
    text: row.text,
    where: line.where,
    when: line.when,
    unit: line.unit,
    chip: row.mergedInto === null ? line.chip : { state: 'dung', text: inWords(lang, 'Đã gộp', 'Merged') },
    isHidden: !row.isPublic || row.hidden,
    photos: row.isPublic && !row.hidden ? row.photos.map((_, index) => `/phan-anh/${row.code}/anh/${index + 1}`) : [],
    ...(answered.due === null || answered.ended !== null
      ? {}
      : { promise: inWords(lang, `Hẹn trả lời ${showInstant(answered.due, lang)}`, `Answer due ${showInstant(answered.due, lang)}`) }),
    ...(answered.answer === null || answered.ended === null
      ? {}
      : { answer: { title: stateText(answered.state, lang), text: answered.answer, when: showInstant(answered.ended, lang) } }),
    ...(row.latitude === null || row.longitude === null ? {} : { map: mapAddress(undefined, { latitude: row.latitude, longitude: row.longitude }) }),
    ...(into === undefined ? {} : { merged: mergedNote(into, lang) }),
    ...(row.reopenedCode === null ? {} : { reopened: { href: `/phan-anh/${row.reopenedCode}`, text: row.reopenedCode } }),
    ...(row.reopens === null ? {} : { reopens: { href: `/phan-anh/${row.reopens}`, text: row.reopens } }),
    ...(row.rating === null
      ? {}
      : {
          rating: inWords(
            lang,
            `Người phản ánh đánh giá: ${row.rating}/5, ${scoreText(row.rating, lang)}.`,
            `Rated by the sender: ${row.rating}/5, ${scoreText(row.rating, lang)}.`,
          ),
        }),
    ...(isSender
      ? {
          own: {
            secret,
            key: site.world.newId(),
            isNew: row.ended === null,
            link: `${site.world.origin}/phan-anh/${row.code}?khoa=${secret}`,
            canRate: answered.ended !== null && row.rating === null && answered.state !== 'withdrawn',
            ...(canReopen && row.ended !== null && row.state !== 'withdrawn' ? { reopenBy: showInstant(reopenUntil(row.ended), lang) } : {}),
            problems,
            reason,
          },
        }
      : {}),
  };
  return showPage(c, reportPage(frameOf(c, site), view), status);
}

function mergedNote({ code, own }: Merged, lang: Lang): NonNullable<OneView['merged']> {
  const isHere = own !== undefined;
  if (code !== undefined)
    return {
      href: `/phan-anh/${code}`,
      title: isHere
        ? inWords(lang, 'Cùng một việc với phản ánh này; câu trả lời hiện ở cả hai trang', 'The same matter as this report; the answer stands on both pages')
        : inWords(lang, 'Cùng một việc với phản ánh này; câu trả lời ở đó', 'The same matter as this report; the answer stands there'),
      text: code,
    };
  const title = inWords(lang, 'Cùng một việc với một phản ánh không công khai', 'The same matter as a report that is not public');
  return { title, ...(isHere ? { text: inWords(lang, 'Câu trả lời hiện ở trang này.', 'The answer stands on this page.') } : {}) };
}

/** A released picture, without anything the camera wrote into it. */
async function getPhoto(c: Ctx, site: Site): Promise<Response> {
  const number = Number(c.req.param('number'));
  const code = c.req.param('code') ?? '';
  const id = /^PA-\d{6}-\d{4,}$/.test(code) && Number.isInteger(number) && number >= 1 && number <= 5 ? await publicPhoto(site.world, code, number) : undefined;
  const row = id === undefined ? undefined : await findDocument(site.world, systemPermit(site.world, 'case.read'), id);
  const bytes = row !== undefined && isBlobHash(row.blob) ? await site.world.gates.blob.get(row.blob) : undefined;
  const clean = row === undefined || bytes === undefined ? undefined : withoutTraces(bytes, row.mediaType);
  if (row === undefined || clean === undefined) return sayNo(c, site, refuse('not-found'));
  return c.body(Readable.toWeb(Readable.from([clean])) as ReadableStream, 200, {
    'Content-Type': row.mediaType,
    'Content-Length': String(clean.length),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'public, max-age=300',
  });
}

type Slow = ReturnType<typeof brake>;

async function posted(c: Ctx, slow: Slow) {
  const refused = slow(addressOf(c));
  if (refused !== undefined) return refused;
  const read = await readPost(c);
  if (isRefusal(read)) return read;
  const key = textOf(read.fields, '_key');
  return isCommandKey(key)
    ? { fields: read.fields, key, secret: textOf(read.fields, 'khoa').slice(0, 60), code: c.req.param('code') ?? '' }
    : refuse('key-missing');
}

async function postRating(c: Ctx, site: Site, slow: Slow): Promise<Response> {
  const sent = await posted(c, slow);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const { fields, secret, code } = sent;
  const lang = langOf(c);
  const score = Number(textOf(fields, 'diem') || '0');
  if (score < 1 || score > 5)
    return await showOne(c, site, {
      code,
      secret,
      problems: [{ name: 'diem', text: inWords(lang, 'Chọn một mức từ 1 đến 5.', 'Choose from 1 to 5.') }],
      reason: '',
      status: 422,
    });
  const done = await rateAnswer(site.world, speaker(sent.key, site, 'voice.speak'), secret, { score, reason: textOf(fields, 'vi_sao') });
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/phan-anh/${code}?khoa=${secret}`, 303);
}

async function postReopen(c: Ctx, site: Site, slow: Slow): Promise<Response> {
  const sent = await posted(c, slow);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const { fields, key, secret, code } = sent;
  const reason = tidy(textOf(fields, 'ly_do'));
  const lang = langOf(c);
  const wrong = (text: string, status: number) => showOne(c, site, { code, secret, problems: [{ name: 'ly_do', text }], reason, status });
  if (reason.length < 10 || reason.length > 2000) return await wrong(inWords(lang, 'Ghi từ 10 đến 2.000 ký tự.', 'Write 10 to 2,000 characters.'), 422);
  const filed = await reopenReport(site.world, speaker(key, site, 'case.submit'), secret, reason);
  if (isRefusal(filed)) return filed.refused === 'not-found' ? sayNo(c, site, filed) : await wrong(sentenceOf(filed, lang), statusOf(filed));
  if (hasProblems(filed)) return await wrong(filed.problems[0]?.text[lang] ?? '', 422);
  return c.redirect(`/phan-anh/${filed.code}?khoa=${filed.secret}`, 303);
}

/** Whoever holds the sender's link speaks, signed in or not. */
const speaker = <R extends 'voice.speak' | 'case.submit'>(key: string, site: Site, right: R): Permit<R> =>
  guestPermit((isUuid(key) ? key : site.world.newId()) as PersonId, right);

/** Somebody signed in, or a guest known by the form that was sent: sent again, it is the same guest. */
export async function speakerOf(c: Ctx, site: Site, key: string): Promise<Permit<'voice.speak'>> {
  const own = c.get('signed') === undefined ? refuse('not-signed-in') : await permitFor(c, site, 'voice.speak', 'own');
  return isRefusal(own) ? guestPermit((isUuid(key) ? key : site.world.newId()) as PersonId, 'voice.speak') : own;
}
