/** Every screen with sample data, for pictures and for tests of the views. All people are invented. */
import { readFileSync } from 'node:fs';
import type { Lang } from '../../src/base/text.ts';
import type { Form } from '../../src/engine/form/form.ts';
import { readForm } from '../../src/engine/form/form.ts';
import { demoPage } from '../../src/web/demo/demo.view.ts';
import { adminPage } from '../../src/web/desk/admin.view.ts';
import { casePage } from '../../src/web/desk/case.view.ts';
import { queuePage } from '../../src/web/desk/queue.view.ts';
import { receptionPage } from '../../src/web/desk/reception.view.ts';
import { recoveryPage } from '../../src/web/desk/recovery.view.ts';
import { trayConfirmPage, trayPage } from '../../src/web/desk/tray.view.ts';
import type { Assets, Frame } from '../../src/web/frame.ts';
import { leaderPage, numberPage } from '../../src/web/ioc/leader.view.ts';
import { note } from '../../src/web/parts/bits.ts';
import type { Html } from '../../src/web/parts/html.ts';
import type { DueState } from '../../src/web/parts/shape.ts';
import { qrInPage } from '../../src/web/png.ts';
import { applyPage, notLivePage } from '../../src/web/portal/apply.view.ts';
import { cataloguePage } from '../../src/web/portal/catalogue.view.ts';
import { checkPage } from '../../src/web/portal/check.view.ts';
import { errorPage } from '../../src/web/portal/error.view.ts';
import { faultLines } from '../../src/web/portal/faults.ts';
import { homePage } from '../../src/web/portal/home.view.ts';
import { myCasePage } from '../../src/web/portal/my-case.view.ts';
import { myCasesPage } from '../../src/web/portal/my-cases.view.ts';
import { procedurePage } from '../../src/web/portal/procedure.view.ts';
import { enrolPage, signInPage } from '../../src/web/portal/sign-in.view.ts';
import { submittedPage } from '../../src/web/portal/submitted.view.ts';
import { trackPage } from '../../src/web/portal/track.view.ts';
import { verifyPage } from '../../src/web/portal/verify.view.ts';
import { withdrawPage } from '../../src/web/portal/withdraw.view.ts';
import { addressScreens } from './address-screens.ts';
import { consentScreens } from './consent-screens.ts';
import { deviceScreens } from './device-screens.ts';
import { draftScreens } from './draft-screens.ts';
import { findScreens } from './find-screens.ts';
import { knowScreens } from './know-screens.ts';
import { meScreens } from './me-screens.ts';
import { noticeScreens } from './notice-screens.ts';
import { payScreens } from './pay-screens.ts';
import { reachScreens } from './reach-screens.ts';
import { voiceScreens } from './voice-screens.ts';

export type Screen = { readonly name: string; readonly html: Html };

