/** Reading a form post: names and values as sent, files through a stream with limits, everything bounded. */
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import type { RawAnswers } from '../engine/form/form.ts';
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
const maxFileBytes = 20 * 1_048_576;
const maxFiles = 20;

/** The text of one field, '' when it was not sent. */
export const textOf = (fields: RawAnswers, name: string): string => fields.get(name)?.[0] ?? '';

/** Refuses with 'bad-request', 'body-too-large', 'wrong-media-type' or 'too-many-files'. A file over its limit is reported, the rest of the form is kept. */
export async function readPost(c: Ctx): Promise<Posted | Refusal> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data') return await readMultipart(c);
  if (type !== undefined && type !== 'application/x-www-form-urlencoded') return refuse('wrong-media-type');
  const text = await c.req.text();
  if (text.length > maxFormBytes) return refuse('body-too-large');
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) add(fields, name, value);
  return fields.size > maxFields ? refuse('bad-request') : { fields, files: [] };
}

async function readMultipart(c: Ctx): Promise<Posted | Refusal> {
  const request = c.env.incoming;
  const fields = new Map<string, string[]>();
  const files: PostedFile[] = [];
  let broken: Refusal | undefined;
  let total = 0;
  try {
    const form = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { fileSize: maxFileBytes, files: maxFiles, fields: maxFields, fieldSize: maxFieldBytes, fieldNameSize: 200, headerPairs: 20 },
    });
    form.on('field', (name, value, info) => {
      if (info.nameTruncated || info.valueTruncated) broken ??= refuse('body-too-large');
      else add(fields, name, value);
    });
    form.on('file', (field, stream, info) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => {
        total += part.length;
        // One form may not hold more in memory than its largest files together would need on a normal day.
        if (total > 3 * maxFileBytes) broken ??= refuse('body-too-large');
        else parts.push(part);
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
    form.on('filesLimit', () => (broken ??= refuse('too-many-files')));
    form.on('fieldsLimit', () => (broken ??= refuse('bad-request')));
    await pipeline(request, form);
  } catch {
    return refuse('bad-request');
  }
  return broken ?? { fields, files };
}

function add(fields: Map<string, string[]>, name: string, value: string): void {
  const list = fields.get(name);
  if (list === undefined) fields.set(name, [value]);
  else if (list.length < 200) list.push(value);
}

export const isPosted = (posted: Posted | Refusal): posted is Posted => !isRefusal(posted);
