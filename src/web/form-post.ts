/** Reading a form post: names and values as sent, files through a stream with limits, everything bounded. */
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Json } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import type { RawAnswers } from '../engine/form/form.ts';
import { readJsonText } from '../pack/json-text.ts';
import type { Ctx } from './request.ts';

export type PostedFile = {
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array /** The file was larger than the limit; its bytes were dropped. */;
  readonly tooLarge: boolean;
};
export type Posted = { readonly fields: RawAnswers; readonly files: readonly PostedFile[] };

const maxFields = 2000;
const maxFieldBytes = 65_536;
const maxFormBytes = 1_048_576;
const maxJsonBytes = 65_536;
const maxFileBytes = 20 * 1_048_576;
const maxFiles = 20;
/** Boxes without a file are sent as empty parts; files beyond the limit are refused one by one, so that the rest of the form is kept. */
const mostBoxes = 20;

/** The text of one field, '' when it was not sent. */
export const textOf = (fields: RawAnswers, name: string): string => fields.get(name)?.[0] ?? '';

/** Bytes of all forms that are being read at this moment. Strangers who send slowly fill the half of it: those who are signed in go on. */
let held = 0;
const mostHeld = 400 * 1_048_576;

/**
 * Refuses with 'bad-request', 'body-too-large', 'wrong-media-type', 'too-many-files' or 'too-busy'. A file over its limit is reported, the rest of the form is kept.
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
  let total = 0;
  let text = 0;
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
      // A sender who hangs up breaks the part as well as the form; the form tells it.
      stream.on('error', () => (broken ??= refuse('bad-request')));
      stream.on('data', (part: Buffer) => {
        total += part.length;
        held += part.length;
        if (held > most) broken ??= refuse('too-busy');
        // One form may not hold more in memory than its largest files together would need on a normal day.
        if (total > 3 * maxFileBytes) broken ??= refuse('body-too-large');
        // What is refused anyway is read to its end and forgotten.
        if (broken === undefined) parts.push(part);
      });
      stream.on('close', () => {
        const isEmptyBox = parts.length === 0 && (info.filename ?? '') === '';
        if (!isEmptyBox)
          files.push({
            field,
            name: info.filename ?? '',
            bytes: stream.truncated ? new Uint8Array() : Buffer.concat(parts),
            tooLarge: stream.truncated === true,
          });
      });
    });
    // Programs send an empty part for a box the form does not have; only a form for files counts them.
    form.on('filesLimit', () => (broken ??= mostFiles === 0 ? undefined : refuse('too-many-files')));
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

export const isPosted = (posted: Posted | Refusal): posted is Posted => !isRefusal(posted);
