/** Paying: the page behind a payment reference, its QR as a picture, the way to the gateway, receipts, and the callback of the bank. */
import type { Hono } from 'hono';
import type { CaseId } from '../../base/id.ts';
import { dongInWords, showDong } from '../../base/money.ts';
import { qrSvg } from '../../base/qr.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import { openCase } from '../../kernel/case/case.act.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { Owed } from '../../kernel/payment/payment.act.ts';
import { findOwed, hearNotice, openOrder } from '../../kernel/payment/payment.act.ts';
import { isReference, leftOf, serialParts, stateOf, writeVietQr } from '../../kernel/payment/payment.ts';
import { readSmallBody } from '../form-post.ts';
import { payChip, payTitle } from '../pay-lines.ts';
import { qrPng } from '../png.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import type { PayView } from './pay.view.ts';
import { payPage, receiptSheet } from './pay.view.ts';

export function payRoutes(app: Hono<WebEnv>, site: Site): void {
  app.post('/thanh-toan/bao-co', (c) => postNotice(c, site));
  app.get('/thanh-toan/:ref', (c) => getPay(c, site));
  app.get('/thanh-toan/:ref/qr.png', (c) => getPicture(c, site));
  app.get('/thanh-toan/:ref/cong', (c) => getGateway(c, site));
  app.get('/thanh-toan/:ref/bien-lai/:serial', (c) => getReceipt(c, site));
}

/** The bank tells of a credit. Anything but 2xx makes it tell again; what can never be taken is answered with 4xx. */
async function postNotice(c: Ctx, site: Site): Promise<Response> {
  const body = await readSmallBody(c);
  const header = (name: string): string => c.req.header(name) ?? '';
  const heard = isRefusal(body)
    ? body
    : await hearNotice(site.world, { body, id: header('x-pay-id'), time: header('x-pay-time'), signature: header('x-pay-signature') });
  c.header('Cache-Control', 'no-store');
  return isRefusal(heard) ? c.json({ refused: heard.refused }, statusOf(heard) as 400) : c.json({ ok: true, known: heard.before });
}

/** References cannot be guessed; whoever tries is slowed down all the same. */
async function owedAt(c: Ctx, site: Site): Promise<Owed | Refusal> {
  const reference = (c.req.param('ref') ?? '').toUpperCase();
  const owed = isReference(reference) ? await findOwed(site.world, reference) : refuse('payment-not-found');
  return isRefusal(owed) ? (site.guesses.address(`address/${addressOf(c)}`) ?? owed) : owed;
}

async function getPay(c: Ctx, site: Site): Promise<Response> {
  const owed = await owedAt(c, site);
  return isRefusal(owed) ? sayNo(c, site, owed) : showPage(c, payPage(frameOf(c, site), viewOf(c, site, owed)));
}

function viewOf(c: Ctx, site: Site, { obligation, receipts }: Owed): PayView {
  const lang = langOf(c);
  const say = wordsOf(lang);
  const { world } = site;
  const left = leftOf(obligation);
  const shown = left === 0 ? obligation.amount : left;
  const account = world.gates.pay.account;
  const text = transferText(site, { obligation });
  const part = obligation.paid > 0 && left > 0 ? [say('pay.of', { amount: showDong(obligation.amount, lang), paid: showDong(obligation.paid, lang) })] : [];
  const due = obligation.due !== null && left > 0 ? [say('pay.due', { at: showInstant(obligation.due, lang) })] : [];
  const about = [...part, ...due].join(' · ');
  const note = noteOf(obligation, lang);
  return {
    title: payTitle(world, obligation, lang),
    unit: unitName(c, site, obligation.unitId),
    reference: obligation.reference,
    chip: payChip(obligation, world.now(), lang),
    amount: showDong(shown, lang),
    words: dongInWords(shown),
    isOpen: left > 0,
    ...(about === '' ? {} : { text: about }),
    ...(note === undefined ? {} : { note }),
    ...(text === undefined || account === undefined
      ? {}
      : {
          transfer: {
            qr: qrSvg(text),
            savePng: `/thanh-toan/${obligation.reference}/qr.png`,
            bank: account.bankName,
            account: account.account,
            holder: account.holder,
            digits: String(left),
          },
        }),
    ...(left > 0 && world.gates.pay.hmac('') !== undefined ? { gateway: `/thanh-toan/${obligation.reference}/cong` } : {}),
    receipts: receipts.map((one) => ({
      href: `/thanh-toan/${obligation.reference}/bien-lai/${one.serial}`,
      text: say('pay.receiptLine', serialParts(one.serial)),
      amount: showDong(one.amount, lang),
      at: `${showInstant(one.at, lang)}, ${say(`pay.via.${one.via}`).toLowerCase()}`,
    })),
    // An officer comes from elsewhere.
    ...(obligation.caseId === null || c.get('signed')?.posts.length !== 0
      ? {}
      : { back: { href: `/ho-so-cua-toi/${obligation.caseId}`, text: say('nav.mine') } }),
  };
}

