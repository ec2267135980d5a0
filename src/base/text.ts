/** Words of people: language maps and Vietnamese folding. */
export type Lang = 'vi' | 'en';
/** A text a pack or the code offers in every interface language. */
export type Label = { readonly vi: string; readonly en: string };

export const say = (label: Label, lang: Lang): string => label[lang];

/** Search key: lower case, no tone or vowel marks, đ as d, single spaces. 'Đăng ký  Khai sinh' -> 'dang ky khai sinh' */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

/** Typed text as it is stored: NFC, outer white space gone, inner runs of blanks single. */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[ \t\u00a0]+/g, ' ')
    .trim();

/** '0905412768' -> '0905 412 768' */
export const showPhone = (digits: string): string => digits.replace(/^\+84/, '0').replace(/^(\d{4})(\d{3})(\d+)$/, '$1 $2 $3');
/** Groups of four, as read aloud. */
export const inFours = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ');
/** '049190001234' -> '0491******34': the shape in which an id number is shown until somebody asks for all of it. */
export const maskId = (id: string): string => (id.length < 8 ? id : `${id.slice(0, 4)}${'*'.repeat(id.length - 6)}${id.slice(-2)}`);
/** '+84905412768' -> '0905 *** 768' */
export const maskPhone = (phone: string): string => phone.replace(/^\+84/, '0').replace(/^(\d{4})\d+(\d{3})$/, '$1 *** $2');
/** 3120 -> '3.120' in Vietnamese, '3,120' in English. */
export const inThousands = (value: number, lang: Lang): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, lang === 'vi' ? '.' : ',');
