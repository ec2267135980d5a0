/** `/tep/<id>`: bytes of a document, only for whoever may see its case; officers leave a trace. */
import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import type { DocumentId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { openCase } from '../../kernel/case/case.act.ts';
import { findDocument } from '../../kernel/document/document.act.ts';
import { isBlobHash } from '../../kernel/document/document.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { permitFor, sayNo } from '../request.ts';

export function fileRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/tep/:id', (c) => getFile(c, site));
}

async function getFile(c: Ctx, site: Site): Promise<Response> {
  const id = c.req.param('id') ?? '';
  if (!isUuid(id)) return sayNo(c, site, refuse('not-found'));
  const asOfficer = await permitFor(c, site, 'case.read');
  const permit = isRefusal(asOfficer) ? await permitFor(c, site, 'case.read', 'own') : asOfficer;
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const row = await findDocument(site.world, permit, id as DocumentId);
  const whole = row === undefined ? refuse('not-found') : await openCase(site.world, permit, row.caseId, 'file');
  if (isRefusal(whole) || row === undefined) return sayNo(c, site, isRefusal(whole) ? whole : refuse('not-found'));
  // The citizen gets the result only once every signature is on it.
  if (row.kind === 'result' && permit.reach.kind === 'own' && whole.state.finished === undefined) return sayNo(c, site, refuse('not-found'));
  const stored = isBlobHash(row.blob) ? await site.world.gates.blob.stream(row.blob) : undefined;
  if (stored === undefined) throw new Error(`the bytes of document ${row.id} are missing`);
  const isPicture = row.mediaType.startsWith('image/');
  const name = encodeURIComponent(fileName(row.title, row.mediaType));
  return c.body(Readable.toWeb(Readable.from(stored.bytes)) as ReadableStream, 200, {
    'Content-Type': row.mediaType,
    'Content-Length': String(stored.size),
    'Content-Disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
}

function fileName(title: string, mediaType: string): string {
  const ending = { 'application/pdf': '.pdf', 'image/jpeg': '.jpg', 'image/png': '.png', 'image/webp': '.webp' }[mediaType] ?? '';
  return title.toLowerCase().endsWith(ending) || (ending === '.jpg' && /\.jpe?g$/i.test(title)) ? title : `${title}${ending}`;
}