function noteOf(obligation: Owed['obligation'], lang: Lang): PayView['note'] {
  const say = wordsOf(lang);
  const state = stateOf(obligation);
  if (obligation.surplus > 0) return { tone: 'info', title: say('pay.surplus', { amount: showDong(obligation.surplus, lang) }), text: say('pay.surplusText') };
  if (obligation.cancelledAt !== null) return { tone: 'dung', title: say(`pay.state.${state}`), text: say('pay.cancelledText') };
  return state === 'paid' ? { tone: 'han', title: say('pay.state.paid'), text: say('pay.doneText') } : undefined;
}

/** Undefined when nothing is left, or transfers are not offered. */
function transferText(site: Site, { obligation }: Pick<Owed, 'obligation'>): string | undefined {
  const { account } = site.world.gates.pay;
  const amount = leftOf(obligation);
  if (account === undefined || amount === 0) return undefined;
  const text = writeVietQr({ bank: account.bank, account: account.account, to: 'account', amount, purpose: obligation.reference });
  return isRefusal(text) ? undefined : text;
}

async function getPicture(c: Ctx, site: Site): Promise<Response> {
  const owed = await owedAt(c, site);
  const text = isRefusal(owed) ? undefined : transferText(site, owed);
  if (isRefusal(owed) || text === undefined) return sayNo(c, site, isRefusal(owed) ? owed : refuse('nothing-to-pay'));
  c.header('Cache-Control', 'no-store');
  return c.body(qrPng(text) as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': 'image/png' });
}

/** A link and not a form: browsers stop a form that is sent on to another site. It opens an order there and changes nothing here. */
async function getGateway(c: Ctx, site: Site): Promise<Response> {
  const owed = await owedAt(c, site);
  const to = isRefusal(owed) ? owed : await openOrder(site.world, owed.obligation.reference);
  return isRefusal(to) ? sayNo(c, site, to) : c.redirect(to, 303);
}

/** Whoever holds the reference sees the receipt; the name of the payer is for the applicant alone. */
async function getReceipt(c: Ctx, site: Site): Promise<Response> {
  const owed = await owedAt(c, site);
  if (isRefusal(owed)) return sayNo(c, site, owed);
  const { obligation } = owed;
  const one = owed.receipts.find((receipt) => receipt.serial === c.req.param('serial'));
  if (one === undefined) return sayNo(c, site, refuse('payment-not-found'));
  const lang = langOf(c);
  const say = wordsOf(lang);
  const payer = obligation.caseId === null ? undefined : await payerOf(c, site, obligation.caseId);
  const rows = [
    { label: say('pay.payer'), ...(payer === undefined ? { value: say('pay.payerHidden') } : { value: payer, isVietnamese: true as const }) },
    { label: say('pay.what'), value: payTitle(site.world, obligation, lang) },
    ...(obligation.caseCode === null && obligation.tracking === null
      ? []
      : [{ label: say('pay.case'), value: obligation.caseCode ?? obligation.tracking ?? '' }]),
    { label: say('pay.reference'), value: obligation.reference },
    { label: say('pay.via'), value: say(`pay.via.${one.via}`) },
    { label: say('pay.at'), value: showInstant(one.at, lang) },
    { label: say('pay.collector'), value: unitName(c, site, one.unitId) },
  ];
  const view = {
    reference: obligation.reference,
    unit: unitName(c, site, one.unitId),
    ...serialParts(one.serial),
    rows,
    amount: showDong(one.amount, lang),
    words: dongInWords(one.amount),
    ...(payer === undefined || one.documentId === null ? {} : { pdf: `/tep/${one.documentId}` }),
  };
  return showPage(c, receiptSheet(frameOf(c, site), view));
}

async function payerOf(c: Ctx, site: Site, id: CaseId): Promise<string | undefined> {
  const permit = await permitFor(c, site, 'case.read', 'own');
  const whole = isRefusal(permit) ? permit : await openCase(site.world, permit, id, 'own');
  return isRefusal(whole) ? undefined : whole.state.applicant.name;
}

function unitName(c: Ctx, site: Site, id: Owed['obligation']['unitId']): string {
  const unit = site.world.org().byId.get(id);
  return unit === undefined ? '' : displayName(site.world.org(), unit, langOf(c));
}
