/** An address as an answer: three boxes, or one line, become codes and the text of that day; what is unclear is asked with places to choose from. */
import type { Json } from '../../base/json.ts';
import { isObject, readPath } from '../../base/json.ts';
import { showDate } from '../../base/time.ts';
import type { Address, AddressWrong, TypedAddress } from '../place/place.ts';
import { partsOf, readAddress, readLine, splitLine } from '../place/place.ts';
import { missing } from './empty.ts';
import type { Facts, Field, RawAnswers } from './model.ts';
import { boxesOf, nameOf } from './model.ts';
import type { Wrong } from './sentences.ts';
import { tooLong, unreadable, wrongType } from './sentences.ts';
import type { Value } from './values.ts';
import { tidyText } from './values.ts';

/** Characters of one box. */
const most = { village: 160, commune: 120, province: 60 } as const;
/** Places of the boxes among those of `boxesOf`: a mistake leads to the box it is about. */
const boxAt = { commune: 0, village: 1, province: 2 } as const;

/** The boxes of a page; a program may send the whole line under the field's own name instead. */
export function addressOfPost(field: Field, raw: RawAnswers, index: number, facts: Facts): Value {
  const values = boxesOf(field, index).map((box) => raw.get(box)?.at(-1));
  const line = raw.get(nameOf(field, index))?.at(-1);
  if (values.every((value) => value === undefined) && line !== undefined) return addressOfJson(field, line, facts, index);
  const [commune = '', village = '', province = '', code = ''] = values;
  const kept = keptAt(field, index, facts);
  const former = partsOf(kept);
  const isUntouched = former !== undefined && commune.trim() === former.commune && village.trim() === former.village && province.trim() === former.province;
  return isUntouched && kept !== undefined ? { value: kept } : addressOf(field, { village, commune, province, code }, facts);
}

const keptAt = (field: Field, index: number, { kept }: Facts): Json | undefined => (kept === undefined ? undefined : readPath(kept, nameOf(field, index)));
const isSame = (a: Json | undefined, b: Json): boolean => a !== undefined && JSON.stringify(a) === JSON.stringify(b);

/** One line, or { village, commune, province } with names or codes; a stored address is read anew. */
export function addressOfJson(field: Field, json: Json | undefined, facts: Facts, index = 0): Value {
  if (json === undefined || json === null || json === '') return undefined;
  if (isSame(keptAt(field, index, facts), json)) return { value: json };
  if (typeof json === 'string') {
    const line = tidyText(json.slice(0, 1_000), 'one');
    if (line === undefined) return unreadable(field);
    if (line === '') return undefined;
    const split = splitLine(line);
    const long = overlong(field, split);
    if (long !== undefined) return long;
    return facts.places === undefined ? asTyped(field, split, line) : said(field, readLine(facts.places, line, facts.today, wants(field)));
  }
  const typed = isObject(json) && isText(json.commune) ? boxed(json) : partsOf(json);
  if (typed === undefined)
    return wrongType(field, { vi: 'một dòng địa chỉ, hoặc { village, commune, province }', en: 'a line, or { village, commune, province }' });
  return addressOf(field, typed, facts);
}

const isText = (json: Json | undefined): json is string => typeof json === 'string';
const boxed = (json: { readonly [key: string]: Json }): TypedAddress => ({
  village: isText(json.village) ? json.village : '',
  commune: isText(json.commune) ? json.commune : '',
  province: isText(json.province) ? json.province : '',
});

function addressOf(field: Field, typed: TypedAddress, facts: Facts): Value {
  const [village, commune, province] = [typed.village, typed.commune, typed.province].map((text) => tidyText(text.slice(0, 2_000), 'one'));
  if (village === undefined || commune === undefined || province === undefined) return unreadable(field);
  // The province alone says nothing: it may stand there from the start.
  if (village === '' && commune === '') return undefined;
  const tidy = { ...typed, village, commune, province };
  const long = overlong(field, tidy);
  if (long !== undefined) return long;
  if (facts.places === undefined) return asTyped(field, tidy, [village, commune, province].filter((part) => part !== '').join(', '));
  return said(field, readAddress(facts.places, tidy, facts.today, wants(field)));
}

