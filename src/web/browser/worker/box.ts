/** The outbox page of this device, and what its buttons do. */
import { instantOf, showInstant } from '../../../base/time.ts';
import { draftName } from '../../portal/device.ts';
import type { OutboxItem } from '../../portal/outbox.ts';
import type { OutboxLine, OutboxView } from '../../portal/outbox.view.ts';
import { outboxPage } from '../../portal/outbox.view.ts';
import type { Asked } from './answer.ts';
import { frameFor, pageAnswer } from './answer.ts';
import type { KeptFacts, Look } from './store.ts';
import { all, note } from './store.ts';

type More = Pick<OutboxView, 'missing' | 'leaving' | 'left'> & { readonly justKept?: OutboxItem; readonly status?: number };

export async function boxAnswer(asked: Asked, look: Look, facts: KeptFacts | undefined, { justKept, status, ...more }: More = {}): Promise<Response> {
  const who = facts?.owner?.who;
  const items = await all('box');
  const mine = items.filter((item) => item.who === who).sort((a, b) => b.at - a.at);
  const last = await note<number>('last');
  const sheets = await all('sheet');
  const page = outboxPage(frameFor(asked, look, facts), {
    ...more,
    items: mine.map((item) => lineOf(item, look)),
    kept: sheets.map(({ id, sheet, at }) => ({ id, title: sheet.title[look.lang], at: hour(at, look) })),
    others: items.length - mine.length,
    ...(last === undefined ? {} : { lastExchange: hour(last, look) }),
    ...(justKept === undefined ? {} : { done: draftName(justKept.service.id, justKept.who) }),
  });
  return await pageAnswer(page, status ?? 200, justKept === undefined ? undefined : '/hang-gui');
}

/** Hours of this device's own clock: what it did by itself. */
export const hour = (ms: number, look: Look): string => showInstant(instantOf(ms), look.lang);

function lineOf(item: OutboxItem, look: Look): OutboxLine {
  const { state } = item;
  return {
    key: item.key,
    title: item.service.title[look.lang],
    unit: item.unit.name[look.lang],
    at: hour(item.at, look),
    state: state.is === 'kept' && state.signIn === true ? 'sign-in' : state.is,
    ...(state.is === 'review' ? { why: state.why } : {}),
    ...(state.is === 'received' ? { tracking: state.tracking } : {}),
  };
}

/** Everything that was never sent, to be carried away: answers as they were typed, files as base64. */
export async function boxFile(who: string | undefined): Promise<Response> {
  const items = (await all('box')).filter((item) => item.who === who && item.state.is !== 'received');
  const text = JSON.stringify(
    items.map(({ files, ...item }) => ({ ...item, files: files.map((file) => ({ ...file, bytes: base64(file.bytes) })) })),
    null,
    1,
  );
  return new Response(text, { headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': 'attachment; filename="hang-gui.json"' } });
}

function base64(bytes: ArrayBuffer): string {
  const parts: string[] = [];
  const whole = new Uint8Array(bytes);
  for (let at = 0; at < whole.length; at += 8192) parts.push(String.fromCharCode(...whole.subarray(at, at + 8192)));
  return btoa(parts.join(''));
}
