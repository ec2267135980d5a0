/** Small shapes that several screens share. All texts arrive computed and in the language of the page. */

export type Link = { readonly href: string; readonly text: string };
export type Choice = { readonly value: string; readonly text: string };

/** Shape + word + number: `han` in time, `sap` due soon, `qua` overdue, `dung` paused, `xong` finished or received. */
export type DueState = 'han' | 'sap' | 'qua' | 'dung' | 'xong';
/** text: 'Còn 4 ngày', 'Quá 2 giờ 12’', 'Dừng, chờ bổ sung'. */
export type Due = { readonly state: DueState; readonly text: string };

/** The hour the State owes. clock '17:30', day 'thứ Ba 15/11/2022'; because: the clock's own sentence. */
export type Promised = {
  readonly clock: string;
  readonly day: string;
  readonly due?: Due;
  /** Beside the chip: 'Đồng hồ đang chạy', 'Đồng hồ đang dừng'. */
  readonly state?: string;
  readonly because?: string;
};

/** What stands beside the hour: the clock has not begun or stands still, or the hour was moved. */
export type ClockNote = { readonly tone: 'info' | 'dung' | 'sap'; readonly title: string; readonly text: string };

/** One line of what happened and what comes. `stop` is a pause, `now` the current step, `next` not yet reached. */
export type Happening = {
  readonly kind: 'done' | 'stop' | 'now' | 'next';
  readonly at?: string;
  readonly title: string;
  readonly text?: string;
  readonly link?: Link;
};

/** One answered question. note: a second, quieter line; name: wire name of its first box, where the answer can still be corrected (check page). */
export type AnswerRow = { readonly label: string; readonly value: string; readonly note?: string; readonly name?: string };
export type AnswerGroup = { readonly title: string; readonly rows: readonly AnswerRow[] };

/** amount and total are shown as given: '24.000 đ'. how: '3 × 8.000 đ', 'miễn'. paid: 'đã trả 01/11'. */
export type Fee = {
  readonly lines: readonly { readonly text: string; readonly how?: string; readonly amount: string }[];
  readonly total: string;
  /** Nothing is to be paid. */
  readonly isFree?: true;
  readonly because?: string;
  readonly paid?: string;
  /** What is to be paid online, with the way there. */
  readonly pay?: readonly PayLine[];
};

export type PayLine = {
  readonly title: string;
  readonly chip: Due;
  /** 'Tổng 24.000 đ, đã nộp 10.000 đ', 'Hạn nộp 17:30 thứ Hai 21/11/2022'. */
  readonly text?: string;
  readonly href: string;
  /** '24.000 đ' while something is left. */
  readonly left?: string;
};

/** A paper of a case. note: '1 trang · 142 KB'; state as a chip ('đã nhận'), tag as a plain label ('đã có sẵn'); href opens it. */
export type Paper = {
  readonly name: string;
  readonly note?: string;
  readonly due?: Due;
  readonly tag?: string;
  readonly href?: string;
  readonly hrefText?: string;
  /** Address of the small picture of its first page. */
  readonly thumb?: string;
  /** Nothing was sent: the paper will be brought to the counter. */
  readonly brought?: true;
};

/** One mistake of an answer: name is the wire name of the field ('child.birthDate'). */
export type FieldProblem = { readonly name: string; readonly text: string };

/** One number with what it counts. href opens the cases behind it. */
export type Figure = { readonly value: string; readonly text: string; readonly href?: string };

/** The person at work, shown in the bar. */
export type Who = { readonly name: string; readonly post: string };
