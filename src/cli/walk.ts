/** A pack walked by hand in the terminal: one case from its form to its end, each step asked for; what was done can be kept as a story. */
import type { JsonObject } from '../base/json.ts';
import { sentenceOf } from '../base/refusal.ts';
import type { Label } from '../base/text.ts';
import type { Instant } from '../base/time.ts';
import { dateOf, instant, plusMs, showInstant } from '../base/time.ts';
import type { Calendar } from '../engine/clock/clock.ts';
import { wantedPapers } from '../engine/form/form.ts';
import type { CaseState, OpenTask, PlayedMove } from '../kernel/case/case.ts';
import { playStory, storyStatusOf } from '../kernel/case/case.ts';
import type { Pack, Story, StoryMove, StoryPapers, StoryStatus } from '../pack/pack.ts';
import { translated } from '../pack/pack.ts';
import type { Talk } from './ask-form.ts';
import { askForm, isYes } from './ask-form.ts';
import type { Terminal } from './terminal.ts';

export type Calendars = (name: string) => Calendar | undefined;
type Walk = { readonly talk: Talk; readonly pack: Pack; readonly calendars: Calendars; readonly moves: StoryMove[]; at: Instant };

/** A Tuesday in office hours; each move takes half an hour. */
const opening = instant('2022-11-15T08:40:00+07:00');
const pace = 30 * 60_000;

/** Answers the story of what was done, as its file would hold it; undefined when nothing was filed. */
export async function walk(talk: Talk, pack: Pack, calendars: Calendars): Promise<JsonObject | undefined> {
  const on: Walk = { talk, pack, calendars, moves: [], at: opening };
  talk.terminal.say(`${talk.terminal.paint('strong', pack.title[talk.terminal.lang])}. ${pack.summary[talk.terminal.lang]}`);
  let last = await file(on);
  while (last?.state !== undefined && last.state.stage.at !== 'closed') {
    const move = await choose(on, last.state);
    if (move === undefined) break;
    last = play(on, move) ?? last;
  }
  return on.moves.length === 0 ? undefined : storyJson(on, last?.state);
}

async function file(on: Walk): Promise<PlayedMove | undefined> {
  const facts = { today: dateOf(on.at) };
  const answers = await askForm(on.talk, on.pack.form, facts);
  if (answers === undefined) return undefined;
  const papers = new Map<string, number | 'counter'>();
  for (const { paper, isRequired } of wantedPapers(on.pack.form, answers, facts)) {
    const [vi, en] = [isRequired ? 'phải có' : 'nếu có', isRequired ? 'required' : 'optional'];
    const typed = await on.talk.ask(
      say(on, `${paper.title.vi} (${vi}; c = đính kèm, q = mang đến quầy): `, `${paper.title.en} (${en}; y = attached, d = at the desk): `),
    );
    if (typed === undefined) return undefined;
    if (/^[qd]$/i.test(typed.trim())) papers.set(paper.id, 'counter');
    else if (isYes(typed)) papers.set(paper.id, 1);
  }
  return play(on, { at: on.at, by: 'citizen', do: 'submit', answers, papers });
}

/** The move on top of all before it. Undefined, and forgotten, when it was refused. */
function play(on: Walk, move: StoryMove): PlayedMove | undefined {
  const played = playStory(on.pack, storyOf(on, [...on.moves, move]), on.calendars).moves.at(-1);
  const { terminal } = on.talk;
  if (played === undefined) return undefined;
  if (played.refused !== undefined) {
    terminal.say(terminal.paint('bad', `${sentenceOf(played.refused, terminal.lang)} ${(played.problems ?? []).join(', ')}`.trim()));
    return undefined;
  }
  on.moves.push(move);
  on.at = plusMs(on.at, pace);
  if (played.state !== undefined) for (const line of situation(played.state, terminal)) terminal.say(line);
  return played;
}

function situation(state: CaseState, terminal: Terminal): readonly string[] {
  const vi = terminal.lang === 'vi';
  return [
    `${terminal.paint('good', statuses[storyStatusOf(state)][terminal.lang])}${state.clock === undefined ? '' : `, ${vi ? 'hẹn trả' : 'due'} ${showInstant(state.clock.due, terminal.lang)}`}, ${vi ? 'phí' : 'fee'} ${state.fee.total}`,
    ...(state.clock === undefined || state.process === undefined ? [] : [terminal.paint('dim', state.clock.because[terminal.lang])]),
    ...state.incidents.map((incident) => terminal.paint('bad', `${incident.element}: ${incident.text}`)),
  ];
}

