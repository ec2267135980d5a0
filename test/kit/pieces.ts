/** A file in pieces as a program sends it. */
import { createHash } from 'node:crypto';
import type { Page, Visitor } from './client.ts';

export const pieceBytes = 65_536;
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export type Sent = { readonly name: string; readonly bytes: Uint8Array };
/** What differs from an honest piece. */
export type Twist = { readonly bytes?: Uint8Array; readonly digest?: string; readonly whole?: string; readonly size?: number; readonly name?: string };
export type Told = {
  readonly status: number;
  readonly of?: number;
  readonly missing?: readonly number[];
  readonly file?: string;
  readonly code?: string;
  readonly detail?: string;
};

const addressOf = ({ name, bytes }: Sent, twist: Twist): string =>
  `/tep/doan/${twist.whole ?? digestOf(bytes)}${'{at}'}?ten=${encodeURIComponent(twist.name ?? name)}&co=${twist.size ?? bytes.length}`;

const told = (page: Page): Told => ({ status: page.status, ...JSON.parse(new TextDecoder().decode(page.bytes)) });

export const askHowFar = async (who: Visitor, file: Sent, twist: Twist = {}): Promise<Told> => told(await who.raw(addressOf(file, twist).replace('{at}', '')));

export async function sendPiece(who: Visitor, file: Sent, start: number | string, twist: Twist = {}): Promise<Told> {
  const bytes = Buffer.from(twist.bytes ?? file.bytes.subarray(Number(start), Number(start) + pieceBytes));
  const digest = twist.digest ?? createHash('sha256').update(bytes).digest('base64');
  const headers = { 'content-type': 'application/octet-stream', 'content-digest': `sha-256=:${digest}:` };
  return told(await who.raw(addressOf(file, twist).replace('{at}', `/${start}`), { method: 'PUT', headers, body: bytes }));
}

/** All of it, in order; the answer to the last piece. */
export async function sendFile(who: Visitor, file: Sent): Promise<Told> {
  let last: Told = { status: 0 };
  for (let start = 0; start < file.bytes.length; start += pieceBytes) last = await sendPiece(who, file, start);
  return last;
}
