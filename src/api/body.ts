/** Bodies as they arrive: real bytes are counted, whatever their length claims to be. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Context } from 'hono';
import type { Json } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import { maxBodyBytes, readJsonBody } from './json-body.ts';

export type SentFile = { readonly name: string; readonly bytes: Uint8Array };

const maxFileBytes = 20 * 1_048_576;

/** Bytes of all files that are being read at this moment. Strangers who send slowly fill the half of it: those who are signed in go on. */
let held = 0;
const mostHeld = 400 * 1_048_576;

/** The JSON body; a request without a body is `{}`. */
export async function readJson(c: Context): Promise<{ readonly value: Json } | Refusal> {
  const bytes = await readBytes(c, maxBodyBytes, 'body-too-large');
  if (isRefusal(bytes)) return bytes;
  const type = c.req.header('content-type');
  if (bytes.length === 0 && type === undefined) return { value: {} };
  return /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type ?? '') ? readJsonBody(bytes) : refuse('wrong-media-type');
}

/** One file: field `tep` of a multipart form, or the whole body when it is a PDF. */
export async function readFile(c: Context, from: 'stranger' | 'person' = 'person'): Promise<SentFile | Refusal> {
  const mostNow = from === 'stranger' ? mostHeld / 2 : mostHeld;
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data') return await readMultipart(c, mostNow);
  if (type !== 'application/pdf') return refuse('wrong-media-type');
  const bytes = await readBytes(c, maxFileBytes, 'file-too-large', mostNow);
  return isRefusal(bytes) ? bytes : { name: 'van-ban.pdf', bytes };
}

async function readBytes(c: Context, most: number, code: 'body-too-large' | 'file-too-large', mostNow = mostHeld): Promise<Uint8Array | Refusal> {
  if (Number(c.req.header('content-length') ?? 0) > most) return refuse(code);
  const parts: Uint8Array[] = [];
  let length = 0;
  const { body } = c.req.raw;
  if (body === null) return new Uint8Array();
  try {
    for await (const part of body) {
      length += part.length;
      held += part.length;
      // Leaving the loop cancels the stream: the rest is never taken in.
      if (length > most) return refuse(code);
      if (held > mostNow) return refuse('too-busy');
      parts.push(part);
    }
  } catch {
    return refuse('bad-request');
  } finally {
    held -= length;
  }
  return Buffer.concat(parts);
}

async function readMultipart(c: Context, mostNow: number): Promise<SentFile | Refusal> {
  const { body } = c.req.raw;
  if (body === null) return refuse('bad-request');
  let broken: Refusal | undefined;
  let total = 0;
  let found: SentFile | undefined;
  try {
    const form = busboy({
      headers: { 'content-type': c.req.header('content-type') ?? '' },
      defParamCharset: 'utf8',
      // One more than allowed: a file that ends exactly at the limit counts as cut off.
      limits: { fileSize: maxFileBytes + 1, files: 1, fields: 20, fieldSize: 1000, fieldNameSize: 200, headerPairs: 20 },
    });
    form.on('file', (field, stream, info) => {
      const parts: Buffer[] = [];
      // A sender who hangs up breaks the part as well as the form; the form tells it.
      stream.on('error', () => (broken ??= refuse('bad-request')));
      stream.on('data', (part: Buffer) => {
        total += part.length;
        held += part.length;
        if (held > mostNow) broken ??= refuse('too-busy');
        if (broken === undefined) parts.push(part);
      });
      stream.on('close', () => {
        if (stream.truncated) broken ??= refuse('file-too-large');
        else if (field === 'tep') found = { name: info.filename ?? '', bytes: Buffer.concat(parts) };
      });
    });
    form.on('filesLimit', () => (broken ??= refuse('too-many-files')));
    form.on('fieldsLimit', () => (broken ??= refuse('bad-request')));
    await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), form);
  } catch {
    return broken ?? refuse('bad-request');
  } finally {
    held -= total;
  }
  return broken ?? found ?? refuse('file-empty');
}
