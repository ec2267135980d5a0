/** The other side of every message gate, for the sample province and for tests: a mail server, a gateway for text messages and a Zalo account in one process. Nothing leaves it; a page shows what would have arrived. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Json } from '../base/json.ts';
import { isObject, readPath } from '../base/json.ts';
import { mailOf } from './double-mail.ts';
import type { Arrived } from './double-page.ts';
import { phonesPage } from './double-page.ts';

export type { Arrived } from './double-page.ts';

export type PostDouble = {
  /** 'http://127.0.0.1:41000': the page; below it the gates `/sms` and `/zalo`. */
  readonly url: string;
  readonly smtp: string;
  readonly close: () => Promise<void>;
};

/** Telephones that behave in their own way, by their last digits, so that every outcome can be tried. */
const nobodys = /0000$/;
const switchedOff = /9999$/;
const withoutZalo = /[13579]$/;

/** `file`: what arrived is kept there, one JSON line each, so that a restart forgets nothing, as with a real gateway. */
export async function openPostDouble(ports: { readonly http: number; readonly smtp: number }, file?: string): Promise<PostDouble> {
  const arrived = readArrived(file);
  const keep = (one: Omit<Arrived, 'at'>): boolean => {
    const name = `${one.by} ${one.key}`;
    if (arrived.has(name)) return false;
    const whole = { ...one, at: new Date().toISOString() };
    arrived.set(name, whole);
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(whole)}\n`);
    return true;
  };
  const mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (address, _session, done) =>
      done(/^nobody@/.test(address.address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : undefined),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const read = mailOf(Buffer.concat(parts).toString('utf8'));
        for (const { address } of session.envelope.rcptTo) keep({ ...read, key: `${read.key} ${address}`, by: 'email', to: address });
        done();
      });
    },
  });
  mail.on('error', () => undefined);
  await new Promise<void>((resume) => mail.listen(ports.smtp, '127.0.0.1', () => resume()));
  const smtp = `smtp://127.0.0.1:${(mail.server.address() as AddressInfo).port}`;
  const server = createServer((request, response) => void answer(request, response, { arrived, keep, smtp }).catch(() => response.writeHead(500).end()));
  await new Promise<void>((resume, refused) => server.once('error', refused).listen(ports.http, '127.0.0.1', () => resume()));
  const close = async (): Promise<void> => {
    await Promise.all([closed(server), new Promise<void>((resume) => mail.close(() => resume()))]);
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, smtp, close };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resume) => {
    server.close(() => resume());
    server.closeAllConnections();
  });

function readArrived(file: string | undefined): Map<string, Arrived> {
  const lines = file === undefined || !existsSync(file) ? [] : readFileSync(file, 'utf8').split('\n');
  // A line that was being written when the process was killed is no message.
  const whole = lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as Arrived];
    } catch {
      return [];
    }
  });
  return new Map(whole.map((one) => [`${one.by} ${one.key}`, one]));
}

type Room = { readonly arrived: ReadonlyMap<string, Arrived>; readonly keep: (one: Omit<Arrived, 'at'>) => boolean; readonly smtp: string };

async function answer(request: IncomingMessage, response: ServerResponse, room: Room): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://double');
  if (request.method === 'GET' && url.pathname === '/') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(phonesPage([...room.arrived.values()]));
    return;
  }
  const { status, body } = reply(`${request.method} ${url.pathname}`, url, request.method === 'POST' ? await readBody(request) : null, room);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

type Reply = { readonly status: number; readonly body: Json };
const say = (status: number, body: Json): Reply => ({ status, body });
const textAt = (body: Json, path: string): string => {
  const value = readPath(body, path);
  return typeof value === 'string' ? value : '';
};
const smsState = 'GET /sms/messages/';

function reply(way: string, url: URL, body: Json, room: Room): Reply {
  if (way.startsWith(smsState)) return tellSms(decodeURIComponent(way.slice(smsState.length)), room);
  switch (way) {
    case 'GET /gates.json':
      return say(200, { smtp: room.smtp });
    case 'GET /messages.json':
      return say(200, { messages: [...room.arrived.values()] });
    case 'POST /sms/messages':
      return takeSms(body, room);
    case 'POST /zalo/message/template':
      return takeZalo(body, room);
    case 'GET /zalo/message/status':
      return tellZalo(url.searchParams.get('tracking_id') ?? '', room);
    default:
      return say(404, { error: 404 });
  }
}

function takeSms(body: Json, room: Room): Reply {
  const [key, to, text] = [textAt(body, 'key'), textAt(body, 'to'), textAt(body, 'text')];
  if (key === '' || text === '' || !/^\+84\d{9,10}$/.test(to)) return say(422, { why: 'wrong-number' });
  if (nobodys.test(to)) return say(422, { why: 'no-such-number' });
  return say(room.keep({ key, by: 'sms', to, text }) ? 202 : 200, { key, state: 'accepted' });
}

function tellSms(key: string, room: Room): Reply {
  const one = room.arrived.get(`sms ${key}`);
  if (one === undefined) return say(404, { why: 'unknown-key' });
  return switchedOff.test(one.to) ? say(200, { key, state: 'failed', why: 'switched-off' }) : say(200, { key, state: 'delivered' });
}

function takeZalo(body: Json, room: Room): Reply {
  const [key, phone] = [textAt(body, 'tracking_id'), textAt(body, 'phone')];
  if (key === '' || !/^84\d{9,10}$/.test(phone)) return say(200, { error: -108, message: 'Phone number is invalid' });
  if (withoutZalo.test(phone)) return say(200, { error: -118, message: 'Zalo account not existed' });
  room.keep({ key, by: 'zalo', to: `+${phone}`, text: textAt(body, 'template_data.noi_dung'), link: textAt(body, 'template_data.lien_ket') });
  return say(200, { error: 0, message: 'Success', data: { msg_id: key } });
}

const tellZalo = (key: string, room: Room): Reply =>
  room.arrived.has(`zalo ${key}`) ? say(200, { error: 0, data: { status: 1 } }) : say(200, { error: -1, message: 'unknown' });

async function readBody(request: IncomingMessage): Promise<Json> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > 65_536) return null;
    parts.push(part as Buffer);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    return isObject(body as Json) ? (body as Json) : null;
  } catch {
    return null;
  }
}
