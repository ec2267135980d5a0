/** Files: kept before a case is filed, read again with their case, and checked for anybody. */
import type { DocumentId } from '../base/id.ts';
import type { Json } from '../base/json.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import { openCase } from '../kernel/case/case.act.ts';
import type { PublicPaper, UploadRow } from '../kernel/document/document.act.ts';
import { checkUpload, findDocument, stagedUploads, stageUpload } from '../kernel/document/document.act.ts';
import type { Verdict } from '../kernel/document/document.ts';
import { isBlobHash, reasonOf } from '../kernel/document/document.ts';
import type { Permit } from '../kernel/permit.ts';
import { atWorkOrOwn } from './own.ts';
import type { No } from './problem.ts';
import type { Answer, Ask, Route } from './route.ts';
import { listOf, object, orNull, text } from './schema.ts';
import { instantSchema, labelJson, labelSchema, uuid } from './shape.ts';
import { nameForRate } from './who.ts';

const uploadSchema = object({ id: uuid, name: text(200), mediaType: text(100), size: { type: 'integer', minimum: 1 } }, { title: 'Upload' });
const verdictSchema = object(
  {
    verdict: { type: 'string', enum: ['valid', 'changed', 'unknown'] },
    reason: labelSchema,
    signatures: listOf(
      object({
        field: text(200),
        signer: text(500),
        organisation: text(500),
        at: orNull(instantSchema),
        covers: { type: 'string', enum: ['whole-document', 'revision'] },
        state: { type: 'string', enum: ['passed', 'indeterminate', 'failed'] },
        code: text(60),
        reason: labelSchema,
      }),
      1000,
    ),
    known: orNull(object({ kind: text(60), title: text(300), at: instantSchema, signed: { type: 'boolean' } })),
  },
  { title: 'Verdict', description: '`known`: the bytes are the ones kept here.' },
);

export const fileRoutes: readonly Route[] = [
  {
    ...{ id: 'uploadFile', method: 'post', path: '/api/v1/uploads', tag: 'files', for: 'signed-in', deed: 'new' },
    summary: 'Keeps a file for a filing, for seven days: JPEG, PNG, WebP, HEIC or PDF, at most 20 MB.',
    takes: { kind: 'file' },
    answers: { status: 201, says: 'The file is kept.', schema: uploadSchema },
    refuses: [
      ...([
        'file-too-large',
        'file-kind-refused',
        'file-empty',
        'file-name-refused',
        'file-two-faced',
        'file-active',
        'file-broken',
        'file-too-heavy',
      ] as const),
      ...(['image-too-large', 'too-many-files', 'too-much-sent', 'too-busy'] as const),
    ],
    does: postUpload,
  },
  {
    ...{ id: 'readDocument', method: 'get', path: '/api/v1/documents/{id}/content', tag: 'files', for: 'signed-in' },
    summary: 'The bytes of a paper of a case.',
    description: 'Officers leave a trace. A citizen gets the result once every signature is on it.',
    params: { id: uuid },
    answers: { status: 200, says: 'The bytes, as an attachment.' },
    refuses: ['not-found', 'not-allowed'],
    does: getContent,
  },
  {
    ...{ id: 'verifyDocument', method: 'post', path: '/api/v1/verify', tag: 'files', for: 'anybody' },
    summary: 'Says whether a signed PDF is valid, changed or unknown, and why. The file is not kept.',
    takes: { kind: 'file' },
    answers: { status: 200, says: 'The verdict.', schema: verdictSchema },
    refuses: ['not-a-pdf', 'file-too-large', 'file-empty', 'too-busy'],
    does: postVerify,
  },
];

/** The id of the file comes from the sender's key, so that sending again finds the file that is there. */
async function postUpload(ask: Ask): Promise<Answer | No> {
  const { world, file } = ask;
  const permit = await ask.permit('case.submit');
  if (isRefusal(permit)) return permit;
  if (file === undefined) return refuse('bad-request');
  const slow = ask.rates.file(`person/${permit.actor.person}`);
  if (slow !== undefined) return slow;
  const id = idOf(world.hash(`upload\n${permit.actor.person}\n${ask.key}`));
  const earlier = await keptUnder(ask, permit, id, file.bytes);
  if (earlier !== undefined) return earlier;
  const kept = await stageUpload({ ...world, newId: () => id }, permit, file).catch(async (fault: unknown) => {
    // Two requests with one key at once: the other one has stored it.
    const [other] = await stagedUploads(world, permit, [id]);
    if (other === undefined) throw fault;
    return other;
  });
  return isRefusal(kept) ? kept : { status: 201, json: uploadJson(kept) };
}

async function keptUnder(ask: Ask, permit: Permit<'case.submit'>, id: string, bytes: Uint8Array): Promise<Answer | No | undefined> {
  const [earlier] = await stagedUploads(ask.world, permit, [id]);
  if (earlier === undefined) return undefined;
  return earlier.blob === ask.world.hash(bytes) ? { status: 201, json: uploadJson(earlier) } : refuse('key-reused');
}

const uploadJson = ({ id, name, mediaType, size }: UploadRow): Json => ({ id, name, mediaType, size });

/** 128 bits of a hash in the shape of a UUID of version 8 (RFC 9562: made by the application). */
function idOf(hash: string): string {
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

async function getContent(ask: Ask): Promise<Answer | No> {
  return await atWorkOrOwn(ask, 'case.read', (permit) => contentFor(ask, permit, (ask.params.id ?? '') as DocumentId));
}

async function contentFor({ world }: Ask, permit: Permit<'case.read'>, id: DocumentId): Promise<Answer | No> {
  const row = await findDocument(world, permit, id);
  if (row === undefined) return refuse('not-found');
  const whole = await openCase(world, permit, row.caseId, 'api-file');
  if (isRefusal(whole)) return whole;
  if (row.kind === 'result' && permit.reach.kind === 'own' && whole.state.finished === undefined) return refuse('not-found');
  const stored = isBlobHash(row.blob) ? await world.gates.blob.stream(row.blob) : undefined;
  if (stored === undefined) throw new Error(`the bytes of document ${row.id} are missing`);
  const ending = { 'application/pdf': '.pdf', 'image/jpeg': '.jpg', 'image/png': '.png', 'image/webp': '.webp', 'image/heic': '.heic' }[row.mediaType] ?? '';
  const headers = {
    'Content-Type': row.mediaType,
    'Content-Length': String(stored.size),
    'Content-Disposition': `attachment; filename="${row.id}${ending}"; filename*=UTF-8''${encodeURIComponent(row.title).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}${ending}`,
  };
  return { bytes: stored.bytes, headers };
}

async function postVerify(ask: Ask): Promise<Answer | No> {
  const { world, file } = ask;
  const slow = ask.rates.file(nameForRate(ask.address, ask.who));
  if (slow !== undefined) return slow;
  if (file === undefined || file.bytes.length === 0) return refuse('file-empty');
  const checked = await checkUpload(world, file.bytes);
  return isRefusal(checked) ? checked : { json: verdictJson(checked.verdict, checked.known) };
}

function verdictJson(verdict: Verdict, known: PublicPaper | undefined): Json {
  return {
    verdict: verdict.verdict,
    reason: labelJson(verdict.reason),
    signatures: verdict.signatures.map(({ field, signer, organisation, at, covers, state, code }) => ({
      ...{ field, signer, organisation, at: at ?? null, covers, state, code },
      reason: labelJson(reasonOf(code)),
    })),
    known: known === undefined ? null : { kind: known.kind, title: known.title, at: known.at, signed: known.signed },
  };
}
