/** `/thu-phi` and its deeds: refunds of two persons, money allotted by hand, comparison with the bank's file. */
import type { Hono } from 'hono';
import type { CommandKey, PersonId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { showDong } from '../../base/money.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { atClock, dateOf, plusDays, readDate, showDate } from '../../base/time.ts';
import type { Say, WordKey } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import { findCase } from '../../kernel/case/case.act.ts';
import type { Cashbook } from '../../kernel/payment/payment.act.ts';
import { allotMoney, cashbook, decideOnRefund, proposeRefund, reconcileByHand, setObligation } from '../../kernel/payment/payment.act.ts';
import { statementText } from '../../kernel/payment/payment.ts';
import type { Permit } from '../../kernel/permit.ts';
import { namesOf } from '../../kernel/person/person.act.ts';
import type { PostedFile } from '../form-post.ts';
import { readPost, textOf } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import type { CashTab, CashView } from './cash.view.ts';
import { cashPage } from './cash.view.ts';
import { looseLine, owedLine, problemText, refundLine, reportLine } from './cash-lines.ts';

export function cashRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/thu-phi', (c) => getCash(c, site));
  app.post('/thu-phi/hoan', (c) => deed(c, site, 'hoan', 'payment.keep', (wish) => propose(site, wish)));
  app.post('/thu-phi/hoan/:id', (c) => deed(c, site, 'hoan', 'payment.confirm', (wish) => decide(c, site, wish)));
  app.post('/thu-phi/ghi/:id', (c) => deed(c, site, 'chua-ro', 'payment.keep', (wish) => allot(c, site, wish)));
  app.post('/thu-phi/ghi-khoan', (c) => deed(c, site, 'phai-thu', 'payment.keep', (wish) => set(site, wish)));
  app.post('/thu-phi/doi-soat', (c) => deed(c, site, 'doi-soat', 'payment.keep', (wish) => compare(site, wish)));
}

type MoneyRight = 'payment.keep' | 'payment.confirm';
type Again = { readonly refusal?: Refusal; readonly fields?: RawAnswers };

async function getCash(c: Ctx, site: Site): Promise<Response> {
  return await showCash(c, site, tabOf(c.req.query('muc') ?? ''), {});
}

const tabs = ['phai-thu', 'chua-ro', 'hoan', 'doi-soat'] as const satisfies readonly CashTab[];
const tabNames: Readonly<Record<CashTab, WordKey>> = { 'phai-thu': 'cash.owed', 'chua-ro': 'cash.loose', hoan: 'cash.refunds', 'doi-soat': 'cash.compare' };
const tabOf = (text: string): CashTab => tabs.find((one) => one === text) ?? 'phai-thu';

/** Whoever keeps the money, or confirms that it goes back. */
async function mayLook(c: Ctx, site: Site): Promise<{ readonly permit: Permit<MoneyRight>; readonly isKeeper: boolean; readonly confirms: boolean } | Refusal> {
  const [keep, confirm] = await Promise.all([permitFor(c, site, 'payment.keep'), permitFor(c, site, 'payment.confirm')]);
  if (!isRefusal(keep)) return { permit: keep, isKeeper: true, confirms: !isRefusal(confirm) };
  return isRefusal(confirm) ? keep : { permit: confirm, isKeeper: false, confirms: true };
}

async function showCash(c: Ctx, site: Site, tab: CashTab, again: Again): Promise<Response> {
  const look = await mayLook(c, site);
  if (isRefusal(look)) return sayNo(c, site, look);
  const { permit } = look;
  const { world } = site;
  const lang = langOf(c);
  const say = wordsOf(lang);
  const isAll = c.req.query('tat-ca') !== undefined;
  const read = await permitFor(c, site, 'case.read');
  const book = await cashbook(world, permit as Permit<'payment.keep'>, !isAll);
  const names = await namesOf(
    world,
    permit,
    book.refunds.flatMap((one) => [one.proposedBy, ...(one.decidedBy === null ? [] : [one.decidedBy])]) as readonly PersonId[],
  );
  const counts: Partial<Record<CashTab, number>> = {
    'phai-thu': book.owed.length,
    'chua-ro': book.loose.length,
    hoan: book.refunds.filter((one) => one.state === 'proposed').length,
  };
  const done = c.req.query('xong');
  const view: CashView = {
    tab,
    tabs: tabs.map((one) => ({
      href: `/thu-phi?muc=${one}`,
      text: say(tabNames[one]),
      ...(counts[one] === undefined ? {} : { count: counts[one] ?? 0 }),
      current: one === tab,
    })),
    ...(book.month.receipts === 0 ? {} : { month: monthText(book.month, say, lang) }),
    ...(done !== undefined && Object.hasOwn(doneWords, done) ? { done: say(doneWords[done as keyof typeof doneWords]) } : {}),
    ...(again.refusal === undefined ? {} : { problem: problemText(again.refusal, lang) }),
    typed: { form: textOf(again.fields ?? new Map(), '_form'), fields: again.fields ?? new Map() },
    owed: book.owed.map((one) => owedLine(world, one, isRefusal(read) ? 'code' : 'link', lang)),
    isAll,
    loose: book.loose.map((one) => looseLine(one, lang)),
    refunds: book.refunds.map((one) => refundLine(one, names, look.confirms && one.proposedBy !== permit.actor.person, lang)),
    reports: book.reconciliations.map((one) => reportLine(one, lang)),
    key: () => world.newId(),
    day: showDate(plusDays(dateOf(world.machine()), -1)),
    isKeeper: look.isKeeper,
  };
  return showPage(c, cashPage(frameOf(c, site), view), again.refusal === undefined ? 200 : statusOf(again.refusal));
}

