/** Formats of Vietnamese administration: what a person may type, what is stored, and the sentence when it cannot be right. */
import { RE2JS } from 're2js';
import type { Json } from '../../base/json.ts';
import type { Label } from '../../base/text.ts';
import type { Notes } from './inspect.ts';
import { note } from './inspect.ts';
import type { Format, Pattern } from './model.ts';

/** Either the stored text, or what is wrong and how to put it right. */
export type Formatted = { readonly value: string } | { readonly wrong: Label; readonly fix: Label };

const wrong = (vi: string, en: string, fixVi: string, fixEn: string): Formatted => ({ wrong: { vi, en }, fix: { vi: fixVi, en: fixEn } });

/** Takes tidy text. */
export function readFormat(format: Format, text: string): Formatted {
  switch (format) {
    case 'vn-id':
      return readId(text, '12');
    case 'vn-id-or-old':
      return readId(text, '12 or 9');
    case 'vn-phone':
      return readPhone(text);
    case 'vn-tax':
      return readTaxCode(text);
    case 'vn-case-code':
      return readCaseCode(text);
    case 'vn-parcel':
      return readParcel(text);
    case 'email':
      return readEmail(text);
  }
}

// Codes of the 63 provinces in personal identity numbers (Circular 59/2021/TT-BCA); from 101 on it is the country of birth.
const provinces = new Set(
  '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096'.split(
    ' ',
  ),
);

function readId(text: string, digits: '12' | '12 or 9'): Formatted {
  const id = text.replace(/[ .-]/g, '');
  const [allowed, allowedEn] =
    digits === '12' ? ['12 chữ số', '12 digits'] : ['12 chữ số (hoặc 9 chữ số của chứng minh nhân dân cũ)', '12 digits (or 9 of the old identity card)'];
  const [fix, fixEn] = ['Ghi lại theo thẻ căn cước.', 'Copy it from the identity card.'];
  if (!/^\d+$/.test(id)) return wrong(`Số định danh chỉ gồm ${allowed}.`, `A personal number has only ${allowedEn}.`, fix, fixEn);
  if (digits === '12 or 9' && id.length === 9) return { value: id };
  if (id.length !== 12)
    return wrong(
      `Số này có ${id.length} chữ số, số định danh có ${allowed}.`,
      `This number has ${id.length} digits, a personal number has ${allowedEn}.`,
      fix,
      fixEn,
    );
  const province = id.slice(0, 3);
  if (provinces.has(province) || (province > '100' && province < '400')) return { value: id };
  return wrong(
    `Không có mã nơi đăng ký khai sinh ${province} (ba chữ số đầu).`,
    `There is no place-of-registration code ${province} (the first three digits).`,
    fix,
    fixEn,
  );
}

const phoneFix = ['Ghi 10 chữ số, ví dụ 0912 345 678.', 'Write 10 digits, for example 0912 345 678.'] as const;

/** Mobile numbers (10 digits, 03 05 07 08 09) and land lines (02, 10 or 11 digits); stored E.164 with +84. */
function readPhone(text: string): Formatted {
  const typed = text.replace(/[ ().-]/g, '');
  const local = typed.replace(/^(?:\+|00)84\(?0?/, '0').replace(/^84(?=\d{9}$)/, '0');
  if (!/^\d+$/.test(local)) return wrong('Số điện thoại chỉ gồm chữ số.', 'A phone number has digits only.', ...phoneFix);
  if (/^0[35789]\d{8}$/.test(local) || /^02\d{8,9}$/.test(local)) return { value: `+84${local.slice(1)}` };
  if (!/^0[235789]/.test(local))
    return wrong(`Không có đầu số ${local.slice(0, 2)}.`, `There are no numbers beginning with ${local.slice(0, 2)}.`, ...phoneFix);
  return wrong(`Số này có ${local.length} chữ số, số di động có 10 chữ số.`, `This number has ${local.length} digits, a mobile number has 10.`, ...phoneFix);
}

const taxWeights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
const taxFix = ['Ghi lại theo giấy chứng nhận đăng ký.', 'Copy it from the registration certificate.'] as const;

/** 10 digits of which the last is a check digit, '-NNN' for a branch, or the 12 digits of a person (from 1/7/2025). */
function readTaxCode(text: string): Formatted {
  const typed = text.replace(/[ .]/g, '');
  if (/^\d{12}$/.test(typed)) return readId(typed, '12');
  const parts = /^(\d{10})(?:-?(\d{3}))?$/.exec(typed);
  const base = parts?.[1];
  if (base === undefined)
    return wrong(
      'Mã số thuế có 10 chữ số, thêm 3 chữ số nếu là chi nhánh, hoặc 12 chữ số của số định danh.',
      'A tax code has 10 digits, 3 more for a branch, or the 12 digits of a personal number.',
      ...taxFix,
    );
  const sum = taxWeights.reduce((total, weight, at) => total + weight * Number(base[at]), 0);
  if (10 - (sum % 11) !== Number(base[9]))
    return wrong(`Không có mã số thuế ${base}: có chữ số ghi nhầm.`, `There is no tax code ${base}: a digit is wrong.`, ...taxFix);
  if (parts?.[2] === '000') return wrong('Số chi nhánh bắt đầu từ 001.', 'Branch numbers begin with 001.', ...taxFix);
  return { value: parts?.[2] === undefined ? base : `${base}-${parts[2]}` };
}

/** Circular 01/2018/TT-VPCP Art. 19: agency, reception date, running number of the day; agency codes of both generations. */
function readCaseCode(text: string): Formatted {
  const code = text.replace(/ /g, '').toUpperCase();
  const parts = /^(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.[0-9A-Z]{1,3}){0,8})-(\d{2})(\d{2})(\d{2})-\d{4,8}$/.exec(code);
  const isDay =
    parts !== null &&
    Number(parts[2]) >= 1 &&
    Number(parts[2]) <= 12 &&
    Number(parts[3]) >= 1 &&
    Number(parts[3]) <= daysIn(2000 + Number(parts[1]), Number(parts[2]));
  if (isDay) return { value: code };
  return wrong(
    'Mã hồ sơ gồm mã cơ quan, ngày nhận và số thứ tự, ví dụ H47.12-221115-0001.',
    'A case code has the agency code, the date and a number, for example H47.12-221115-0001.',
    'Ghi lại theo giấy tiếp nhận.',
    'Copy it from the receipt.',
  );
}

