/** Texts of consent: the pages of the people named in a case, and the lines about them in the case itself. Both languages side by side. */
import type { Lang } from '../../base/text.ts';

const words = {
  title: ['Chờ ông/bà đồng ý', 'Your consent is asked'],
  lead: [
    'Hồ sơ của người khác có nêu tên ông/bà. Đọc kỹ phần liên quan đến mình rồi trả lời; không ai trả lời thay ông/bà được.',
    'Cases of other people that name you. Read the part that concerns you, then answer; nobody can answer for you.',
  ],
  named: ['Hồ sơ của người khác có nêu tên ông/bà', 'Cases of other people that name you'],
  none: ['Không có hồ sơ nào chờ ông/bà', 'Nothing waits for you'],
  noneText: [
    'Khi có hồ sơ nêu số định danh của ông/bà và cần ông/bà đồng ý, hồ sơ đó hiện ở đây.',
    'A case that names your id number and needs your consent appears here.',
  ],
  waiting: ['Chờ ông/bà trả lời', 'Waits for your answer'],
  answered: ['Đã trả lời', 'Answered'],
  from: ['Người nộp: {name}', 'Filed by {name}'],
  read: ['Đọc và trả lời', 'Read and answer'],
  see: ['Xem', 'See'],
  as: ['Ông/bà được nêu là', 'You are named as'],
  sentence: ['Câu ông/bà đồng ý', 'What you agree to'],
  seal: [
    'Câu trả lời chỉ có giá trị với đúng nội dung trên. Nội dung thay đổi thì ông/bà được hỏi lại.',
    'Your answer holds for exactly what stands above. If it changes, you are asked again.',
  ],
  tick: ['Tôi đã đọc nội dung trên và hiểu điều mình đồng ý.', 'I have read what stands above and understand what I agree to.'],
  tickMissing: ['Đánh dấu vào ô xác nhận đã đọc, rồi bấm Đồng ý.', 'Tick that you have read it, then press I agree.'],
  agree: ['Đồng ý', 'I agree'],
  decline: ['Không đồng ý', 'I do not agree'],
  takeBack: ['Rút lại câu trả lời', 'Take the answer back'],
  takeBackText: [
    'Rút lại được cho đến khi cơ quan tiếp nhận hồ sơ. Rút rồi thì hồ sơ lại chờ ông/bà.',
    'Possible until the office receives the case. The case then waits for you again.',
  ],
  settled: ['Hồ sơ đã được tiếp nhận hoặc đã kết thúc: câu trả lời giữ nguyên.', 'The case was received or has ended: the answer stands.'],
  state: ['Hồ sơ đang ở đâu', 'Where the case is'],
  doneAgreed: ['Đã ghi nhận ông/bà đồng ý', 'Your consent was recorded'],
  doneDeclined: ['Đã ghi nhận ông/bà không đồng ý; người nộp được báo', 'Your refusal was recorded; the applicant is told'],
  doneWithdrawn: ['Đã rút lại câu trả lời', 'The answer was taken back'],
  people: ['Người được nêu tên phải đồng ý', 'People named who have to agree'],
  chipWaits: ['Chờ đồng ý', 'Waiting'],
  chipUnsaid: ['Chưa trả lời', 'Not answered'],
  chipAgreed: ['Đã đồng ý', 'Agreed'],
  chipDeclined: ['Không đồng ý', 'Declined'],
  how: [
    'Người này đăng nhập bằng định danh điện tử, vào Tài khoản của tôi, mục Chờ ông/bà đồng ý; hoặc mang căn cước đến Bộ phận Một cửa.',
    'They sign in with their electronic identity and open My account, Your consent is asked; or come to the one-stop desk with the identity card.',
  ],
  howCounter: ['Người này mang căn cước đến Bộ phận Một cửa để đồng ý.', 'They come to the one-stop desk with the identity card.'],
  declinedText: [
    'Người này không đồng ý nên hồ sơ chưa được tiếp nhận. Ông/bà trao đổi lại với họ, hoặc rút hồ sơ rồi nộp hồ sơ mới.',
    'They declined, so the case is not received. Talk to them again, or withdraw the case and file a new one.',
  ],
  by: ['{how}, {at}', '{how}, {at}'],
  record: ['Ghi nhận ý kiến tại quầy', 'Record an answer at the counter'],
  recordText: [
    'Chỉ ghi khi người này có mặt và đã xem căn cước, hoặc đã cầm văn bản đồng ý.',
    'Only with the person present and the identity card seen, or with the written consent in hand.',
  ],
  recordWay: ['Cách ghi nhận', 'How'],
  recordCounter: ['Có mặt tại quầy', 'Present at the counter'],
  recordPaper: ['Văn bản đồng ý', 'In writing'],
  recordNote: ['Đã thấy gì', 'What was seen'],
  recordNoteHint: ['Ví dụ: đã xem căn cước; giấy viết tay ngày 14/11/2022', 'For example: identity card seen; handwritten paper of 14/11/2022'],
  notYet: [
    'Tính thử từ bây giờ. Thời hạn chỉ bắt đầu khi mọi người được nêu tên đã đồng ý và hồ sơ được tiếp nhận.',
    'Computed as if it were received now. The time begins once all those named have agreed and the case is received.',
  ],
  filing: [
    'Sau khi nộp, hồ sơ chờ những người này đồng ý rồi mới được tiếp nhận',
    'After filing, the case waits for the consent of these people before it is received',
  ],
} as const satisfies Record<string, readonly [string, string]>;

export type ConsentWord = keyof typeof words;

export const consentWords =
  (lang: Lang): ((key: ConsentWord, values?: Readonly<Record<string, string>>) => string) =>
  (key, values = {}) =>
    words[key][lang === 'vi' ? 0 : 1].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
