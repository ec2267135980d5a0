/** `/kho-giay-to`: the vault of the person who is signed in. */
import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import { isUuid } from '../../base/id.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { VaultPaper } from '../../kernel/document/document.act.ts';
import { putIntoVault, removeFromVault, storeForVault, vaultFile, vaultOf } from '../../kernel/document/document.act.ts';
import { isBlobHash } from '../../kernel/document/document.ts';
import { displayName } from '../../kernel/org/org.ts';
import { onceOnly } from '../desk/once.route.ts';
import { readPost, textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { dayText, sizeText } from '../show.ts';
import { fileName } from './file.route.ts';
import type { MeWord } from './me.words.ts';
import { meWords } from './me.words.ts';
import type { VaultLine } from './vault.view.ts';
import { vaultPage } from './vault.view.ts';

export function vaultRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/kho-giay-to', (c) => showVault(c, site, '', []));
  app.post('/kho-giay-to', (c) => postPaper(c, site));
  app.get('/kho-giay-to/:id', (c) => getPaper(c, site));
  app.post('/kho-giay-to/:id/xoa', (c) => postRemove(c, site));
}

const dones: ReadonlyMap<string, MeWord> = new Map(Object.entries({ them: 'doneAdded', xoa: 'doneRemoved' }));

async function showVault(c: Ctx, site: Site, title: string, problems: readonly FieldProblem[], status = 200): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const key = site.world.newId();
  const papers = (await vaultOf(site.world, permit)).map((paper) => lineOf(c, site, paper, key));
  const word = dones.get(c.req.query('xong') ?? '');
  const view = { papers, add: { key, title }, problems, ...(word === undefined ? {} : { done: word }) };
  return showPage(c, vaultPage(frameOf(c, site), view), status);
}

function lineOf(c: Ctx, site: Site, paper: VaultPaper, key: string): VaultLine {
  const lang = langOf(c);
  const { from } = paper;
  const pack = from === undefined ? undefined : site.world.shelf.find(from.packId, from.packVersion);
  const unit = from === undefined ? undefined : site.world.org().byId.get(from.unit);
  const source = from === undefined ? [] : [meWords(lang)('fromCase', { pack: pack?.title[lang] ?? from.packId, code: from.code })];
  const place = unit === undefined ? [] : [displayName(site.world.org(), unit, lang)];
  return {
    kind: paper.kind,
    // A result is called as the procedure calls it; its file name is ours.
    title: paper.kind === 'result' && pack !== undefined ? pack.facts.result[lang].replace(/\.$/, '') : paper.title,
    note: [dayText(paper.at, lang), sizeText(paper.size), ...source, ...place].join(' · '),
    href: `/kho-giay-to/${paper.id}`,
    ...(paper.verifyCode === undefined ? {} : { verifyHref: `/xac-minh?ma=${paper.verifyCode}` }),
    ...(paper.kind === 'own' ? { remove: { action: `/kho-giay-to/${paper.id}/xoa`, key } } : {}),
  };
}

async function postPaper(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const posted = await readPost(c, 1);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const lang = langOf(c);
  const title = textOf(posted.fields, 'title').slice(0, 200);
  const file = posted.files.find((one) => one.field === 'tep');
  if (file === undefined) return await showVault(c, site, title, [{ name: 'tep', text: meWords(lang)('noFile') }], 422);
  const stored = file.refused === undefined ? await storeForVault(site.world, permit, { name: file.name, title, bytes: file.bytes }) : refuse(file.refused);
  const done = isRefusal(stored) ? stored : await onceOnly(site, permit, posted.fields, (inside) => putIntoVault(inside, permit, stored));
  if (isRefusal(done) && done.refused !== 'already-sent')
    return await showVault(c, site, title, [{ name: 'tep', text: `${file.name}: ${sentenceOf(done, lang)}` }], statusOf(done));
  return c.redirect('/kho-giay-to?xong=them', 303);
}

async function getPaper(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const id = c.req.param('id') ?? '';
  const paper = isUuid(id) ? await vaultFile(site.world, permit, id) : refuse('not-found');
  if (isRefusal(paper)) return sayNo(c, site, paper);
  const stored = isBlobHash(paper.blob) ? await site.world.gates.blob.stream(paper.blob) : undefined;
  if (stored === undefined) throw new Error(`the bytes of the paper ${id} are missing`);
  return c.body(Readable.toWeb(Readable.from(stored.bytes)) as ReadableStream, 200, {
    'Content-Type': paper.mediaType,
    'Content-Length': String(stored.size),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName(paper.title, paper.mediaType))}`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
}

async function postRemove(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const id = c.req.param('id') ?? '';
  const done = isUuid(id) ? await removeFromVault(site.world, permit, id) : refuse('not-found');
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect('/kho-giay-to?xong=xoa', 303);
}
