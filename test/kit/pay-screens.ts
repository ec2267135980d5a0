/** Screens of paying and of the accountant, with sample data. All people are invented. */
import { dongInWords } from '../../src/base/money.ts';
import { qrSvg } from '../../src/base/qr.ts';
import { writeVietQr } from '../../src/kernel/payment/payment.ts';
import type { CashTab, CashView } from '../../src/web/desk/cash.view.ts';
import { cashPage } from '../../src/web/desk/cash.view.ts';
import type { Frame } from '../../src/web/frame.ts';
import type { PayView } from '../../src/web/portal/pay.view.ts';
import { payPage, receiptSheet } from '../../src/web/portal/pay.view.ts';
import type { Screen } from './screens.ts';

type Kit = {
  readonly t: (vi: string, en: string) => string;
  readonly p: (text: string) => string;
  readonly citizen: (path: string) => Frame;
  readonly desk: (path: string) => Frame;
};

const reference = 'CS7KQ2M9XH4TR';

export function payScreens({ t, p, citizen, desk }: Kit): readonly Screen[] {
  const text = writeVietQr({ bank: '970499', account: '0000202211150', to: 'account', amount: 24_000, purpose: reference });
  const title = t('Chứng thực bản sao từ bản chính', 'Certified copies');
  const unit = t('UBND phường An Xuân, TP Tam Kỳ', 'An Xuân Ward, Tam Kỳ');
  const receipt = {
    href: `/thanh-toan/${reference}/bien-lai/BL-22-000215`,
    text: t('Ký hiệu BL-22, số 000215', 'Serial BL-22, number 000215'),
    amount: '10.000 đ',
    at: t('09:12 thứ Ba 15/11/2022, chuyển khoản', '09:12 Tuesday 15/11/2022, bank transfer'),
  };
  const open: PayView = {
    title,
    unit,
    reference,
    chip: { state: 'sap', text: t('Đã nộp một phần', 'Partly paid') },
    amount: '24.000 đ',
    words: dongInWords(24_000),
    text: t('Tổng 34.000 đ, đã nộp 10.000 đ', '10.000 đ of 34.000 đ paid'),
    isOpen: true,
    transfer: {
      qr: qrSvg(String(text)),
      savePng: `/thanh-toan/${reference}/qr.png`,
      bank: 'Ngân hàng mẫu',
      account: '0000202211150',
      holder: 'KHO BAC MAU QUANG NAM',
      digits: '24000',
    },
    gateway: `/thanh-toan/${reference}/cong`,
    receipts: [receipt],
    back: { href: '/ho-so-cua-toi/1', text: t('Hồ sơ của tôi', 'My cases') },
  };
  const { transfer: _, gateway: __, ...rest } = open;
  const done: PayView = {
    ...rest,
    isOpen: false,
    chip: { state: 'xong', text: t('Nộp thừa, chờ hoàn', 'Overpaid, to be returned') },
    note: {
      tone: 'info',
      title: t('Đã nhận thừa 10.000 đ', '10.000 đ came in too much'),
      text: t('Kế toán của đơn vị sẽ hoàn lại số này.', 'The accountant of the unit will return it.'),
    },
  };
  const sheet = receiptSheet(citizen(receipt.href), {
    reference,
    unit,
    book: 'BL-22',
    number: '000215',
    rows: [
      { label: t('Người nộp', 'Payer'), value: p('Nguyễn Văn An'), isVietnamese: true },
      { label: t('Nội dung thu', 'For'), value: title },
      { label: t('Hình thức', 'By'), value: t('Chuyển khoản', 'Bank transfer') },
    ],
    amount: '10.000 đ',
    words: dongInWords(10_000),
  });
  const cash = (tab: CashTab, change: Partial<CashView> = {}): Screen['html'] => cashPage(desk(`/thu-phi?muc=${tab}`), { ...cashView(tab, t, p), ...change });
  return [
    { name: 'pay', html: payPage(citizen(`/thanh-toan/${reference}`), open) },
    { name: 'pay-done', html: payPage(citizen(`/thanh-toan/${reference}`), done) },
    { name: 'pay-receipt', html: sheet },
    { name: 'cash-owed', html: cash('phai-thu') },
    {
      name: 'cash-problem',
      html: cash('phai-thu', {
        problem: t('Số tiền hoàn lớn hơn số tiền có thể hoàn.', 'More is asked back than can be refunded.'),
        typed: {
          form: `hoan-${reference}`,
          fields: new Map([
            ['so_tien', ['99.000']],
            ['ly_do', [p('Trả hai lần')]],
          ]),
        },
      }),
    },
    { name: 'cash-loose', html: cash('chua-ro') },
    { name: 'cash-refunds', html: cash('hoan') },
    { name: 'cash-compare', html: cash('doi-soat') },
    { name: 'cash-none', html: cash('chua-ro', { loose: [], done: t('Đã ghi khoản tiền', 'The money is allotted') }) },
  ];
}