const statuses: Readonly<Record<StoryStatus, Label>> = {
  submitted: { vi: 'Đã nộp', en: 'Submitted' },
  waiting: { vi: 'Chờ bổ sung', en: 'Waiting for the applicant' },
  processing: { vi: 'Đang giải quyết', en: 'In progress' },
  ready: { vi: 'Đã có kết quả', en: 'Result ready' },
  returned: { vi: 'Đã trả kết quả', en: 'Result handed over' },
  refused: { vi: 'Bị từ chối', en: 'Refused' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
};

type Choice = { readonly key: string; readonly text: string; readonly make: () => Promise<StoryMove | undefined> };

/** What may be done now; the person picks one. */
async function choose(on: Walk, state: CaseState): Promise<StoryMove | undefined> {
  for (;;) {
    const choices = choicesOf(on, state);
    for (const { key, text } of choices) on.talk.terminal.say(`  ${key}. ${text}`);
    const typed = (await on.talk.ask(`${showInstant(on.at, on.talk.terminal.lang)} > `))?.trim();
    if (typed === undefined || typed === 'k') return undefined;
    const chosen = choices.find((choice) => choice.key === typed);
    const move = chosen === undefined ? undefined : await chosen.make();
    if (move !== undefined) return move;
  }
}

function choicesOf(on: Walk, state: CaseState): readonly Choice[] {
  const { lang } = on.talk.terminal;
  const simple = (key: string, by: string, name: 'receive' | 'take-fee', vi: string, en: string): Choice => ({
    key,
    text: say(on, vi, en),
    make: () => Promise.resolve({ at: on.at, by, do: name }),
  });
  const isNew = state.stage.at === 'submitted';
  const running = state.children.filter((child) => child.outcome === undefined).length;
  return [
    ...(isNew ? [simple('1', 'receptionist', 'receive', 'Tiếp nhận', 'Receive')] : []),
    ...(state.stage.at === 'open' ? state.tasks : []).map((task, index) => ({
      key: String(index + 1),
      text: taskText(on, task),
      make: () => complete(on, task),
    })),
    ...(running > 0
      ? [{ key: 'x', text: say(on, `Kết thúc một trong ${running} hồ sơ đã mở`, `End one of the ${running} cases it opened`), make: () => endChild(on, state) }]
      : []),
    ...(state.fee.total > 0 && state.paid === undefined && !isNew ? [simple('p', 'receptionist', 'take-fee', 'Thu phí', 'Take the fee')] : []),
    ...(state.finished === undefined ? lawful(on, state) : []),
    { key: 'w', text: say(on, 'Chờ', 'Wait'), make: () => wait(on) },
    { key: 'k', text: lang === 'vi' ? 'Kết thúc' : 'Stop', make: () => Promise.resolve(undefined) },
  ];
}

/** Moves every case knows while its result is not made. */
function lawful(on: Walk, state: CaseState): readonly Choice[] {
  const answer = (): Promise<StoryMove> => Promise.resolve({ at: on.at, by: 'citizen', do: 'answer', answers: {}, papers: new Map() });
  const withdraw = (): Promise<StoryMove> => Promise.resolve({ at: on.at, by: 'citizen', do: 'withdraw' });
  return [
    state.stage.at === 'waiting'
      ? { key: 'd', text: say(on, 'Nộp bổ sung', 'Answer the supplement'), make: answer }
      : reasoned(on, 'b', 'supplement', 'Yêu cầu bổ sung', 'Ask for a supplement'),
    ...(on.pack.reasons.extension.length > 0 && state.stage.at === 'open' ? [reasoned(on, 'g', 'extend', 'Gia hạn', 'Extend')] : []),
    reasoned(on, 't', 'refuse', 'Từ chối', 'Refuse'),
    { key: 'r', text: say(on, 'Rút hồ sơ', 'Withdraw'), make: withdraw },
  ];
}

function taskText(on: Walk, task: OpenTask): string {
  const { lang } = on.talk.terminal;
  const who = on.pack.roles.get(task.role)?.title[lang] ?? task.role;
  const where = task.unit === undefined ? '' : `, ${nameOfUnit(on, task)}`;
  const due = task.due === undefined ? '' : `, ${say(on, 'hạn', 'due')} ${showInstant(task.due, lang)}`;
  return `${translated(on.pack, task.name, lang)} (${who}${where}${due})`;
}

async function complete(on: Walk, task: OpenTask): Promise<StoryMove | undefined> {
  const form = task.form === undefined ? undefined : on.pack.taskForms.get(task.form);
  const data = form === undefined ? {} : await askForm(on.talk, form, { today: dateOf(on.at) });
  if (data === undefined) return undefined;
  const unit = codeOfUnit(on, task);
  return { at: on.at, by: task.role, do: 'complete', task: task.element, data, ...(unit === undefined ? {} : { unit }) };
}

async function endChild(on: Walk, state: CaseState): Promise<StoryMove | undefined> {
  const child = state.children.findIndex((one) => one.outcome === undefined) + 1;
  return { at: on.at, by: 'citizen', do: 'end-child', child, outcome: 'granted' };
}

function reasoned(on: Walk, key: string, name: 'supplement' | 'extend' | 'refuse', vi: string, en: string): Choice {
  const { lang } = on.talk.terminal;
  const make = async (): Promise<StoryMove | undefined> => {
    const reasons = on.pack.reasons[name === 'extend' ? 'extension' : name === 'refuse' ? 'refusal' : 'supplement'];
    for (const [index, reason] of reasons.entries()) on.talk.terminal.say(`    ${index + 1}. ${reason.label[lang]}`);
    const reason = reasons[Number(await on.talk.ask(say(on, 'Lý do: ', 'Reason: '))) - 1]?.code;
    const note = (await on.talk.ask(say(on, 'Ghi rõ: ', 'In words: ')))?.trim();
    if (reason === undefined || note === undefined) return undefined;
    const by = on.pack.roles.has('officer') ? 'officer' : 'receptionist';
    return name === 'supplement' ? { at: on.at, by, do: name, reasons: [reason], note } : { at: on.at, by, do: name, reason, note };
  };
  return { key, text: say(on, vi, en), make };
}

async function wait(on: Walk): Promise<StoryMove | undefined> {
  const hours = Number((await on.talk.ask(say(on, 'Bao nhiêu giờ? ', 'How many hours? ')))?.replace(',', '.'));
  if (!(hours > 0) || hours > 24 * 366) return undefined;
  on.at = plusMs(on.at, Math.round(hours * 60) * 60_000);
  return { at: on.at, by: 'citizen', do: 'wait' };
}

const say = (on: Walk, vi: string, en: string): string => (on.talk.terminal.lang === 'vi' ? vi : en);

// Units and people as the pack's own stories name them

/** The units of all stories, so that codes typed in the terminal are known where a story knows them. */
const unitsOf = (pack: Pack): ReadonlyMap<string, string> => new Map(pack.stories.flatMap((story) => [...story.given.units]));
/** Numbers of units in a story: the unit of the case is 1, the others follow in their order. */
const codeOfUnit = (on: Walk, task: OpenTask): string | undefined => (task.unit === undefined ? undefined : [...unitsOf(on.pack).keys()][task.unit - 2]);
const nameOfUnit = (on: Walk, task: OpenTask): string => unitsOf(on.pack).get(codeOfUnit(on, task) ?? '') ?? '';

function storyOf(on: Walk, when: readonly StoryMove[]): Story {
  const told = on.pack.stories[0]?.given;
  const people = new Map([
    ['citizen', 'Nguyễn Văn An'],
    ...[...on.pack.roles].map(([role, { title }]): [string, string] => [role, title.vi]),
    ...(told?.people ?? []),
  ]);
  const given = { unit: told?.unit ?? 'phường An Xuân', calendar: told?.calendar ?? 'vn', people, units: unitsOf(on.pack), books: new Map<string, number>() };
  // biome-ignore lint/suspicious/noThenProperty: given, when, then is the format of a story; nobody awaits one.
  return { name: 'walk', title: { vi: 'Đi thử', en: 'Walked by hand' }, given, when, then: { status: 'submitted' } };
}

/** As a file of the folder `stories`. */
function storyJson(on: Walk, state: CaseState | undefined): JsonObject {
  const { title, given, when } = storyOf(on, on.moves);
  const { units, people, unit, calendar } = given;
  return {
    title,
    given: { unit, calendar, people: Object.fromEntries(people), ...(units.size === 0 ? {} : { units: Object.fromEntries(units) }) },
    when: when.map(moveJson),
    // biome-ignore lint/suspicious/noThenProperty: given, when, then is the format of a story; nobody awaits one.
    then: { status: state === undefined ? 'submitted' : storyStatusOf(state) },
  };
}

function moveJson(move: StoryMove): JsonObject {
  const { at, by, ...rest } = move;
  const { papers, ...others } = 'papers' in rest ? rest : { ...rest, papers: noPapers };
  const attached = papers.size === 0 ? {} : { papers: Object.fromEntries(papers) };
  return { at: at.slice(0, 16), by, ...others, ...attached } as JsonObject;
}
const noPapers: StoryPapers = new Map();
