/** Screens of notices with sample data. */

import { deadPage, lettersPage } from '../../src/web/desk/notice.view.ts';
import type { Frame } from '../../src/web/frame.ts';
import { noticesPage } from '../../src/web/portal/notices.view.ts';
import type { WishesView } from '../../src/web/portal/wishes.view.ts';
import { confirmEmailPage, wishesPage } from '../../src/web/portal/wishes.view.ts';
import type { Screen } from './screens.ts';

export type Drawing = {
  /** The Vietnamese or the English text. */
  readonly t: (vi: string, en: string) => string;
  /** Something a person typed. */
  readonly p: (text: string) => string;
  readonly citizen: (path: string) => Frame;
  readonly desk: (path: string) => Frame;
};

export function noticeScreens({ t, p, citizen, desk }: Drawing): readonly Screen[] {
  const key = 'k-12345678';
  const ways = (name: string, chosen: readonly string[]) =>
    (
      [
        ['sms', t('Tin nhắn', 'Text message')],
        ['zalo', 'Zalo'],
        ['email', t('Thư điện tử', 'E-mail')],
        ['push', t('Thiết bị đã bật', 'Devices switched on')],
      ] as const
    ).map(([channel, text]) => ({ value: `${name}.${channel}`, text, isChosen: chosen.includes(channel) }));
  const wishes: WishesView = {
    key,
    groups: [
      { name: 'case', title: t('Tiếp nhận, hẹn lại, quá hẹn', 'Received, new date, late'), ways: ways('case', ['sms', 'push']) },
      { name: 'act', title: t('Cần bổ sung hoặc nộp tiền', 'Something missing, or a fee to pay'), ways: ways('act', ['sms', 'email']) },
      { name: 'result', title: t('Kết quả, từ chối, biên nhận và hoàn tiền', 'Result, refusal, receipts and refunds'), ways: ways('result', ['zalo']) },
    ],
    phone: '0905 *** 768',
    email: p('an@example.vn'),
    emailState: 'waiting',
    lang: 'vi',
    devices: [{ id: '1', label: p('Chrome · Android'), since: '15/11/2022' }],
    pushKey: 'BLc4xRzKlKORKWlbdgFaBrrPK3ydWAHo4M0gs0i1oEKgPpWC5cW8OCzVrOQRv-1npXRWk8udnW3oYhIO4475rds',
    problems: [],
  };
  const notice = (title: string, text: string, isNew: boolean) => ({ href: '/thong-bao/1', title, text, at: '08:45', isNew });
  const code = 'H47.31.25-221115-0001';
  return [
    {
      name: 'notices',
      html: noticesPage(
        { ...citizen('/thong-bao'), unread: 2 },
        {
          unread: 2,
          key,
          more: '/thong-bao?xem=60',
          days: [
            {
              day: t('Thứ Ba 15/11/2022', 'Tuesday 15/11/2022'),
              notices: [
                notice(
                  t('Cần bổ sung hồ sơ', 'Something is missing'),
                  t(`Hồ sơ ${code} cần bổ sung 2 mục. Thời hạn tạm dừng đến khi bổ sung.`, `Case ${code} needs 2 more item(s).`),
                  true,
                ),
                notice(t('Có khoản phải nộp', 'There is a fee to pay'), t(`Hồ sơ ${code}: phải nộp 24.000 đ.`, `Case ${code}: 24.000 đ to pay.`), true),
                notice(t('Đã tiếp nhận hồ sơ', 'Case received'), t(`Đã tiếp nhận hồ sơ ${code}.`, `Case ${code} was received.`), false),
              ],
            },
          ],
        },
      ),
    },
    { name: 'notices-none', html: noticesPage({ ...citizen('/thong-bao'), unread: 0 }, { unread: 0, key, days: [] }) },
    { name: 'wishes', html: wishesPage({ ...citizen('/thong-bao/cach-nhan'), unread: 2 }, wishes) },
    {
      name: 'wishes-problem',
      html: wishesPage(
        { ...citizen('/thong-bao/cach-nhan'), unread: 0 },
        {
          ...wishes,
          email: p('an@'),
          devices: [],
          problems: [{ name: 'email', text: t('Địa chỉ cần có dạng ten@noi.vn.', 'An address looks like name@place.vn.') }],
        },
      ),
    },
    { name: 'email-confirm', html: confirmEmailPage(citizen('/thong-bao/xac-nhan/x'), { action: '/thong-bao/xac-nhan/x', key }) },
    {
      name: 'letters',
      html: lettersPage(desk('/tiep-nhan/thong-bao'), {
        letters: [
          {
            name: p('Alăng Thị Bhơi'),
            title: t('Đã có kết quả', 'The result is ready'),
            text: t(`Hồ sơ ${code} đã có kết quả.`, `The result of case ${code} is ready.`),
            link: `https://cuaso.example/tra-cuu?ma=${code}`,
            at: '08:45 15/11/2022',
            action: '/tiep-nhan/thong-bao/1',
            key,
          },
        ],
      }),
    },
    { name: 'letters-none', html: lettersPage(desk('/tiep-nhan/thong-bao'), { letters: [] }) },
    {
      name: 'dead',
      html: deadPage(desk('/quan-tri/thong-bao'), {
        counts: [t('Tin nhắn đã tới 41', 'Text message arrived 41'), t('Tin nhắn kẹt 1', 'Text message dead 1')],
        isResent: true,
        dead: [
          {
            channel: t('Tin nhắn', 'Text message'),
            title: t('Đã tiếp nhận hồ sơ', 'Case received'),
            ref: code,
            why: t('số không tồn tại', 'no such number'),
            at: '08:45 15/11/2022',
            tries: 1,
            position: 81452,
            action: '/quan-tri/thong-bao/1',
            key,
          },
        ],
      }),
    },
    { name: 'dead-none', html: deadPage(desk('/quan-tri/thong-bao'), { counts: [], isResent: false, dead: [] }) },
  ];
}
