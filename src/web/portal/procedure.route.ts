/** One procedure before filing: its page, what it would cost, whether one may file it, and its form on paper. */
import type { Hono } from 'hono';
import type { JsonObject } from '../../base/json.ts';
import { qrSvg } from '../../base/qr.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { inThousands } from '../../base/text.ts';
import { dateOf } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import type { Form, RawAnswers } from '../../engine/form/form.ts';
import { readAnswers } from '../../engine/form/form.ts';
import { mayFile, questionsFor, quoteFee } from '../../kernel/case/case.ts';
import { quarterNumbers } from '../../kernel/indicator/indicator.act.ts';
import { shareOf } from '../../kernel/indicator/indicator.ts';
import { publicPacks } from '../../kernel/rollout/rollout.act.ts';
import type { Rating } from '../../kernel/voice/voice.act.ts';
import { ratingOf } from '../../kernel/voice/voice.act.ts';
import { soundTypes } from '../../pack/language.ts';
import type { Pack } from '../../pack/pack.ts';
import { translated } from '../../pack/pack.ts';
import { readPost } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import { feeOf, levelName, percentText } from '../show.ts';
import { blankFormPage, isAskedOfAll } from './blank-form.view.ts';
import type { FactText } from './procedure.view.ts';
import { procedurePage } from './procedure.view.ts';
import type { Asked } from './quote.view.ts';
import { quotePage } from './quote.view.ts';
import { reasonsOf } from './reason.ts';
import { editedFields } from './repeat.ts';

type Rule = 'fee' | 'eligibility';
const paths: Readonly<Record<Rule, string>> = { fee: 'le-phi', eligibility: 'dieu-kien' };

export function procedureRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/thu-tuc/:pack', (c) => withPack(c, site, (pack) => getProcedure(c, site, pack)));
  app.get('/thu-tuc/:pack/to-khai', (c) => withPack(c, site, (pack) => getBlankForm(c, site, pack)));
  app.get('/thu-tuc/:pack/tieng/:name', (c) => withPack(c, site, (pack) => getRecording(c, site, pack, c.req.param('name'))));
  app.get('/thu-tuc/:pack/tieng/:code/:name', (c) => withPack(c, site, (pack) => getRecording(c, site, pack, `${c.req.param('code')}/${c.req.param('name')}`)));
  for (const rule of ['fee', 'eligibility'] as const) {
    app.get(`/thu-tuc/:pack/${paths[rule]}`, (c) => withPack(c, site, (pack) => getQuestions(c, site, pack, rule)));
    app.post(`/thu-tuc/:pack/${paths[rule]}`, (c) => withPack(c, site, (pack) => postQuestions(c, site, pack, rule)));
  }
}

async function withPack(c: Ctx, site: Site, show: (pack: Pack) => Response | Promise<Response>): Promise<Response> {
  const pack = (await publicPacks(site.world)).find((one) => one.id === c.req.param('pack'));
  return pack === undefined ? sayNo(c, site, refuse('not-found')) : await show(pack);
}

const isAsking = (form: Form): boolean => form.pages.length > 0;

async function getProcedure(c: Ctx, site: Site, pack: Pack): Promise<Response> {
  const lang = langOf(c);
  const say = wordsOf(lang);
  const own = `/thu-tuc/${pack.id}`;
  const event = pack.lifeEvents[0];
  const counts = (await quarterNumbers(site.world)).byPack.get(pack.id);
  const view = {
    title: pack.title[lang],
    code: pack.procedure,
    field: pack.field[lang],
    level: pack.unitKinds.map((kind) => levelName(kind, lang)).join(', '),
    back: event === undefined ? { href: '/thu-tuc', text: say('nav.services') } : { href: `/thu-tuc?viec=${event.code}`, text: event.title[lang] },
    apply: `/nop/${pack.id}`,
    who: factOf(pack.facts.who[lang]),
    papers: papersAsked(pack.form, lang),
    fee: factOf(pack.facts.fee[lang]),
    time: factOf(pack.facts.time[lang]),
    result: factOf(pack.facts.result[lang]),
    ...(isAsking(questionsFor(pack, 'fee')) ? { feeHref: `${own}/${paths.fee}` } : {}),
    ...(isAsking(questionsFor(pack, 'eligibility')) ? { checkHref: `${own}/${paths.eligibility}` } : {}),
    printHref: `${own}/to-khai`,
    where: pack.facts.where[lang],
    steps: stepsOf(pack, lang),
    others: othersOf(pack, lang),
    onTime: onTimeOf(pack, counts, lang),
    ...ratingShown(await ratingOf(site.world, pack.id), lang),
    basis: pack.legalBasis.map((one) =>
      one.article === undefined ? one.title[lang] : `${one.title[lang]}, ${lang === 'vi' ? 'Điều' : 'Art.'} ${one.article}`,
    ),
    version: pack.version,
  };
  return showPage(c, procedurePage(frameOf(c, site), view));
}

