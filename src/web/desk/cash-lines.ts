/** From the books of the payment room to the lines of the accountant's page. */
import type { Json } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import { showDong } from '../../base/money.ts';
import type { Refusal } from '../../base/refusal.ts';
import { sentenceOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { showDate, showInstant } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import type { MoneyRow, ObligationRow, ReconciliationRow, RefundRow } from '../../kernel/payment/payment.act.ts';
import { leftOf, refundable, statementColumns, statementFaults } from '../../kernel/payment/payment.ts';
import type { World } from '../../kernel/world.ts';
import type { Due } from '../parts/shape.ts';
import { payChip, payTitle } from '../pay-lines.ts';
import type { LooseLine, OwedLine, RefundForm, RefundLine, ReportLine } from './cash.view.ts';

/** `link`: whether the code leads to the case, which an accountant does not open. */
export function owedLine(world: World, one: ObligationRow, link: 'link' | 'code', lang: Lang): OwedLine {
  const say = wordsOf(lang);
  const code = one.caseCode ?? one.tracking;
  const refund = refundOf(one, lang);
  const setter = one.setter === null ? [] : [`${one.setter}, ${one.notice}`];
  const due = one.due !== null && leftOf(one) > 0 ? [say('pay.due', { at: showInstant(one.due, lang) })] : [];
  return {
    reference: one.reference,
    title: payTitle(world, one, lang),
    chip: payChip(one, world.now(), lang),
    amount: showDong(one.amount, lang),
    text: [
      ...(code === null || link === 'link' ? [] : [code]),
      say('pay.of', { amount: showDong(one.amount, lang), paid: showDong(one.paid, lang) }),
      ...setter,
      ...due,
    ].join(' · '),
    ...(code === null || link === 'code' ? {} : { case: { href: `/ho-so/${code}`, text: code } }),
    ...(refund === undefined ? {} : { refund }),
  };
}

/** What came in beyond the receipts goes back from its credits; what was receipted and is no longer owed goes back from the receipts. */
function refundOf(one: ObligationRow, lang: Lang): RefundForm | undefined {
  const most = refundable(one);
  if (most === 0) return undefined;
  return {
    id: `hoan-${one.reference}`,
    from: [
      ['ma', one.reference],
      ['tu', 'phai-thu'],
    ],
    amount: showDong(most, lang),
    suggested: plain(most),
  };
}

export function looseLine(one: MoneyRow, lang: Lang): LooseLine {
  const free = one.amount - one.returned;
  return {
    id: one.id,
    bankRef: one.bankRef,
    amount: showDong(one.amount, lang),
    content: one.content,
    text: showInstant(one.at, lang),
    refund: {
      id: `hoan-${one.id}`,
      from: [
        ['khoan', one.id],
        ['tu', 'chua-ro'],
      ],
      amount: showDong(free, lang),
      suggested: plain(free),
    },
  };
}

/** As a box of money is written: points between thousands whatever the language. */
const plain = (amount: number): string => showDong(amount, 'vi').replace(/\u00a0đ$/, '');

const shapes: Readonly<Record<RefundRow['state'], Due['state']>> = { proposed: 'sap', declined: 'dung', confirmed: 'han', sent: 'xong' };

export function refundLine(one: RefundRow, names: ReadonlyMap<string, string>, canDecide: boolean, lang: Lang): RefundLine {
  const say = wordsOf(lang);
  const by = (person: string, at: string): string => `${names.get(person) ?? ''}, ${at}`;
  const decided = one.decidedBy === null || one.decidedAt === null ? [] : [by(one.decidedBy, showInstant(one.decidedAt, lang))];
  return {
    id: one.id,
    chip: { state: shapes[one.state], text: say(`cash.refund.${one.state}`) },
    amount: showDong(one.amount, lang),
    reason: one.reason,
    text: [by(one.proposedBy, showInstant(one.proposedAt, lang)), ...decided].join(' · '),
    ...(one.reference === null ? {} : { pay: { href: `/thanh-toan/${one.reference}`, text: one.reference } }),
    canDecide: canDecide && one.state === 'proposed',
  };
}

const money = (value: Json | undefined, lang: Lang): string => showDong(Number(value ?? 0), lang);

/** Amounts where they differ, contents where they differ; a report of before tells amounts alone. */
function differenceText({ here, bank, contents }: { readonly [key: string]: Json }, lang: Lang): string {
  const say = wordsOf(lang);
  const both = contents !== undefined && isObject(contents) ? say('cash.contents', { here: String(contents.here), bank: String(contents.bank) }) : '';
  const amounts = here === bank && both !== '' ? '' : say('cash.here', { here: money(here, lang), bank: money(bank, lang) });
  return [amounts, both].filter((text) => text !== '').join('; ');
}

/** A file that is not taken says where it is wrong and what to put there. */
export function problemText(refusal: Refusal, lang: Lang): string {
  const { line = 1, fault } = refusal.about ?? {};
  const known = statementFaults.find((one) => one === fault);
  if (refusal.refused !== 'statement-unreadable' || known === undefined) return sentenceOf(refusal, lang);
  const say = wordsOf(lang);
  return `${sentenceOf(refusal, lang)} ${say(`cash.fault.${known}`, { line, columns: statementColumns.join(',') })}`;
}

export function reportLine(one: ReconciliationRow, lang: Lang): ReportLine {
  const say = wordsOf(lang);
  const { report } = one;
  const number = (name: string): number => (typeof report[name] === 'number' ? report[name] : 0);
  const list = (name: string): readonly { readonly [key: string]: Json }[] => {
    const value = report[name];
    return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
  };
  const lists = [
    { title: say('cash.settled'), lines: list('settled').map((line) => `${line.bankRef}: ${money(line.amount, lang)}`) },
    {
      title: say('cash.different'),
      lines: list('different').map((line) => `${line.bankRef}: ${differenceText(line, lang)}`),
    },
    { title: say('cash.absent'), lines: list('absent').map((line) => `${line.bankRef}: ${money(line.amount, lang)}`) },
    { title: say('cash.elsewhere'), lines: list('elsewhere').map((line) => `${line.bankRef}: ${money(line.amount, lang)}`) },
    { title: say('cash.debits'), lines: list('debits').map((line) => `${line.id}: ${money(line.amount, lang)}`) },
  ].filter(({ lines }) => lines.length > 0);
  const wrong = lists.reduce((sum, { lines }) => sum + lines.length, 0);
  return {
    day: showDate(one.day as PlainDate),
    text: `${say('cash.report', { n: number('credits'), total: money(number('total'), lang), same: number('same') })} · ${showInstant(one.madeAt, lang)}`,
    chip: wrong === 0 ? { state: 'xong', text: say('cash.fine') } : { state: 'sap', text: String(wrong) },
    lists,
  };
}
