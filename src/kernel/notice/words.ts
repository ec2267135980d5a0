/** Every word that leaves the house to tell somebody something: title and sentence of each kind, in both languages. What happened and a code, never anything about a person. */
import type { Label } from '../../base/text.ts';

type Words = {
  /** Whom it is for: the person a case is about, those who work on it, or people it names. */
  readonly for: 'citizen' | 'officer' | 'named';
  readonly title: Label;
  /** '{due}' is replaced; a part in [brackets] stands only when all its slots have a value. */
  readonly text: Label;
  /** Where the link leads; '{ref}' is the code. */
  readonly path: string;
};

const tracked = '/tra-cuu?ma={ref}';
const desk = '/ho-so/{ref}';

export const noticeWords = {
  received: {
    for: 'citizen',
    title: { vi: 'Đã tiếp nhận hồ sơ', en: 'Case received' },
    text: { vi: 'Đã tiếp nhận hồ sơ {ref}. Hẹn trả {due}.', en: 'Case {ref} was received. Promised for {due}.' },
    path: tracked,
  },
  supplement: {
    for: 'citizen',
    title: { vi: 'Cần bổ sung hồ sơ', en: 'Something is missing' },
    text: {
      vi: 'Hồ sơ {ref} cần bổ sung {count} mục. Thời gian chờ không tính vào thời hạn.',
      en: 'Case {ref} needs {count} more item(s). The wait is not counted.',
    },
    path: tracked,
  },
  obligation: {
    for: 'citizen',
    title: { vi: 'Có khoản phải nộp', en: 'There is a fee to pay' },
    text: { vi: 'Hồ sơ {ref}: phải nộp {amount}[, hạn {due}].', en: 'Case {ref}: {amount} to pay[, by {due}].' },
    path: tracked,
  },
  apology: {
    for: 'citizen',
    title: { vi: 'Xin lỗi và hẹn lại', en: 'An apology and a new date' },
    text: {
      vi: 'Hồ sơ {ref} chưa xong đúng hẹn, thành thật xin lỗi ông/bà. Hẹn lại {due}.',
      en: 'Case {ref} is late and we apologise. The new date is {due}.',
    },
    path: tracked,
  },
  late: {
    for: 'citizen',
    title: { vi: 'Hồ sơ quá hẹn', en: 'The case is late' },
    text: {
      vi: 'Hồ sơ {ref} đã quá giờ hẹn {due}, thành thật xin lỗi ông/bà. Nơi giải quyết đã được nhắc.',
      en: 'Case {ref} was promised for {due} and is late. We apologise; the office was reminded.',
    },
    path: tracked,
  },
  resultReady: {
    for: 'citizen',
    title: { vi: 'Đã có kết quả', en: 'The result is ready' },
    text: { vi: 'Hồ sơ {ref} đã có kết quả.[ Nhận tại {where}][, {hours}].', en: 'The result of case {ref} is ready[ at {where}][, {hours}].' },
    path: tracked,
  },
  refused: {
    for: 'citizen',
    title: { vi: 'Hồ sơ bị từ chối', en: 'The case was refused' },
    text: {
      vi: 'Hồ sơ {ref} không được giải quyết. Xem lý do và cách khiếu nại.',
      en: 'Case {ref} was refused. See the reason and how to complain.',
    },
    path: tracked,
  },
  withdrawn: {
    for: 'citizen',
    title: { vi: 'Hồ sơ đã được rút', en: 'The case was withdrawn' },
    text: {
      vi: 'Hồ sơ {ref} đã được rút theo yêu cầu. Nếu không phải ông/bà yêu cầu, hãy gọi nơi tiếp nhận.',
      en: 'Case {ref} was withdrawn as asked. If this was not you, call the office.',
    },
    path: tracked,
  },
  paid: {
    for: 'citizen',
    title: { vi: 'Đã nhận tiền', en: 'Payment received' },
    text: { vi: 'Hồ sơ {ref}: đã nhận {amount}.', en: 'Case {ref}: {amount} received.' },
    path: tracked,
  },
  refundDecided: {
    for: 'citizen',
    title: { vi: 'Được hoàn tiền', en: 'A refund was decided' },
    text: { vi: 'Hồ sơ {ref}: đã quyết định hoàn {amount}.', en: 'Case {ref}: a refund of {amount} was decided.' },
    path: tracked,
  },
  refundSent: {
    for: 'citizen',
    title: { vi: 'Đã chuyển tiền hoàn', en: 'The refund was sent' },
    text: {
      vi: 'Hồ sơ {ref}: đã chuyển {amount} về tài khoản đã nộp.',
      en: 'Case {ref}: {amount} was sent back to the account that paid.',
    },
    path: tracked,
  },
  refundAtCounter: {
    for: 'citizen',
    title: { vi: 'Mời nhận tiền hoàn', en: 'The refund can be collected' },
    text: { vi: 'Hồ sơ {ref}: mời nhận lại {amount}[ tại {where}][, {hours}].', en: 'Case {ref}: {amount} can be collected[ at {where}][, {hours}].' },
    path: tracked,
  },
  ratingAsked: {
    for: 'citizen',
    title: { vi: 'Mời đánh giá', en: 'Please rate the service' },
    text: { vi: 'Hồ sơ {ref} đã trả kết quả. Mời ông/bà đánh giá việc giải quyết.', en: 'The result of case {ref} was handed over. Please rate the service.' },
    path: '/danh-gia/{key}',
  },
  feedbackAnswered: {
    for: 'citizen',
    title: { vi: 'Phản ánh đã có trả lời', en: 'Your report was answered' },
    text: { vi: 'Phản ánh {ref} đã có trả lời. Mời ông/bà xem và đánh giá.', en: 'Report {ref} was answered. Please read and rate the answer.' },
    path: '/phan-anh/{ref}',
  },
  consentAsked: {
    for: 'named',
    title: { vi: 'Chờ ông/bà đồng ý', en: 'Your consent is asked' },
    text: {
      vi: 'Có hồ sơ nêu tên ông/bà và chờ ông/bà đồng ý. Đăng nhập để đọc và trả lời.',
      en: 'A case names you and waits for your consent. Sign in to read it and to answer.',
    },
    path: '/toi/dong-y',
  },
  consentOnPaper: {
    for: 'named',
    title: { vi: 'Có giấy đồng ý mang tên ông/bà', en: 'A written consent bears your name' },
    text: {
      vi: 'Một hồ sơ kèm giấy đồng ý mang tên ông/bà. Nếu không phải ông/bà ký, hãy đăng nhập và rút lại.',
      en: 'A case carries a written consent in your name. If you did not sign it, sign in and take it back.',
    },
    path: '/toi/dong-y',
  },
  consentSaid: {
    for: 'citizen',
    title: { vi: 'Có ý kiến về hồ sơ', en: 'An answer about your case' },
    text: {
      vi: 'Người được nêu tên trong hồ sơ {ref} đã trả lời. Xem ở Hồ sơ của tôi.',
      en: 'Somebody named in case {ref} has answered. See My cases.',
    },
    path: tracked,
  },
  taskAssigned: {
    for: 'officer',
    title: { vi: 'Việc mới', en: 'New work' },
    text: { vi: 'Hồ sơ {ref} có việc chờ xử lý.', en: 'Case {ref} waits for your work.' },
    path: desk,
  },
  dueTomorrow: {
    for: 'officer',
    title: { vi: 'Sắp đến hạn', en: 'Due soon' },
    text: { vi: 'Hồ sơ {ref} đến hạn {due}.', en: 'Case {ref} is due {due}.' },
    path: desk,
  },
  overdue: {
    for: 'officer',
    title: { vi: 'Quá hạn', en: 'Overdue' },
    text: { vi: 'Hồ sơ {ref} đã quá hạn từ {due}.', en: 'Case {ref} has been overdue since {due}.' },
    path: desk,
  },
} as const satisfies Readonly<Record<string, Words>>;

export type NoticeKind = keyof typeof noticeWords;

export const noticeKinds = Object.keys(noticeWords) as readonly NoticeKind[];
export const isNoticeKind = (text: string): text is NoticeKind => Object.hasOwn(noticeWords, text);
/** People the case names: reached by their own addresses alone, never by those of the applicant. */
export const isForNamed = (kind: NoticeKind): boolean => noticeWords[kind].for === 'named';
export const isForOfficers = (kind: NoticeKind): boolean => noticeWords[kind].for === 'officer';