/** First sentence strong, the rest quiet. */
function factOf(text: string): { readonly main: string; readonly note?: string } {
  const end = text.search(/[.;] /);
  return end === -1 ? { main: text } : { main: text.slice(0, end), note: text.charAt(end + 2).toUpperCase() + text.slice(end + 3) };
}

/** What everybody brings stands first; what only some need is said to be so, or people run after papers that nobody asks of them. */
function papersAsked(form: Form, lang: Lang): FactText {
  const words = paperWords[lang];
  const names = (papers: Form['papers']): string => papers.map((paper) => paper.title[lang]).join('; ');
  const [all, some] = [names(form.papers.filter(isAskedOfAll)), names(form.papers.filter((paper) => !isAskedOfAll(paper)))];
  if (some === '') return { main: all === '' ? words.none : all };
  return { main: all === '' ? words.some : all, note: `${words.depends}: ${some}.` };
}

const paperWords = {
  vi: { none: 'Không phải nộp giấy tờ kèm theo.', some: 'Chỉ nộp khi thuộc trường hợp phải nộp', depends: 'Tùy trường hợp' },
  en: { none: 'No papers to attach.', some: 'Only in some cases', depends: 'Depending on the case' },
} as const;

const audienceWords = { citizen: 'find.citizen', business: 'find.business', elder: 'find.elder', helper: 'find.helper' } as const;

/** What is different for some people, in the pack's words. */
const othersOf = (pack: Pack, lang: Lang) =>
  [...pack.audiences].flatMap(([name, { hint }]) => (hint === undefined ? [] : [{ main: wordsOf(lang)(audienceWords[name]), note: hint[lang] }]));

/** The target is that of the pack's own share on time. */
function onTimeOf(pack: Pack, counts: { readonly met: number; readonly total: number } | undefined, lang: Lang) {
  const percent = counts === undefined ? undefined : shareOf(counts.met, counts.total);
  if (counts === undefined || percent === undefined) return undefined;
  const target = pack.indicators.find(({ formula }) => formula.kind === 'share' && formula.counts === 'onTime')?.target;
  return { percent, shown: percentText(percent, lang), ...counts, ...(target === undefined ? {} : { target: Math.round(target * 100) }) };
}

/** '4,6 / 5', and by how many. */
function ratingShown(rating: Rating | undefined, lang: Lang) {
  if (rating === undefined) return {};
  const count = inThousands(rating.count, lang);
  const text = wordsOf(lang)('service.ratingText', { count, good: percentText(Math.round(rating.good * 100), lang) });
  return { rating: { mean: `${lang === 'vi' ? String(rating.mean).replace('.', ',') : rating.mean} / 5`, text } };
}

/** What happens after filing: reception, then the user tasks as the process file names them. */
function stepsOf(pack: Pack, lang: Lang) {
  const roles = pack.roles;
  const reception = {
    main: lang === 'vi' ? 'Tiếp nhận hồ sơ, cấp mã và giờ hẹn trả' : 'Reception: case code and promised hour',
    note: roles.get('receptionist')?.title[lang] ?? '',
  };
  const tasks = [...pack.process.elements.values()].filter((element) => element.kind === 'user-task');
  return [
    reception,
    ...tasks.map((task) => ({ main: translated(pack, task.name, lang), note: roles.get(String(task.roles?.fixed ?? ''))?.title[lang] ?? '' })),
  ];
}

