/** The desk's side of news: who may write writes, who may approve decides on what somebody else wrote. */
import type { Hono } from 'hono';
import type { CommandKey, UnitId } from '../../base/id.ts';
import { isCommandKey } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { dateOf, showDate, showInstant } from '../../base/time.ts';
import { isBlobHash } from '../../kernel/document/document.ts';
import { isAlive, unitsReached } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { namesOf } from '../../kernel/person/person.act.ts';
import type { DeskNews, OneNews, VersionRow } from '../../kernel/register/register.act.ts';
import { correctNews, decideNews, listDeskNews, openDeskNews, withdrawNews, writeNews } from '../../kernel/register/register.act.ts';
import { isNewsKind, newsState, readArticle } from '../../kernel/register/register.ts';
import type { Posted } from '../form-post.ts';
import { readPost, textOf } from '../form-post.ts';
import type { Due, FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import type { NewsForm } from './desk.view.ts';
import { deskNewsListPage, deskNewsPage, newsFormPage } from './desk.view.ts';
import { jpegAnswer, unitName } from './news.route.ts';
import { isProblem, pictureIn, readText, typedIn } from './typed.ts';
import { inWords, kindText, stateChip } from './words.ts';

type Writer = Permit<'news.write'>;
const at = '/ban-lam-viec/tin-tuc';

export function deskNewsRoutes(app: Hono<WebEnv>, site: Site): void {
  const writing = (work: (c: Ctx, permit: Writer) => Promise<Response>) => async (c: Ctx) => {
    const permit = await permitFor(c, site, 'news.write');
    return isRefusal(permit) ? sayNo(c, site, permit) : await work(c, permit);
  };
  const list = writing((c, permit) => getList(c, site, permit));
  const blank = writing(async (c, permit) => showPage(c, newsFormPage(frameOf(c, site), emptyForm(c, site, permit))));
  const write = writing((c, permit) => postNew(c, site, permit));
  const look = writing((c, permit) => showOne(c, site, permit, {}));
  app.get(at, list);
  app.get(`${at}/moi`, blank);
  app.post(`${at}/moi`, write);
  app.get(`${at}/:code`, look);
  app.get(
    `${at}/:code/anh`,
    writing((c, permit) => getPicture(c, site, permit)),
  );
  app.get(
    `${at}/:code/sua`,
    writing((c, permit) => getCorrection(c, site, permit)),
  );
  app.post(
    `${at}/:code/sua`,
    writing((c, permit) => postCorrection(c, site, permit)),
  );
  app.post(
    `${at}/:code/duyet`,
    writing((c, permit) => postDecision(c, site, permit)),
  );
  app.post(
    `${at}/:code/thu-hoi`,
    writing((c, permit) => postWithdrawal(c, site, permit)),
  );
}

function chipOf(row: Pick<DeskNews, 'decision' | 'shown' | 'withdrawn' | 'starts' | 'ends'>, today: PlainDate, lang: Lang): Due {
  if (row.withdrawn === null && row.decision === null) return { state: 'sap', text: inWords(lang, 'Chờ duyệt', 'Waits for approval') };
  if (row.withdrawn === null && row.decision === 'returned') return { state: 'dung', text: inWords(lang, 'Trả lại', 'Returned') };
  return stateChip(newsState(row, today), lang);
}

async function getList(c: Ctx, site: Site, permit: Writer): Promise<Response> {
  const lang = langOf(c);
  const today = dateOf(site.world.now());
  const lines = (await listDeskNews(site.world, permit)).map((row) => ({
    href: `${at}/${row.code}`,
    title: row.title.vi,
    note: `${row.code} · ${kindText(row.kind, lang)} · ${unitName(site, row.unitId, lang)} · ${showInstant(row.written, lang)}`,
    chip: chipOf(row, today, lang),
  }));
  return showPage(c, deskNewsListPage(frameOf(c, site), lines));
}

function emptyForm(c: Ctx, site: Site, permit: Writer): NewsForm {
  const signed = c.get('signed');
  const post = signed?.posts.find((one) => one.unit === permit.actor.unit) ?? signed?.posts[0];
  const today = dateOf(site.world.now());
  return {
    action: `${at}/moi`,
    back: at,
    key: site.world.newId(),
    place: {
      unit: String(permit.actor.unit ?? ''),
      units: unitsReached(site.world.org(), permit.reach)
        .filter((unit) => isAlive(unit, today))
        .map(({ id }) => ({ value: String(id), text: unitName(site, id, langOf(c)) })),
      kind: 'notice',
    },
    ...{ title: '', text: '', titleEn: '', textEn: '', source: '', ends: '', alt: '', altEn: '' },
    responsible: signed === undefined ? '' : [signed.session.name, post?.title ?? ''].filter((part) => part !== '').join(', '),
    starts: today,
    problems: [],
  };
}

async function read(c: Ctx, files = 0): Promise<(Posted & { readonly key: CommandKey }) | Refusal> {
  const posted = await readPost(c, files);
  if (isRefusal(posted)) return posted;
  const key = textOf(posted.fields, '_key');
  return isCommandKey(key) ? { ...posted, key } : refuse('key-missing');
}

async function postNew(c: Ctx, site: Site, permit: Writer): Promise<Response> {
  const posted = await read(c, 1);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const lang = langOf(c);
  const { fields, key } = posted;
  const typed = typedIn(fields);
  const [unit, kind] = [textOf(fields, 'don_vi'), textOf(fields, 'loai')];
  const { text, problems } = readText(typed, lang);
  const again = (found: readonly FieldProblem[], status: number): Response => {
    const blank = emptyForm(c, site, permit);
    return showPage(
      c,
      newsFormPage(frameOf(c, site), {
        ...blank,
        ...typed,
        key,
        ...(blank.place === undefined ? {} : { place: { ...blank.place, unit, kind } }),
        problems: found,
      }),
      status,
    );
  };
  const picture = problems.length > 0 ? undefined : await pictureIn(site, permit, posted, lang);
  if (problems.length > 0 || isProblem(picture)) return again(isProblem(picture) ? [picture] : problems, 422);
  const wish = { ...text, unit: Number(unit) as UnitId, kind: isNewsKind(kind) ? kind : ('notice' as const), ...(picture === undefined ? {} : { picture }) };
  const done = await writeNews(site.world, permit, key, wish);
  if (!isRefusal(done)) return c.redirect(`${at}/${done.code}?xong=1`, 303);
  // Pressed twice: it stands in the list already.
  if (done.refused === 'already-sent') return c.redirect(at, 303);
  return again([{ name: 'don_vi', text: sentenceOf(done, lang) }], statusOf(done));
}

type Told = { readonly problems?: readonly FieldProblem[]; readonly reason?: string; readonly status?: number };

async function showOne(c: Ctx, site: Site, permit: Writer, { problems = [], reason = '', status = 200 }: Told): Promise<Response> {
  const found = await openDeskNews(site.world, permit, c.req.param('code') ?? '');
  if (isRefusal(found)) return sayNo(c, site, found);
  const lang = langOf(c);
  const { row, versions } = found;
  const [newest] = versions;
  if (newest === undefined) return sayNo(c, site, refuse('not-found'));
  const approver = await permitFor(c, site, 'news.approve', row.unitId);
  const isWaiting = newest.decision === null && row.withdrawn === null;
  const isOwn = newest.writtenBy === permit.actor.person;
  const mayApprove = !isRefusal(approver);
  const view = {
    code: row.code,
    title: newest.title.vi,
    chip: chipOf({ ...newest, shown: row.shown, withdrawn: row.withdrawn }, dateOf(site.world.now()), lang),
    facts: await factsOf(site, permit, found, newest, lang),
    article: readArticle(newest.text.vi),
    ...(newest.text.en === '' ? {} : { english: { title: newest.title.en, article: readArticle(newest.text.en) } }),
    ...(newest.picture === null || newest.alt === null ? {} : { picture: { src: `${at}/${row.code}/anh`, alt: newest.alt.vi } }),
    ...(newest.decision === 'returned' && newest.decidedWhy !== null ? { returned: newest.decidedWhy } : {}),
    isDone: c.req.query('xong') === '1',
    key: site.world.newId(),
    may: {
      decide: isWaiting && mayApprove && !isOwn,
      correct: newest.decision !== null && row.withdrawn === null,
      withdraw: row.shown !== null && row.withdrawn === null && mayApprove,
      look: row.shown !== null,
    },
    isOwn: isWaiting && isOwn,
    problems,
    reason,
  };
  return showPage(c, deskNewsPage(frameOf(c, site), view), status);
}

async function factsOf(site: Site, permit: Writer, { row, versions }: OneNews, newest: VersionRow, lang: Lang) {
  const names = await namesOf(site.world, permit, [...new Set(versions.flatMap((one) => [one.writtenBy, ...(one.decidedBy === null ? [] : [one.decidedBy])]))]);
  const who = (id: VersionRow['writtenBy']): string => names.get(id) ?? '';
  const days = `${showDate(newest.starts)} - ${newest.ends === null ? inWords(lang, 'không thời hạn', 'no end') : showDate(newest.ends)}`;
  return [
    { label: inWords(lang, 'Đơn vị', 'Unit'), value: unitName(site, row.unitId, lang) },
    { label: inWords(lang, 'Loại', 'Kind'), value: kindText(row.kind, lang) },
    { label: inWords(lang, 'Nguồn', 'Source'), value: newest.source },
    { label: inWords(lang, 'Chịu trách nhiệm', 'Responsible'), value: newest.responsible },
    { label: inWords(lang, 'Hiệu lực', 'In force'), value: days },
    ...versions.map((one) => ({
      label: inWords(lang, `Bản ${one.version}`, `Version ${one.version}`),
      value: `${who(one.writtenBy)}, ${showInstant(one.written, lang)}`,
      note: [
        one.why ?? '',
        one.decision === null || one.decidedBy === null
          ? inWords(lang, 'chờ duyệt', 'waits')
          : `${one.decision === 'approved' ? inWords(lang, 'duyệt', 'approved') : inWords(lang, 'trả lại', 'returned')}: ${who(one.decidedBy)}`,
      ]
        .filter((part) => part !== '')
        .join(' · '),
    })),
  ];
}

async function getPicture(c: Ctx, site: Site, permit: Writer): Promise<Response> {
  const found = await openDeskNews(site.world, permit, c.req.param('code') ?? '');
  const blob = isRefusal(found) ? null : (found.versions[0]?.picture ?? null);
  const bytes = blob !== null && isBlobHash(blob) ? await site.world.gates.blob.get(blob) : undefined;
  return bytes === undefined ? sayNo(c, site, refuse('not-found')) : jpegAnswer(c, bytes, 'no-store');
}

function correctionOf(site: Site, { row, versions }: OneNews): NewsForm | Refusal {
  const [newest] = versions;
  if (newest === undefined || row.withdrawn !== null) return refuse('not-found');
  return {
    action: `${at}/${row.code}/sua`,
    back: `${at}/${row.code}`,
    key: site.world.newId(),
    title: newest.title.vi,
    text: newest.text.vi,
    titleEn: newest.title.en,
    textEn: newest.text.en,
    source: newest.source,
    responsible: newest.responsible,
    starts: newest.starts,
    ends: newest.ends ?? '',
    alt: newest.alt?.vi ?? '',
    altEn: newest.alt?.en ?? '',
    correction: { why: '', hasPicture: newest.picture !== null },
    problems: [],
  };
}

async function getCorrection(c: Ctx, site: Site, permit: Writer): Promise<Response> {
  const found = await openDeskNews(site.world, permit, c.req.param('code') ?? '');
  const form = isRefusal(found) ? found : correctionOf(site, found);
  return isRefusal(form) ? sayNo(c, site, form) : showPage(c, newsFormPage(frameOf(c, site), form));
}

async function postCorrection(c: Ctx, site: Site, permit: Writer): Promise<Response> {
  const posted = await read(c, 1);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const code = c.req.param('code') ?? '';
  const found = await openDeskNews(site.world, permit, code);
  const form = isRefusal(found) ? found : correctionOf(site, found);
  if (isRefusal(form)) return sayNo(c, site, form);
  const lang = langOf(c);
  const { fields, key } = posted;
  const typed = typedIn(fields);
  const why = textOf(fields, 'vi_sao').trim();
  const { text, problems } = readText(typed, lang);
  const told =
    why.length < 5 || why.length > 500
      ? [
          { name: 'vi_sao', text: inWords(lang, 'Ghi điều được đính chính, từ 5 đến 500 ký tự.', 'Say what is corrected, in 5 to 500 characters.') },
          ...problems,
        ]
      : problems;
  const again = (list: readonly FieldProblem[], status: number): Response =>
    showPage(
      c,
      newsFormPage(frameOf(c, site), { ...form, ...typed, key, correction: { why, hasPicture: form.correction?.hasPicture ?? false }, problems: list }),
      status,
    );
  const picture = told.length > 0 ? undefined : await pictureIn(site, permit, posted, lang);
  if (told.length > 0 || isProblem(picture)) return again(isProblem(picture) ? [picture] : told, 422);
  const wish = picture !== undefined ? { picture } : fields.has('bo_anh') ? { picture: null } : {};
  const done = await correctNews(site.world, permit, key, { code, text, why, ...wish });
  return isRefusal(done) ? again([{ name: 'vi_sao', text: sentenceOf(done, lang) }], statusOf(done)) : c.redirect(`${at}/${code}?xong=1`, 303);
}

async function postDecision(c: Ctx, site: Site, permit: Writer): Promise<Response> {
  const posted = await read(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const approver = await permitFor(c, site, 'news.approve');
  if (isRefusal(approver)) return sayNo(c, site, approver);
  const code = c.req.param('code') ?? '';
  const decision = textOf(posted.fields, 'quyet_dinh') === 'returned' ? ('returned' as const) : ('approved' as const);
  const why = textOf(posted.fields, 'vi_sao');
  const done = await decideNews(site.world, approver, posted.key, { code, decision, why });
  return isRefusal(done) ? await refusedAt(c, site, permit, { done, name: 'vi_sao', reason: why }) : c.redirect(`${at}/${code}?xong=1`, 303);
}

async function postWithdrawal(c: Ctx, site: Site, permit: Writer): Promise<Response> {
  const posted = await read(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const approver = await permitFor(c, site, 'news.approve');
  if (isRefusal(approver)) return sayNo(c, site, approver);
  const code = c.req.param('code') ?? '';
  const reason = textOf(posted.fields, 'ly_do');
  const done = await withdrawNews(site.world, approver, posted.key, code, reason);
  return isRefusal(done) ? await refusedAt(c, site, permit, { done, name: 'ly_do', reason }) : c.redirect(`${at}/${code}?xong=1`, 303);
}

/** Beside the box what can be mended there; everything else is a page of its own. */
async function refusedAt(
  c: Ctx,
  site: Site,
  permit: Writer,
  { done, name, reason }: { readonly done: Refusal; readonly name: string; readonly reason: string },
): Promise<Response> {
  if (done.refused !== 'request-has-problems') return sayNo(c, site, done);
  const text = inWords(langOf(c), 'Ghi lý do, từ 5 ký tự.', 'Write the reason, at least 5 characters.');
  return await showOne(c, site, permit, { problems: [{ name, text }], reason, status: 422 });
}
