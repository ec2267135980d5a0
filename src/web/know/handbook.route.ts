/** The handbook for everybody. */
import type { Hono } from 'hono';
import { refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { showDate } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import type { HandbookArticle } from '../../kernel/register/register.ts';
import { handbookAddress, handbookEntries, seek, segmentOf } from '../../kernel/register/register.ts';
import { publicPacks } from '../../kernel/rollout/rollout.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { committeeOf } from '../parts/reuse.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import type { Topic } from './handbook.view.ts';
import { handbookArticlePage, handbookPage, topicPage, wholeHandbook, wholeHandbookPage } from './handbook.view.ts';
import { inWords } from './words.ts';

export function handbookRoutes(app: Hono<WebEnv>, site: Site): void {
  const segment = segmentOf(handbookEntries(site.handbook, 'every-word'));
  app.get('/cam-nang', (c) => getHandbook(c, site, (text) => seek([segment], { text, most: 20 }).results.map(({ key }) => key)));
  app.get(wholeHandbook, (c) => getWhole(c, site));
  app.get('/cam-nang/thu-tuc/:pack', (c) => getTopic(c, site));
  app.get('/cam-nang/:id', (c) => getArticle(c, site));
}

/** Whoever keeps the portal answers for what it explains. */
const responsible = (c: Ctx, site: Site): string => committeeOf(frameOf(c, site));

const reuseOf = (c: Ctx, site: Site) => ({ responsible: responsible(c, site), updated: showDate(site.handbook.updated) });

const lineOf = (one: HandbookArticle, lang: Lang) => ({ href: handbookAddress(one.id), text: one.title[lang], summary: one.summary[lang] });

async function getHandbook(c: Ctx, site: Site, find: (text: string) => readonly string[]): Promise<Response> {
  const lang = langOf(c);
  const query = (c.req.query('q') ?? '').slice(0, 100).trim();
  const { articles, groups } = site.handbook;
  const view = {
    query,
    groups: groups.map((group) => ({ title: group.title[lang], lines: articles.filter((one) => one.group === group.id).map((one) => lineOf(one, lang)) })),
    ...(query === ''
      ? {}
      : {
          found: find(query)
            .flatMap((id) => articles.filter((one) => one.id === id))
            .map((one) => lineOf(one, lang)),
        }),
    topics: (await publicPacks(site.world)).map((pack) => ({ href: `/cam-nang/thu-tuc/${pack.id}`, text: pack.title[lang] })),
    reuse: reuseOf(c, site),
  };
  return showPage(c, handbookPage(frameOf(c, site), view));
}

function getArticle(c: Ctx, site: Site): Response {
  const lang = langOf(c);
  const { articles } = site.handbook;
  const found = articles.find((one) => one.id === c.req.param('id'));
  if (found === undefined) return sayNo(c, site, refuse('not-found'));
  const more = articles.filter((one) => one.group === found.group && one.id !== found.id).map((one) => lineOf(one, lang));
  const view = { title: found.title[lang], summary: found.summary[lang], article: found.text[lang], more, reuse: reuseOf(c, site) };
  return showPage(c, handbookArticlePage(frameOf(c, site), view));
}

async function getWhole(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const articles = site.handbook.articles.map(({ id, title, summary, text }) => ({ id, title: title[lang], summary: summary[lang], article: text[lang] }));
  const topics = (await publicPacks(site.world)).map((pack) => ({ id: `thu-tuc-${pack.id}`, ...topicOf(pack, lang) }));
  return showPage(c, wholeHandbookPage(frameOf(c, site), { query: '', articles, topics, reuse: reuseOf(c, site) }));
}

const audienceWords = { citizen: 'find.citizen', business: 'find.business', elder: 'find.elder', helper: 'find.helper' } as const;

async function getTopic(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const pack = (await publicPacks(site.world)).find((one) => one.id === c.req.param('pack'));
  if (pack === undefined) return sayNo(c, site, refuse('not-found'));
  const reuse = {
    responsible: responsible(c, site),
    source: pack.legalBasis.map(({ title }) => title[lang]).join('; '),
    updated: `${inWords(lang, 'bản', 'version')} ${pack.version}`,
  };
  return showPage(c, topicPage(frameOf(c, site), { ...topicOf(pack, lang), reuse }));
}

function topicOf(pack: Pack, lang: Lang): Topic {
  const say = wordsOf(lang);
  const { who, fee, time, result, where } = pack.facts;
  const papers = pack.form.papers.map((paper) => paper.title[lang]).join('; ');
  const given = [
    [say('service.who'), who[lang]],
    [say('service.papers'), papers],
    [say('fee.title'), fee[lang]],
    [say('service.time'), time[lang]],
    [say('service.result'), result[lang]],
    [inWords(lang, 'Nơi nhận', 'Where'), where[lang]],
  ] as const;
  return {
    title: pack.title[lang],
    summary: pack.summary[lang],
    href: `/thu-tuc/${pack.id}`,
    facts: given.flatMap(([name, text]) => (text === '' ? [] : [{ name, text }])),
    people: [...pack.audiences].flatMap(([name, { hint }]) => (hint === undefined ? [] : [{ name: say(audienceWords[name]), text: hint[lang] }])),
  };
}
