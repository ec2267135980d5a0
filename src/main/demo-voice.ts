/** People's voice in the sample province: reports in several states, a petition, a survey from draft to conclusion, a draft of a decision, ratings; all through the deeds. */
import type { CommandKey, PersonId, UnitId } from '../base/id.ts';
import type { JsonObject } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal } from '../base/refusal.ts';
import type { Instant, PlainDate } from '../base/time.ts';
import { date, instant } from '../base/time.ts';
import { askPermit, guestPermit, systemPermit } from '../kernel/access/access.act.ts';
import { completeTask, findCase, hasProblems, openCase, receiveCase, submitCase } from '../kernel/case/case.act.ts';
import { followLedger } from '../kernel/ledger/ledger.act.ts';
import type { Permit, Right } from '../kernel/permit.ts';
import { findAccount } from '../kernel/person/person.act.ts';
import { livePacks } from '../kernel/rollout/rollout.act.ts';
import type { DoorPack } from '../kernel/voice/voice.act.ts';
import {
  answerSurvey,
  answerTo,
  comment,
  fileReport,
  listReports,
  listSurveys,
  mergeReport,
  openDeskReport,
  publishDraft,
  rateAnswer,
  rateResult,
  readDraft,
  reportPacks,
  voiceFollower,
} from '../kernel/voice/voice.act.ts';
import type { World } from '../kernel/world.ts';

const ward = '20347';
const officers = { receptionist: 'mot-cua-an-xuan', officer: 'tu-phap-an-xuan', unitLeader: 'chu-tich-an-xuan' } as const;
type Officer = keyof typeof officers;

/** Does nothing when people have spoken already. */
export async function playDemoVoice(world: World): Promise<void> {
  const all = { packId: null, category: null, unitId: null, state: null };
  if ((await listReports(world, all, 1)).length > 0 || (await listSurveys(world)).length > 0) return;
  const unit = world.org().units.find((one) => one.gso === ward && one.until === undefined);
  if (unit === undefined) throw new Error('the sample ward is missing');
  await playSurvey(world, unit.id);
  await playReports(world, unit.id);
  await playDraft(world, unit.id);
  await playRatings(world);
  await follow(world);
}

const then = (world: World, at: string): World => ({ ...world, now: () => instant(`${at}:00+07:00`) as Instant });
const visitor = (world: World): PersonId => world.newId() as PersonId;
const key = (name: string): CommandKey => `mau-tieng-noi-${name}` as CommandKey;

function sound<T extends object | string>(result: T | Refusal, what: string): T {
  if (isRefusal(result)) throw new Error(`${what} was refused: ${result.refused}`);
  return result as T;
}

async function as<R extends Right>(world: World, role: Officer, right: R, unit: UnitId): Promise<Permit<R>> {
  const person = sound(await findAccount(world, systemPermit(world, 'system.run'), officers[role]), officers[role]);
  return sound(await askPermit(world, { person: person.id }, right, unit), `${role} ${right}`) as Permit<R>;
}

async function follow(world: World): Promise<void> {
  while ((await followLedger(world, systemPermit(world, 'system.run'), [voiceFollower(world)])) > 0);
}

/** The next open step of a case. */
async function step(world: World, code: string, role: Officer, unit: UnitId, data: JsonObject): Promise<void> {
  const id = await findCase(world, code);
  const whole = id === undefined ? undefined : await openCase(world, systemPermit(world, 'case.read'), id, 'work');
  if (whole === undefined || isRefusal(whole)) throw new Error(`the sample case ${code} is missing`);
  const [task] = whole.state.tasks;
  if (task === undefined) throw new Error(`the sample case ${code} has no open step`);
  const on = { id: whole.state.id, key: key(`${task.element}-${code.replaceAll('.', '')}`), task: task.id, answers: { json: data } };
  const done = await completeTask(world, await as(world, role, 'case.work', unit), on);
  if (isRefusal(done) || hasProblems(done)) throw new Error(`the sample step ${task.element} failed: ${JSON.stringify(done)}`);
}

type Told = {
  readonly at: string;
  readonly category: string;
  readonly text: string;
  readonly place: string;
  readonly point: readonly [number, number];
  readonly level?: string;
  readonly answer?: readonly [string, string];
  readonly rating?: readonly [number, string];
  readonly mergeIntoLast?: true;
};

