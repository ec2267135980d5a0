/** What people named in a case see of it, and what its applicant and its desk see of them. All people are invented. */
import type { CaseView } from '../../src/web/desk/case.view.ts';
import { casePage } from '../../src/web/desk/case.view.ts';
import type { Frame } from '../../src/web/frame.ts';
import type { Html } from '../../src/web/parts/html.ts';
import type { NamedCaseView, NamedLine } from '../../src/web/portal/consent.view.ts';
import { namedCasePage, namedListPage } from '../../src/web/portal/consent.view.ts';
import type { MyCaseView } from '../../src/web/portal/my-case.view.ts';
import { myCasePage } from '../../src/web/portal/my-case.view.ts';
import { myCasesPage } from '../../src/web/portal/my-cases.view.ts';

type Kit = {
  readonly citizen: (path: string) => Frame;
  readonly desk: (path: string) => Frame;
  /** Vietnamese, English. */
  readonly t: (vi: string, en: string) => string;
  /** Text of a person. */
  readonly p: (text: string) => string;
  readonly whole: CaseView;
};

export function consentScreens({ citizen, desk, t, p, whole }: Kit): readonly { readonly name: string; readonly html: Html }[] {
  const title = t('Đăng ký thường trú', 'Permanent residence registration');
  const from = t('Người nộp: ', 'Filed by ') + p('Nguyễn Văn An');
  const sent = t('Nộp lúc 08:40 thứ Ba 15/11/2022', 'Submitted 08:40 Tuesday 15/11/2022');
  const owner = t('Chủ hộ, chủ chỗ ở hợp pháp', 'Head of household, owner of the home');
  const mover = t('Người cùng đăng ký', 'Joint applicant');
  const waits = { state: 'sap' as const, text: t('Chờ ông/bà trả lời', 'Waits for your answer') };
  const agreed = { state: 'han' as const, text: t('Đã đồng ý', 'Agreed') };
  const said = t('Bằng tài khoản của mình, 12:10 thứ Ba 15/11/2022', 'From their own account, 12:10 Tuesday 15/11/2022');
  const line = (more: Partial<NamedLine>): NamedLine => ({ href: '/toi/dong-y/1', title, from, who: owner, chip: waits, waits: true, text: sent, ...more });
  const asked = {
    party: 'owner',
    of: 'a'.repeat(64),
    key: 'k-12345678',
    who: owner,
    sentence: t(
      'Tôi là chủ hộ hoặc chủ chỗ ở hợp pháp nêu trong hồ sơ này và đồng ý cho những người có tên trong hồ sơ đăng ký thường trú vào chỗ ở đó.',
      'I am the head of household or the owner of the home named in this case, and I agree that the people named in it register their permanent residence there.',
    ),
    groups: [
      { title: t('Người đăng ký', 'Who registers'), rows: [{ label: t('Họ, chữ đệm và tên', 'Full name'), value: p('Nguyễn Văn An') }] },
      {
        title: t('Chỗ ở mới', 'The new home'),
        rows: [
          { label: t('Địa chỉ', 'Address'), value: p('Phòng 3, 45 đường Ví Dụ, phường An Xuân') },
          { label: t('Diện tích sàn, m²', 'Floor area, m²'), value: '30' },
        ],
      },
    ],
    chip: { state: 'sap' as const, text: t('Chờ đồng ý', 'Waiting') },
    open: 'answer' as const,
  };
  const view: NamedCaseView = {
    title,
    from,
    unit: p('UBND phường An Xuân'),
    action: '/toi/dong-y/1',
    asked: [asked],
    chip: { state: 'dung', text: t('Chờ đồng ý', 'Consent awaited') },
    happenings: [],
    problems: [],
  };
  const missing = t('Đánh dấu vào ô xác nhận đã đọc, rồi bấm Đồng ý.', 'Tick that you have read it, then press I agree.');
  const people = [
    { name: p('Lê Thị Minh Họa'), who: owner, chip: { state: 'sap' as const, text: t('Chờ đồng ý', 'Waiting') } },
    { name: p('Trần Thị Bích'), who: mover, chip: agreed, said },
  ];
  const next = t(
    'Người này đăng nhập bằng định danh điện tử, vào Tài khoản của tôi, mục Chờ ông/bà đồng ý; hoặc mang căn cước đến Bộ phận Một cửa.',
    'They sign in with their electronic identity and open My account, Your consent is asked; or come to the one-stop desk with the identity card.',
  );
  const mine: MyCaseView = {
    title,
    code: '',
    trackingCode: '482710936652',
    unit: p('UBND phường An Xuân'),
    notes: [
      {
        tone: 'dung',
        title: t('Đồng hồ chưa chạy: chờ 1 người được nêu tên đồng ý', 'The clock has not begun: 1 named in the case have still to agree'),
        text: t('Khi mọi người đã đồng ý, hồ sơ đến Bộ phận Một cửa để tiếp nhận.', 'Once all have agreed it goes to the one-stop desk.'),
      },
    ],
    happenings: [{ kind: 'done', at: sent, title: t('Đã nộp hồ sơ', 'Case submitted') }],
    groups: [],
    papers: [],
    consents: people.map((one, index) => (index === 0 ? { ...one, next } : one)),
    results: [],
    reads: [],
  };
  const ways = [
    { value: 'counter', text: t('Có mặt tại quầy', 'Present at the counter') },
    { value: 'paper', text: t('Văn bản đồng ý', 'In writing') },
  ];
  const record = { action: '/ho-so/1/dong-y', key: 'k-12345678', party: 'owner', of: 'a'.repeat(64), ways, open: true, typed: '' };
  const { task: _task, ...rest } = whole;
  return [
    {
      name: 'named',
      html: namedListPage(citizen('/toi/dong-y'), { cases: [line({}), line({ href: '/toi/dong-y/2', who: mover, chip: agreed, waits: false })] }),
    },
    { name: 'named-none', html: namedListPage(citizen('/toi/dong-y'), { cases: [] }) },
    { name: 'named-case', html: namedCasePage(citizen('/toi/dong-y/1'), view) },
    { name: 'named-case-problem', html: namedCasePage(citizen('/toi/dong-y/1'), { ...view, problems: [{ name: 'read.owner', text: missing }] }) },
    {
      name: 'named-case-joint',
      html: namedCasePage(citizen('/toi/dong-y/2'), {
        ...view,
        asked: [{ ...asked, party: 'mover-1', who: mover, chip: agreed, said, open: 'take-back' }],
        ...(mine.notes === undefined ? {} : { notes: mine.notes }),
        happenings: mine.happenings,
        done: 'doneAgreed',
      }),
    },
    {
      name: 'my-cases-named',
      html: myCasesPage(citizen('/ho-so-cua-toi'), {
        name: p('Lê Thị Minh Họa'),
        groups: [],
        named: [{ href: '/toi/dong-y/1', title, about: from, code: owner, due: waits, text: sent }],
      }),
    },
    { name: 'my-case-named', html: myCasePage(citizen('/ho-so-cua-toi/3'), mine) },
    {
      name: 'case-named',
      html: casePage(desk('/ho-so/1'), { ...rest, consents: people.map((one, index) => (index === 0 ? { ...one, record } : one)) }),
    },
  ];
}
