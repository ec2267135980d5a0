/** `/tep/<id>`: bytes of a document and pictures of its pages, only for whoever may see its case; officers leave a trace. `/tep/gui/<id>`: a file that its sender has staged. */
import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import type { DocumentId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { openCase, peekCase } from '../../kernel/case/case.act.ts';
import type { DocumentRow, PageRow } from '../../kernel/document/document.act.ts';
import { findDocument, pictureOf, stagedUploads } from '../../kernel/document/document.act.ts';
import { isBlobHash } from '../../kernel/document/document.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { permitFor, sayNo } from '../request.ts';
import { permitOnCase } from './acting.ts';

export function fileRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/tep/gui/:id', (c) => getStaged(c, site));
  app.get('/tep/gui/:id/nho', (c) => getStagedPage(c, site, 'thumb'));
  app.get('/tep/gui/:id/trang/:page', (c) => getStagedPage(c, site, 'picture'));
  app.get('/tep/:id', (c) => getFile(c, site));
  app.get('/tep/:id/nho', (c) => getPage(c, site, 'thumb'));
  app.get('/tep/:id/nho/:page', (c) => getPage(c, site, 'thumb'));
  app.get('/tep/:id/trang/:page', (c) => getPage(c, site, 'picture'));
}

type Seen = { readonly row: DocumentRow; readonly permit: Permit<'case.read'> };

/** A small picture stands on a page whose opening has left its trace; a page or a file leaves one of its own. */
async function seen(c: Ctx, site: Site, look: 'trace' | 'peek'): Promise<Seen | Refusal> {
  const id = c.req.param('id') ?? '';
  if (!isUuid(id)) return refuse('not-found');
  const asOfficer = await permitFor(c, site, 'case.read');
  const own = isRefusal(asOfficer) ? await permitFor(c, site, 'case.read', 'own') : asOfficer;
  if (isRefusal(own)) return own;
  const row = await findDocument(site.world, own, id as DocumentId);
  if (row === undefined) return refuse('not-found');
  const permit = own.reach.kind === 'own' ? await permitOnCase(c, site, 'case.read', row.caseId) : own;
  if (isRefusal(permit)) return permit;
  const state = look === 'peek' ? await peekCase(site.world, permit, row.caseId) : await stateOf(site, permit, row);
  if (isRefusal(state)) return state;
  // The citizen gets the result only once every signature is on it.
  if (row.kind === 'result' && permit.reach.kind === 'own' && state.finished === undefined) return refuse('not-found');
  return { row, permit };
}

async function stateOf(site: Site, permit: Permit<'case.read'>, row: DocumentRow) {
  const whole = await openCase(site.world, permit, row.caseId, 'file');
  return isRefusal(whole) ? whole : whole.state;
}

async function getFile(c: Ctx, site: Site): Promise<Response> {
  const found = await seen(c, site, 'trace');
  return isRefusal(found) ? sayNo(c, site, found) : await bytesOf(c, site, found.row, found.row.title);
}

async function getPage(c: Ctx, site: Site, size: 'picture' | 'thumb'): Promise<Response> {
  const found = await seen(c, site, size === 'thumb' ? 'peek' : 'trace');
  if (isRefusal(found)) return sayNo(c, site, found);
  return await pictureAnswer(c, site, await pictureOf(site.world, found.permit, found.row, pageAsked(c)), size);
}

async function staged(c: Ctx, site: Site) {
  const id = c.req.param('id') ?? '';
  const permit = await permitFor(c, site, 'case.submit', 'own');
  const officer = isRefusal(permit) ? await permitFor(c, site, 'case.submit') : permit;
  if (isRefusal(officer)) return officer;
  const [row] = isUuid(id) ? await stagedUploads(site.world, officer, [id]) : [];
  return row === undefined ? refuse('not-found') : { row, permit: officer };
}

async function getStaged(c: Ctx, site: Site): Promise<Response> {
  const found = await staged(c, site);
  return isRefusal(found) ? sayNo(c, site, found) : await bytesOf(c, site, found.row, found.row.name);
}

async function getStagedPage(c: Ctx, site: Site, size: 'picture' | 'thumb'): Promise<Response> {
  const found = await staged(c, site);
  if (isRefusal(found)) return sayNo(c, site, found);
  return await pictureAnswer(c, site, await pictureOf(site.world, found.permit, found.row, pageAsked(c)), size);
}

const pageAsked = (c: Ctx): number => Number(c.req.param('page') ?? 1);

async function pictureAnswer(c: Ctx, site: Site, page: PageRow | Refusal, size: 'picture' | 'thumb'): Promise<Response> {
  if (isRefusal(page)) return sayNo(c, site, page);
  return await bytesOf(c, site, { blob: page[size], mediaType: 'image/jpeg' }, `trang-${page.page}`);
}

/** Pictures of common kinds may stand in a page; everything else is only ever saved. */
const shown = ['image/jpeg', 'image/png', 'image/webp'];

async function bytesOf(c: Ctx, site: Site, file: { readonly blob: string; readonly mediaType: string }, title: string): Promise<Response> {
  const stored = isBlobHash(file.blob) ? await site.world.gates.blob.stream(file.blob) : undefined;
  if (stored === undefined) throw new Error(`the bytes of ${file.blob} are missing`);
  const name = encodeURIComponent(fileName(title, file.mediaType));
  return c.body(Readable.toWeb(Readable.from(stored.bytes)) as ReadableStream, 200, {
    'Content-Type': file.mediaType,
    'Content-Length': String(stored.size),
    'Content-Disposition': `${shown.includes(file.mediaType) ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
}

export function fileName(title: string, mediaType: string): string {
  const ending = { 'application/pdf': '.pdf', 'image/jpeg': '.jpg', 'image/png': '.png', 'image/webp': '.webp', 'image/heic': '.heic' }[mediaType] ?? '';
  return title.toLowerCase().endsWith(ending) || /\.(?:jpe?g|jfif|heif)$/i.test(title) ? title : `${title}${ending}`;
}