const wants = (field: Field): { readonly village: boolean } => ({ village: field.wantsVillage === true });

function overlong(field: Field, typed: TypedAddress): Wrong | undefined {
  for (const part of ['commune', 'village', 'province'] as const) {
    const length = [...typed[part]].length;
    if (length > most[part]) return { ...tooLong({ ...field, maxLength: most[part] }, length), box: boxAt[part] };
  }
  return undefined;
}

/** Where no units are known the text is taken as it stands. */
function asTyped(field: Field, { village, commune }: TypedAddress, text: string): Value {
  if (commune === '' && village === '') return missing(field);
  return { value: { text, ...(village === '' ? {} : { village }) } };
}

function said(field: Field, read: Address | AddressWrong): Value {
  if (!('wrong' in read)) return { value: { ...read } };
  const { vi, en } = field.label;
  switch (read.wrong) {
    case 'no-commune':
      return {
        ...wrong(
          'missing',
          `“${vi}” chưa có xã, phường, thị trấn.`,
          `“${en}” has no commune, ward or township.`,
          'Ghi tên, có dấu hoặc không dấu, ví dụ An Xuân.',
          'Write its name, with or without marks, for example An Xuân.',
        ),
        box: boxAt.commune,
      };
    case 'no-village':
      return {
        ...wrong(
          'missing',
          `“${vi}” chưa có số nhà, đường hoặc thôn, khối phố.`,
          `“${en}” has no house, street or village.`,
          'Ghi nơi ở trong xã, phường.',
          'Write where it lies in the commune.',
        ),
        box: boxAt.village,
      };
    case 'no-such-province':
      return {
        ...wrong(
          'no-such-place',
          `Không có tỉnh, thành phố “${read.typed}”.`,
          `There is no province “${read.typed}”.`,
          'Ghi lại tên tỉnh, tên cũ cũng được; trong tỉnh này thì để trống.',
          'Write its name again, an old one will do; leave it empty for this province.',
        ),
        box: boxAt.province,
      };
    case 'no-such-commune':
      return {
        ...wrong(
          'no-such-place',
          `Không có xã, phường, thị trấn “${read.typed}” ở ${read.province}.`,
          `There is no commune “${read.typed}” in ${read.province}.`,
          'Xem lại tên xã; nơi ở tỉnh khác thì ghi thêm tỉnh.',
          'Check the name; for another province write the province too.',
        ),
        box: boxAt.commune,
      };
    case 'commune-gone':
      return {
        ...wrong(
          'place-gone',
          `Từ ngày ${showDate(read.until)}, ${read.place} đã nhập vào đơn vị khác.`,
          `Since ${showDate(read.until)} ${read.place} is part of another unit.`,
          'Ghi tên xã, phường hiện nay.',
          'Write the name of the present commune or ward.',
        ),
        box: boxAt.commune,
      };
    case 'which-commune':
    case 'near-commune': {
      const names = read.offers.map((one) => one.text).join('; ');
      const offers = read.offers.map((one) => ({ value: one.code, label: { vi: one.text, en: one.text } }));
      const text =
        read.wrong === 'which-commune'
          ? wrong(
              'which-place',
              `Có ${offers.length} nơi mang tên “${read.typed}”: ${names}.`,
              `${offers.length} places are called “${read.typed}”: ${names}.`,
              'Chọn đúng nơi, hoặc ghi thêm huyện.',
              'Choose the right one, or add the district.',
            )
          : wrong(
              'which-place',
              `Không có nơi nào tên “${read.typed}”. Gần giống nhất: ${names}.`,
              `No place is called “${read.typed}”. Nearest: ${names}.`,
              'Chọn nếu đúng, hoặc ghi lại tên.',
              'Choose it if it is right, or write the name again.',
            );
      return { ...text, box: boxAt.commune, offers };
    }
  }
}

const wrong = (code: Wrong['code'], vi: string, en: string, fixVi: string, fixEn: string): Wrong => ({
  code,
  wrong: { vi, en },
  fix: { vi: fixVi, en: fixEn },
});
