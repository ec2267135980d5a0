/** Sentences for people: what is wrong with an answer and how to put it right, in both languages. */
import type { Label } from '../../base/text.ts';
import { missing } from './empty.ts';
import type { Choice, Field, Problem, ProblemCode, Repeat } from './model.ts';
import { boxesOf } from './model.ts';

/** What went wrong with one value; the field adds its name, its box and its own advice. */
export type Wrong = {
  readonly code: ProblemCode;
  readonly wrong: Label;
  readonly fix?: Label /** Which of the field's boxes, when not the first. */;
  readonly box?: number;
  readonly offers?: readonly Choice[];
};

export function problemOf(field: Field, index: number, said: Wrong): Problem {
  const fix = field.fix ?? said.fix;
  const text = fix === undefined ? said.wrong : { vi: `${said.wrong.vi} ${fix.vi}`, en: `${said.wrong.en} ${fix.en}` };
  const { offers } = said;
  return { field: boxesOf(field, index)[said.box ?? 0] ?? field.path, path: field.path, code: said.code, text, ...(offers === undefined ? {} : { offers }) };
}

/** What a device may say by itself of a question left empty; nothing where an empty answer can be right, or only the server knows. */
export function lackOf(field: Field): Label | undefined {
  const isSure = field.computed === undefined && (field.when === undefined || field.when.small !== undefined);
  const isNeeded = field.control === 'tick' ? field.mustBe === true : field.required === true;
  return isSure && isNeeded ? problemOf(field, 0, missing(field)).text : undefined;
}

export const tooLong = (field: Field, length: number): Wrong =>
  said(
    'too-long',
    `“${field.label.vi}” dài ${length} ký tự, nhiều nhất là ${field.maxLength}.`,
    `“${field.label.en}” has ${length} characters, at most ${field.maxLength} are allowed.`,
    'Viết ngắn lại.',
    'Make it shorter.',
  );

export const tooShort = (field: Field, length: number): Wrong =>
  said(
    'too-short',
    `“${field.label.vi}” mới có ${length} ký tự, ít nhất là ${field.minLength}.`,
    `“${field.label.en}” has ${length} characters, at least ${field.minLength} are needed.`,
    'Ghi đầy đủ hơn.',
    'Write more.',
  );

export const unreadable = (field: Field): Wrong =>
  said(
    'unreadable',
    `“${field.label.vi}” có ký tự không đọc được.`,
    `“${field.label.en}” has characters that cannot be read.`,
    'Gõ lại ô này.',
    'Type it again.',
  );

export const wrongPattern = (field: Field): Wrong =>
  said(
    'wrong-pattern',
    `“${field.label.vi}” chưa đúng cách ghi.`,
    `“${field.label.en}” is not written as needed.`,
    'Xem ví dụ bên trên ô rồi ghi lại.',
    'See the example above the box and write it again.',
  );

export const wrongChoice = (field: Field): Wrong =>
  said(
    'wrong-choice',
    `“${field.label.vi}” không có mục đã gửi.`,
    `“${field.label.en}” has no such choice.`,
    'Chọn lại trong danh sách.',
    'Choose again from the list.',
  );

export const notANumber = (field: Field): Wrong =>
  field.kind === 'money'
    ? said(
        'not-a-number',
        `“${field.label.vi}” phải là số tiền tròn đồng.`,
        `“${field.label.en}” is a whole amount of đồng.`,
        'Chỉ ghi chữ số, ví dụ 1.250.000.',
        'Write digits only, for example 1.250.000.',
      )
    : field.kind === 'decimal'
      ? said(
          'not-a-number',
          `“${field.label.vi}” phải là một số.`,
          `“${field.label.en}” is a number.`,
          'Chỉ ghi chữ số và dấu phẩy, ví dụ 125,5.',
          'Write digits and a comma, for example 125,5.',
        )
      : said(
          'not-a-number',
          `“${field.label.vi}” phải là số nguyên.`,
          `“${field.label.en}” is a whole number.`,
          'Chỉ ghi chữ số, ví dụ 12.',
          'Write digits only, for example 12.',
        );

/** '1.250' is twelve hundred and fifty to one reader and one and a quarter to another. */
export const unclearNumber = (field: Field, typed: string): Wrong =>
  said(
    'not-a-number',
    `“${field.label.vi}”: số ${typed} có thể hiểu theo hai cách.`,
    `“${field.label.en}”: ${typed} can be read in two ways.`,
    `Ghi ${typed.replace('.', '')} hoặc ${typed.replace('.', ',')}.`,
    `Write ${typed.replace('.', '')} or ${typed.replace('.', ',')}.`,
  );

export const tooSmall = (field: Field): Wrong =>
  said(
    'too-small',
    `“${field.label.vi}” ít nhất là ${show(field.minimum)}.`,
    `“${field.label.en}” is at least ${show(field.minimum)}.`,
    'Xem lại số đã ghi.',
    'Check the number.',
  );
