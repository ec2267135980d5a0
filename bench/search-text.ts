/** Invented procedures, notices and what people type, for measuring the search: Vietnamese syllables, common ones often, as in running text. */
import type { FindEntry, FindKind } from '../src/kernel/register/register.ts';
import type { Chance } from './kit.ts';

const common =
  'đăng ký khai sinh tử kết hôn chứng thực bản sao giấy phép xây dựng nhà ở riêng lẻ đất đai quyền sử dụng tạm trú thường chuyển nhượng hộ kinh doanh cá thể doanh nghiệp đầu tư môi trường y tế học bạ tiểu trung phổ thông bảo hiểm xã hội trợ cấp người cao tuổi khuyết tật có công cách mạng nghèo cận lao động việc làm hợp đồng nước sạch thủy lợi nông thôn mới lâm biển tàu ngư dân đường bộ giao vận tải máy bằng lái hộ chiếu căn cước công tên họ chữ đệm quốc tịch thông báo lịch tiêm chủng họp ủy ban nhân phường huyện tỉnh cấp lại gia hạn thu hồi xác nhận hồ sơ trực tuyến'.split(
    ' ',
  );
const onsets = 'b c ch d đ g gh gi h kh l m n ng nh ph qu r s t th tr v x'.split(' ');
const rimes =
  'a á à ạ an ang anh ao ay âm ân âng ất ây e en ênh êu i ích iên iệt im in o oan oàng oi ong ô ôn ông ơ ơi u uân uy uyên ư ưa ưng ươi ương ước'.split(' ');
const syllables = [...common, ...common, ...onsets.flatMap((onset) => rimes.map((rime) => onset + rime))];

/** Early syllables are the common ones: most of a text is made of few words. */
const syllable = (chance: Chance): string => syllables[Math.floor(chance.next() ** 3 * syllables.length)] ?? 'xã';
const text = (chance: Chance, words: number): string => Array.from({ length: words }, () => syllable(chance)).join(' ');

export function invented(chance: Chance, kind: FindKind, count: number): readonly FindEntry[] {
  const isNotice = kind === 'news';
  return Array.from({ length: count }, (_, at) => {
    const [title, summary] = [text(chance, isNotice ? 9 : 7), text(chance, 20)];
    return {
      kind,
      key: `${kind}-${at}`,
      href: `/tin/${at}`,
      title: { vi: title, en: title },
      summary: { vi: summary, en: summary },
      words: isNotice ? [] : [text(chance, 3), text(chance, 3)],
      body: isNotice ? text(chance, 80) : '',
      audiences: [],
    };
  });
}

/** One slip in one word of at least four letters; the text as it is when it has none. */
export function withSlip(chance: Chance, typed: string): string {
  const words = typed.split(' ');
  const long = words.flatMap((word, at) => (word.length >= 4 ? [at] : []));
  if (long.length === 0) return typed;
  const at = chance.of(long);
  const word = words[at] ?? '';
  const place = 1 + chance.pick(word.length - 2);
  words[at] = chance.of([
    word.slice(0, place) + word.slice(place + 1),
    `${word.slice(0, place)}${chance.of([...'aeghnotx'])}${word.slice(place + 1)}`,
    `${word.slice(0, place)}${word.charAt(place + 1)}${word.charAt(place)}${word.slice(place + 2)}`,
  ]);
  return words.join(' ');
}

/** Two to five words of some title: a third with a slip, a third with a last word begun only, half without marks. */
export function typedFrom(chance: Chance, entries: readonly FindEntry[]): string {
  const words = chance.of(entries).title.vi.split(' ');
  const from = chance.pick(Math.max(1, words.length - 4));
  const some = words.slice(from, from + 2 + chance.pick(4));
  const third = chance.pick(3);
  const typed =
    third === 0 ? withSlip(chance, some.join(' ')) : some.map((word, at) => (third === 1 && at === some.length - 1 ? word.slice(0, 2) : word)).join(' ');
  return chance.pick(2) === 0
    ? typed
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replaceAll('đ', 'd')
    : typed;
}
