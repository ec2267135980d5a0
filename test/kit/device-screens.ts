/** Screens of a device without a line, with sample data. */
import { noOutboxPage, outboxPage } from '../../src/web/portal/outbox.view.ts';
import type { Drawing } from './notice-screens.ts';
import type { Screen } from './screens.ts';

export function deviceScreens({ t, p, citizen }: Pick<Drawing, 't' | 'p' | 'citizen'>): readonly Screen[] {
  const title = t('Đăng ký khai sinh', 'Birth registration');
  const at = t('09:42 thứ Ba 15/11/2022', '09:42 Tuesday 15/11/2022');
  const item = (state: 'kept' | 'sign-in' | 'sending' | 'received' | 'review') => ({
    key: `may-${state}-0001`,
    title,
    unit: t('phường An Xuân', 'An Xuân ward'),
    at,
    state,
    ...(state === 'review' ? { why: p('Ngày sinh không thể sau ngày nộp. Xem lại ngày sinh trên giấy chứng sinh.') } : {}),
    ...(state === 'received' ? { tracking: '482710936652' } : {}),
  });
  const kept = [
    { id: 'khai-sinh', title, at },
    { id: 'chung-thuc', title: t('Chứng thực bản sao', 'Certified copies'), at },
  ];
  const frame = citizen('/hang-gui');
  return [
    {
      name: 'outbox',
      html: outboxPage(frame, { items: (['kept', 'sign-in', 'sending', 'review', 'received'] as const).map(item), kept, lastExchange: at, others: 1 }),
    },
    { name: 'outbox-none', html: outboxPage(frame, { items: [], kept: [], others: 0, missing: true }) },
    { name: 'outbox-leaving', html: outboxPage(frame, { items: [item('kept')], kept, others: 0, leaving: true }) },
    { name: 'outbox-left', html: outboxPage(frame, { items: [], kept, others: 1, left: 'left' }) },
    { name: 'outbox-left-later', html: outboxPage(frame, { items: [], kept, others: 0, left: 'later' }) },
    { name: 'outbox-absent', html: noOutboxPage(frame, {}) },
  ];
}
