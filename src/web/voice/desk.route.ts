/** The desk's side of people's voice. Everything here needs the right to moderate; paper sheets need the right to enter. */
import type { Hono } from 'hono';
import type { CommandKey, UnitId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { readPath } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { dateOf, readDate, showDate, showInstant } from '../../base/time.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import { displayName, isAlive, unitsReached } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { ReportRow } from '../../kernel/voice/voice.act.ts';
import {
  answerSurvey,
  answerTo,
  concludeDraft,
  isDraftOpen,
  isSurveyOpen,
  listDeskReports,
  listDrafts,
  listSurveys,
  makeInvites,
  mergeReport,
  moderate,
  openDeskReport,
  openPackSurvey,
  packSurveys,
  publishDraft,
  readDraft,
  readSurvey,
  wordsWritten,
} from '../../kernel/voice/voice.act.ts';
import type { Told } from '../../kernel/voice/voice.ts';
import { twinsOf } from '../../kernel/voice/voice.ts';
import { readPost, textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import type { DeskLine, DraftForm } from './desk.view.ts';
import { deskDraftPage, deskDraftsPage, deskReportPage, deskReportsPage, deskSurveyPage, deskSurveysPage, paperEntryPage } from './desk.view.ts';
import { openChip } from './draft.route.ts';
import { categoryText } from './read.route.ts';
import { communesOf, problemText, sheetFrom } from './survey.route.ts';
import { inWords, stateText, toneOf } from './words.ts';

type Moderator = Permit<'voice.moderate'>;

export function deskVoiceRoutes(app: Hono<WebEnv>, site: Site): void {
  const moderating = (work: (c: Ctx, permit: Moderator) => Promise<Response>) => async (c: Ctx) => {
    const permit = await permitFor(c, site, 'voice.moderate');
    return isRefusal(permit) ? sayNo(c, site, permit) : await work(c, permit);
  };
  app.get(
    '/ban-lam-viec/phan-anh',
    moderating((c, permit) => getReports(c, site, permit)),
  );
  app.get(
    '/ban-lam-viec/phan-anh/:code',
    moderating((c, permit) => showReport(c, site, permit, [], 200)),
  );
  app.post(
    '/ban-lam-viec/phan-anh/:code',
    moderating((c, permit) => postModerate(c, site, permit)),
  );
  app.post(
    '/ban-lam-viec/phan-anh/:code/gop',
    moderating((c, permit) => postMerge(c, site, permit)),
  );
  app.get(
    '/ban-lam-viec/gop-y',
    moderating((c, permit) => showDrafts(c, site, permit, undefined, 200)),
  );
  app.post(
    '/ban-lam-viec/gop-y',
    moderating((c, permit) => postDraft(c, site, permit)),
  );
  app.get(
    '/ban-lam-viec/gop-y/:id',
    moderating((c, permit) => showDraft(c, site, permit, [], '', 200)),
  );
  app.post(
    '/ban-lam-viec/gop-y/:id/y-kien/:comment',
    moderating((c, permit) => postAnswer(c, site, permit)),
  );
  app.post(
    '/ban-lam-viec/gop-y/:id/ket-thuc',
    moderating((c, permit) => postConclude(c, site, permit)),
  );
  app.get(
    '/ban-lam-viec/lay-y-kien',
    moderating((c, permit) => showSurveys(c, site, permit, undefined, [], 200)),
  );
  app.post(
    '/ban-lam-viec/lay-y-kien',
    moderating((c, permit) => postSurvey(c, site, permit)),
  );
  app.get(
    '/ban-lam-viec/lay-y-kien/:id',
    moderating((c, permit) => showSurvey(c, site, permit, undefined, [], 200)),
  );
  app.post(
    '/ban-lam-viec/lay-y-kien/:id/duong-dan',
    moderating((c, permit) => postInvites(c, site, permit)),
  );
  app.get('/nhap-phieu/:id', (c) => enterPaper(c, site));
  app.post('/nhap-phieu/:id', (c) => enterPaper(c, site));
}

type Sent = { readonly fields: RawAnswers; readonly key: CommandKey };

async function read(c: Ctx): Promise<Sent | Refusal> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return posted;
  const key = textOf(posted.fields, '_key');
  return isCommandKey(key) ? { fields: posted.fields, key } : refuse('key-missing');
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
  const sent = await read(c);
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
  const sent = await read(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const code = c.req.param('code') ?? '';
  const done = await mergeReport(site.world, permit, sent.key, code, textOf(sent.fields, 'vao'));
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/ban-lam-viec/phan-anh/${code}`, 303);
}

function unitsOf(site: Site, permit: Moderator, lang: Lang) {
  const org = site.world.org();
  const today = dateOf(site.world.now());
  return unitsReached(org, permit.reach)
    .filter((unit) => isAlive(unit, today))
    .slice(0, 300)
    .map((unit) => ({ value: String(unit.id), text: displayName(org, unit, lang) }));
}

const reaches = (site: Site, permit: Moderator, path: string): boolean => unitsReached(site.world.org(), permit.reach).some((unit) => unit.path === path);

async function showDrafts(c: Ctx, site: Site, permit: Moderator, form: Partial<DraftForm> | undefined, status: number): Promise<Response> {
  const lang = langOf(c);
  const today = dateOf(site.world.now());
  const lines = (await listDrafts(site.world))
    .filter((draft) => reaches(site, permit, draft.path))
    .map((draft) => ({
      href: `/ban-lam-viec/gop-y/${draft.id}`,
      title: draft.title,
      text: draft.text.slice(0, 160),
      note: inWords(lang, `${draft.comments} ý kiến`, `${draft.comments} comments`),
      chip: openChip(isDraftOpen(draft, today), showDate(draft.ends), lang),
    }));
  const units = unitsOf(site, permit, lang);
  const fresh = { key: site.world.newId(), title: '', text: '', ends: '', unit: units[0]?.value ?? '', units, problems: [] };
  return showPage(c, deskDraftsPage(frameOf(c, site), { lines, form: { ...fresh, ...form } }), status);
}

/** A day after today, or what is wrong with it. */
function lastDay(site: Site, typed: string, lang: Lang): PlainDate | FieldProblem {
  const day = readDate(typed);
  return day !== undefined && day > dateOf(site.world.now())
    ? day
    : { name: 'het', text: inWords(lang, 'Chọn một ngày sau hôm nay.', 'Choose a day after today.') };
}

async function postDraft(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await read(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const { fields, key } = sent;
  const lang = langOf(c);
  const [title, text] = [textOf(fields, 'ten').trim(), textOf(fields, 'noi_dung').trim()];
  const ends = lastDay(site, textOf(fields, 'het'), lang);
  const problems: FieldProblem[] = [
    ...(title.length < 5 || title.length > 300
      ? [{ name: 'ten', text: inWords(lang, 'Ghi tên từ 5 đến 300 ký tự.', 'Write a title of 5 to 300 characters.') }]
      : []),
    ...(text.length < 20 || text.length > 20_000
      ? [{ name: 'noi_dung', text: inWords(lang, 'Ghi nội dung từ 20 đến 20.000 ký tự.', 'Write 20 to 20,000 characters.') }]
      : []),
    ...(typeof ends === 'string' ? [] : [ends]),
  ];
  const typed = { key, title, text, ends: textOf(fields, 'het'), unit: textOf(fields, 'don_vi') };
  if (problems.length > 0 || typeof ends !== 'string') return await showDrafts(c, site, permit, { ...typed, problems }, 422);
  const made = await publishDraft(site.world, permit, key, { unit: Number(typed.unit) as UnitId, title, text, ends });
  return isRefusal(made) ? sayNo(c, site, made) : c.redirect(`/ban-lam-viec/gop-y/${made.id}`, 303);
}

async function showDraft(c: Ctx, site: Site, permit: Moderator, problems: readonly FieldProblem[], report: string, status: number): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const found = isUuid(id) ? await readDraft(site.world, id, permit) : refuse('not-found');
  if (isRefusal(found)) return sayNo(c, site, found);
  const lang = langOf(c);
  const { draft, comments } = found;
  const view = {
    id,
    title: draft.title,
    chip: openChip(isDraftOpen(draft, dateOf(site.world.now())), showDate(draft.ends), lang),
    reportKey: site.world.newId(),
    report: draft.report ?? report,
    comments: comments.map((one) => ({
      id: one.id,
      key: site.world.newId(),
      about: one.about,
      text: one.text,
      name: one.name,
      when: showInstant(one.at, lang),
      answer: one.answer ?? '',
      hidden: one.hidden,
    })),
    problems,
  };
  return showPage(c, deskDraftPage(frameOf(c, site), view), status);
}

async function postAnswer(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await read(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const [draft, comment] = [c.req.param('id') ?? '', c.req.param('comment') ?? ''];
  const done =
    isUuid(draft) && isUuid(comment)
      ? await answerTo(site.world, permit, sent.key, { draft, comment, answer: textOf(sent.fields, 'tra_loi'), hidden: sent.fields.has('an') })
      : refuse('not-found');
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/ban-lam-viec/gop-y/${draft}`, 303);
}

async function postConclude(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await read(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const id = c.req.param('id') ?? '';
  const report = textOf(sent.fields, 'bao_cao');
  const problem = { name: 'bao_cao', text: inWords(langOf(c), 'Ghi báo cáo từ 20 đến 10.000 ký tự.', 'Write 20 to 10,000 characters.') };
  if (report.trim().length < 20 || report.length > 10_000) return await showDraft(c, site, permit, [problem], report, 422);
  const done = isUuid(id) ? await concludeDraft(site.world, permit, sent.key, id, report) : refuse('not-found');
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/ban-lam-viec/gop-y/${id}`, 303);
}

const stages = {
  before: ['trước thí điểm', 'before the pilot'],
  during: ['trong thí điểm', 'during the pilot'],
  after: ['sau thí điểm', 'after the pilot'],
} as const;

async function showSurveys(
  c: Ctx,
  site: Site,
  permit: Moderator,
  typed: RawAnswers | undefined,
  problems: readonly FieldProblem[],
  status: number,
): Promise<Response> {
  const lang = langOf(c);
  const today = dateOf(site.world.now());
  const stage = (one: keyof typeof stages): string => stages[one][lang === 'vi' ? 0 : 1];
  const lines = (await listSurveys(site.world))
    .filter((survey) => reaches(site, permit, survey.path))
    .map((survey) => ({
      href: `/ban-lam-viec/lay-y-kien/${survey.id}`,
      title: survey.title[lang],
      text: survey.intro[lang].slice(0, 160),
      note: `${inWords(lang, `${survey.answers} phiếu`, `${survey.answers} sheets`)} · ${stage(survey.stage)}`,
      chip: openChip(isSurveyOpen(survey, today), showDate(survey.ends), lang),
    }));
  const surveys = (await packSurveys(site.world)).map((one) => ({ value: `${one.pack} ${one.survey}`, text: `${one.title[lang]}, ${stage(one.stage)}` }));
  const units = unitsOf(site, permit, lang);
  const text = (name: string): string => (typed === undefined ? '' : textOf(typed, name));
  const form = {
    key: site.world.newId(),
    surveys,
    units,
    unit: text('don_vi') || (units[0]?.value ?? ''),
    survey: text('khao_sat'),
    ends: text('het'),
    communeQuota: text('moi_xa'),
    ageQuota: text('moi_tuoi'),
    problems,
  };
  return showPage(c, deskSurveysPage(frameOf(c, site), { lines, form }), status);
}

async function postSurvey(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await read(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const { fields, key } = sent;
  const lang = langOf(c);
  const ends = lastDay(site, textOf(fields, 'het'), lang);
  const quota = (name: string): number | undefined | FieldProblem => {
    const typed = textOf(fields, name).trim();
    if (typed === '') return undefined;
    return /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : { name, text: inWords(lang, 'Ghi một số từ 1 đến 99.999.', 'Write a number from 1 to 99,999.') };
  };
  const [commune, age] = [quota('moi_xa'), quota('moi_tuoi')];
  const problems = [ends, commune, age].filter((one): one is FieldProblem => typeof one === 'object');
  if (problems.length > 0 || typeof ends !== 'string') return await showSurveys(c, site, permit, fields, problems, 422);
  const [pack = '', survey = ''] = textOf(fields, 'khao_sat').split(' ');
  const wish = {
    pack,
    survey,
    unit: Number(textOf(fields, 'don_vi')) as UnitId,
    ends,
    ...(typeof commune === 'number' ? { communeQuota: commune } : {}),
    ...(typeof age === 'number' ? { ageQuota: age } : {}),
  };
  const made = await openPackSurvey(site.world, permit, key, wish);
  return isRefusal(made) ? sayNo(c, site, made) : c.redirect(`/ban-lam-viec/lay-y-kien/${made.id}`, 303);
}

async function showSurvey(
  c: Ctx,
  site: Site,
  permit: Moderator,
  links: readonly string[] | undefined,
  problems: readonly FieldProblem[],
  status: number,
): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const survey = isUuid(id) ? await readSurvey(site.world, id) : refuse('not-found');
  if (isRefusal(survey) || !reaches(site, permit, survey.path)) return sayNo(c, site, refuse('not-found'));
  const lang = langOf(c);
  const isOpen = isSurveyOpen(survey, dateOf(site.world.now()));
  const asked = survey.questions.filter((question) => question.kind === 'text');
  const words = await Promise.all(
    asked.map(async (question) => ({ question: question.text[lang], texts: await wordsWritten(site.world, permit, survey, question.id) })),
  );
  const view = {
    id,
    title: survey.title[lang],
    chip: openChip(isOpen, showDate(survey.ends), lang),
    count: survey.answers,
    key: site.world.newId(),
    isOpen,
    ...(links === undefined ? {} : { links }),
    words,
    problems,
  };
  return showPage(c, deskSurveyPage(frameOf(c, site), view), status);
}

async function postInvites(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await read(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const id = c.req.param('id') ?? '';
  const made = isUuid(id) ? await makeInvites(site.world, permit, sent.key, id, Number(textOf(sent.fields, 'so'))) : refuse('not-found');
  if (isRefusal(made) && made.refused === 'request-has-problems')
    return await showSurvey(
      c,
      site,
      permit,
      undefined,
      [{ name: 'so', text: inWords(langOf(c), 'Ghi một số từ 1 đến 500.', 'Write a number from 1 to 500.') }],
      422,
    );
  if (isRefusal(made)) return sayNo(c, site, made);
  return await showSurvey(
    c,
    site,
    permit,
    made.map((token) => `${site.world.origin}/phieu/${token}`),
    [],
    200,
  );
}

async function enterPaper(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'voice.enter');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const id = c.req.param('id') ?? '';
  const survey = isUuid(id) ? await readSurvey(site.world, id) : refuse('not-found');
  if (isRefusal(survey)) return sayNo(c, site, survey);
  const lang = langOf(c);
  const show = (typed: RawAnswers, problems: readonly FieldProblem[], status: number, said?: string): Response =>
    showPage(
      c,
      paperEntryPage(frameOf(c, site), {
        title: survey.title[lang],
        ...(said === undefined ? {} : { said }),
        sheet: {
          action: `/nhap-phieu/${id}`,
          key: site.world.newId(),
          questions: survey.questions,
          typed,
          problems,
          communes: communesOf(site, lang).slice(0, 400),
          paper: textOf(typed, 'so_phieu'),
        },
      }),
      status,
    );
  if (c.req.method !== 'POST')
    return show(
      new Map(),
      [],
      200,
      c.req.query('da-nhap') === '1' ? inWords(lang, 'Đã nhập phiếu, mời nhập phiếu tiếp theo', 'Taken; type in the next one') : undefined,
    );
  const sent = await read(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const number = textOf(sent.fields, 'so_phieu').trim();
  const found = sheetFrom(site, survey, sent.fields);
  const problems = [
    ...(/^[A-Za-z0-9-]{1,30}$/.test(number)
      ? []
      : [{ name: 'so_phieu', text: inWords(lang, 'Ghi số in trên phiếu: chữ, số và gạch nối.', 'Write the number on the paper: letters, digits, hyphens.') }]),
    ...found.problems.map((one) => problemText(one, lang)),
  ];
  if (problems.length > 0) return show(sent.fields, problems, 422);
  const done = await answerSurvey(site.world, permit, id, { by: 'paper', number }, found.given);
  return isRefusal(done)
    ? show(sent.fields, [{ name: 'so_phieu', text: sentenceOf(done, lang) }], statusOf(done))
    : c.redirect(`/nhap-phieu/${id}?da-nhap=1`, 303);
}
