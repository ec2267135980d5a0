/** Finding a procedure: home, search, the procedure's own page. */
import type { Hono } from 'hono';
import { refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { fold } from '../../base/text.ts';
import { wordsOf } from '../../base/words.ts';
import type { Form } from '../../engine/form/form.ts';
import { publicPacks } from '../../kernel/rollout/rollout.act.ts';
import type { LifeEvent, Pack } from '../../pack/pack.ts';
import { translated } from '../../pack/pack.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import { levelName } from '../show.ts';
import type { ProcedureLine } from './catalogue.view.ts';
import { cataloguePage } from './catalogue.view.ts';
import { homePage, lifeIcons } from './home.view.ts';
import { procedurePage } from './procedure.view.ts';

export function findRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/', (c) => getHome(c, site));
  app.get('/thu-tuc', (c) => getCatalogue(c, site));
  app.get('/thu-tuc/:pack', (c) => getProcedure(c, site));
}

async function getHome(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const packs = await publicPacks(site.world);
  const view = {
    tries: packs.slice(0, 3).map((pack) => ({ href: `/thu-tuc/${pack.id}`, text: pack.title[lang] })),
    lives: livesOf(packs, lang),
    procedures: packs.length,
    figures: [],
  };
  return showPage(c, homePage(frameOf(c, site), view));
}

/** Events of life behind which at least one live procedure stands. */
function livesOf(packs: readonly Pack[], lang: Lang) {
  const say = wordsOf(lang);
  const events = [...new Set(packs.flatMap((pack) => pack.lifeEvents))];
  return events.map((event: LifeEvent) => ({
    href: `/thu-tuc?viec=${event}`,
    icon: lifeIcons[event],
    title: say(`life.${event}`),
    text: packs
      .filter((pack) => pack.lifeEvents.includes(event))
      .map((pack) => pack.title[lang])
      .join(', '),
  }));
}

async function getCatalogue(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const query = (c.req.query('q') ?? '').slice(0, 100).trim();
  const event = c.req.query('viec') ?? '';
  const packs = await publicPacks(site.world);
  const events = [...new Set(packs.flatMap((pack) => pack.lifeEvents))];
  const say = wordsOf(lang);
  const found = packs.filter((pack) => (event === '' || pack.lifeEvents.some((one) => one === event)) && matches(pack, query));
  const view = {
    query,
    categories: events.map((one) => ({
      href: `/thu-tuc?viec=${one}`,
      text: say(`life.${one}`),
      count: packs.filter((pack) => pack.lifeEvents.includes(one)).length,
      current: one === event,
    })),
    results: found.map((pack) => lineOf(pack, lang)),
  };
  return showPage(c, cataloguePage(frameOf(c, site), view));
}

/** Every word typed, with or without diacritics, begins some word of the title, keywords, summary or code. */
export function matches(pack: Pack, query: string): boolean {
  const text = ` ${fold([pack.title.vi, pack.title.en, pack.summary.vi, pack.field.vi, pack.procedure, ...pack.keywords].join(' '))}`;
  return fold(query)
    .split(' ')
    .every((word) => text.includes(` ${word}`));
}

const lineOf = (pack: Pack, lang: Lang): ProcedureLine => ({
  href: `/thu-tuc/${pack.id}`,
  code: pack.procedure,
  title: pack.title[lang],
  text: pack.summary[lang],
  time: firstSentence(pack.facts.time[lang]),
  fee: firstSentence(pack.facts.fee[lang]),
});

/** A point inside a number ends no sentence: 'Hai trang đầu 2.000 đ mỗi trang.' */
const firstSentence = (text: string): string => text.split(/[.;](?:\s|$)/, 1)[0]?.trim() ?? text;

async function getProcedure(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const pack = (await publicPacks(site.world)).find((one) => one.id === c.req.param('pack'));
  if (pack === undefined) return sayNo(c, site, refuse('not-found'));
  const say = wordsOf(lang);
  const view = {
    title: pack.title[lang],
    code: pack.procedure,
    field: pack.field[lang],
    level: levelText(pack, lang),
    back: { href: '/thu-tuc', text: say('nav.services') },
    apply: `/nop/${pack.id}`,
    who: factOf(pack.facts.who[lang]),
    papers: { main: paperNames(pack.form, lang) },
    fee: factOf(pack.facts.fee[lang]),
    time: factOf(pack.facts.time[lang]),
    result: factOf(pack.facts.result[lang]),
    steps: stepsOf(pack, lang),
    others: [],
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

const paperNames = (form: Form, lang: Lang): string =>
  form.papers.length === 0
    ? lang === 'vi'
      ? 'Không phải nộp giấy tờ kèm theo.'
      : 'No papers to attach.'
    : form.papers.map((paper) => paper.title[lang]).join('; ');

const levelText = (pack: Pack, lang: Lang): string => pack.unitKinds.map((kind) => levelName(kind, lang)).join(', ');

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