const told: readonly Told[] = [
  {
    at: '2022-11-08T07:50',
    category: 'traffic',
    text: 'Ổ gà sâu giữa đường, tối đi xe máy rất khó thấy.',
    place: 'Trước cổng trường Hư Cấu',
    point: [15.5712, 108.4771],
    level: 'normal',
    answer: ['2022-11-10T09:30', 'Đội quản lý đô thị đã vá ổ gà và kẻ lại vạch đường sáng 10/11.'],
    rating: [5, 'Làm nhanh, đường phẳng.'],
  },
  {
    at: '2022-11-09T09:10',
    category: 'other',
    text: 'Quốc lộ bong tróc mặt đường một đoạn dài qua cầu.',
    place: 'Đầu cầu Hư Cấu',
    point: [15.5655, 108.482],
    level: 'outside',
    answer: ['2022-11-11T14:00', 'Đã chuyển Khu Quản lý đường bộ III theo công văn số 12/UBND ngày 11/11/2022.'],
  },
  {
    at: '2022-11-14T08:20',
    category: 'light',
    text: 'Ba bóng đèn đường không sáng từ tuần trước.',
    place: 'Ngõ 12 đường Hư Cấu',
    point: [15.5735, 108.474],
    level: 'normal',
  },
  {
    at: '2022-11-14T15:40',
    category: 'waste',
    text: 'Rác chất đống ở góc chợ, hai hôm chưa thu gom.',
    place: 'Góc chợ Mẫu',
    point: [15.569, 108.4795],
  },
  {
    at: '2022-11-14T16:30',
    category: 'waste',
    text: 'Đống rác ở góc chợ chưa ai thu gom, bốc mùi.',
    place: 'Chợ Mẫu',
    point: [15.5692, 108.4797],
    mergeIntoLast: true,
  },
];

async function playReports(world: World, unit: UnitId): Promise<void> {
  const pack = (await reportPacks(world)).find((one) => one.door.anonymous);
  if (pack === undefined) return;
  let last = '';
  for (const [index, one] of told.entries()) {
    const at = then(world, one.at);
    const filing = { pack, unit, answers: answersOf(pack, one, index), files: [] };
    const filed = sound(await fileReport(at, guestPermit(visitor(world), 'case.submit'), key(`phan-anh-${index}`), filing), one.text);
    if (hasProblems(filed)) throw new Error(`the sample report has problems: ${JSON.stringify(filed.problems)}`);
    const moderator = await as(at, 'receptionist', 'voice.moderate', unit);
    const desk = sound(await openDeskReport(at, moderator, filed.code), filed.code);
    const code = desk.state.code ?? '';
    if (one.level !== undefined) await step(at, code, 'receptionist', unit, { level: one.level });
    if (one.answer !== undefined) await answer(world, code, unit, one);
    if (one.mergeIntoLast === true) sound(await mergeReport(at, moderator, key(`gop-${index}`), filed.code, last), 'merge');
    await follow(at);
    if (one.rating !== undefined) {
      const [score, reason] = one.rating;
      sound(await rateAnswer(then(world, '2022-11-11T19:00'), guestPermit(visitor(world), 'voice.speak'), filed.secret, { score, reason }), 'rating');
    }
    last = filed.code;
  }
}

function answersOf(pack: DoorPack, one: Told, index: number): JsonObject {
  const { door } = pack;
  const values: readonly (readonly [string | undefined, string | number | boolean])[] = [
    [door.category, one.category],
    [door.text, one.text],
    [door.place, one.place],
    [door.latitude, one.point[0]],
    [door.longitude, one.point[1]],
    [door.commune, ward],
    [door.public, true],
    [pack.applicant.phone, `090510180${index}`],
  ];
  const answers: Record<string, JsonObject[string]> = {};
  for (const [path, value] of values) {
    const [first = '', second] = path?.split('.') ?? [];
    if (path !== undefined) answers[first] = second === undefined ? value : { ...(answers[first] as JsonObject | undefined), [second]: value };
  }
  return answers;
}

async function answer(world: World, code: string, unit: UnitId, one: Told): Promise<void> {
  const [at = '', text = ''] = one.answer ?? [];
  const later = then(world, at);
  if (one.level === 'outside') return await step(later, code, 'receptionist', unit, { forwardText: text });
  await step(later, code, 'officer', unit, { answerText: text });
  await step(then(world, at.replace(/T\d\d/, 'T14')), code, 'unitLeader', unit, { approval: 'agreed' });
  await follow(then(world, at.replace(/T\d\d/, 'T15')));
}

/** Counts of each answer of the finished survey: enough of each to be shown, but for one. */
const scores = [
  ...Array<number>(3).fill(1),
  ...Array<number>(7).fill(2),
  ...Array<number>(9).fill(3),
  ...Array<number>(14).fill(4),
  ...Array<number>(8).fill(5),
];

