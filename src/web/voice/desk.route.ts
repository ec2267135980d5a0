/** `/ban-lam-viec/phan-anh`: reports to mask, release and merge; `desk-draft.route.ts` and `desk-survey.route.ts` hold the rest of the desk's side of people's voice. */
import type { Hono } from 'hono';
import { readPath } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { ReportRow } from '../../kernel/voice/voice.act.ts';
import { listDeskReports, mergeReport, moderate, openDeskReport } from '../../kernel/voice/voice.act.ts';
import type { Told } from '../../kernel/voice/voice.ts';
import { twinsOf } from '../../kernel/voice/voice.ts';
import { textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import type { DeskLine } from './desk.view.ts';
import { deskReportPage, deskReportsPage } from './desk.view.ts';
import type { Moderator } from './moderator.ts';
import { moderating, readKeyed } from './moderator.ts';
import { categoryText } from './read.route.ts';
import { inWords, stateText, toneOf } from './words.ts';

export function deskReportRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get(
    '/ban-lam-viec/phan-anh',
    moderating(site, (c, permit) => getReports(c, site, permit)),
  );
  app.get(
    '/ban-lam-viec/phan-anh/:code',
    moderating(site, (c, permit) => showReport(c, site, permit, [], 200)),
  );
  app.post(
    '/ban-lam-viec/phan-anh/:code',
    moderating(site, (c, permit) => postModerate(c, site, permit)),
  );
  app.post(
    '/ban-lam-viec/phan-anh/:code/gop',
    moderating(site, (c, permit) => postMerge(c, site, permit)),
  );
}

const chipOf = (row: ReportRow, lang: Lang): DeskLine['chip'] =>
  row.mergedCode === null
    ? { state: toneOf(row.state, false), text: stateText(row.state, lang) }
    : { state: 'dung', text: inWords(lang, `Đã gộp vào ${row.mergedCode}`, `Merged into ${row.mergedCode}`) };

async function getReports(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const lang = langOf(c);
  const lines = (await listDeskReports(site.world, permit)).map((row) => ({
    href: `/ban-lam-viec/phan-anh/${row.code}`,
    title: categoryText(site, row, lang),
    text: row.text.slice(0, 160),
    note: [
      row.code,
      showInstant(row.filed, lang),
      row.merged > 0 ? inWords(lang, `${row.merged} phản ánh gộp vào`, `${row.merged} merged into it`) : '',
      row.rating === null ? '' : inWords(lang, `đánh giá ${row.rating}/5`, `rated ${row.rating}/5`),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    chip: chipOf(row, lang),
  }));
  return showPage(c, deskReportsPage(frameOf(c, site), lines));
}

const toldOf = (row: ReportRow): Told => ({
  code: row.code,
  category: row.category,
  text: row.text,
  unit: row.unitId,
  at: row.filed,
  ...(row.latitude === null || row.longitude === null ? {} : { point: { latitude: row.latitude, longitude: row.longitude } }),
});

async function showReport(c: Ctx, site: Site, permit: Moderator, problems: readonly FieldProblem[], status: number): Promise<Response> {
  const lang = langOf(c);
  const opened = await openDeskReport(site.world, permit, c.req.param('code') ?? '');
  if (isRefusal(opened)) return sayNo(c, site, opened);
  const { row, state, pack } = opened;
  const others = (await listDeskReports(site.world, permit, row.packId)).filter((one) => one.mergedInto === null && one.ended === null);
  const twins = row.mergedInto === null ? twinsOf(toldOf(row), others.map(toldOf)) : [];
  const words = readPath(state.answers, pack.door.text);
  const photos = state.files.filter((file) => file.paper === pack.door.photos && file.blob !== null);
  const view = {
    code: row.code,
    title: categoryText(site, row, lang),
    chip: chipOf(row, lang),
    facts: [
      { label: inWords(lang, 'Mã phản ánh', 'Code'), value: row.code },
      { label: inWords(lang, 'Gửi lúc', 'Sent at'), value: showInstant(row.filed, lang) },
      ...(row.due === null ? [] : [{ label: inWords(lang, 'Hẹn trả lời', 'Answer due'), value: showInstant(row.due, lang) }]),
      {
        label: inWords(lang, 'Người gửi muốn công khai', 'Sender lets it be public'),
        value: row.isPublic ? inWords(lang, 'có', 'yes') : inWords(lang, 'không', 'no'),
      },
      ...(row.ratingReason === null ? [] : [{ label: inWords(lang, 'Lý do đánh giá', 'Reason of the rating'), value: row.ratingReason }]),
    ],
    case: `/ho-so/${state.code ?? state.tracking}`,
    original: typeof words === 'string' ? words : '',
    form: {
      key: site.world.newId(),
      text: row.text,
      place: row.place,
      hidden: row.hidden,
      photos: photos.map((file, index) => ({
        id: file.id,
        href: `/tep/${file.id}`,
        released: row.photos.includes(file.id),
        name: inWords(lang, `Ảnh ${index + 1}`, `Picture ${index + 1}`),
      })),
    },
    twins: twins.map((twin) => ({
      code: twin.code,
      text: others.find((one) => one.code === twin.code)?.text.slice(0, 160) ?? '',
      why: [`${Math.round(twin.likeness * 100)} %`, twin.metres === undefined ? '' : inWords(lang, `cách ${twin.metres} m`, `${twin.metres} m away`)]
        .filter((part) => part !== '')
        .join(', '),
    })),
    mergeKey: site.world.newId(),
    problems,
  };
  return showPage(c, deskReportPage(frameOf(c, site), view), status);
}

async function postModerate(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await readKeyed(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const { fields, key } = sent;
  const code = c.req.param('code') ?? '';
  const lang = langOf(c);
  if (textOf(fields, 'loi').trim() === '')
    return await showReport(
      c,
      site,
      permit,
      [
        {
          name: 'loi',
          text: inWords(
            lang,
            'Lời công khai không được trống; muốn giấu thì chọn Không công khai.',
            'The public words may not be empty; to hide it choose Not public.',
          ),
        },
      ],
      422,
    );
  const wish = { text: textOf(fields, 'loi'), place: textOf(fields, 'cho'), hidden: fields.has('an'), photos: fields.get('anh') ?? [] };
  const done = await moderate(site.world, permit, key, code, wish);
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/ban-lam-viec/phan-anh/${code}`, 303);
}

async function postMerge(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await readKeyed(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const code = c.req.param('code') ?? '';
  const done = await mergeReport(site.world, permit, sent.key, code, textOf(sent.fields, 'vao'));
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/ban-lam-viec/phan-anh/${code}`, 303);
}