/** A share only of something. */
const monthText = ({ receipts, amount, cashless }: Cashbook['month'], say: Say, lang: Lang): string =>
  say('cash.month', { n: receipts, amount: showDong(amount, lang), cashless, share: Math.round((cashless / receipts) * 100) });

const doneWords = {
  hoan: 'cash.done.propose',
  quyet: 'cash.done.decide',
  ghi: 'cash.done.allot',
  'ghi-khoan': 'cash.done.set',
  'doi-soat': 'cash.done.compare',
} as const satisfies Readonly<Record<string, WordKey>>;

type Wish<R extends MoneyRight> = { readonly permit: Permit<R>; readonly key: CommandKey; readonly fields: RawAnswers; readonly files: readonly PostedFile[] };

/** A refusal shows the page again with what was typed; success leads on to it. */
async function deed<R extends MoneyRight>(
  c: Ctx,
  site: Site,
  tab: CashTab,
  right: R,
  act: (wish: Wish<R>) => Promise<keyof typeof doneWords | Refusal>,
): Promise<Response> {
  const permit = await permitFor(c, site, right);
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const posted = await readPost(c, tab === 'doi-soat' ? 1 : 0);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const key = textOf(posted.fields, '_key');
  if (!isCommandKey(key)) return sayNo(c, site, refuse('key-missing'));
  const done = await act({ permit, key, ...posted });
  if (!isRefusal(done)) return c.redirect(`/thu-phi?muc=${tab}&xong=${done}`, 303);
  // Pressed twice: the first time did it.
  if (done.refused === 'already-sent') return c.redirect(`/thu-phi?muc=${tab}`, 303);
  const from = textOf(posted.fields, 'tu');
  return await showCash(c, site, from === '' ? tab : tabOf(from), { refusal: done, fields: posted.fields });
}

/** '2.500.000' as people write it; NaN for anything else, which the deed refuses. */
const amountOf = (fields: RawAnswers): number => {
  const text = textOf(fields, 'so_tien').replaceAll(/[.\s\u00a0đ]/g, '');
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
};

async function propose(site: Site, { permit, key, fields }: Wish<'payment.keep'>): Promise<'hoan' | Refusal> {
  const money = textOf(fields, 'khoan');
  const from = isUuid(money) ? { money } : { reference: textOf(fields, 'ma') };
  const done = await proposeRefund(site.world, permit, { key, from, amount: amountOf(fields), reason: textOf(fields, 'ly_do') });
  return isRefusal(done) ? done : 'hoan';
}

async function decide(c: Ctx, site: Site, { permit, key, fields }: Wish<'payment.confirm'>): Promise<'quyet' | Refusal> {
  const id = c.req.param('id') ?? '';
  const said = textOf(fields, 'quyet');
  if (!isUuid(id) || (said !== 'confirm' && said !== 'decline')) return refuse('bad-request');
  const done = await decideOnRefund(site.world, permit, { key, id, say: said });
  return isRefusal(done) ? done : 'quyet';
}

async function allot(c: Ctx, site: Site, { permit, key, fields }: Wish<'payment.keep'>): Promise<'ghi' | Refusal> {
  const reference = textOf(fields, 'ma').replaceAll(/\s/g, '').toUpperCase();
  const done = await allotMoney(site.world, permit, { key, money: c.req.param('id') ?? '', reference });
  return isRefusal(done) ? done : 'ghi';
}

async function set(site: Site, { permit, key, fields }: Wish<'payment.keep'>): Promise<'ghi-khoan' | Refusal> {
  const code = textOf(fields, 'ho_so').trim();
  const caseId = code === '' ? null : await findCase(site.world, code);
  const until = textOf(fields, 'han').trim();
  const day = until === '' ? undefined : dayOf(until);
  if (caseId === undefined) return refuse('not-found');
  if (until !== '' && day === undefined) return refuse('bad-request');
  const done = await setObligation(site.world, permit, {
    key,
    caseId,
    setter: textOf(fields, 'co_quan'),
    notice: textOf(fields, 'so'),
    title: textOf(fields, 'noi_dung'),
    amount: amountOf(fields),
    due: day === undefined ? null : atClock(day, '23:59'),
  });
  return isRefusal(done) ? done : 'ghi-khoan';
}

async function compare(site: Site, { permit, key, fields, files }: Wish<'payment.keep'>): Promise<'doi-soat' | Refusal> {
  const day = dayOf(textOf(fields, 'ngay').trim());
  if (day === undefined) return refuse('bad-request');
  const file = files.find((one) => one.field === 'tep');
  if (file?.refused !== undefined) return refuse(file.refused);
  const text = file === undefined ? undefined : statementText(file.bytes);
  if (isRefusal(text)) return text;
  const done = await reconcileByHand(site.world, permit, { key, day, ...(text === undefined ? {} : { text }) });
  return isRefusal(done) ? done : 'doi-soat';
}

/** '15/11/2022' */
function dayOf(text: string): PlainDate | undefined {
  const [, d = '', m = '', y = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return readDate(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
}
