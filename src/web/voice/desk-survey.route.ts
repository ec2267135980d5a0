/** `/ban-lam-viec/lay-y-kien`: surveys, links of their own, words written; `/nhap-phieu`: what was written on paper, for whoever has the right to enter. */
import type { Hono } from 'hono';
import type { UnitId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import { dateOf, showDate } from '../../base/time.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import { answerSurvey, isSurveyOpen, listSurveys, makeInvites, openPackSurvey, packSurveys, readSurvey, wordsWritten } from '../../kernel/voice/voice.act.ts';
import { paperNumber } from '../../kernel/voice/voice.ts';
import { dayOf, textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { deskSurveyPage, deskSurveysPage, paperEntryPage } from './desk.view.ts';
import { openChip } from './draft.route.ts';
import type { Moderator } from './moderator.ts';
import { lastDay, moderating, reaches, readKeyed, unitsOf } from './moderator.ts';
import { communesOf, problemText, sheetFrom } from './survey.route.ts';
import { inWords } from './words.ts';

export function deskSurveyRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get(
    '/ban-lam-viec/lay-y-kien',
    moderating(site, (c, permit) => showSurveys(c, site, permit, undefined, [], 200)),
  );
  app.post(
    '/ban-lam-viec/lay-y-kien',
    moderating(site, (c, permit) => postSurvey(c, site, permit)),
  );
  app.get(
    '/ban-lam-viec/lay-y-kien/:id',
    moderating(site, (c, permit) => showSurvey(c, site, permit, undefined, [], 200)),
  );
  app.post(
    '/ban-lam-viec/lay-y-kien/:id/duong-dan',
    moderating(site, (c, permit) => postInvites(c, site, permit)),
  );
  app.get('/nhap-phieu/:id', (c) => enterPaper(c, site));
  app.post('/nhap-phieu/:id', (c) => enterPaper(c, site));
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
    ends: typed === undefined ? '' : dayOf(typed, 'het'),
    communeQuota: text('moi_xa'),
    ageQuota: text('moi_tuoi'),
    problems,
  };
  return showPage(c, deskSurveysPage(frameOf(c, site), { lines, form }), status);
}

async function postSurvey(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await readKeyed(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const { fields, key } = sent;
  const lang = langOf(c);
  const ends = lastDay(site, dayOf(fields, 'het'), lang);
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
  const sent = await readKeyed(c);
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
  const sent = await readKeyed(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const number = paperNumber(textOf(sent.fields, 'so_phieu'));
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
