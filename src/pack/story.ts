/** Reads the stories of a pack: given, when, then. Whether they come true is shown by the player. */
import type { Json, JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import type { Instant } from '../base/time.ts';
import { readDate, readInstant } from '../base/time.ts';
import type { Notes, Read } from './notes.ts';
import { flag, label, listOf, mapOf, note, object, oneOf, shape, text, whole } from './notes.ts';
import type { Story, StoryEnd, StoryExpect, StoryMove, StoryPapers, StoryStatus, StoryTask } from './pack.ts';

/** Local time of the province, to the minute: '2022-11-15T15:01'. */
const moment: Read<Instant> = (on, element, value) => {
  const found =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) && readDate(value.slice(0, 10)) !== undefined
      ? readInstant(`${value}+07:00`)
      : undefined;
  return found ?? note(on, element, 'not-a-moment', { message: 'A date and time is expected here.', repair: 'Write it like "2022-11-15T15:01".' });
};

const papers: Read<StoryPapers> = mapOf(/^[a-z][a-z0-9-]{0,39}$/, (on, element, value) => (value === 'counter' ? value : whole(1, 20)(on, element, value)));
const element = text(60, /^[A-Za-z_][A-Za-z0-9_-]*$/, '"check", the id of an element');
const statuses: readonly StoryStatus[] = ['submitted', 'waiting', 'processing', 'ready', 'returned', 'refused', 'withdrawn'];
const code = text(60, /^[a-z][a-z0-9-]*$/, '"already-supplemented"');
const unitCode = text(35, /^[0-9A-Z][0-9A-Z.]*$/, '"H47.31.02" or "20347", an agency or GSO code');
const openTask: Read<string | StoryTask> = (on, place, value) =>
  isObject(value) ? shape({ task: element }, { unit: unitCode, due: moment, times: whole(1, 1_000) })(on, place, value) : element(on, place, value);
const expected = {
  refused: code,
  status: oneOf(statuses),
  due: moment,
  fee: whole(0, 1_000_000_000),
  tasks: listOf(openTask, 0, 50),
  informed: listOf(unitCode, 0, 200),
  children: whole(0, 1_000),
  awaits: whole(0, 100),
  data: object,
};
const expect: Read<StoryExpect> = shape({}, expected);
const end: Read<StoryEnd> = shape(
  { status: oneOf(statuses) },
  { ...expected, paid: flag, exempt: anyText, onTime: flag, documents: listOf(oneOf(['receipt', 'result', 'supplement', 'refusal', 'apology']), 0, 50) },
);

function anyText(on: Notes, place: string, value: Json | undefined): string | undefined {
  return typeof value === 'string'
    ? value.normalize('NFC')
    : note(on, place, 'not-a-text', { message: 'A text is expected here.', repair: 'Write a text in quotes, "" for none.' });
}

function childNumber(on: Notes, place: string, value: Json | undefined): number | 'all' | undefined {
  return value === 'all' ? value : whole(1, 1_000)(on, place, value);
}

const when = { at: moment, by: text(40) };
const may = { expect };
const noPapers: StoryPapers = new Map();

/** One reader per kind of move. */
const moves: { readonly [Do in StoryMove['do']]: Read<StoryMove> } = {
  submit: filled(shape({ ...when, do: oneOf(['submit']), answers: object }, { ...may, papers }), (move) => ({ ...move, papers: move.papers ?? noPapers })),
  receive: shape({ ...when, do: oneOf(['receive']) }, may),
  'take-fee': shape({ ...when, do: oneOf(['take-fee']) }, may),
  withdraw: shape({ ...when, do: oneOf(['withdraw']) }, may),
  wait: shape({ ...when, do: oneOf(['wait']) }, may),
  complete: filled(shape({ ...when, do: oneOf(['complete']), task: element }, { ...may, data: object, unit: unitCode }), (move) => ({
    ...move,
    data: move.data ?? {},
  })),
  'end-child': shape({ ...when, do: oneOf(['end-child']), child: childNumber, outcome: oneOf(['granted', 'refused', 'withdrawn']) }, may),
  supplement: shape({ ...when, do: oneOf(['supplement']), reasons: listOf(code, 0, 20), note: anyText }, may),
  answer: filled(shape({ ...when, do: oneOf(['answer']) }, { ...may, answers: object, papers }), (move) => ({
    ...move,
    answers: move.answers ?? {},
    papers: move.papers ?? noPapers,
  })),
  extend: shape({ ...when, do: oneOf(['extend']), reason: code, note: anyText }, may),
  refuse: shape({ ...when, do: oneOf(['refuse']), reason: code, note: anyText }, may),
  consent: shape(
    {
      ...when,
      do: oneOf(['consent']),
      party: text(60, /^[a-z][a-z0-9-]*$/, '"owner" or "members-2"'),
      says: oneOf(['agreed', 'declined', 'withdrawn']),
      how: oneOf(['signed-in', 'paper', 'counter']),
    },
    { ...may, note: anyText },
  ),
};

