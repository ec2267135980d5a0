/** The screens of public information with sample data. */
import { readArticle } from '../../src/kernel/register/register.ts';
import { loadHandbook } from '../../src/main/handbook.ts';
import type { Frame } from '../../src/web/frame.ts';
import { dataPage, licenceView } from '../../src/web/know/data.view.ts';
import { deskNewsListPage, deskNewsPage, newsFormPage } from '../../src/web/know/desk.view.ts';
import { handbookArticlePage, handbookPage, topicPage, wholeHandbookPage } from '../../src/web/know/handbook.view.ts';
import { newsListPage, newsPage } from '../../src/web/know/news.view.ts';
import { openSets } from '../../src/web/know/sets.ts';
import { asTyped } from '../../src/web/parts/bits.ts';
import type { Screen } from './screens.ts';

type Kit = {
  readonly frame: (path: string) => Frame;
  readonly desk: (path: string) => Frame;
  /** Words of the interface, and words of people. */
  readonly t: (vi: string, en: string) => string;
  readonly p: (text: string) => string;
};

const handbook = loadHandbook();

export function knowScreens({ frame, desk, t, p }: Kit): readonly Screen[] {
  const lang = t('vi', 'en') === 'vi' ? ('vi' as const) : ('en' as const);
  const ward = t('UBND phường An Xuân', 'An Xuan Ward');
  const reuse = {
    responsible: asTyped(lang, p('Phan Thị Mỹ Lệ, Phó Chủ tịch UBND phường An Xuân')),
    source: p('Thông báo số 12/TB-UBND'),
    updated: '08:30 10/11/2022',
  };
  const office = { responsible: t('UBND tỉnh Quảng Nam', "People's Committee of Quảng Nam Province"), updated: '14/11/2022' };
  const [title, said] = [p('Lịch tiếp công dân tháng 11'), p('Chủ tịch UBND phường tiếp công dân định kỳ ngày 21/11/2022, từ 08:00 đến 11:00.')];
  const article = readArticle(`${said}\n\n## ${title}\n- ${said}\n- [${t('Phản ánh', 'Report')}](/phan-anh)\n\n1. ${said}`);
  const chip = { state: 'han' as const, text: t('Đang có hiệu lực', 'In force') };
  const list = {
    lines: [1, 2, 3].map((n) => ({
      href: `/tin-tuc/TT-221109-000${n}`,
      title,
      text: said,
      note: `${t('Thông báo', 'Notice')} · ${ward} · 09/11/2022`,
    })),
    units: [
      { href: '/tin-tuc', text: t('Mọi đơn vị', 'All units'), count: 3, current: false },
      { href: '/tin-tuc?don-vi=12', text: ward, count: 3, current: true },
    ],
    unit: ward,
    isOver: false,
    over: { href: '/tin-tuc?het-hieu-luc=1', text: t('Tin đã hết hiệu lực', 'No longer in force') },
    next: '/tin-tuc?trang=2',
    feed: '/tin-tuc/atom.xml',
    reuse,
  };
  const one = {
    title,
    titlePart: title,
    kind: t('Thông báo', 'Notice'),
    unit: { href: '/tin-tuc?don-vi=12', text: ward },
    when: '14:00 09/11/2022',
    period: t('Hiệu lực từ 09/11/2022 đến hết 30/11/2022', 'From 09/11/2022 to 30/11/2022'),
    chip,
    article,
    isVietnameseOnly: lang === 'en',
    picture: { src: '/anh.svg', alt: p('Trụ sở UBND phường An Xuân'), width: 600, height: 800 },
    history: [{ when: '08:30 10/11/2022', text: p('Sửa ngày tiếp công dân.') }],
    reuse,
  };
  const lineOf = (id: string) => {
    const found = handbook.articles.find((each) => each.id === id);
    return { href: `/cam-nang/${id}`, text: found?.title[lang] ?? '', summary: found?.summary[lang] ?? '' };
  };
  const topics = [
    { href: '/cam-nang/thu-tuc/khai-sinh', text: t('Đăng ký khai sinh', 'Birth registration') },
    { href: '/cam-nang/thu-tuc/chung-thuc-ban-sao', text: t('Chứng thực bản sao', 'Certified copies') },
  ];
  const groups = handbook.groups.map((group) => ({
    title: group.title[lang],
    lines: handbook.articles.filter((each) => each.group === group.id).map(({ id }) => lineOf(id)),
  }));
  const first = handbook.articles[0];
  const form = {
    action: '/ban-lam-viec/tin-tuc/moi',
    back: '/ban-lam-viec/tin-tuc',
    key: 'k-12345678',
    place: { unit: '12', units: [{ value: '12', text: ward }], kind: 'notice' },
    title,
    text: said,
    titleEn: '',
    textEn: '',
    source: p('Thông báo số 12/TB-UBND'),
    responsible: p('Phan Thị Mỹ Lệ, Phó Chủ tịch'),
    starts: '2022-11-09',
    ends: '2022-11-30',
    alt: '',
    altEn: '',
    problems: [],
  };
  const { place: _place, ...corrected } = form;
  const deskOne = {
    code: 'TT-221109-0001',
    title,
    chip: { state: 'sap' as const, text: t('Chờ duyệt', 'Waits for approval') },
    facts: [
      { label: t('Đơn vị', 'Unit'), value: ward },
      { label: t('Bản 1', 'Version 1'), value: p('Phan Thị Mỹ Lệ'), note: t('chờ duyệt', 'waits') },
    ],
    article,
    english: { title: 'Office hours', article: readArticle('Every month on the 21st.') },
    picture: { src: '/anh.svg', alt: p('Trụ sở') },
    isDone: true,
    key: 'k-12345678',
    may: { decide: true, correct: true, withdraw: true, look: true },
    isOwn: false,
    problems: [],
    reason: '',
  };
  const problem = { name: 'ten', text: t('Ghi tiêu đề từ 5 đến 200 ký tự.', 'Write a title of 5 to 200 characters.') };
  const sets = openSets.map((set) => ({
    id: set.id,
    title: set.title[lang],
    about: set.about[lang],
    rows: t('241 dòng', '241 rows'),
    changed: '08:00 15/11/2022',
    columns: set.columns.map(({ name, about }) => ({ name, about: about[lang] })),
  }));
  const visits = [{ name: t('Thủ tục', 'Procedures'), today: '120', week: '1.204', month: '4.890' }];
  const topic = {
    title: t('Đăng ký khai sinh', 'Birth registration'),
    summary: t('Giấy khai sinh có chữ ký số.', 'A signed birth certificate.'),
    href: '/thu-tuc/khai-sinh',
    facts: [{ name: t('Ai được làm', 'Who'), text: p(t('Cha, mẹ', 'Parents')) }],
    people: [{ name: t('Người nộp giúp', 'Helpers'), text: p(t('Kèm văn bản ủy quyền.', 'Attach the authorisation.')) }],
  };
  return [
    { name: 'news', html: newsListPage(frame('/tin-tuc'), list) },
    { name: 'news-none', html: newsListPage(frame('/tin-tuc'), { ...list, lines: [], units: [], isOver: true }) },
    { name: 'news-one', html: newsPage(frame('/tin-tuc/TT-221109-0001'), one) },
    { name: 'news-withdrawn', html: newsPage(frame('/tin-tuc/TT-221109-0001'), { ...one, withdrawn: p('Ghi nhầm địa chỉ.') }) },
    { name: 'handbook', html: handbookPage(frame('/cam-nang'), { query: '', groups, topics, reuse: office }) },
    { name: 'handbook-found', html: handbookPage(frame('/cam-nang?q=otp'), { query: p('otp'), groups, topics, found: [lineOf('lua-dao')], reuse: office }) },
    { name: 'handbook-none', html: handbookPage(frame('/cam-nang?q=x'), { query: p('x'), groups, topics, found: [], reuse: office }) },
    {
      name: 'handbook-article',
      html: handbookArticlePage(frame('/cam-nang/nop-ho-so'), {
        title: first?.title[lang] ?? '',
        summary: first?.summary[lang] ?? '',
        article: first?.text[lang] ?? [],
        more: [lineOf('theo-doi')],
        reuse: office,
      }),
    },
    {
      name: 'handbook-whole',
      html: wholeHandbookPage(frame('/cam-nang/tron-bo'), {
        query: '',
        articles: handbook.articles.map((each) => ({ id: each.id, title: each.title[lang], summary: each.summary[lang], article: each.text[lang] })),
        topics: [{ id: 'thu-tuc-khai-sinh', ...topic }],
        reuse: office,
      }),
    },
    { name: 'handbook-topic', html: topicPage(frame('/cam-nang/thu-tuc/khai-sinh'), { ...topic, reuse: office }) },
    { name: 'open-data', html: dataPage(frame('/du-lieu-mo'), { sets, publisher: office.responsible, visits, reuse: office }) },
    { name: 'open-data-new', html: dataPage(frame('/du-lieu-mo'), { sets, publisher: office.responsible, visits: [], reuse: office }) },
    { name: 'licence', html: licenceView(frame('/du-lieu-mo/giay-phep'), office) },
    {
      name: 'desk-news',
      html: deskNewsListPage(desk('/ban-lam-viec/tin-tuc'), [
        { href: '/ban-lam-viec/tin-tuc/TT-221109-0001', title, note: 'TT-221109-0001', chip: deskOne.chip },
      ]),
    },
    { name: 'desk-news-none', html: deskNewsListPage(desk('/ban-lam-viec/tin-tuc'), []) },
    { name: 'desk-news-form', html: newsFormPage(desk('/ban-lam-viec/tin-tuc/moi'), form) },
    { name: 'desk-news-problem', html: newsFormPage(desk('/ban-lam-viec/tin-tuc/moi'), { ...form, problems: [problem] }) },
    {
      name: 'desk-news-correct',
      html: newsFormPage(desk('/ban-lam-viec/tin-tuc/TT-221109-0001/sua'), { ...corrected, correction: { why: p('Sửa ngày.'), hasPicture: true } }),
    },
    { name: 'desk-news-one', html: deskNewsPage(desk('/ban-lam-viec/tin-tuc/TT-221109-0001'), deskOne) },
    {
      name: 'desk-news-own',
      html: deskNewsPage(desk('/ban-lam-viec/tin-tuc/TT-221109-0001'), {
        ...deskOne,
        may: { ...deskOne.may, decide: false },
        isOwn: true,
        returned: p('Thiếu nơi liên hệ.'),
      }),
    },
  ];
}
