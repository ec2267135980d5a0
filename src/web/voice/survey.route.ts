/** Surveys for everybody: the list, one sheet by its open address or by a link of one's own, the results. */
import type { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { UnitId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { dateOf, showDate } from '../../base/time.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import { displayName, isAlive } from '../../kernel/org/org.ts';
import type { Given, SurveyRow, Way } from '../../kernel/voice/voice.act.ts';
import { answerSurvey, isSurveyOpen, listSurveys, readInvite, readSurvey, resultsOf } from '../../kernel/voice/voice.act.ts';
import type { SheetProblem } from '../../kernel/voice/voice.ts';
import { isAgeGroup, readSheet } from '../../kernel/voice/voice.ts';
import { brake } from '../brake.ts';
import { readPost, textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { openChip } from './draft.route.ts';
import { linesPage } from './draft.view.ts';
import { trapName } from './parts.ts';
import { speakerOf } from './read.route.ts';
import type { SheetView } from './survey.view.ts';
import { surveyPage } from './survey.view.ts';
import { inWords } from './words.ts';

export function surveyRoutes(app: Hono<WebEnv>, site: Site): void {
  const slow = brake(120, 600);
  app.get('/lay-y-kien', (c) => getSurveys(c, site));
  app.get('/lay-y-kien/:id', (c) => getSurvey(c, site));
  app.post('/lay-y-kien/:id', (c) => postSheet(c, site, slow));
  app.get('/phieu/:token', (c) => getInvite(c, site, slow));
  app.post('/phieu/:token', (c) => postInvite(c, site, slow));
}

const unitText = (site: Site, id: UnitId, lang: Lang): string => {
  const unit = site.world.org().byId.get(id);
  return unit === undefined ? '' : displayName(site.world.org(), unit, lang);
};

async function getSurveys(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const today = dateOf(site.world.now());
  const lines = (await listSurveys(site.world)).map((survey) => ({
    href: `/lay-y-kien/${survey.id}`,
    title: survey.title[lang],
    unit: unitText(site, survey.unitId, lang),
    when: inWords(lang, survey.answers < 5 ? 'dưới 5 phiếu' : `${survey.answers} phiếu`, survey.answers < 5 ? 'under 5 sheets' : `${survey.answers} sheets`),
    chip: openChip(isSurveyOpen(survey, today), showDate(survey.ends), lang),
  }));
  const title = inWords(lang, 'Khảo sát ý kiến', 'Surveys');
  const lead = inWords(
    lang,
    'Trả lời không cần nêu tên; kết quả và việc làm tiếp theo được công khai.',
    'No name is asked; results and what follows are public.',
  );
  return showPage(c, linesPage(frameOf(c, site), { title, lead, none: inWords(lang, 'Chưa có khảo sát nào', 'No surveys yet'), lines }));
}

export function communesOf(site: Site, lang: Lang) {
  const org = site.world.org();
  const today = dateOf(site.world.now());
  return org.units
    .filter((unit) => unit.kind === 'commune' && isAlive(unit, today))
    .map((unit) => ({ value: String(unit.id), text: displayName(org, unit, lang).replace(/^UBND /, '') }));
}

/** Communes of the survey's own branch; a ward asks its own people, a province everybody. */
function communesFor(site: Site, survey: SurveyRow, lang: Lang) {
  const org = site.world.org();
  const own = communesOf(site, lang).filter((one) => org.byId.get(Number(one.value) as UnitId)?.path.startsWith(survey.path));
  return own.length > 40 ? [] : own;
}

type Shown = {
  readonly typed: RawAnswers;
  readonly problems: readonly FieldProblem[];
  readonly status: number;
  readonly said?: string;
  readonly isSent?: boolean;
  readonly paperEntry?: string;
};
const fresh: Shown = { typed: new Map(), problems: [], status: 200 };

async function show(c: Ctx, site: Site, survey: SurveyRow, action: string | undefined, shown: Shown): Promise<Response> {
  const lang = langOf(c);
  const isOpen = isSurveyOpen(survey, dateOf(site.world.now()));
  const sheet: SheetView | undefined =
    isOpen && action !== undefined
      ? {
          action,
          key: site.world.newId(),
          questions: survey.questions,
          typed: shown.typed,
          problems: shown.problems,
          communes: communesFor(site, survey, lang),
        }
      : undefined;
  const view = {
    title: survey.title[lang],
    intro: survey.intro[lang],
    unit: unitText(site, survey.unitId, lang),
    chip: openChip(isOpen, showDate(survey.ends), lang),
    ...(survey.conclusion === null ? {} : { conclusion: survey.conclusion }),
    ...(sheet === undefined ? {} : { sheet }),
    isSent: shown.isSent === true,
    ...(isOpen && shown.paperEntry !== undefined ? { paperEntry: shown.paperEntry } : {}),
    ...(shown.said === undefined ? {} : { said: shown.said }),
    // Running counts would tell what the last one answered: results come when nobody answers any more.
    ...(isOpen ? {} : { results: await resultsOf(site.world, survey) }),
  };
  return showPage(c, surveyPage(frameOf(c, site), view), shown.status);
}

const cookieOf = (id: string): string => `y-kien-${id}`;

async function getSurvey(c: Ctx, site: Site): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const survey = isUuid(id) ? await readSurvey(site.world, id) : refuse('not-found');
  if (isRefusal(survey)) return sayNo(c, site, survey);
  const done = getCookie(c, cookieOf(id)) !== undefined;
  const mayEnter = !isRefusal(await permitFor(c, site, 'voice.enter'));
  return await show(c, site, survey, done ? undefined : `/lay-y-kien/${id}`, {
    ...fresh,
    isSent: done,
    ...(mayEnter ? { paperEntry: `/nhap-phieu/${id}` } : {}),
  });
}

async function getInvite(c: Ctx, site: Site, slow: ReturnType<typeof brake>): Promise<Response> {
  const token = c.req.param('token') ?? '';
  const found = slow(addressOf(c)) ?? (await readInvite(site.world, token));
  if (isRefusal(found)) return sayNo(c, site, found);
  return await show(c, site, found.survey, found.used ? undefined : `/phieu/${token}`, { ...fresh, isSent: found.used });
}

async function postInvite(c: Ctx, site: Site, slow: ReturnType<typeof brake>): Promise<Response> {
  const token = c.req.param('token') ?? '';
  const found = slow(addressOf(c)) ?? (await readInvite(site.world, token));
  if (isRefusal(found)) return sayNo(c, site, found);
  return await take(c, site, found.survey, `/phieu/${token}`, () => ({ by: 'link', token }));
}

/** An open address: each browser answers once; what it keeps is a mark, not a name. */
async function postSheet(c: Ctx, site: Site, slow: ReturnType<typeof brake>): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const survey = slow(addressOf(c)) ?? (isUuid(id) ? await readSurvey(site.world, id) : refuse('not-found'));
  if (isRefusal(survey)) return sayNo(c, site, survey);
  return await take(c, site, survey, `/lay-y-kien/${id}`, (key) => ({ by: 'open', device: getCookie(c, cookieOf(id)) ?? key }));
}

async function take(c: Ctx, site: Site, survey: SurveyRow, action: string, wayOf: (key: string) => Way): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const { fields } = posted;
  const key = textOf(fields, '_key');
  if (!isCommandKey(key) || textOf(fields, trapName) !== '') return sayNo(c, site, refuse(isCommandKey(key) ? 'bad-request' : 'key-missing'));
  const lang = langOf(c);
  const read = sheetFrom(site, survey, fields);
  if (read.problems.length > 0)
    return await show(c, site, survey, action, { typed: fields, problems: read.problems.map((one) => problemText(one, lang)), status: 422 });
  const way = wayOf(key);
  const done: 'done' | Refusal = await answerSurvey(site.world, await speakerOf(c, site, key), survey.id, way, read.given);
  // The same sheet sent again was taken the first time.
  if (isRefusal(done) && done.refused !== 'already-answered')
    return done.refused === 'not-found'
      ? sayNo(c, site, done)
      : await show(c, site, survey, undefined, { ...fresh, said: sentenceOf(done, lang), status: statusOf(done) });
  if (way.by === 'open')
    setCookie(c, cookieOf(survey.id), way.device, {
      path: `/lay-y-kien/${survey.id}`,
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: 31_536_000,
      secure: site.world.origin.startsWith('https:'),
    });
  return c.redirect(action, 303);
}

export function sheetFrom(site: Site, survey: SurveyRow, fields: RawAnswers): { readonly given: Given; readonly problems: readonly SheetProblem[] } {
  const { sheet, problems } = readSheet(survey.questions, fields);
  const age = textOf(fields, 'tuoi');
  const commune = site.world.org().byId.get(Number(textOf(fields, 'xa')) as UnitId);
  return { given: { sheet, commune: commune?.kind === 'commune' ? commune.id : null, age: isAgeGroup(age) ? age : null }, problems };
}

export function problemText({ question, code }: SheetProblem, lang: Lang): FieldProblem {
  const texts = {
    missing: inWords(lang, 'Chọn một câu trả lời.', 'Choose an answer.'),
    wrong: inWords(lang, 'Câu trả lời không có trong danh sách. Chọn lại.', 'This answer is not in the list. Choose again.'),
    'too-long': inWords(lang, 'Viết không quá 1.000 ký tự.', 'Write at most 1,000 characters.'),
  };
  return { name: `q.${question}`, text: texts[code] };
}
