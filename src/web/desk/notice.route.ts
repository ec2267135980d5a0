/** Letters the desk hands over to people nothing else reaches, and messages the administrator sends once more. */
import type { Hono } from 'hono';
import { isCommandKey } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { WordKey } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import { deliveryCounts, handOverPaper, listDead, listPapers, placesOf, resend } from '../../kernel/notice/notice.act.ts';
import { messageOf } from '../../kernel/notice/notice.ts';
import type { Permit, Right } from '../../kernel/permit.ts';
import { readPost, textOf } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { deadPage, lettersPage } from './notice.view.ts';

export function deskNoticeRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/tiep-nhan/thong-bao', (c) => getLetters(c, site));
  app.post('/tiep-nhan/thong-bao/:id', (c) => deed(c, site, 'case.receive', '/tiep-nhan/thong-bao', (permit, on) => handOverPaper(site.world, permit, on)));
  app.get('/quan-tri/thong-bao', (c) => getDead(c, site));
  app.post('/quan-tri/thong-bao/:id', (c) => deed(c, site, 'person.admin', '/quan-tri/thong-bao?xong=1', (permit, on) => resend(site.world, permit, on)));
}

type On = { readonly id: string; readonly key: string };

async function deed<R extends Right>(
  c: Ctx,
  site: Site,
  right: R,
  next: string,
  act: (permit: Permit<R>, on: On) => Promise<true | Refusal>,
): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, right);
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const key = textOf(posted.fields, '_key');
  const done = isCommandKey(key) ? await act(permit, { id: c.req.param('id') ?? '', key }) : refuse('key-missing');
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(next, 303);
}

async function getLetters(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'case.receive');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const lang = langOf(c);
  const place = { origin: site.world.origin, places: placesOf(site.world) };
  const letters = (await listPapers(site.world, permit)).map((row) => ({
    ...messageOf(row.kind, row.facts, lang, place),
    name: row.name ?? row.facts.ref,
    at: showInstant(row.at, lang),
    action: `/tiep-nhan/thong-bao/${row.id}`,
    key: site.world.newId(),
  }));
  return showPage(c, lettersPage(frameOf(c, site), { letters }));
}

async function getDead(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.admin');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const lang = langOf(c);
  const place = { origin: site.world.origin, places: placesOf(site.world) };
  const dead = (await listDead(site.world, permit)).map((row) => ({
    channel: channelName(row.channel, lang),
    title: messageOf(row.kind, row.facts, lang, place).title,
    ref: row.facts.ref,
    why: reasonText(row.fault ?? '', lang),
    at: showInstant(row.at, lang),
    tries: row.tries,
    position: row.position,
    action: `/quan-tri/thong-bao/${row.id}`,
    key: site.world.newId(),
  }));
  const counts = (await deliveryCounts(site.world)).map((row) => `${channelName(row.channel, lang)} ${stateName(row.state, lang)} ${row.deliveries}`);
  return showPage(c, deadPage(frameOf(c, site), { dead, counts, isResent: c.req.query('xong') !== undefined }));
}

export const channelName = (channel: string, lang: Lang): string => wordsOf(lang)(`notice.by.${channel}` as WordKey);

const states = {
  waiting: { vi: 'chờ', en: 'waiting' },
  sent: { vi: 'đã gửi', en: 'sent' },
  confirmed: { vi: 'đã tới', en: 'arrived' },
  dead: { vi: 'kẹt', en: 'dead' },
} as const;
const stateName = (state: string, lang: Lang): string => (state in states ? states[state as keyof typeof states][lang] : state);

/** Codes of gates in words; an unknown one is shown as it is, for whoever reads the gateway's manual. */
const reasons: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  'no-answer': { vi: 'cổng không trả lời', en: 'no answer from the gate' },
  'no-such-number': { vi: 'số không tồn tại', en: 'no such number' },
  'wrong-number': { vi: 'số sai dạng', en: 'wrong number' },
  'no-such-account': { vi: 'số không dùng Zalo', en: 'no Zalo account' },
  'not-wanted': { vi: 'người nhận đã chặn', en: 'blocked by the receiver' },
  'switched-off': { vi: 'máy tắt quá lâu', en: 'telephone off for too long' },
  'no-address': { vi: 'không còn địa chỉ', en: 'address no longer known' },
  'device-gone': { vi: 'thiết bị đã gỡ', en: 'device gave up its subscription' },
  'gate-missing': { vi: 'cổng chưa cài đặt', en: 'gate not set up' },
};
const reasonText = (code: string, lang: Lang): string => reasons[code]?.[lang] ?? code;