/** Reads a form of a shipped pack; throws when the pack has findings. */
export function packForm(pack: string, name = ''): Form {
  const file = (kind: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../packs/${pack}/${name === '' ? 'form' : `tasks/${name}`}.${kind}.json`, import.meta.url), 'utf8'));
  const { form, findings } = readForm(file('schema') as never, file('ui') as never);
  if (form === undefined) throw new Error(JSON.stringify(findings));
  return form;
}

export function frameFor(assets: Assets, lang: Lang, theme: Frame['theme'] = 'light', path = '/'): Frame {
  return { lang, path, theme, sample: true, place: { name: lang === 'vi' ? 'Tỉnh Quảng Nam' : 'Quảng Nam Province', phone: '1022' }, assets };
}

const typed = new Map<string, readonly string[]>([
  ['requester.name', ['Nguyễn Văn An']],
  ['requester.id', ['049085002345']],
  ['requester.relationship', ['father']],
  ['requester.phone', ['0905412768']],
  ['child.fullName', ['Nguyễn Trần Minh Thư']],
  ['child.birthDate.day', ['31']],
  ['child.birthDate.month', ['11']],
  ['child.birthDate.year', ['2022']],
]);

/** `hostile` replaces every text of a person by it: what a view must survive. */
export function screens(assets: Assets, lang: Lang, theme: Frame['theme'] = 'light', hostile?: string): readonly Screen[] {
  const vi = lang === 'vi';
  const t = (a: string, b: string): string => (vi ? a : b);
  const p = (text: string): string => hostile ?? text;
  const frame = (path: string): Frame => frameFor(assets, lang, theme, path);
  const citizen = (path: string): Frame => ({ ...frame(path), who: { name: p('Nguyễn Văn An'), post: '' } });
  const desk = (path: string): Frame => ({
    ...frame(path),
    who: { name: p('Nguyễn Thị Thu Hà'), post: t('Một cửa phường An Xuân', 'One-stop desk, An Xuân ward') },
    rooms: ['queue', 'reception', 'tray', 'leader', 'admin'],
  });
  const birth = packForm('khai-sinh');
  const copies = packForm('chung-thuc-ban-sao');
  const title = t('Đăng ký khai sinh', 'Birth registration');
  const promised = {
    clock: '17:30',
    day: t('thứ Ba 15/11/2022', 'Tuesday 15/11/2022'),
    because: t(
      'Nộp đủ giấy tờ trước 15:00 thì trả trong ngày làm việc. Bây giờ là 09:41.',
      'A complete case before 15:00 is answered the same working day. It is 09:41 now.',
    ),
  };
  const fee = {
    lines: [
      { text: t('Đăng ký trong 60 ngày', 'Registration within 60 days'), how: t('miễn', 'free'), amount: '0 đ' },
      { text: t('Bản sao trích lục', 'Certified extracts'), how: '3 × 8.000 đ', amount: '24.000 đ' },
    ],
    total: '24.000 đ',
    because: t(
      'Trẻ mới 2 ngày tuổi nên được miễn lệ phí đăng ký. Bản sao 8.000 đ một bản.',
      'The child is 2 days old, so registration is free. Extracts cost 8.000 đ each.',
    ),
  };
  const papers = [
    {
      name: t('Giấy chứng sinh', 'Proof of birth'),
      note: `${p('giay-chung-sinh.jpg')} · 142 KB`,
      due: { state: 'xong' as const, text: t('đã nhận', 'received') },
    },
    {
      name: t('Giấy chứng nhận kết hôn', 'Marriage certificate'),
      note: t('lấy từ sổ hộ tịch, không phải nộp', 'from the register'),
      tag: t('đã có sẵn', 'already known'),
    },
  ];
  const groups = [
    {
      title: t('Thông tin của trẻ', 'The child'),
      rows: [
        { label: t('Họ, chữ đệm và tên', 'Full name'), value: p('Nguyễn Trần Minh Thư'), name: 'child.fullName' },
        {
          label: t('Ngày sinh', 'Date of birth'),
          value: '13/11/2022',
          note: t('Ngày mười ba, tháng mười một, năm hai nghìn không trăm hai mươi hai', 'thirteenth of November'),
          name: 'child.birthDate.day',
        },
        { label: t('Giới tính', 'Sex'), value: t('Nữ', 'Female'), name: 'child.sex' },
        { label: t('Nơi sinh', 'Place of birth'), value: p('Bệnh viện Phụ sản – Nhi, Tam Kỳ'), name: 'child.birthPlace' },
      ],
    },
    {
      title: t('Cha và mẹ', 'Parents'),
      rows: [
        { label: t('Mẹ', 'Mother'), value: p('Trần Thị Bích'), note: 'sinh 1995', name: 'mother.name' },
        { label: t('Cha', 'Father'), value: p('Nguyễn Văn An'), name: 'father.name' },
      ],
    },
  ];
  const happenings = [
    { kind: 'done' as const, at: t('08:14 thứ Ba 01/11', '08:14 Tuesday 01/11'), title: t('Đã nộp tại nhà', 'Submitted from home'), text: p('5 tệp') },
    { kind: 'done' as const, at: t('09:02 thứ Ba 01/11', '09:02 Tuesday 01/11'), title: t('Một cửa phường An Xuân tiếp nhận', 'Received by An Xuân ward') },
    {
      kind: 'stop' as const,
      at: '04/11 → 07/11',
      title: t('Tạm dừng 3 ngày, chờ bổ sung', 'Paused 3 days'),
      text: p('Giấy chứng sinh mờ, không đọc được tên mẹ.'),
    },
    {
      kind: 'now' as const,
      at: t('Đang ở đây, từ 14:05 thứ Hai 14/11', 'Here since 14:05 Monday 14/11'),
      title: t('Công chức tư pháp – hộ tịch thẩm tra, ghi sổ', 'The justice officer checks and registers'),
    },
    { kind: 'next' as const, title: t('Lãnh đạo UBND ký', 'The chairman signs') },
  ];
  const due = (state: DueState, a: string, b: string) => ({ state, text: t(a, b) });
  const sap = due('sap', 'Còn 5 giờ 48’', '5 h 48’ left');
  const qr = qrInPage('https://cuaso.example/tra-cuu?ma=482710936652');
  const caseLines = [
    ['H47.12-221109-0023', 'Phan Thị Mỹ Lệ', due('qua', 'Quá 2 giờ 12’', '2 h 12’ late'), 'son', t('xin lỗi lần 1', 'apology 1')],
    ['H47.12-221115-0031', 'Pơloong Văn Bhrớp', due('sap', 'Còn 48 phút', '48 minutes left'), 'plain', ''],
    ['H47.12-221115-0034', 'Nguyễn Văn An', sap, 'ink', t('mới', 'new')],
    ['H47.12-221101-0017', 'Đoàn Thị Phước Hạnh', due('han', 'Còn 4 ngày', '4 days left'), 'plain', t('bổ sung 1', 'supplement 1')],
    ['H47.12-221108-0012', 'Alăng Thị Bhơi', due('dung', 'Dừng, chờ bổ sung', 'Paused, to complete'), 'plain', ''],
    ['H47.12-221114-0036', 'Ngô Thị Yến Nhi', due('xong', 'Xong, trước hạn', 'Done, on time'), 'plain', ''],
  ] as const;
  const queue = {
    now: t('Thứ Ba 15/11/2022, 09:42', 'Tuesday 15/11/2022, 09:42'),
    summary: t('1 quá hạn, 4 sắp hạn, trả trước 17:30 hôm nay: 3', '1 overdue, 4 due soon, 3 due today'),
    tabs: (
      [
        ['tat-ca', t('Tất cả', 'All'), 47],
        ['cho', t('Chờ tiếp nhận', 'To receive'), 6],
        ['xu-ly', t('Đang xử lý', 'Under way'), 18],
        ['bo-sung', t('Chờ bổ sung', 'Paused'), 5],
        ['ky', t('Trình ký', 'To sign'), 4],
        ['tra', t('Chờ trả', 'To return'), 7],
        ['sap', t('Sắp hạn', 'Due soon'), 4],
        ['qua', t('Quá hạn', 'Overdue'), 1],
      ] as const
    ).map(([key, text, count], index) => ({ key, href: `?tab=${key}`, text, count, current: index === 0, hot: key === 'qua', hotkey: key.slice(0, 1) })),
    query: '',
    filters: [
      {
        name: 'thu-tuc',
        label: t('Thủ tục', 'Service'),
        value: '',
        choices: [
          { value: '', text: t('Mọi thủ tục', 'Every service') },
          { value: 'khai-sinh', text: title },
        ],
      },
    ],
    dense: false,
    total: 47,
    next: '?trang=2',
    csv: '/ban-lam-viec.csv',
    reception: '/tiep-nhan',
    cases: caseLines.map(([code, person, chip, tone, flag]) => ({
      id: code,
      href: `/ho-so/${code}`,
      code,
      procedure: title,
      person: p(person),
      phone: '0905 412 768',
      day: '15/11',
      clock: '09:42',
      due: chip,
      dueAt: '15/11 17:30',
      step: t('Thẩm tra, ghi sổ', 'Check and register'),
      holder: t('tôi', 'me'),
      channel: t('Mạng', 'Online'),
      fee: '24.000',
      ...(flag === '' ? {} : { flag: { text: flag, tone } }),
    })),
  };
  const reasons = [
    { value: 'mo', text: t('Ảnh mờ, không đọc được', 'The picture cannot be read') },
    { value: 'thieu', text: t('Thiếu trang', 'A page is missing') },
  ];
  const caseView = {
    title,
    code: 'H47.12-221101-0017',
    trackingCode: '482710936652',
    back: { href: '/ban-lam-viec', text: t('Hàng việc', 'Queue') },
    consents: [],
    place: t('6 trên 47', '6 of 47'),
    next: '/ho-so/H47.12-221115-0034',
    due: due('han', 'Còn 4 ngày làm việc', '4 working days left'),
    dueAt: t('17:30 thứ Hai 21/11/2022', '17:30 Monday 21/11/2022'),
    dueBecause: promised.because,
    person: {
      tag: t('đã xác thực mức 2', 'verified, level 2'),
      rows: [
        { label: t('Họ và tên', 'Name'), value: p('Đoàn Thị Phước Hạnh') },
        {
          label: t('Số định danh', 'Identity number'),
          value: '049 190 •••• 34',
          link: { href: '?so=du', text: t('Xem đủ', 'Show all') },
          note: t('ghi vào nhật ký truy cập', 'recorded'),
        },
        { label: t('Điện thoại', 'Telephone'), value: '0903 775 214' },
      ],
    },
    groups,
    fee: { ...fee, paid: t('đã trả 01/11', 'paid 01/11') },
    happenings,
    papers: [
      {
        id: 'a',
        name: t('Giấy chứng sinh', 'Proof of birth'),
        note: t('1 trang · 142 KB', '1 page · 142 KB'),
        select: '?giay=a',
        href: '/giay/a',
        thumb: sheetPicture,
        shown: {
          picture: sheetPicture,
          page: 2,
          pages: 3,
          turns: 0 as const,
          turn: '?giay=a&trang=2&xoay=1',
          previous: '?giay=a&trang=1',
          next: '?giay=a&trang=3',
        },
        current: true,
      },
      {
        id: 'b',
        name: t('Giấy chứng nhận kết hôn', 'Marriage certificate'),
        note: t('2 trang', '2 pages'),
        select: '?giay=b',
        href: '/giay/b',
        current: false,
      },
    ],
    task: {
      action: '/viec/1',
      key: 'k-12345678',
      title: t('Thẩm tra, ghi sổ hộ tịch', 'Check and register'),
      button: t('Trình lãnh đạo', 'Submit to the chairman'),
      explain: t('Xong bước này hồ sơ sang khay ký của chủ tịch.', 'Then the case goes to the sign tray.'),
      form: { form: packForm('khai-sinh', 'check'), typed: new Map(), problems: [] },
    },
    deeds: [
      {
        id: 'supplement',
        action: '/ho-so/1/bo-sung',
        key: 'k-22345678',
        label: t('Yêu cầu bổ sung', 'Ask to complete'),
        hotkey: 'b',
        explain: t('Đồng hồ dừng đến khi người nộp bổ sung. Chỉ được yêu cầu một lần.', 'The clock stops until it is completed. Only once.'),
        reasons,
        targets: [
          { value: 'paper.birthProof', text: t('Giấy chứng sinh', 'Proof of birth') },
          { value: 'child.fullName', text: t('Họ, chữ đệm và tên', 'Full name') },
        ],
        text: 'optional' as const,
      },
      {
        id: 'refuse',
        action: '/ho-so/1/tu-choi',
        key: 'k-32345678',
        label: t('Từ chối', 'Refuse'),
        explain: t('Người nộp nhận văn bản từ chối có ký số.', 'The applicant gets a signed refusal.'),
        reasons,
        text: 'required' as const,
      },
      {
        id: 'pay',
        action: '/ho-so/1/thu-phi',
        key: 'k-42345678',
        label: t('Thu phí 24.000 đ', 'Take 24.000 đ'),
        explain: t('Ghi nhận đã thu tại quầy.', 'Recorded as paid at the counter.'),
        methods: [
          { value: 'cash', text: t('Tiền mặt', 'Cash') },
          { value: 'transfer', text: t('Chuyển khoản', 'Transfer') },
        ],
      },
      {
        id: 'return',
        action: '/ho-so/1/tra',
        key: 'k-52345678',
        label: t('Trả kết quả', 'Return the result'),
        explain: t('Trả bản giấy cho người nhận.', 'Hand over the paper.'),
        recipient: { name: p('Đoàn Thị Phước Hạnh') },
        blocked: t('Chưa có kết quả để trả', 'There is no result yet'),
      },
    ],
  };
  const units = ['Phường An Xuân', 'Phường Tân Thạnh', "Xã Ch'ơm", 'Xã A Tiêng', 'Phường An Mỹ'].map((name, index) => {
    const number = (value: string) => ({ value, href: `/dieu-hanh/ho-so?don-vi=${index}` });
    return {
      id: String(20347 + index),
      name: p(name),
      href: `/dieu-hanh?don-vi=${index}`,
      open: number('18'),
      onTime: number(`${91 + index},2 %`),
      overdue: number(index === 0 ? '3' : '0'),
      received: number('6'),
      percent: 71 + index * 6,
      state: (index === 0 ? 'qua' : index < 3 ? 'sap' : 'han') as DueState,
    };
  });
  const results = [
    {
      name: t('Giấy khai sinh', 'Birth certificate'),
      note: t('Ký số 16:02 thứ Ba 15/11/2022', 'Signed 16:02 Tuesday 15/11/2022'),
      href: '/van-ban/1',
      verifyHref: '/xac-minh?ma=1',
    },
  ];
  const unitChoices = [
    { value: 'H47.61.12', text: 'Phường An Xuân' },
    { value: 'H47.61.13', text: 'Phường Tân Thạnh' },
  ];
  const apply = {
    title,
    action: '/nop/khai-sinh',
    key: 'k-12345678',
    back: '/thu-tuc/khai-sinh',
    units: [{ name: 'TP Tam Kỳ', units: unitChoices }],
    draft: 'khai-sinh@1.0.0',
    form: birth,
  };
  const wrong = (field: string, path: string, text: string) => ({ field, path, code: 'no-such-date' as const, text: { vi: text, en: text } });
  const mistake = t('Tháng 11 chỉ có 30 ngày. Xem lại ngày sinh trên giấy chứng sinh.', 'November has 30 days only. Look at the proof of birth again.');
  return [
    {
      name: 'home',
      html: homePage(frame('/'), {
        tries: [
          { href: '/thu-tuc/khai-sinh', text: title },
          { href: '/thu-tuc/chung-thuc-ban-sao', text: t('Chứng thực bản sao', 'Certified copies') },
        ],
        lives: [
          { href: '/thu-tuc?viec=birth', icon: 'child', title: t('Sinh con', 'A child is born'), text: title },
          { href: '/thu-tuc?viec=copies', icon: 'copy', title: t('Sao giấy tờ', 'Copying papers'), text: t('Chứng thực bản sao', 'Certified copies') },
          { href: '/thu-tuc?viec=school', icon: 'book', title: t('Đi học', 'School'), text: p(t('Chứng thực bản sao', 'Certified copies')) },
        ],
        audiences: [
          { href: '/thu-tuc', text: t('Mọi người', 'Everybody'), current: true },
          { href: '/thu-tuc?doi-tuong=business', text: t('Doanh nghiệp, hộ kinh doanh', 'Businesses and household businesses'), current: false },
          { href: '/thu-tuc?doi-tuong=elder', text: t('Người cao tuổi', 'Elderly people'), current: false },
        ],
        procedures: 2,
        figures: [
          { value: '97,8 %', text: t('hồ sơ trả đúng hẹn trong quý III/2022', 'of cases on time in quarter III/2022') },
          { value: '63,4 %', text: t('hồ sơ nộp tại nhà, không phải đến nơi', 'of cases submitted from home') },
        ],
        news: ['Cảnh báo giả danh cán bộ yêu cầu đọc mã OTP', 'Lịch tiếp công dân tháng 11', 'Khai sinh tại nhà: ba việc cần nhớ'].map((news, index) => ({
          href: `/tin-tuc/TT-22111${index}-0001`,
          title: p(t(news, ['Warning: false officers ask for codes', 'Days for receiving citizens', 'Births from home'][index] ?? '')),
          when: t('UBND phường An Xuân · 14/11/2022', "People's Committee of An Xuan ward · 14/11/2022"),
        })),
      }),
    },
    {
      name: 'list',
      html: cataloguePage(frame('/thu-tuc'), {
        query: '',
        audiences: [],
        total: 1,
        isGuess: false,
        categories: [{ href: '?viec=birth', text: t('Sinh con', 'A child is born'), count: 1, current: false }],
        results: [
          {
            href: '/thu-tuc/khai-sinh',
            code: '1.001193',
            title,
            text: p(t('Ghi vào sổ hộ tịch và cấp giấy khai sinh.', 'Entry in the register and a certificate.')),
            facts: t('trong ngày · miễn phí', 'same day · free'),
          },
        ],
      }),
    },
    {
      name: 'list-none',
      html: cataloguePage(frame('/thu-tuc?q=x'), { query: p('ho chieu'), audiences: [], categories: [], total: 0, isGuess: false, results: [] }),
    },
    {
      name: 'procedure',
      html: procedurePage(frame('/thu-tuc/khai-sinh'), {
        title,
        code: '1.001193',
        field: t('Hộ tịch', 'Civil status'),
        level: t('cấp xã', 'commune level'),
        back: { href: '/thu-tuc', text: t('Thủ tục', 'Services') },
        apply: '/nop/khai-sinh',
        minutes: 5,
        who: { main: t('Cha, mẹ, ông bà hoặc người thân khác của trẻ', 'Father, mother, grandparents or other relatives') },
        papers: { main: t('1 giấy chứng sinh', '1 proof of birth'), note: t('Chụp ảnh là được.', 'A photograph will do.') },
        fee: { main: t('Miễn phí 60 ngày đầu', 'Free for 60 days'), note: t('Nộp muộn 8.000 đ, mỗi bản sao 8.000 đ.', 'Later 8.000 đ, each extract 8.000 đ.') },
        time: { main: t('Trong ngày làm việc', 'Same working day'), note: t('Nộp trước 15:00.', 'If submitted before 15:00.') },
        feeHref: '/thu-tuc/khai-sinh/le-phi',
        checkHref: '/thu-tuc/khai-sinh/dieu-kien',
        printHref: '/thu-tuc/khai-sinh/to-khai',
        where: t('Ủy ban nhân dân cấp xã nơi cư trú của cha hoặc mẹ.', "The commune People's Committee."),
        result: { main: t('Giấy khai sinh bản điện tử', 'An electronic birth certificate') },
        steps: [
          { main: t('Khai, kiểm tra lại, nộp', 'Fill in, check, submit'), note: t('Mỗi bước tự lưu.', 'Each step is saved.') },
          { main: t('Bộ phận Một cửa tiếp nhận', 'Reception') },
          { main: t('Chủ tịch xã ký', 'The chairman signs') },
        ],
        others: [{ main: t('Trẻ đã quá 60 ngày tuổi', 'The child is older than 60 days'), note: t('Vẫn đăng ký được.', 'Still possible.') }],
        onTime: { percent: 99.1, shown: '99,1 %', met: 3120, total: 3148, target: 98 },
        rating: { mean: '4,6 / 5', text: t('312 lượt đánh giá sau khi nhận kết quả, 95 % hài lòng', '312 ratings after the result, 95 % satisfied') },
        basis: [t('Luật Hộ tịch 2014, Điều 13–16', 'Law on Civil Status 2014, Art. 13–16')],
        version: '1.0.0',
      }),
    },
    ...findScreens({ lang, frame, p, birth, copies }),
    {
      name: 'apply',
      html: applyPage(frame('/nop/khai-sinh'), {
        ...apply,
        typed: new Map(),
        problems: [],
        purposes: [...birth.purposes.values()].map((one) => ({ text: one.label[lang], legal: one.legal })),
      }),
    },
    {
      name: 'apply-papers',
      html: applyPage(frame('/nop/khai-sinh'), {
        ...apply,
        typed,
        problems: [],
        files: {
          'birth-proof': ['trang-1.jpg', 'trang-2.heic'].map((name, index) => ({
            ...{ id: `may-${index}`, name: p(name), note: t('1 trang · 142 KB', '1 page · 142 KB'), thumb: sheetPicture, href: '/tep/gui/1', pages: 1 },
          })),
        },
        store: {
          paper: 'birth-proof',
          papers: [{ id: 'kho-1', name: p('Giấy chứng sinh.pdf'), note: t('thứ Ba 01/11/2022 · 210 KB', 'Tuesday 01/11/2022 · 210 KB') }],
        },
        general: [{ name: '_paper.birth-proof', text: t('hong.jpg: Tệp bị hỏng.', 'hong.jpg: The file is damaged.') }],
      }),
    },
    {
      name: 'apply-problem',
      html: applyPage(frame('/nop/khai-sinh'), {
        ...apply,
        typed: hostile === undefined ? typed : new Map([...typed.keys()].map((key) => [key, [hostile]])),
        problems: [wrong('child.birthDate.day', 'child.birthDate', mistake)],
        known: {
          'child.birthPlace': {
            text: t('Đã có sẵn, lấy theo giấy chứng sinh điện tử.', 'Already known, from the electronic proof of birth.'),
            reason: '_why.child.birthPlace',
          },
        },
        general: [{ name: '_unit', text: t('Chọn nơi nhận hồ sơ.', 'Choose the unit.') }],
      }),
    },
    {
      name: 'apply-direct',
      html: applyPage(frame('/ho-so-cua-toi/1/bo-sung'), {
        ...apply,
        typed: new Map(),
        problems: [],
        direct: {
          button: t('Gửi bổ sung', 'Send'),
          note: p('Chụp đủ bốn góc giấy.'),
          faults: note({
            tone: 'dung',
            title: t('Đồng hồ dừng, chờ ông/bà bổ sung', 'The clock stands still'),
            text: faultLines(
              [
                {
                  text: t('Ảnh mờ', 'Blurred'),
                  about: { title: t('Giấy chứng sinh', 'Birth proof'), place: 'ten' },
                  sample: t('Đủ bốn góc.', 'All four corners.'),
                },
              ],
              lang,
            ),
          }),
        },
      }),
    },
    {
      name: 'apply-list',
      html: applyPage(frame('/nop/chung-thuc-ban-sao'), {
        ...apply,
        form: copies,
        title: t('Chứng thực bản sao', 'Certified copies'),
        typed: new Map([['papers.1.pages', ['2']]]),
        problems: [],
      }),
    },
    { name: 'not-live', html: notLivePage(frame('/nop/x'), { title, back: '/thu-tuc/x' }) },
    {
      name: 'check',
      html: checkPage(frame('/nop/khai-sinh'), {
        title,
        action: '/nop/khai-sinh',
        edit: '/nop/khai-sinh',
        key: 'k-12345678',
        carried: [{ name: 'child.fullName', value: p('Nguyễn Trần Minh Thư') }],
        steps: 5,
        groups,
        papers,
        fee,
        promised,
        unit: p('UBND phường An Xuân'),
      }),
    },
    {
      name: 'check-problem',
      html: checkPage(frame('/nop/khai-sinh'), {
        title,
        action: '/nop/khai-sinh',
        edit: '/nop/khai-sinh',
        key: 'k-12345678',
        carried: [],
        steps: 5,
        groups,
        papers: [],
        fee,
        promised,
        unit: t('UBND phường An Xuân', "People's Committee of An Xuân ward"),
        problems: [{ name: '_declare', text: t('Đánh dấu vào ô cam đoan rồi nộp lại.', 'Tick the declaration, then submit again.') }],
      }),
    },
    {
      name: 'submitted',
      html: submittedPage(frame('/da-nop/1'), {
        title,
        trackingCode: '482710936652',
        qr,
        about: p('Trẻ: Nguyễn Trần Minh Thư'),
        unit: p('UBND phường An Xuân'),
        receivedAt: t('09:42:17 thứ Ba 15/11/2022', '09:42:17 Tuesday 15/11/2022'),
        phone: '0905 *** 768',
        promised,
        isSure: false,
        papers,
        fee,
        next: happenings.slice(3),
        trackHref: '/tra-cuu?ma=482710936652',
        link: 'http://127.0.0.1:8080/tra-cuu?ma=482710936652',
        slipHref: '/da-nop/482710936652/phieu',
        draft: 'khai-sinh@1.0.0',
      }),
    },
    { name: 'track', html: trackPage(frame('/tra-cuu'), { code: '', lastDigits: '', problems: [] }) },
    {
      name: 'track-problem',
      html: trackPage(frame('/tra-cuu'), {
        code: p('1234'),
        lastDigits: p('12'),
        problems: [{ name: 'ma', text: t('Mã hoặc 4 số cuối không khớp. Xem lại phiếu.', 'Code and digits do not match.') }],
      }),
    },
    {
      name: 'track-found',
      html: trackPage(frame('/tra-cuu'), {
        code: '',
        lastDigits: '',
        problems: [],
        found: {
          title,
          trackingCode: '731602489950',
          caseCode: 'H47.12-221101-0017',
          unit: p('Một cửa phường An Xuân'),
          promised: { ...promised, due: due('han', 'Còn 4 ngày làm việc', '4 working days left'), state: t('Đồng hồ đang chạy', 'The clock is running') },
          notes: [
            {
              tone: 'sap',
              title: t('Cơ quan xin lỗi và hẹn lại', 'The office apologises and gives a new hour'),
              text: t(
                'Hẹn cũ 17:30 thứ Ba 15/11/2022; hẹn mới 17:30 thứ Hai 21/11/2022.',
                'Old hour 17:30 Tuesday 15/11/2022; new hour 17:30 Monday 21/11/2022.',
              ),
            },
          ],
          free: t('Không phải nộp phí.', 'Nothing is to be paid.'),
          happenings,
          full: { href: '/ho-so-cua-toi/1', isSignedIn: false },
        },
      }),
    },
    {
      name: 'my-cases',
      html: myCasesPage(citizen('/ho-so-cua-toi'), {
        name: p('Nguyễn Văn An'),
        groups: [
          {
            kind: 'supplement',
            cases: [
              {
                href: '/ho-so-cua-toi/1',
                title,
                code: 'H47.12-221101-0017',
                about: p('Trẻ: Nguyễn Trần Minh Thư'),
                due: due('dung', 'Dừng, chờ bổ sung', 'Paused, to complete'),
                text: t('Bổ sung 2 mục trước thứ Ba 22/11/2022', 'Complete 2 items before Tuesday 22/11/2022'),
              },
            ],
          },
          {
            kind: 'result',
            cases: [
              {
                href: '/ho-so-cua-toi/2',
                title: t('Chứng thực bản sao', 'Certified copies'),
                code: 'H47.12-221102-0007',
                due: due('xong', 'Xong, trước hạn', 'Done, on time'),
                text: t('Có kết quả từ 16:02 thứ Tư 02/11', 'Result since 16:02 Wednesday 02/11'),
              },
            ],
          },
          { kind: 'open', cases: [] },
        ],
      }),
    },
    { name: 'my-cases-none', html: myCasesPage(citizen('/ho-so-cua-toi'), { name: p('Nguyễn Văn An'), groups: [] }) },
    {
      name: 'my-case-ask',
      html: myCasePage(citizen('/ho-so-cua-toi/1'), {
        title,
        code: 'H47.12-221101-0017',
        trackingCode: '731602489950',
        unit: p('UBND phường An Xuân'),
        promised: { ...promised, due: due('dung', 'Dừng, chờ bổ sung', 'Paused') },
        happenings,
        groups,
        papers,
        fee,
        results: [],
        reads: [{ who: p('Nguyễn Thị Thu Hà, Một cửa An Xuân'), at: '09:02 01/11/2022', why: t('tiếp nhận', 'reception') }],
        withdrawHref: '/ho-so-cua-toi/1/rut',
        supplement: {
          href: '/ho-so-cua-toi/1/bo-sung',
          paused: {
            title: t(
              'Đồng hồ dừng từ 10:20 thứ Ba 15/11/2022, chờ ông/bà bổ sung',
              'The clock stands still since 10:20 Tuesday 15/11/2022: a supplement is asked of you',
            ),
            text: t('Chỉ sửa được các mục dưới đây. Gửi xong đồng hồ chạy tiếp.', 'Only the items below can be changed. The clock goes on once they are sent.'),
          },
          faults: [
            {
              text: t('Ảnh mờ, không đọc được tên mẹ', 'The picture is blurred, the name of the mother cannot be read'),
              about: { title: t('Giấy chứng sinh', 'Birth proof'), place: 'f--paper-birth-proof' },
              legal: p('Luật Hộ tịch 2014, Điều 16 khoản 1'),
              sample: t('Chụp thẳng, đủ bốn góc, đọc rõ từng chữ.', 'Taken from above, all four corners, every letter readable.'),
            },
            { text: t('Ghi rõ tên cơ sở y tế', 'Name the hospital'), about: { title: t('Nơi sinh', 'Place of birth'), place: 'f-child-birthPlace' } },
          ],
          note: p('Chụp đủ bốn góc giấy.'),
        },
      }),
    },
    {
      name: 'my-case-done',
      html: myCasePage(citizen('/ho-so-cua-toi/2'), {
        title,
        code: 'H47.12-221101-0017',
        trackingCode: '731602489950',
        unit: p('UBND phường An Xuân'),
        outcome: {
          state: 'xong',
          title: t('Đã có kết quả', 'The result is ready'),
          text: t('Ký lúc 16:02 thứ Ba 15/11/2022, trước hạn 1 giờ 28’.', 'Signed at 16:02 Tuesday 15/11/2022.'),
        },
        happenings,
        groups,
        papers,
        results,
        collect: {
          paper: t('Nhận bản giấy tại Bộ phận Một cửa.', 'The paper is collected at the one-stop desk.'),
          vault: t('Bản đã ký nằm sẵn trong Kho giấy tờ.', 'The signed copy lies in the vault.'),
        },
        reads: [],
      }),
    },
    {
      name: 'withdraw',
      html: withdrawPage(citizen('/ho-so-cua-toi/1/rut'), {
        title,
        code: 'H47.12-221101-0017',
        action: '/ho-so-cua-toi/1/rut',
        back: '/ho-so-cua-toi/1',
        key: 'k-12345678',
        effects: [
          t('Cơ quan dừng giải quyết ngay, không có kết quả.', 'The office stops at once.'),
          t('Chưa nộp phí; khoản 24.000 đ được hủy.', 'The fee is cancelled.'),
        ],
        reason: p(''),
        problems: [],
      }),
    },
    { name: 'verify', html: verifyPage(frame('/xac-minh'), { code: '', problems: [] }) },
    ...(['valid', 'changed', 'unknown'] as const).map((state) => ({
      name: `verify-${state}`,
      html: verifyPage(frame('/xac-minh'), {
        code: '',
        problems: [],
        verdict: {
          state,
          subject: p('giay-khai-sinh.pdf'),
          because: [t('Chữ ký khóa toàn bộ tệp, không một byte nào thay đổi.', 'The signature covers the whole file.')],
          facts: [{ label: t('Văn bản', 'Document'), value: t('Giấy khai sinh số 118/2022', 'Birth certificate no. 118/2022') }],
          signatures: [
            {
              signer: p('Trần Quốc Toản'),
              at: t('16:02 thứ Ba 15/11/2022', '16:02 Tuesday 15/11/2022'),
              state,
              text: t('Chứng thư do CA mẫu của tỉnh cấp', 'Certificate of the sample CA'),
            },
          ],
        },
      }),
    })),
    {
      name: 'verify-problem',
      html: verifyPage(frame('/xac-minh'), { code: '', problems: [{ name: 'tep', text: t('Tệp không phải là PDF đọc được.', 'Not a readable PDF.') }] }),
    },
    ...meScreens({ citizen, desk, frame, t, p }),
    ...consentScreens({ citizen, desk, t, p, whole: caseView }),
    ...addressScreens({ citizen, t, p, residence: packForm('dang-ky-thuong-tru') }),
    { name: 'sign-in', html: signInPage(frame('/dang-nhap'), { next: '/', passkey: { options: '/a', finish: '/b' }, demo: '/demo' }) },
    {
      name: 'enrol',
      html: enrolPage(frame('/moi/1'), {
        name: p('Võ Thị Hà'),
        post: t('Công chức tư pháp – hộ tịch', 'Justice officer'),
        options: '/a',
        finish: '/b',
        next: '/',
      }),
    },
    {
      name: 'error-404',
      html: errorPage(frame('/x'), {
        kind: 'citizen',
        status: 404,
        sentence: t('Không có trang hoặc hồ sơ này. Kiểm tra lại địa chỉ hoặc mã.', 'There is no such page or case.'),
        at: t('09:41:52 thứ Ba 15/11/2022', '09:41:52 Tuesday 15/11/2022'),
      }),
    },
    {
      name: 'error-500',
      html: errorPage(frame('/x'), { kind: 'citizen', status: 500, number: 'K7 204 118', at: t('09:41:52 thứ Ba 15/11/2022', '09:41:52 Tuesday 15/11/2022') }),
    },
    {
      name: 'error-desk',
      html: errorPage(desk('/x'), {
        kind: 'desk',
        status: 403,
        sentence: t('Tài khoản này không có quyền làm việc đó.', 'This account may not do that.'),
        at: t('09:41:52 thứ Ba 15/11/2022', '09:41:52 Tuesday 15/11/2022'),
      }),
    },
    {
      name: 'demo',
      html: demoPage(frame('/demo'), {
        now: t('08:00 thứ Ba 15/11/2022', '08:00 Tuesday 15/11/2022'),
        nowInput: '2022-11-15T08:00',
        jumps: [
          { to: '2022-11-15T15:00:00+07:00', text: t('15:00 hôm nay', '15:00 today') },
          { to: '2022-11-16T08:00:00+07:00', text: t('8:00 ngày làm việc kế', 'next working day 8:00') },
        ],
        groups: [
          {
            unit: p('Phường An Xuân'),
            accounts: [
              { id: 'ha', name: p('Nguyễn Thị Thu Hà'), role: t('Một cửa', 'Reception'), does: t('Tiếp nhận hồ sơ, in phiếu hẹn', 'Receives cases') },
              { id: 'toan', name: p('Trần Quốc Toản'), role: t('Chủ tịch UBND', 'Chairman'), does: t('Ký kết quả', 'Signs results') },
            ],
          },
        ],
        current: 'ha',
      }),
    },
    { name: 'queue', html: queuePage(desk('/ban-lam-viec'), queue) },
    { name: 'queue-empty', html: queuePage(desk('/ban-lam-viec'), { ...queue, cases: [], total: 0 }) },
    { name: 'case', html: casePage(desk('/ho-so/1'), caseView) },
    { name: 'case-other', html: casePage(desk('/ho-so/1'), { ...without(caseView), heldBy: p('Võ Thị Hà'), papers: [], deeds: [] }) },
    {
      name: 'reception',
      html: receptionPage(desk('/tiep-nhan'), {
        counter: t('Một cửa phường An Xuân', 'An Xuân ward'),
        now: queue.now,
        waiting: [{ href: '/ho-so/1', title, person: p('Nguyễn Văn An'), at: '09:42', code: '4827 1093 6652', due: sap }],
        procedures: [
          { value: 'khai-sinh', text: title },
          { value: 'chung-thuc-ban-sao', text: t('Chứng thực bản sao', 'Certified copies') },
        ],
      }),
    },
    {
      name: 'reception-form',
      html: receptionPage(desk('/tiep-nhan?thu-tuc=x'), {
        counter: t('Một cửa phường An Xuân', 'An Xuân ward'),
        now: queue.now,
        waiting: [],
        procedures: [{ value: 'chung-thuc-ban-sao', text: t('Chứng thực bản sao', 'Certified copies') }],
        chosen: {
          action: '/tiep-nhan',
          key: 'k-12345678',
          pack: 'chung-thuc-ban-sao',
          title: t('Chứng thực bản sao', 'Certified copies'),
          form: { form: copies, typed: new Map(), problems: [] },
          promised,
          fee,
          looked: { asked: '049085002345', known: { name: p('Nguyễn Văn An'), text: '0490******45 · 0905 412 768' } },
          problems: [],
        },
        done: { code: 'H47.12-221115-0035', text: t('Hẹn trả 17:30 hôm nay.', 'Promised for 17:30 today.'), slipHref: '/phieu/1', caseHref: '/ho-so/1' },
      }),
    },
    {
      name: 'tray',
      html: trayPage(desk('/khay-ky'), {
        summary: t('2 văn bản, 1 phải ký trước 10:30', '2 documents, 1 before 10:30'),
        tabs: [
          { href: '?khay=cho', text: t('Chờ ký', 'To sign'), count: 2, current: true },
          { href: '?khay=xong', text: t('Đã ký hôm nay', 'Signed today'), count: 11, current: false },
        ],
        papers: [
          {
            task: '1',
            title: t('Giấy khai sinh', 'Birth certificate'),
            due: due('sap', 'Còn 48 phút', '48 minutes left'),
            size: t('1 trang', '1 page'),
            about: p('Hồ Minh Khang · sinh 12/11/2022'),
            text: p('Số định danh đã cấp. Khớp giấy chứng sinh.'),
            readHref: '/ho-so/1',
            giveBack: { action: '/khay-ky/1/tra', key: 'k-12345678' },
          },
          {
            task: '2',
            title: t('Bản sao chứng thực, 14 bản', 'Certified copies, 14'),
            due: due('han', 'Còn 2 ngày', '2 days left'),
            size: t('14 bản', '14 copies'),
            about: p('Pơloong Văn Bhrớp'),
            text: p('Đã đối chiếu bản chính tại quầy 2 lúc 08:05.'),
            readHref: '/ho-so/2',
            giveBack: { action: '/khay-ky/2/tra', key: 'k-12345678' },
          },
        ],
        confirm: '/khay-ky/xac-nhan',
      }),
    },
    {
      name: 'tray-empty',
      html: trayPage(desk('/khay-ky'), { summary: '', tabs: [], papers: [], confirm: '/khay-ky/xac-nhan', done: t('Đã ký 2 văn bản.', '2 documents signed.') }),
    },
    {
      name: 'tray-confirm',
      html: trayConfirmPage(desk('/khay-ky'), {
        action: '/khay-ky',
        key: 'k-12345678',
        papers: [{ task: '1', title: t('Giấy khai sinh', 'Birth certificate'), about: p('Hồ Minh Khang') }],
        back: '/khay-ky',
        pin: true,
      }),
    },
    {
      name: 'leader',
      html: leaderPage(desk('/dieu-hanh'), {
        asOf: t('09:42 thứ Ba 15/11/2022', '09:42 Tuesday 15/11/2022'),
        live: '/dieu-hanh/luong',
        branch: t('Tỉnh Quảng Nam', 'Quảng Nam Province'),
        tiles: (['open', 'onTime', 'overdue', 'received'] as const).map((id, index) => ({
          id,
          title:
            [
              t('Đang mở', 'Open'),
              t('Trả đúng hẹn tháng này', 'On time this month'),
              t('Đang mở, quá hạn', 'Open and overdue'),
              t('Nhận hôm nay', 'Received today'),
            ][index] ?? '',
          href: `/dieu-hanh/ho-so?so=${id}`,
          value: ['47', '97,8', '3', '12'][index] ?? '',
          ...(id === 'onTime' ? { unit: '%' } : {}),
          due:
            [
              due('han', 'trong sức', 'normal'),
              due('sap', 'sát mục tiêu', 'near target'),
              due('qua', 'phải xử lý', 'to act on'),
              due('han', 'bình thường', 'normal'),
            ][index] ?? sap,
          lines: [t('mục tiêu 98 %', 'target 98 %')],
        })),
        units,
        gains: {
          periods: [
            [t('Tháng này', 'This month'), true] as const,
            [t('Quý này', 'This quarter'), false] as const,
            [t('Năm nay', 'This year'), false] as const,
          ].map(([text, current]) => ({ href: '/dieu-hanh?ky=month', text, current })),
          rows: units.slice(0, 3).map((unit, index) => ({
            name: unit.name,
            href: '/dieu-hanh?don-vi=1',
            ...(index === 2 ? {} : { rating: { mean: '4,6', good: '92 %', count: { value: '38', href: '/dieu-hanh/ho-so?so=rated' } } }),
            trips: { value: index === 2 ? '0' : '412', href: '/dieu-hanh/ho-so?so=saved' },
            hours: '618,5',
            dong: '28.340.500',
          })),
          all: {
            name: t('Cộng', 'Total'),
            rating: { mean: '4,6', good: '92 %', count: { value: '76', href: '/dieu-hanh/ho-so?so=rated' } },
            trips: { value: '824', href: '/dieu-hanh/ho-so?so=saved' },
            hours: '1.237',
            dong: '56.681.000',
          },
          formula: t('Lượt đi, giờ và tiền đã bớt so với cách cũ.', 'Trips, hours and money spared against before.'),
        },
      }),
    },
    {
      name: 'number',
      html: numberPage(desk('/dieu-hanh/ho-so'), {
        title: t('Đang mở, quá hạn', 'Open and overdue'),
        formula: t('Hồ sơ chưa trả mà giờ hẹn đã qua.', 'Cases not returned whose hour has passed.'),
        value: '3',
        back: '/dieu-hanh',
        total: 3,
        cases: caseLines.slice(0, 3).map(([code, , chip]) => ({
          href: `/ho-so/${code}`,
          code,
          procedure: title,
          unit: p('Phường An Xuân'),
          received: '15/11 09:42',
          due: chip,
          step: t('Thẩm tra', 'Check'),
          holder: p('Võ Thị Hà'),
        })),
      }),
    },
    {
      name: 'recovery',
      html: recoveryPage(desk('/quan-tri/khoi-phuc'), {
        waiting: [
          {
            name: p('Võ Thị Hà'),
            asked: `${p('Hồ Minh Quân')}, ${t('08:40 thứ Ba 15/11/2022', '08:40 Tuesday 15/11/2022')}`,
            action: '/quan-tri/xac-nhan/1',
            key: 'k-12345678',
          },
        ],
      }),
    },
    { name: 'recovery-none', html: recoveryPage(desk('/quan-tri/khoi-phuc'), { waiting: [], done: t('Đã xác nhận.', 'Confirmed.') }) },
    {
      name: 'admin',
      html: adminPage(desk('/quan-tri'), {
        people: [
          {
            name: p('Võ Thị Hà'),
            unit: p('UBND phường An Xuân'),
            roles: t('công chức', 'officer'),
            passkeys: 1,
            seen: t('hôm nay 08:05', 'today 08:05'),
            recover: { action: '/quan-tri/khoa', key: 'k-12345678' },
          },
          { name: p('Lê Thị Hồng Vân'), unit: p('UBND phường An Xuân'), roles: t('công chức', 'officer'), passkeys: 0, seen: t('chưa đăng nhập', 'never') },
        ],
        total: 12,
        query: '',
        health: [
          { due: due('xong', 'tốt', 'good'), name: t('Cơ sở dữ liệu', 'Database'), text: t('PostgreSQL 18, 41 MB', 'PostgreSQL 18, 41 MB') },
          { due: due('sap', 'cần xem', 'look'), name: t('Sao lưu', 'Back-up'), text: t('Lần cuối 3 ngày trước', '3 days ago'), repair: './cuaso backup' },
        ],
        packs: [{ id: 'khai-sinh', title, version: '1.0.0', units: t('241 xã, phường', '241 communes'), due: due('xong', 'đang chạy', 'live'), findings: [] }],
        tokens: [{ name: p('Kho dữ liệu'), rights: 'case.read', until: '31/12/2022', revoke: { action: '/quan-tri/khoa-may', key: 'k-12345678' } }],
        invite: {
          action: '/quan-tri/moi',
          key: 'k-12345678',
          units: unitChoices,
          roles: [{ value: 'officer', text: t('công chức', 'officer') }],
          problems: [{ name: 'name', text: t('Ghi họ và tên.', 'Write the name.') }],
        },
        token: {
          action: '/quan-tri/khoa-may',
          key: 'k-12345678',
          people: [{ value: '1', text: p('Võ Thị Hà') }],
          rights: [{ value: 'case.read', text: 'case.read' }],
        },
        once: {
          title: t('Đường dẫn mời, chỉ hiện một lần', 'Invitation link, shown once'),
          text: t('Gửi cho người được mời.', 'Send it to the person invited.'),
          secret: 'https://cuaso.example/moi/abcdef',
        },
      }),
    },
    ...voiceScreens({ frame, desk, t, p, report: packForm('phan-anh-hien-truong') }),
    ...knowScreens({ frame, desk, t, p }),
    ...noticeScreens({ t, p, citizen, desk }),
    ...deviceScreens({ t, p, citizen }),
    ...payScreens({ t, p, citizen, desk }),
    ...draftScreens({ t, p, citizen, apply, typed }),
    ...reachScreens({ t, frame, citizen, apply: { ...apply, typed, problems: [] } }),
  ];
}

/** The same case seen by somebody who does not hold it. */
function without<T extends { readonly task?: unknown }>(view: T): Omit<T, 'task'> {
  const { task: _, ...rest } = view;
  return rest;
}

/** A drawn sheet standing for a scanned paper. */
const sheetPicture = '/anh-mau.svg';
