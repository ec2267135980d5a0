/** Reading a form post: names and values as sent, files through a stream with limits, everything bounded. */
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Json } from '../base/json.ts';
import type { Refusal, RefusalCode } from '../base/refusal.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import type { RawAnswers } from '../engine/form/form.ts';
import { readJsonText } from '../pack/json-text.ts';
import type { Ctx } from './request.ts';

export type PostedFile = {
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Why its bytes were dropped while the rest of the form was read: larger than the limit, one too many, no room in this form or on this machine now. */
  readonly refused?: RefusalCode;
};
export type Posted = { readonly fields: RawAnswers; readonly files: readonly PostedFile[] };

const maxFields = 2000;
const maxFieldBytes = 65_536;
const maxFormBytes = 1_048_576;
const maxJsonBytes = 65_536;
const maxFileBytes = 20 * 1_048_576;
const maxFiles = 20;
/** What one form may hold in memory: its largest files together on a normal day. Files beyond it are refused one by one, so that the rest of the form is kept. */
const maxHeldBytes = 3 * maxFileBytes;
/** Boxes without a file are sent as empty parts; files beyond the limit are refused one by one. */
const mostBoxes = 40;

/** The text of one field, '' when it was not sent. */
export const textOf = (fields: RawAnswers, name: string): string => fields.get(name)?.[0] ?? '';

/** A day from its three boxes, 'YYYY-MM-DD' where it is one; '' when all are empty. */
export function dayOf(fields: RawAnswers, name: string): string {
  const part = (one: string): string => textOf(fields, `${name}.${one}`).trim();
  const [year, month, day] = [part('year'), part('month'), part('day')];
  const two = (typed: string): string => (typed === '' ? '' : typed.padStart(2, '0'));
  return `${year}${month}${day}` === '' ? '' : `${year}-${two(month)}-${two(day)}`;
}

/** Bytes of all forms that are being read at this moment. Strangers who send slowly fill the half of it: those who are signed in go on. */
let held = 0;
const mostHeld = 400 * 1_048_576;

/**
 * Refuses with 'bad-request', 'body-too-large' or 'wrong-media-type'. A file that goes over a limit is reported, the rest of the form is kept.
 * `files`: how many the form may carry; a form without boxes for files takes none.
 */
export async function readPost(c: Ctx, files = 0): Promise<Posted | Refusal> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data') return await readMultipart(c, Math.min(files, maxFiles));
  if (type !== undefined && type !== 'application/x-www-form-urlencoded') return refuse('wrong-media-type');
  const bytes = await readBytes(c, maxFormBytes);
  if (isRefusal(bytes)) return bytes;
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) add(fields, name, value);
  return fields.size > maxFields ? refuse('bad-request') : { fields, files: [] };
}

/** A small JSON body; null for anything else. */
export async function readJsonPost(c: Ctx): Promise<Json> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return null;
  const bytes = await readBytes(c, maxJsonBytes);
  if (isRefusal(bytes)) return null;
  const read = readJsonText(new TextDecoder().decode(bytes));
  return 'value' in read ? read.value : null;
}

/** A small body as it came, for messages signed over their exact bytes. */
export const readSmallBody = (c: Ctx): Promise<Uint8Array | Refusal> => readBytes(c, maxJsonBytes);

/** Real bytes are counted, whatever their length claims to be. */
async function readBytes(c: Ctx, most: number): Promise<Uint8Array | Refusal> {
  if (Number(c.req.header('content-length') ?? 0) > most) return refuse('body-too-large');
  const { body } = c.req.raw;
  if (body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of body) {
      length += part.length;
      // Leaving the loop cancels the stream: the rest is never taken in.
      if (length > most) return refuse('body-too-large');
      parts.push(part);
    }
  } catch {
    return refuse('bad-request');
  }
  return Buffer.concat(parts);
}

async function readMultipart(c: Ctx, mostFiles: number): Promise<Posted | Refusal> {
  const request = c.env.incoming;
  const most = c.get('signed') === undefined ? mostHeld / 2 : mostHeld;
  const fields = new Map<string, string[]>();
  const files: PostedFile[] = [];
  let broken: Refusal | undefined;
  let read = 0;
  let total = 0;
  let text = 0;
  const give = (parts: readonly Buffer[]): void => {
    for (const part of parts) {
      total -= part.length;
      held -= part.length;
    }
  };
  try {
    const form = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        // One more than allowed: a file that ends exactly at the limit counts as cut off.
        fileSize: maxFileBytes + 1,
        files: mostFiles === 0 ? 0 : mostFiles + mostBoxes,
        fields: maxFields,
        fieldSize: maxFieldBytes,
        fieldNameSize: 200,
        headerPairs: 20,
      },
    });
    form.on('field', (name, value, info) => {
      text += name.length + value.length;
      if (info.nameTruncated || info.valueTruncated || text > maxFormBytes) broken ??= refuse('body-too-large');
      else add(fields, name, value);
    });
    form.on('file', (field, stream, info) => {
      const parts: Buffer[] = [];
      let dropped: PostedFile['refused'];
      // A sender who hangs up breaks the part as well as the form; the form tells it.
      stream.on('error', () => (broken ??= refuse('bad-request')));
      stream.on('data', (part: Buffer) => {
        read += part.length;
        // A form is read to its end for the sake of its answers; beyond this nobody filled it in by hand.
        if (read > (mostFiles + 3) * maxFileBytes) broken ??= refuse('body-too-large');
        if (total + part.length > maxHeldBytes) dropped ??= 'form-too-large';
        if (held + part.length > most) dropped ??= 'too-busy';
        if (dropped !== undefined || broken !== undefined) {
          // What is refused anyway is read to its end and forgotten.
          give(parts.splice(0));
          return;
        }
        total += part.length;
        held += part.length;
        parts.push(part);
      });
      stream.on('close', () => {
        const name = info.filename ?? '';
        if (stream.truncated === true) dropped = 'file-too-large';
        if (dropped !== undefined) {
          give(parts.splice(0));
          files.push({ field, name, bytes: new Uint8Array(), refused: dropped });
        } else if (parts.length > 0 || name !== '') files.push({ field, name, bytes: Buffer.concat(parts) });
      });
    });
    // Programs send an empty part for a box the form does not have; only a form for files counts them.
    form.on('filesLimit', () => {
      if (mostFiles > 0) files.push({ field: '', name: '', bytes: new Uint8Array(), refused: 'too-many-files' });
    });
    form.on('fieldsLimit', () => (broken ??= refuse('bad-request')));
    await pipeline(request, form);
  } catch {
    return refuse('bad-request');
  } finally {
    held -= total;
  }
  return broken ?? { fields, files };
}

/** PostgreSQL stores no U+0000, and nobody can type one. */
function add(fields: Map<string, string[]>, name: string, value: string): void {
  const typed = value.replaceAll('\u0000', '');
  const list = fields.get(name);
  if (list === undefined) fields.set(name, [typed]);
  else if (list.length < 200) list.push(typed);
}
