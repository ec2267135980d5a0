/** The pages about oneself with sample data. All people are invented. */
import type { Frame } from '../../src/web/frame.ts';
import type { Html } from '../../src/web/parts/html.ts';
import { counterMandatePage, mandatesPage } from '../../src/web/portal/mandate.view.ts';
import { devicesPage, mePage } from '../../src/web/portal/me.view.ts';
import { benefitPage, copiesPage, lookedPage } from '../../src/web/portal/own-data.view.ts';
import { signInPage } from '../../src/web/portal/sign-in.view.ts';
import { vaultPage } from '../../src/web/portal/vault.view.ts';

type Kit = {
  readonly citizen: (path: string) => Frame;
  readonly desk: (path: string) => Frame;
  readonly frame: (path: string) => Frame;
  /** Vietnamese, English. */
  readonly t: (vi: string, en: string) => string;
  /** Text of a person. */
  readonly p: (text: string) => string;
};

const key = 'k-12345678';

export function meScreens({ citizen, desk, frame, t, p }: Kit): readonly { readonly name: string; readonly html: Html }[] {
  const due = (state: 'han' | 'sap' | 'dung', vi: string, en: string) => ({ state, text: t(vi, en) });
  const birth = t('Đăng ký khai sinh', 'Birth registration');
  const copies = t('Chứng thực bản sao từ bản chính', 'Certified copy from the original');
  const term = t('Từ 15/11/2022 đến hết 14/05/2023', 'From 15/11/2022 to the end of 14/05/2023');
  const form = {
    key,
    as: 'agent' as const,
    number: '',
    packs: [
      { value: 'khai-sinh', text: birth, isChosen: false },
      { value: 'chung-thuc-ban-sao', text: copies, isChosen: true },
    ],
    until: '2023-05-14',
  };
  const end = (word: 'decline' | 'withdraw') => ({ action: '/toi/lam-thay/1/cham-dut', key, word });
  const mandates = {
    mine: [
      {
        who: p('Nguyễn Trần Minh Khuê'),
        kind: t('Con', 'Child'),
        text: `${t('mọi thủ tục', 'all procedures')}. ${t('Từ 15/11/2022 đến hết 08/03/2033', 'From 15/11/2022 to the end of 08/03/2033')}`,
        consent: `${t('Ghi tại Một cửa phường An Xuân', 'Recorded at the one-stop desk of An Xuân')}: ${p('215/2015')}`,
        due: due('han', 'Đang có hiệu lực', 'In force'),
        href: '/ho-so-cua-toi?thay=1',
        end: end('withdraw'),
      },
      {
        who: '0491******56',
        kind: t('Ủy quyền', 'Authorised'),
        text: `${copies}. ${term}`,
        due: due('sap', 'Chờ người kia đồng ý', 'Waits for the other to agree'),
        end: end('withdraw'),
      },
    ],
    others: [
      {
        who: p('Trần Thị Bích'),
        kind: t('Ủy quyền', 'Authorised'),
        text: `${birth}. ${term}`,
        due: due('sap', 'Chờ ông/bà trả lời', 'Waits for your answer'),
        agree: { action: '/toi/lam-thay/2/dong-y', key },
        end: end('decline'),
      },
      { who: p('Lê Minh Khôi'), kind: t('Ủy quyền', 'Authorised'), text: `${copies}. ${term}`, due: due('dung', 'Đã hết hạn', 'Over') },
    ],
    form,
    problems: [],
  };
  const wrong = t('Số định danh gồm 12 số.', 'An id number has 12 digits.');
  const day = t('08:40 thứ Ba 15/11/2022', '08:40 Tuesday 15/11/2022');
  const papers = [
    {
      kind: 'result' as const,
      title: t('Giấy khai sinh (bản điện tử ký số)', 'Birth certificate (digitally signed)'),
      note: `${t('thứ Ba', 'Tuesday')} 15/11/2022 · 104 KB · ${birth}, H47.31.25-221115-0001`,
      href: '/kho-giay-to/1',
      verifyHref: '/xac-minh?ma=ABCD-2345',
    },
    {
      kind: 'own' as const,
      title: p('Sổ hộ khẩu'),
      note: `${t('thứ Hai', 'Monday')} 14/11/2022 · 1,2 MB`,
      href: '/kho-giay-to/2',
      remove: { action: '/kho-giay-to/2/xoa', key },
    },
    { kind: 'sent' as const, title: p('giay-chung-sinh.jpg'), note: `${t('thứ Sáu', 'Friday')} 04/11/2022 · 640 KB · ${birth}`, href: '/kho-giay-to/3' },
  ];
  return [
    {
      name: 'sign-in-identity',
      html: signInPage(frame('/dang-nhap'), {
        next: '/',
        identity: { href: '/dang-nhap/dinh-danh?next=%2F', text: t('Đăng nhập bằng định danh điện tử', 'Sign in with electronic identity') },
        passkey: { options: '/a', finish: '/b' },
        demo: '/demo',
      }),
    },
    {
      name: 'sign-in-away',
      html: signInPage(frame('/dang-nhap'), {
        next: '/',
        identity: { href: '/dang-nhap/dinh-danh', text: t('Đăng nhập bằng định danh điện tử', 'Sign in with electronic identity') },
        passkey: { options: '/a', finish: '/b' },
        problem: t(
          'Chưa nối được với hệ thống định danh quốc gia. Thử lại sau ít phút, hoặc dùng cách đăng nhập khác dưới đây.',
          'The national identity provider cannot be reached. Try again in a few minutes, or use another way below.',
        ),
      }),
    },
    {
      name: 'me',
      html: mePage(citizen('/toi'), {
        rows: [
          { label: t('Họ và tên', 'Full name'), value: p('Nguyễn Văn An') },
          { label: t('Số định danh', 'Id number'), value: '0490******45' },
          { label: t('Điện thoại', 'Telephone'), value: '0905 412 768' },
          { label: t('Định danh điện tử', 'Electronic identity'), value: t('Mức 1 (cơ bản)', 'Level 1 (basic)') },
          { label: t('Nơi cư trú', 'Residence'), value: p('Khối phố Hư Cấu, phường An Xuân, TP Tam Kỳ') },
        ],
        changes: [
          {
            text: t('Điện thoại: 0905 412 761 sửa thành 0905 412 768', 'Telephone: 0905 412 761 became 0905 412 768'),
            note: `${t('16/11/2022, hồ sơ', '16/11/2022, case')} H47.31.25-221115-0004`,
          },
        ],
        level: 1,
        waiting: 1,
        consents: 1,
      }),
    },
    {
      name: 'me-devices',
      html: devicesPage(citizen('/toi/thiet-bi'), {
        sessions: [
          { device: 'Chrome · Android', text: day },
          { device: 'Firefox · Windows', text: day, end: { action: '/toi/thiet-bi/phien/1/ra', key } },
        ],
        endOthers: { action: '/toi/thiet-bi/ra-het', key },
        keys: [{ label: 'Chrome · Android', text: day, revoke: { action: '/toi/thiet-bi/khoa/1/thu-hoi', key } }],
        add: { options: '/toi/khoa', finish: '/toi/khoa/xong' },
        done: 'doneKey',
      }),
    },
    { name: 'me-devices-none', html: devicesPage(citizen('/toi/thiet-bi'), { sessions: [{ device: 'Safari · iPhone', text: day }], keys: [] }) },
    { name: 'mandates', html: mandatesPage(citizen('/toi/lam-thay'), mandates) },
    {
      name: 'mandates-problem',
      html: mandatesPage(citizen('/toi/lam-thay'), {
        ...mandates,
        mine: [],
        others: [],
        form: { ...form, number: p('123') },
        problems: [{ name: 'number', text: wrong }],
      }),
    },
    {
      name: 'counter-mandate',
      html: counterMandatePage(desk('/tiep-nhan/lam-thay'), { key, typed: {}, days: { birth: '', until: '' }, problems: [], done: 'doneCounter' }),
    },
    {
      name: 'counter-mandate-problem',
      html: counterMandatePage(desk('/tiep-nhan/lam-thay'), {
        key,
        typed: { kind: 'proxy', 'agent.name': p('Nguyễn Văn An'), paper: p('12/2022') },
        days: { birth: '', until: '2023-05' },
        problems: [{ name: 'agent.number', text: wrong }],
      }),
    },
    { name: 'vault', html: vaultPage(citizen('/kho-giay-to'), { papers, add: { key, title: '' }, problems: [], done: 'doneAdded' }) },
    {
      name: 'vault-none',
      html: vaultPage(citizen('/kho-giay-to'), {
        papers: [],
        add: { key, title: p('Sổ hộ khẩu') },
        problems: [{ name: 'tep', text: t('Chọn một tệp.', 'Choose a file.') }],
      }),
    },
    {
      name: 'looked',
      html: lookedPage(citizen('/toi/ai-da-xem'), {
        others: [{ href: '/toi/ai-da-xem?thay=1', text: p('Nguyễn Trần Minh Khuê') }],
        looks: [
          {
            who: p('Lê Thị Hồng Vân, UBND phường An Xuân'),
            at: day,
            text: t('mở hồ sơ H47.31.25-221115-0001 · lý do: xử lý hồ sơ', 'opened case H47.31.25-221115-0001 · purpose: to work on the case'),
            href: '/ho-so-cua-toi/1',
          },
          {
            who: p('Võ Thị Hà, UBND phường An Xuân'),
            at: day,
            text: t('tra thông tin cá nhân tại quầy · lý do: tại quầy', 'looked you up at a counter · purpose: at the counter'),
          },
        ],
      }),
    },
    { name: 'looked-none', html: lookedPage(citizen('/toi/ai-da-xem'), { looks: [], others: [] }) },
    {
      name: 'copies',
      html: copiesPage(citizen('/toi/ban-sao'), {
        key,
        copies: [
          { at: day, state: 'ready', text: t('Sẵn sàng', 'Ready'), action: '/toi/ban-sao/1/tai' },
          { at: day, state: 'taken', text: t('Đã tải', 'Fetched') },
        ],
      }),
    },
    {
      name: 'copies-waiting',
      html: copiesPage(citizen('/toi/ban-sao'), { key, copies: [{ at: day, state: 'waiting', text: t('Đang gom: 3 trên 12', 'Being gathered: 3 of 12') }] }),
    },
    {
      name: 'benefit',
      html: benefitPage(citizen('/toi/loi-ich'), {
        trips: '3',
        hours: '2,7',
        dong: '92.124',
        km: '12',
        cases: [
          { title: birth, href: '/ho-so-cua-toi/1', note: 'H47.31.25-221115-0001 · 15/11/2022 · 4 km', trips: '2', hours: '1,8', dong: '61.416' },
          { title: copies, href: '/ho-so-cua-toi/2', note: 'H47.31.25-221104-0009 · 04/11/2022 · 4 km', trips: '1', hours: '0,9', dong: '30.708' },
        ],
        formula: t(
          'Cách cũ: một lượt đi nộp, một lượt lấy kết quả. Mỗi lượt: quãng đường chia 25 km/giờ, cộng 45 phút.',
          'Before: one trip to file, one to fetch. Each trip: the way at 25 km/h plus 45 minutes.',
        ),
        source: t('Giả định dùng cho tỉnh mẫu, chưa đo.', 'Assumptions for the sample province, not measured.'),
      }),
    },
    {
      name: 'benefit-none',
      html: benefitPage(citizen('/toi/loi-ich'), {
        trips: '0',
        hours: '0',
        dong: '0',
        km: '0',
        cases: [],
        formula: '',
        source: t('Giả định.', 'Assumptions.'),
      }),
    },
  ];
}