export const tooLarge = (field: Field): Wrong =>
  said(
    'too-large',
    `“${field.label.vi}” nhiều nhất là ${show(field.maximum)}.`,
    `“${field.label.en}” is at most ${show(field.maximum)}.`,
    'Xem lại số đã ghi.',
    'Check the number.',
  );
export const tooFine = (field: Field): Wrong =>
  said(
    'too-many-decimals',
    `“${field.label.vi}” có nhiều nhất ${field.decimals} chữ số sau dấu phẩy.`,
    `“${field.label.en}” has at most ${field.decimals} digits after the comma.`,
    'Làm tròn rồi ghi lại.',
    'Round it and write it again.',
  );

const parts = { day: ['ngày', 'day'], month: ['tháng', 'month'], year: ['năm', 'year'] } as const;
export type DatePart = keyof typeof parts;

export function dateIncomplete(field: Field, lacking: readonly DatePart[]): Wrong {
  const [vi, en] = [lacking.map((part) => parts[part][0]).join(', '), lacking.map((part) => parts[part][1]).join(', ')];
  return said('date-incomplete', `“${field.label.vi}” còn thiếu ${vi}.`, `“${field.label.en}” lacks the ${en}.`, 'Ghi đủ các ô.', 'Fill in all boxes.');
}

export const dateNotDigits = (field: Field): Wrong =>
  said(
    'no-such-date',
    `“${field.label.vi}” chỉ ghi bằng chữ số.`,
    `“${field.label.en}” is written with digits only.`,
    'Ví dụ 05 11 2022.',
    'For example 05 11 2022.',
  );

const lookAgain = (field: Field): readonly [string, string] => [`Xem lại “${field.label.vi}”.`, `Check “${field.label.en}”.`];

export const noSuchDay = (field: Field, date: { readonly month: number; readonly year: number; readonly days: number }): Wrong =>
  said(
    'no-such-date',
    date.month === 2 ? `Tháng 2 năm ${date.year} chỉ có ${date.days} ngày.` : `Tháng ${date.month} chỉ có ${date.days} ngày.`,
    date.month === 2 ? `February ${date.year} has only ${date.days} days.` : `Month ${date.month} has only ${date.days} days.`,
    ...lookAgain(field),
  );
export const noDayZero = (field: Field): Wrong => said('no-such-date', 'Không có ngày 0.', 'There is no day 0.', ...lookAgain(field));
export const noSuchMonth = (field: Field, month: number): Wrong =>
  said(
    'no-such-date',
    `Một năm chỉ có tháng 1 đến tháng 12, không có tháng ${month}.`,
    `Months go from 1 to 12, there is no month ${month}.`,
    ...lookAgain(field),
  );
export const yearOutside = (field: Field): Wrong =>
  said('no-such-date', 'Năm ghi đủ bốn chữ số, từ 1850 đến 2200.', 'The year has four digits, from 1850 to 2200.', ...lookAgain(field));

export const wrongFormat = (wrong: Label, fix: Label): Wrong => ({ code: 'wrong-format', wrong, fix });
export const wrongType = (field: Field, expected: Label): Wrong =>
  said(
    'wrong-type',
    `“${field.label.vi}” phải là ${expected.vi}.`,
    `“${field.label.en}” must be ${expected.en}.`,
    'Sửa kiểu dữ liệu rồi gửi lại.',
    'Correct the type and send again.',
  );

export const tooFewChoices = (field: Field): Wrong =>
  said(
    'too-few',
    `“${field.label.vi}” cần ít nhất ${field.minimum} mục.`,
    `“${field.label.en}” needs at least ${field.minimum}.`,
    'Đánh dấu thêm.',
    'Tick more.',
  );
export const tooManyChoices = (field: Field): Wrong =>
  said(
    'too-many',
    `“${field.label.vi}” nhiều nhất ${field.maximum} mục.`,
    `“${field.label.en}” takes at most ${field.maximum}.`,
    'Bỏ bớt dấu.',
    'Untick some.',
  );

export const tooFewItems = (repeat: Repeat): Wrong =>
  said(
    'too-few',
    `Cần ít nhất ${repeat.min} mục “${repeat.item.vi}”.`,
    `At least ${repeat.min} × “${repeat.item.en}” needed.`,
    'Điền vào các ô này.',
    'Fill in these boxes.',
  );
export const tooManyItems = (repeat: Repeat): Wrong =>
  said(
    'too-many',
    `Nhiều nhất ${repeat.max} mục “${repeat.item.vi}”.`,
    `At most ${repeat.max} × “${repeat.item.en}”.`,
    'Bỏ bớt từ mục này.',
    'Remove this one and those after it.',
  );

const show = (value: number | undefined): string =>
  String(value ?? '')
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+(?!\d))(?<!,\d*)/g, '.');

function said(code: ProblemCode, vi: string, en: string, fixVi: string, fixEn: string): Wrong {
  return { code, wrong: { vi, en }, fix: { vi: fixVi, en: fixEn } };
}