async function playSurvey(world: World, unit: UnitId): Promise<void> {
  const pack = (await livePacks(world)).find((one) => one.door?.kind === 'survey');
  if (pack === undefined) return;
  const at = then(world, '2022-10-20T08:00');
  const answers = {
    owner: { name: 'Lê Thị Hồng Vân', phone: '0905100102' },
    title: 'Khảo sát giờ làm việc của Bộ phận Một cửa',
    intro: 'Phường hỏi ý kiến để xếp lại giờ tiếp nhận hồ sơ cho thuận tiện.',
    ends: '2022-11-10',
    communeQuota: 60,
    questions: [
      { text: 'Ông/bà hài lòng với giờ làm việc hiện nay ở mức nào?', kind: 'scale' },
      { text: 'Buổi nào thuận tiện nhất?', kind: 'single', choices: 'Buổi sáng\nBuổi chiều\nSáng thứ Bảy' },
      { text: 'Cần làm gì để tốt hơn?', kind: 'text' },
    ],
  };
  const submission = { service: pack.id, unit, answers: { json: answers }, files: [], channel: 'counter' as const };
  const receipt = sound(await submitCase(at, await as(at, 'receptionist', 'case.submit', unit), key('hoi-y-kien'), submission), 'survey');
  if (hasProblems(receipt)) throw new Error(`the sample survey has problems: ${JSON.stringify(receipt.problems)}`);
  const received = sound(await receiveCase(at, await as(at, 'receptionist', 'case.receive', unit), { id: receipt.id, key: key('hoi-y-kien-nhan') }), 'survey');
  const code = received.code ?? '';
  await step(at, code, 'unitLeader', unit, { approval: 'agreed' });
  await follow(at);
  const [survey] = await listSurveys(world);
  if (survey === undefined) throw new Error('the sample survey did not open');
  const asked = then(world, '2022-11-02T19:00');
  const ages = ['18-34', '35-59', '60-up'] as const;
  for (const [index, score] of scores.entries()) {
    const sheet = {
      c1: score,
      c2: index % 4 === 0 ? 0 : index % 3 === 0 ? 1 : 2,
      ...(index % 9 === 0 ? { c3: 'Mở thêm sáng thứ Bảy để người đi làm đến được.' } : {}),
    };
    const given = { sheet, commune: unit, age: ages[index % ages.length] ?? null };
    sound(await answerSurvey(asked, guestPermit(visitor(world), 'voice.speak'), survey.id, { by: 'open', device: `mau-${index}` }, given), 'sheet');
  }
  const after = then(world, '2022-11-11T08:00');
  await step(after, code, 'officer', unit, {});
  await follow(after);
  const last = then(world, '2022-11-14T10:00');
  await step(last, code, 'officer', unit, { conclusion: 'Phường mở thêm sáng thứ Bảy từ tháng 12 và báo cáo lại sau ba tháng.' });
  await follow(last);
}

async function playDraft(world: World, unit: UnitId): Promise<void> {
  const at = then(world, '2022-11-07T08:00');
  const moderator = await as(at, 'officer', 'voice.moderate', unit);
  const text =
    'Điều 1. Bộ phận Tiếp nhận và Trả kết quả của phường làm việc thêm buổi sáng thứ Bảy, từ 7 giờ 30 đến 11 giờ 30.\nĐiều 2. Hồ sơ tiếp nhận sáng thứ Bảy được tính thời hạn từ ngày làm việc tiếp theo.\nĐiều 3. Quyết định có hiệu lực từ ngày 01 tháng 01 năm 2023.';
  const wish = { unit, title: 'Dự thảo Quyết định về giờ tiếp nhận hồ sơ sáng thứ Bảy', text, ends: date('2022-11-30') as PlainDate };
  const draft = sound(await publishDraft(at, moderator, key('du-thao'), wish), 'draft');
  const speak = (when: string, name: string, about: string, words: string) =>
    comment(then(world, when), guestPermit(visitor(world), 'voice.speak'), key(`gop-y-${name}`), draft.id, { about, text: words, name: '' });
  await speak('2022-11-08T20:10', 'mot', 'Điều 1', 'Nên nhận cả buổi chiều thứ Bảy cuối tháng, khi công nhân được nghỉ.');
  await speak('2022-11-12T09:00', 'hai', 'Điều 2', 'Đề nghị ghi rõ giấy khai sinh vẫn trả ngay trong sáng thứ Bảy.');
  const { comments } = sound(await readDraft(at, draft.id), 'draft');
  const first = comments[0];
  if (first === undefined) return;
  const on = { draft: draft.id, comment: first.id, answer: 'Phường ghi nhận và sẽ thí điểm một chiều thứ Bảy mỗi quý.', hidden: false };
  await answerTo(then(world, '2022-11-14T09:00'), moderator, key('tra-loi'), on);
}

const ratings = [5, 4, 5, 4, 3, 5, 2, 5, 4, 5];

/** Some of those who have their result rate it; a low score is work again. */
async function playRatings(world: World): Promise<void> {
  await follow(world);
  const rows = await world.sql<{ token: string }>`select token from voice_rating order by asked_at, case_id limit 10`;
  for (const [index, { token }] of rows.entries()) {
    const score = ratings[index] ?? 5;
    await rateResult(then(world, '2022-11-14T18:00'), guestPermit(visitor(world), 'voice.speak'), token, {
      score,
      reason: score < 3 ? 'Phải chờ lâu ở quầy.' : '',
    });
  }
}
