/** Three pieces of news of the sample ward, played through the deeds: one in both languages, one corrected, one with an end. Each says that it is a sample. */
import type { CommandKey } from '../base/id.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal } from '../base/refusal.ts';
import { date, instant } from '../base/time.ts';
import { askPermit, systemPermit } from '../kernel/access/access.act.ts';
import type { Permit, Right } from '../kernel/permit.ts';
import { findAccount } from '../kernel/person/person.act.ts';
import { correctNews, decideNews, listNews, writeNews } from '../kernel/register/register.act.ts';
import type { NewsWish } from '../kernel/register/register.ts';
import type { World } from '../kernel/world.ts';

const ward = '20347';
const [writer, approver] = ['van-thu-an-xuan', 'chu-tich-an-xuan'];

type Sample = Omit<NewsWish, 'unit' | 'responsible'> & {
  readonly at: string;
  readonly correction?: { readonly at: string; readonly why: string; readonly from: string; readonly to: string };
};

const samples: readonly Sample[] = [
  {
    at: '2022-11-07T09:00',
    kind: 'news',
    title: { vi: 'Đăng ký khai sinh tại nhà: ba việc cần nhớ (mẫu)', en: 'Registering a birth from home: three things to remember (sample)' },
    text: {
      vi: 'Từ tháng 11, cha mẹ ở phường An Xuân nộp hồ sơ khai sinh từ nhà, không phải đến Bộ phận Một cửa.\n\n## Ba việc cần nhớ\n1. Chụp giấy chứng sinh rõ bốn góc.\n2. Ghi đúng số điện thoại để nhận tin báo.\n3. Nộp đủ trước 15:00 thì có kết quả trong ngày làm việc.\n\nXem [trang thủ tục](/thu-tuc) hoặc [cẩm nang nộp hồ sơ](/cam-nang/nop-ho-so). Đây là tin mẫu.',
      en: 'From November, parents in An Xuan ward file a birth registration from home.\n\n## Three things to remember\n1. Photograph the proof of birth with all four corners.\n2. Give the right telephone number.\n3. A complete case before 15:00 is answered on the same working day.\n\nSee the [procedures](/thu-tuc) or the [handbook](/cam-nang/nop-ho-so). This is a sample.',
    },
    source: 'Bộ phận Một cửa phường An Xuân (mẫu)',
    starts: date('2022-11-07'),
    ends: null,
  },
  {
    at: '2022-11-09T14:00',
    kind: 'notice',
    title: { vi: 'Lịch tiếp công dân tháng 11 của Chủ tịch phường (mẫu)', en: '' },
    text: {
      vi: 'Chủ tịch UBND phường tiếp công dân định kỳ ngày 18/11/2022, từ 08:00 đến 11:00, tại phòng tiếp công dân.\n\n- Mang theo giấy tờ tùy thân và đơn (nếu có).\n- Có thể gửi trước nội dung ở [Phản ánh, góp ý](/phan-anh).\n\nĐây là thông báo mẫu.',
      en: '',
    },
    source: 'Thông báo số 00/TB-UBND (mẫu)',
    starts: date('2022-11-09'),
    ends: date('2022-11-30'),
    correction: { at: '2022-11-10T08:30', why: 'Sửa ngày tiếp công dân từ 18/11 thành 21/11/2022.', from: '18/11/2022', to: '21/11/2022' },
  },
  {
    at: '2022-11-14T10:00',
    kind: 'notice',
    title: { vi: 'Cảnh báo giả danh cán bộ yêu cầu đọc mã OTP (mẫu)', en: 'Warning: people posing as officers ask for one-time codes (sample)' },
    text: {
      vi: 'Một số người dân nhận cuộc gọi tự xưng cán bộ phường, yêu cầu đọc mã OTP để cập nhật dữ liệu.\n\nUBND phường không gọi điện hỏi mã OTP, không gửi tệp cài đặt. Khi nhận cuộc gọi như vậy, hãy cúp máy và gọi [1022](tel:1022). Cách nhận biết: [cẩm nang](/cam-nang/lua-dao). Đây là thông báo mẫu.',
      en: 'Some residents were called by people who posed as officers and asked for a one-time code.\n\nThe ward never asks for such codes and sends no files to install. Hang up and call [1022](tel:1022). How to recognise fraud: [handbook](/cam-nang/lua-dao). This is a sample.',
    },
    source: 'Công an phường An Xuân (mẫu)',
    starts: date('2022-11-14'),
    ends: null,
  },
];

/** Does nothing when something was published already. */
export async function playDemoNews(world: World): Promise<void> {
  if ((await listNews(world, { most: 1 })).length > 0) return;
  const unit = world.org().units.find((one) => one.gso === ward && one.until === undefined);
  if (unit === undefined) throw new Error('the sample ward is missing');
  for (const [index, { at, correction, ...sample }] of samples.entries()) {
    const then = atHour(world, at);
    const wish = { ...sample, unit: unit.id, responsible: 'Phan Thị Mỹ Lệ, Phó Chủ tịch UBND phường An Xuân' };
    const { code } = sound(await writeNews(then, await as(then, writer, 'news.write'), key(`viet-${index}`), wish), sample.title.vi);
    sound(await decideNews(then, await as(then, approver, 'news.approve'), key(`duyet-${index}`), { code, decision: 'approved', why: '' }), code);
    if (correction === undefined) continue;
    const later = atHour(world, correction.at);
    const text = { ...wish, text: { ...wish.text, vi: wish.text.vi.replace(correction.from, correction.to) } };
    sound(await correctNews(later, await as(later, writer, 'news.write'), key(`dinh-chinh-${index}`), { code, text, why: correction.why }), code);
    sound(await decideNews(later, await as(later, approver, 'news.approve'), key(`duyet-lai-${index}`), { code, decision: 'approved', why: '' }), code);
  }
}

const atHour = (world: World, at: string): World => ({ ...world, now: () => instant(`${at}:00+07:00`) });
const key = (name: string): CommandKey => `mau-tin-tuc-${name}` as CommandKey;

function sound<T extends object | string>(result: T | Refusal, what: string): T {
  if (isRefusal(result)) throw new Error(`${what} was refused: ${result.refused}`);
  return result as T;
}

async function as<R extends Right>(world: World, account: string, right: R): Promise<Permit<R>> {
  const person = sound(await findAccount(world, systemPermit(world, 'system.run'), account), account);
  return sound(await askPermit(world, { person: person.id }, right), `${account} ${right}`) as Permit<R>;
}
