/** The screens of people's voice with sample data. */
import type { Form } from '../../src/engine/form/form.ts';
import type { Frame } from '../../src/web/frame.ts';
import {
  deskDraftPage,
  deskDraftsPage,
  deskReportPage,
  deskReportsPage,
  deskSurveyPage,
  deskSurveysPage,
  paperEntryPage,
} from '../../src/web/voice/desk.view.ts';
import { draftPage, linesPage } from '../../src/web/voice/draft.view.ts';
import { ratingPage } from '../../src/web/voice/rating.view.ts';
import { reportPage, reportsPage } from '../../src/web/voice/read.view.ts';
import { codePage, sendPage } from '../../src/web/voice/send.view.ts';
import { surveyPage } from '../../src/web/voice/survey.view.ts';
import type { Screen } from './screens.ts';

type Kit = {
  readonly frame: (path: string) => Frame;
  readonly desk: (path: string) => Frame;
  /** Words of the interface, and words of people. */
  readonly t: (vi: string, en: string) => string;
  readonly p: (text: string) => string;
  readonly report: Form;
};

export function voiceScreens({ frame, desk, t, p, report }: Kit): readonly Screen[] {
  const chip = { state: 'han' as const, text: t('Đang xử lý', 'Being handled') };
  const done = { state: 'xong' as const, text: t('Đã trả lời', 'Answered') };
  const words = p('Ổ gà sâu giữa đường, tối đi rất khó thấy.');
  const answer = p('Đã vá ổ gà và kẻ lại vạch đường sáng 10/11.');
  const line = {
    href: '/phan-anh/PA-221108-0001',
    code: 'PA-221108-0001',
    category: t('Đường sá, giao thông', 'Roads and traffic'),
    text: words,
    where: p('Trước cổng trường Hư Cấu'),
    unit: p('UBND phường An Xuân'),
    when: '07:50 08/11/2022',
  };
  const state = { name: 'trang-thai', label: t('Tình trạng', 'State'), value: '', choices: [{ value: 'answered', text: t('Đã trả lời', 'Answered') }] };
  const one = {
    title: line.category,
    code: line.code,
    category: line.category,
    text: words,
    where: line.where,
    when: line.when,
    unit: p('UBND phường An Xuân'),
    photos: [],
    isHidden: false,
  };
  const own = { secret: 'k', key: 'k-12345678', isNew: true, link: '/phan-anh/PA-221108-0001', canRate: false, problems: [], reason: '' };
  const same = (text: string) => ({ vi: p(text), en: p(text) });
  const questions = [
    { id: 'liked', text: same('Hài lòng ở mức nào?'), kind: 'scale' as const },
    { id: 'day', text: same('Buổi nào?'), kind: 'single' as const, choices: [same('Sáng'), same('Chiều')] },
    { id: 'ways', text: same('Cách nào?'), kind: 'multi' as const, choices: [same('Mạng'), same('Quầy')] },
    { id: 'tell', text: same('Giới thiệu?'), kind: 'nps' as const },
    { id: 'why', text: same('Vì sao?'), kind: 'text' as const },
  ];
  const sheet = {
    action: '/lay-y-kien/1',
    key: 'k-12345678',
    questions,
    typed: new Map(),
    problems: [],
    communes: [{ value: '1', text: p('phường An Xuân') }],
  };
  const survey = { title: p('Khảo sát giờ làm việc'), intro: p('Phường hỏi ý kiến.'), unit: p('UBND phường An Xuân'), chip, isSent: false };
  const tally = {
    question: questions[0] ?? sheet.questions[0],
    answered: 41,
    cells: [null, null, 9, 14, 8].map((count, index) => ({ value: index + 1, count })),
  };
  const send = {
    title: t('Phản ánh hiện trường', 'Field report'),
    text: t('Chụp ảnh, chỉ chỗ, nói việc.', 'Photograph, place, words.'),
    service: 'mau',
    key: 'k-12345678',
    visit: 'v-12345678',
    form: report,
    typed: new Map([['text', [words]]]),
    asks: ['category', 'text', 'danger', 'contact.name', 'contact.phone', 'isPublic'],
    problems: [],
    units: [{ value: '20347', text: p('UBND phường An Xuân') }],
    unit: '20347',
    unitName: p('UBND phường An Xuân'),
    place: { map: '/phan-anh/ban-do.svg', words: p('Trước cổng trường'), latitude: '15.571', longitude: '108.477' },
    photos: { most: 5, held: [{ id: 'a-1', name: p('o-ga.jpg') }] },
  };
  const deskLine = { href: '/ban-lam-viec/phan-anh/PA-221108-0001', title: line.category, text: words, note: line.code, chip };
  const draftForm = {
    key: 'k-12345678',
    title: p('Dự thảo'),
    text: words,
    ends: '2022-11-30',
    unit: '1',
    units: [{ value: '1', text: p('UBND phường An Xuân') }],
    problems: [],
  };
  return [
    {
      name: 'voice',
      html: reportsPage(frame('/phan-anh'), {
        doors: [{ href: '/phan-anh/gui', title: send.title, text: send.text }],
        figures: [{ value: '12', text: t('Đã nhận', 'Received') }],
        filters: [state],
        map: '/phan-anh/so-do.svg',
        lines: [
          { ...line, chip },
          { ...line, chip: done, answer, merged: t('2 người cùng phản ánh', 'reported by 2 people') },
        ],
        next: '/phan-anh?tu=30',
        links: [{ href: '/gop-y', text: t('Góp ý dự thảo văn bản', 'Comment on drafts') }],
      }),
    },
    {
      name: 'voice-none',
      html: reportsPage(frame('/phan-anh'), { doors: [], figures: [], filters: [state], map: '/phan-anh/so-do.svg', lines: [], links: [] }),
    },
    { name: 'voice-send', html: sendPage(frame('/phan-anh/gui'), { ...send, general: [] }) },
    {
      name: 'voice-send-problem',
      html: sendPage(frame('/phan-anh/gui'), {
        ...send,
        general: [
          { name: '_unit', text: t('Chọn xã, phường.', 'Choose the commune.') },
          { name: 'anh', text: p('o-ga.jpg') },
        ],
      }),
    },
    {
      name: 'voice-code',
      html: codePage(frame('/phan-anh/gui'), {
        phone: '0905 *** 768',
        carried: [['text', words]],
        problems: [{ name: '_ma', text: t('Nhập mã gồm 6 chữ số.', 'Type the code of 6 digits.') }],
        shown: '123456',
      }),
    },
    {
      name: 'voice-code-phones',
      html: codePage(frame('/phan-anh/gui'), { phone: '0905 *** 768', carried: [['text', words]], problems: [], phones: 'http://127.0.0.1:41999' }),
    },
    {
      name: 'voice-one',
      html: reportPage(frame('/phan-anh/PA-221108-0001'), {
        ...one,
        chip,
        promise: t('Hẹn trả lời 17:30', 'Answer due 17:30'),
        map: '/phan-anh/ban-do.svg',
        own,
      }),
    },
    {
      name: 'voice-answered',
      html: reportPage(frame('/phan-anh/PA-221108-0001'), {
        ...one,
        chip: done,
        answer: { title: t('Đã trả lời', 'Answered'), text: answer, when: '10/11/2022' },
        photos: ['/phan-anh/PA-221108-0001/anh/1.svg'],
        reopens: { href: '/phan-anh/PA-221101-0001', text: 'PA-221101-0001' },
        own: {
          ...own,
          isNew: false,
          canRate: true,
          reopenBy: '17/11/2022',
          problems: [{ name: 'diem', text: t('Chọn một mức.', 'Choose a score.') }],
          reason: p('Chưa xong'),
        },
      }),
    },
    {
      name: 'voice-drafts',
      html: linesPage(frame('/gop-y'), {
        title: t('Dự thảo lấy ý kiến', 'Drafts'),
        lead: t('Đọc trước khi ban hành.', 'Read them first.'),
        none: '',
        lines: [{ href: '/gop-y/1', title: p('Dự thảo Quyết định'), unit: p('UBND phường An Xuân'), when: '2', chip }],
      }),
    },
    {
      name: 'voice-draft',
      html: draftPage(frame('/gop-y/1'), {
        id: '1',
        title: p('Dự thảo Quyết định'),
        unit: p('UBND phường An Xuân'),
        when: '07/11/2022',
        ends: '30/11/2022',
        chip,
        paragraphs: [words],
        report: answer,
        comments: [{ about: p('Điều 1'), text: words, name: '', when: '08/11/2022', answer }],
        form: { key: 'k-12345678', about: '', text: p('ý'), name: '', problems: [{ name: 'y_kien', text: t('Ghi dài hơn.', 'Write more.') }] },
        isSent: true,
      }),
    },
    {
      name: 'voice-survey',
      html: surveyPage(frame('/lay-y-kien/1'), {
        ...survey,
        sheet: { ...sheet, problems: [{ name: 'q.liked', text: t('Chọn một câu trả lời.', 'Choose an answer.') }] },
      }),
    },
    {
      name: 'voice-results',
      html: surveyPage(frame('/lay-y-kien/1'), {
        ...survey,
        isSent: true,
        conclusion: answer,
        results: { total: 41, tallies: tally.question === undefined ? [] : [{ ...tally, question: tally.question }] },
      }),
    },
    {
      name: 'voice-rating',
      html: ratingPage(frame('/danh-gia/1'), {
        action: '/danh-gia/1',
        key: 'k-12345678',
        service: p('Đăng ký khai sinh'),
        unit: p('UBND phường An Xuân'),
        question: p('Hài lòng ở mức nào?'),
        words: p('Vì sao?'),
        typed: { score: '', reason: p('Chậm') },
        problems: [],
      }),
    },
    {
      name: 'voice-rated',
      html: ratingPage(frame('/danh-gia/1'), {
        action: '/danh-gia/1',
        key: 'k-12345678',
        service: p('Đăng ký khai sinh'),
        unit: p('UBND phường An Xuân'),
        question: '',
        score: 2,
        typed: { score: '', reason: '' },
        problems: [],
      }),
    },
    { name: 'voice-paper', html: paperEntryPage(frame('/nhap-phieu/1'), { title: survey.title, sheet: { ...sheet, paper: p('P-01') } }) },
    { name: 'desk-voice', html: deskReportsPage(desk('/ban-lam-viec/phan-anh'), [deskLine]) },
    {
      name: 'desk-voice-one',
      html: deskReportPage(desk('/ban-lam-viec/phan-anh/PA-221108-0001'), {
        code: line.code,
        title: line.category,
        chip,
        facts: [{ label: t('Gửi lúc', 'Sent at'), value: line.when }],
        case: '/ho-so/1',
        original: words,
        form: {
          key: 'k-12345678',
          text: words,
          place: line.where,
          hidden: false,
          photos: [{ id: 'a-1', href: '/tep/1', released: true, name: t('Ảnh 1', 'Picture 1') }],
        },
        twins: [{ code: 'PA-221108-0002', text: words, why: '80 %' }],
        mergeKey: 'k-87654321',
        problems: [],
      }),
    },
    { name: 'desk-drafts', html: deskDraftsPage(desk('/ban-lam-viec/gop-y'), { lines: [deskLine], form: draftForm }) },
    {
      name: 'desk-draft',
      html: deskDraftPage(desk('/ban-lam-viec/gop-y/1'), {
        id: '1',
        title: p('Dự thảo'),
        chip,
        reportKey: 'k-12345678',
        report: '',
        comments: [{ id: 'c1', key: 'k-1', about: p('Điều 1'), text: words, name: p('An'), when: line.when, answer, hidden: false }],
        problems: [],
      }),
    },
    {
      name: 'desk-surveys',
      html: deskSurveysPage(desk('/ban-lam-viec/lay-y-kien'), {
        lines: [deskLine],
        form: { ...draftForm, surveys: [{ value: 'a b', text: p('Khai sinh') }], survey: '', communeQuota: '', ageQuota: '' },
      }),
    },
    {
      name: 'desk-survey',
      html: deskSurveyPage(desk('/ban-lam-viec/lay-y-kien/1'), {
        id: '1',
        title: survey.title,
        chip,
        count: 9,
        key: 'k-12345678',
        isOpen: true,
        links: ['/phieu/abc'],
        words: [{ question: p('Vì sao?'), texts: [words] }],
        problems: [],
      }),
    },
  ];
}
