/** Drafts for everybody: the list, one draft, and a comment on it. */
import type { Hono } from 'hono';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { dateOf, showDate, showInstant } from '../../base/time.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { DraftRow } from '../../kernel/voice/voice.act.ts';
import { comment, isDraftOpen, listDrafts, readDraft } from '../../kernel/voice/voice.act.ts';
import { brake } from '../brake.ts';
import { readPost, textOf } from '../form-post.ts';
import type { Due } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, langOf, sayNo, showPage } from '../request.ts';
import type { DraftView } from './draft.view.ts';
import { draftPage, linesPage } from './draft.view.ts';
import { trapName } from './parts.ts';
import { speakerOf } from './read.route.ts';
import { inWords } from './words.ts';

export function draftRoutes(app: Hono<WebEnv>, site: Site): void {
  const slow = brake(10, 600);
  app.get('/gop-y', (c) => getDrafts(c, site));
  app.get('/gop-y/:id', (c) => showDraft(c, site, undefined, 200));
  app.post('/gop-y/:id', (c) => postComment(c, site, slow));
}

export const openChip = (isOpen: boolean, ends: string, lang: Lang): Due =>
  isOpen ? { state: 'han', text: inWords(lang, `Đến hết ${ends}`, `Until ${ends}`) } : { state: 'dung', text: inWords(lang, 'Đã kết thúc', 'Ended') };

const unitOf = (site: Site, draft: DraftRow, lang: Lang): string => {
  const unit = site.world.org().byId.get(draft.unitId);
  return unit === undefined ? '' : displayName(site.world.org(), unit, lang);
};

async function getDrafts(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const today = dateOf(site.world.now());
  const lines = (await listDrafts(site.world)).map((draft) => ({
    href: `/gop-y/${draft.id}`,
    title: draft.title,
    unit: unitOf(site, draft, lang),
    when: inWords(lang, `${draft.comments} ý kiến`, draft.comments === 1 ? '1 comment' : `${draft.comments} comments`),
    chip: openChip(isDraftOpen(draft, today), showDate(draft.ends), lang),
  }));
  const title = inWords(lang, 'Dự thảo lấy ý kiến', 'Drafts open for comment');
  const lead = inWords(
    lang,
    'Đọc trước khi ban hành, nói điều cần sửa; mọi ý kiến và câu trả lời đều công khai.',
    'Read them before they are decided and say what should change; comments and answers are public.',
  );
  return showPage(c, linesPage(frameOf(c, site), { title, lead, none: inWords(lang, 'Chưa có dự thảo nào', 'No drafts yet'), lines }));
}

async function showDraft(c: Ctx, site: Site, typed: Partial<NonNullable<DraftView['form']>> | undefined, status: number): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const found = isUuid(id) ? await readDraft(site.world, id) : refuse('not-found');
  if (isRefusal(found)) return sayNo(c, site, found);
  const lang = langOf(c);
  const { draft, comments } = found;
  const isOpen = isDraftOpen(draft, dateOf(site.world.now()));
  const view: DraftView = {
    id,
    title: draft.title,
    unit: unitOf(site, draft, lang),
    when: showInstant(draft.published, lang),
    ends: showDate(draft.ends),
    chip: openChip(isOpen, showDate(draft.ends), lang),
    paragraphs: draft.text.split(/\n+/),
    ...(draft.report === null ? {} : { report: draft.report }),
    comments: comments.map((one) => ({
      about: one.about,
      text: one.text,
      name: one.name,
      when: showInstant(one.at, lang),
      ...(one.answer === null ? {} : { answer: one.answer }),
    })),
    ...(isOpen ? { form: { key: site.world.newId(), about: '', text: '', name: '', problems: [], ...typed } } : {}),
    isSent: c.req.query('da-gui') === '1',
  };
  return showPage(c, draftPage(frameOf(c, site), view), status);
}

async function postComment(c: Ctx, site: Site, slow: ReturnType<typeof brake>): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const { fields } = posted;
  const key = textOf(fields, '_key');
  const id = c.req.param('id') ?? '';
  if (!isCommandKey(key) || textOf(fields, trapName) !== '') return sayNo(c, site, refuse(isCommandKey(key) ? 'bad-request' : 'key-missing'));
  const wish = { about: textOf(fields, 've'), text: textOf(fields, 'y_kien'), name: textOf(fields, 'ten') };
  const lang = langOf(c);
  const length = wish.text.trim().length;
  if (length < 5 || length > 4000)
    return await showDraft(
      c,
      site,
      { key, ...wish, problems: [{ name: 'y_kien', text: inWords(lang, 'Ghi từ 5 đến 4.000 ký tự.', 'Write 5 to 4,000 characters.') }] },
      422,
    );
  const refused = slow(addressOf(c));
  // The key belongs to one visit, so it is the sender as well: a resent comment stands once.
  const done = refused ?? (isUuid(id) ? await comment(site.world, await speakerOf(c, site, key), key, id, wish) : refuse('not-found'));
  if (!isRefusal(done)) return c.redirect(`/gop-y/${id}?da-gui=1`, 303);
  if (done.refused === 'not-found') return sayNo(c, site, done);
  return await showDraft(c, site, { key, ...wish, problems: [{ name: 'y_kien', text: sentenceOf(done, lang) }] }, statusOf(done));
}