function cashView(tab: CashTab, t: Kit['t'], p: Kit['p']): CashView {
  const names = [t('Phải thu', 'Owed'), t('Tiền chưa rõ', 'Unknown money'), t('Hoàn tiền', 'Refunds'), t('Đối soát', 'Reconciliation')];
  const keys = ['phai-thu', 'chua-ro', 'hoan', 'doi-soat'] as const;
  const title = t('Chứng thực bản sao từ bản chính', 'Certified copies');
  return {
    tab,
    tabs: keys.map((key, index) => ({
      href: `/thu-phi?muc=${key}`,
      text: names[index] ?? '',
      ...(key === 'doi-soat' ? {} : { count: 2 }),
      current: key === tab,
    })),
    month: t('Tháng này 12 biên lai, 124.000 đ; không dùng tiền mặt 9 (75 %)', 'This month 12 receipts, 124.000 đ; without cash 9 (75 %)'),
    typed: { form: '', fields: new Map() },
    owed: [
      {
        reference,
        title,
        chip: { state: 'xong', text: t('Nộp thừa, chờ hoàn', 'Overpaid, to be returned') },
        amount: '24.000 đ',
        text: t('Tổng 24.000 đ, đã nộp 24.000 đ', '24.000 đ of 24.000 đ paid'),
        case: { href: '/ho-so/H47.31.25-221115-0007', text: 'H47.31.25-221115-0007' },
        refund: { id: `hoan-${reference}`, from: [['ma', reference]], amount: '10.000 đ', suggested: '10.000' },
      },
      {
        reference: 'CSM4N8P2Q7RWV',
        title: p('Lệ phí trước bạ'),
        chip: { state: 'qua', text: t('Quá hạn nộp 23:59 thứ Hai 14/11/2022', 'Was due 23:59 Monday 14/11/2022') },
        amount: '2.500.000 đ',
        text: 'H47.99, TB-0031/2022',
      },
    ],
    isAll: false,
    loose: [
      {
        id: '0192f3a1-0000-7000-8000-000000000001',
        bankRef: 'FT22319A7C01',
        amount: '8.000 đ',
        content: p('nop le phi khai sinh'),
        text: t('09:12 thứ Ba 15/11/2022', '09:12 Tuesday 15/11/2022'),
        refund: { id: 'hoan-1', from: [['khoan', '1']], amount: '8.000 đ', suggested: '8.000' },
      },
    ],
    refunds: [
      {
        id: '0192f3a1-0000-7000-8000-000000000002',
        chip: { state: 'sap', text: t('Chờ lãnh đạo duyệt', 'Waits for the head of the unit') },
        amount: '10.000 đ',
        reason: p('Trả hai lần'),
        text: p('Nguyễn Thị Kim Chi'),
        pay: { href: `/thanh-toan/${reference}`, text: reference },
        canDecide: true,
      },
      {
        id: '2',
        chip: { state: 'xong', text: t('Đã hoàn', 'Returned') },
        amount: '4.000 đ',
        reason: p('Hồ sơ đã rút'),
        text: p('Nguyễn Thị Kim Chi'),
        canDecide: false,
      },
    ],
    reports: [
      {
        day: '14/11/2022',
        text: t('42 giao dịch, 618.000 đ; khớp 40', 'transactions: 42, 618.000 đ; the same: 40'),
        chip: { state: 'sap', text: '2' },
        lists: [
          { title: t('Có ở ngân hàng, chưa được báo: đã ghi từ tệp', 'In the file, never told: settled from it'), lines: ['FT22318Z01: 10.000 đ'] },
          {
            title: t('Số tiền hoặc nội dung khác nhau', 'Amount or content differ'),
            lines: [t('FT22318Z02: ở đây 8.000 đ, ngân hàng 9.000 đ', 'FT22318Z02: here 8.000 đ, bank 9.000 đ')],
          },
        ],
      },
      {
        day: '13/11/2022',
        text: t('7 giao dịch, 86.000 đ; khớp 7', 'transactions: 7, 86.000 đ; the same: 7'),
        chip: { state: 'xong', text: t('Khớp hoàn toàn', 'Everything agrees') },
        lists: [],
      },
    ],
    key: () => 'k-12345678',
    day: '14/11/2022',
    isKeeper: true,
  };
}
