/** Screens of forms that go on: a kept draft of an older version, answers known already, the question for whom it is. All people are invented. */
import type { Frame } from '../../src/web/frame.ts';
import type { ApplyView } from '../../src/web/portal/apply.view.ts';
import { applyPage } from '../../src/web/portal/apply.view.ts';
import { myCasesPage } from '../../src/web/portal/my-cases.view.ts';
import { whomPage } from '../../src/web/portal/whom.view.ts';
import type { Screen } from './screens.ts';

type Kit = {
  readonly t: (vi: string, en: string) => string;
  readonly p: (text: string) => string;
  readonly citizen: (path: string) => Frame;
  readonly apply: Omit<ApplyView, 'typed' | 'problems'>;
  readonly typed: ApplyView['typed'];
};

const draft = '019f0000-0000-7000-8000-000000000001';

export function draftScreens({ t, p, citizen, apply, typed }: Kit): readonly Screen[] {
  const saved = t('09:42 thứ Ba 15/11/2022', '09:42 Tuesday 15/11/2022');
  const record = { text: t('Đã có sẵn, theo dữ liệu công dân của ông/bà.', 'Already known, from your citizen record.'), reason: '_why.requester.phone' };
  const title = t('Đăng ký khai sinh', 'Birth registration');
  return [
    {
      name: 'apply-kept',
      html: applyPage(citizen('/nop/khai-sinh'), {
        ...apply,
        typed: new Map([...typed, ['_why.requester.phone', [p('Đổi số điện thoại')]]]),
        problems: [],
        known: { 'requester.phone': record },
        keep: { owner: '0123456789abcdef0123', seen: 1_668_480_000_000 },
        whom: { id: draft, name: p('Alăng Thị Bhơi'), others: '/nop/khai-sinh' },
        kept: {
          id: draft,
          saved,
          until: '15/12/2022',
          versions: ['1.0.0', '1.1.0'],
          asked: [t('Nơi sinh của trẻ', 'Place of birth of the child')],
          lost: [{ label: t('Ghi chú', 'Remark'), text: p('Xin nhận kết quả buổi sáng') }],
        },
      }),
    },
    {
      name: 'whom',
      html: whomPage(citizen('/nop/khai-sinh'), {
        title,
        back: '/thu-tuc/khai-sinh',
        self: { name: p('Nguyễn Văn An'), href: '/nop/khai-sinh?cho=toi' },
        others: [
          {
            name: p('Nguyễn Trần Minh Thư'),
            note: t('Con, làm thay đến hết ngày 04/11/2040', 'Child, you act until 04/11/2040'),
            href: `/nop/khai-sinh?cho=${draft}`,
          },
          {
            name: p('Alăng Thị Bhơi'),
            note: t('Đã đồng ý cho ông/bà làm thay, đến hết ngày 14/05/2023', 'Has agreed that you act, until 14/05/2023'),
            href: `/nop/khai-sinh?cho=${draft}`,
          },
        ],
      }),
    },
    {
      name: 'my-cases-drafts',
      html: myCasesPage(citizen('/ho-so-cua-toi'), {
        name: p('Nguyễn Văn An'),
        drafts: [
          { id: draft, href: '/nop/khai-sinh', title, line: t(`Lưu lúc ${saved}, giữ đến hết ngày 15/12/2022`, `Saved at ${saved}, kept until 15/12/2022`) },
        ],
        groups: [],
      }),
    },
  ];
}