/** Fills in what a move may leave out. */
function filled<T>(read: Read<T>, complete: (move: T) => StoryMove): Read<StoryMove> {
  return (on, place, value) => {
    const move = read(on, place, value);
    return move === undefined ? undefined : complete(move);
  };
}

const anyMove: Read<StoryMove> = (on, place, value) => {
  const kind = isObject(value) ? oneOf(Object.keys(moves) as StoryMove['do'][])(on, `${place}.do`, value.do) : undefined;
  if (!isObject(value)) object(on, place, value);
  return kind === undefined ? undefined : moves[kind](on, place, value);
};

const given = shape(
  { unit: text(120), calendar: text(40), people: mapOf(/^[a-z][A-Za-z0-9]{0,39}$/, text(80), 20) },
  { units: mapOf(/^[0-9A-Z][0-9A-Z.]{1,34}$/, text(120), 100), books: mapOf(/^[a-z][a-z0-9-]{0,39}$/, whole(0, 1_000_000), 20) },
);
// biome-ignore lint/suspicious/noThenProperty: given, when, then is the format of a story; nobody awaits one.
const story = shape({ title: label, given, when: listOf(anyMove, 1, 100), then: end }, {});

export function readStory(on: Notes, json: Json, name: string): Story | undefined {
  const read = story(on, '', json);
  if (read === undefined) return undefined;
  for (const [index, move] of read.when.entries()) {
    const place = `when[${index + 1}]`;
    if (!read.given.people.has(move.by))
      note(on, `${place}.by`, 'person-unknown', {
        message: `Nobody called "${move.by}" is given.`,
        repair: 'Add the person to given.people, or correct the name.',
      });
    const before = read.when[index - 1];
    if (before !== undefined && Date.parse(move.at) < Date.parse(before.at))
      note(on, `${place}.at`, 'time-runs-back', { message: 'The move lies before the one above it.', repair: 'Put the moves in the order of time.' });
  }
  if (read.when[0] !== undefined && read.when[0].do !== 'submit')
    note(on, 'when[1].do', 'story-without-submit', { message: 'A story begins with the submission.', repair: 'Write "do": "submit" as the first move.' });
  const { units = new Map<string, string>(), books = new Map<string, number>() } = read.given;
  for (const [index, move] of [...read.when, read.then].entries())
    for (const unit of unitsIn(move))
      if (!units.has(unit))
        note(on, index < read.when.length ? `when[${index + 1}]` : 'then', 'unit-unknown', {
          message: `No unit with the code "${unit}" is given.`,
          repair: 'Add it to given.units, or correct the code.',
        });
  return { name, ...read, given: { ...read.given, units, books } };
}

/** Codes of units that a move or the end of a story names. */
function unitsIn(move: StoryMove | StoryEnd): readonly string[] {
  const expect: StoryExpect = 'do' in move ? (move.expect ?? {}) : move;
  const held = (expect.tasks ?? []).flatMap((task) => (typeof task === 'string' ? [] : (task.unit ?? [])));
  const mover = 'do' in move && move.do === 'complete' && move.unit !== undefined ? [move.unit] : [];
  return [...held, ...(expect.informed ?? []), ...mover];
}

/** Later answers over earlier ones; objects are joined, lists and values are replaced. */
export function laidOver(below: JsonObject, above: JsonObject): JsonObject {
  const joined: Record<string, Json> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const old = below[key];
    joined[key] = isObject(value) && isObject(old) ? laidOver(old, value) : value;
  }
  return joined;
}