/** A recorded question: the same for everybody, and the address changes with the pack. */
function getRecording(c: Ctx, site: Site, pack: Pack, name: string): Response {
  const bytes = pack.voices.get(`voice/${name}`);
  const type = soundTypes[name.slice(name.lastIndexOf('.') + 1)];
  if (bytes === undefined || type === undefined) return sayNo(c, site, refuse('not-found'));
  c.header('Cache-Control', 'public, max-age=31536000, immutable');
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': type });
}

function getBlankForm(c: Ctx, site: Site, pack: Pack): Response {
  const lang = langOf(c);
  const address = `${site.world.origin}/thu-tuc/${pack.id}`;
  const view = {
    title: pack.title[lang],
    code: pack.procedure,
    version: pack.version,
    form: pack.form,
    address,
    qr: qrSvg(address),
    where: pack.facts.where[lang],
    back: `/thu-tuc/${pack.id}`,
  };
  return showPage(c, blankFormPage(frameOf(c, site), view));
}

function getQuestions(c: Ctx, site: Site, pack: Pack, rule: Rule): Response {
  const form = questionsFor(pack, rule);
  if (isAsking(form)) return showQuestions(c, site, { pack, rule, form, typed: new Map() });
  // Nothing to ask: the rule answers at once.
  return answer(c, site, { pack, rule, form, typed: new Map() }, {});
}

/** Nothing is kept of what was typed: it is answered and forgotten. */
async function postQuestions(c: Ctx, site: Site, pack: Pack, rule: Rule): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const form = questionsFor(pack, rule);
  if (posted.fields.has('_add') || posted.fields.has('_remove')) return showQuestions(c, site, { pack, rule, form, typed: editedFields(form, posted.fields) });
  const read = readAnswers(form, posted.fields, { today: dateOf(site.world.now()), places: site.world.places() });
  const asked = { pack, rule, form, typed: posted.fields };
  return read.problems.length > 0 ? showQuestions(c, site, { ...asked, problems: read.problems }, 422) : answer(c, site, asked, read.answers);
}

type Question = { readonly pack: Pack; readonly rule: Rule; readonly form: Form; readonly typed: RawAnswers; readonly problems?: Asked['problems'] };

const showQuestions = (c: Ctx, site: Site, asked: Question, status = 200): Response =>
  showPage(c, quotePage(frameOf(c, site), viewOf(asked, langOf(c))), status);

function viewOf({ pack, rule, form, typed, problems = [] }: Question, lang: Lang): Asked {
  const own = `/thu-tuc/${pack.id}`;
  return { rule, title: pack.title[lang], action: `${own}/${paths[rule]}`, back: own, apply: `/nop/${pack.id}`, form, typed, problems };
}

function answer(c: Ctx, site: Site, asked: Question, answers: JsonObject): Response {
  const lang = langOf(c);
  const { pack, rule } = asked;
  const now = site.world.now();
  const view = viewOf(asked, lang);
  if (rule === 'fee') {
    const found = quoteFee(pack, answers, now);
    if (isRefusal(found)) return refused(c, site, view, found);
    const shown = { fee: feeOf(pack, found.fee, lang), reasons: reasonsOf(pack, found.because, lang) };
    return showPage(c, quotePage(frameOf(c, site), { ...view, found: shown }));
  }
  const found = mayFile(pack, answers, now);
  if (isRefusal(found)) return refused(c, site, view, found);
  const why = found.why === undefined ? {} : { why: translated(pack, found.why, lang) };
  const shown = { eligible: found.eligible, ...why, reasons: reasonsOf(pack, found.because, lang) };
  return showPage(c, quotePage(frameOf(c, site), { ...view, found: shown }));
}

const refused = (c: Ctx, site: Site, view: Asked, refusal: Refusal): Response =>
  showPage(c, quotePage(frameOf(c, site), { ...view, general: sentenceOf(refusal, langOf(c)) }), statusOf(refusal));