/** Commune code (5 digits), map sheet, parcel number: '20347-12-345'. */
function readParcel(text: string): Formatted {
  const typed = text.replace(/ /g, '').replace(/\//g, '-');
  if (/^\d{5}-\d{1,4}-\d{1,5}$/.test(typed)) return { value: typed };
  return wrong(
    'Số hiệu thửa đất gồm mã xã, số tờ bản đồ và số thửa, ví dụ 20347-12-345.',
    'A parcel is named by commune code, map sheet and parcel number, for example 20347-12-345.',
    'Xem trên giấy chứng nhận quyền sử dụng đất.',
    'See the land use certificate.',
  );
}

function readEmail(text: string): Formatted {
  const [name, host, more] = text.split('@');
  const isHost = host !== undefined && /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}$/.test(host);
  if (name !== undefined && isHost && more === undefined && text.length <= 254 && /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/.test(name))
    return { value: `${name}@${host.toLowerCase()}` };
  return wrong(
    'Địa chỉ thư điện tử cần có dạng ten@noi.vn, không dấu.',
    'An e-mail address looks like name@place.vn, without diacritics.',
    'Ghi lại địa chỉ, hoặc để trống nếu không có.',
    'Write the address again, or leave it empty if there is none.',
  );
}

export type IdFacts = { readonly sex: 'male' | 'female'; readonly year: number };

/** What a 12-digit number says: the fourth digit is century and sex (even male, odd female, from 1900 on), then two digits of the year. */
export function factsOfId(id: string): IdFacts | undefined {
  if (!/^\d{12}$/.test(id)) return undefined;
  const mark = Number(id[3]);
  return { sex: mark % 2 === 0 ? 'male' : 'female', year: 1900 + 100 * Math.floor(mark / 2) + Number(id.slice(4, 6)) };
}

export const daysIn = (year: number, month: number): number => (month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Patterns of packs run in linear time only: a backtracking engine can be hung by one line of a pack. */
export function readPattern(on: Notes, path: string, source: Json | undefined): Pattern | undefined {
  if (typeof source === 'string' && source.length <= 500) {
    try {
      const compiled = RE2JS.compile(source);
      const quick = quickPattern(source);
      return { source, matches: quick === undefined ? (text) => compiled.matcher(text).find() : (text) => quick.test(text) };
    } catch {
      // the finding below tells the author
    }
  }
  return note(on, `${path}.pattern`, 'pattern', {
    message: 'The pattern cannot be read: it is no RE2 pattern of at most 500 characters.',
    repair: 'Use RE2 syntax: no look-around, no back references.',
  });
}

const atom = String.raw`(?:[A-Za-z0-9 /,_-]|\\[d./]|\[[^\]\[\\]+\])`;
const fixed = String.raw`(?:${atom}(?:\{\d+\})?)*`;
const oneChoice = new RegExp(String.raw`^\^${fixed}(?:${atom}(?:[*+?]|\{\d+,\d*\}))?${fixed}\$$`);

/**
 * The engine's own expression for anchored rows of characters and classes of which at most one may vary in length: there is nothing to go back to,
 * so it needs linear time as well, and a twentieth of it. Undefined for every other pattern.
 */
export const quickPattern = (source: string): RegExp | undefined => (oneChoice.test(source) ? new RegExp(source, 'u') : undefined);
