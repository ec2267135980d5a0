/** From obligations to the lines that pages show. */
import { showDong } from '../base/money.ts';
import type { Lang } from '../base/text.ts';
import { showInstant } from '../base/time.ts';
import { wordsOf } from '../base/words.ts';
import type { ObligationRow } from '../kernel/payment/payment.act.ts';
import { owedBy } from '../kernel/payment/payment.act.ts';
import type { ObligationState } from '../kernel/payment/payment.ts';
import { isLate, leftOf, stateOf } from '../kernel/payment/payment.ts';
import type { World } from '../kernel/world.ts';
import type { Due, PayLine } from './parts/shape.ts';

const shapes: Readonly<Record<ObligationState, Due['state']>> = {
  due: 'sap',
  'part-paid': 'sap',
  paid: 'xong',
  overpaid: 'xong',
  cancelled: 'dung',
  refunded: 'dung',
};

export function payChip(one: ObligationRow, now: Parameters<typeof isLate>[1], lang: Lang): Due {
  const say = wordsOf(lang);
  const state = stateOf(one);
  if (leftOf(one) > 0 && one.due !== null && isLate(one, now)) return { state: 'qua', text: say('pay.late', { at: showInstant(one.due, lang) }) };
  return { state: shapes[state], text: say(`pay.state.${state}`) };
}

/** In the pack's words where the fee is that of the case, in Vietnamese as it was set otherwise. */
export function payTitle(world: Pick<World, 'shelf'>, one: ObligationRow, lang: Lang): string {
  const pack = one.setter === null && one.packId !== null ? world.shelf.find(one.packId, one.packVersion ?? '') : undefined;
  return pack?.title[lang] ?? one.title;
}

export function payLine(world: World, one: ObligationRow, lang: Lang): PayLine {
  const say = wordsOf(lang);
  const left = leftOf(one);
  const part = one.paid > 0 && left > 0 ? [say('pay.of', { amount: showDong(one.amount, lang), paid: showDong(one.paid, lang) })] : [];
  const due = one.due !== null && left > 0 ? [say('pay.due', { at: showInstant(one.due, lang) })] : [];
  const text = [...part, ...due].join(' · ');
  return {
    title: payTitle(world, one, lang),
    chip: payChip(one, world.now(), lang),
    ...(text === '' ? {} : { text }),
    href: `/thanh-toan/${one.reference}`,
    ...(left === 0 ? {} : { left: showDong(left, lang) }),
  };
}

/** Of one case; the page that asks has shown that it may show the case. */
export async function payLinesOf(
  world: World,
  permit: Parameters<typeof owedBy>[1],
  id: Parameters<typeof owedBy>[2],
  lang: Lang,
): Promise<readonly PayLine[]> {
  return (await owedBy(world, permit, id)).map((one) => payLine(world, one, lang));
}
