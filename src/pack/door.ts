/** Reads the "door" of pack.json: which answers of a case the pages of people's voice show, and that the forms really ask them. */
import type { Notes, Read } from './notes.ts';
import { flag, note, oneOf, shape, text } from './notes.ts';
import type { Door, Linted, ReportDoor, SurveyDoor } from './pack.ts';

const path = text(100, /^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*$/, '"place.words"');
const word = text(60, /^[a-z][A-Za-z0-9-]*$/, '"photos"');

const report: Read<ReportDoor> = shape(
  { kind: oneOf(['report']), anonymous: flag, category: path, text: path, public: path, commune: path, answer: path },
  { forwarded: path, danger: path, place: path, latitude: path, longitude: path, photos: word, about: path, aboutCase: word, reopens: path, lowRating: word },
);
const survey: Read<SurveyDoor> = shape(
  { kind: oneOf(['survey']), title: path, intro: path, questions: path, ends: path, opens: text(60), conclusion: path },
  { communeQuota: path, ageQuota: path },
);

export const readDoor: Read<Door> = (on, element, value) =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'survey' ? survey(on, element, value) : report(on, element, value);

const askedIn = (door: Door): readonly (string | undefined)[] =>
  door.kind === 'report'
    ? [door.category, door.text, door.public, door.commune, door.danger, door.place, door.latitude, door.longitude, door.about, door.reopens]
    : [door.title, door.intro, door.questions, door.ends, door.communeQuota, door.ageQuota];
const writtenIn = (door: Door): readonly (string | undefined)[] => (door.kind === 'report' ? [door.answer, door.forwarded] : [door.conclusion]);

/** Answers of the application that the door reads. */
export const doorPaths = (door: Door | undefined): readonly string[] => (door === undefined ? [] : askedIn(door).filter((one) => one !== undefined));

/** What the door names is asked by a form, done by a task, or handed in as a paper. */
export function lintDoor(pack: Linted, on: Notes): void {
  const { door } = pack;
  if (door === undefined) return;
  const has = (paths: Iterable<string>, wanted: string) => [...paths].some((one) => one === wanted || one.startsWith(`${wanted}.`));
  const miss = (name: string, message: string) => note(on, 'door', 'door-field-unknown', { message, repair: `Correct "${name}", or add what it names.` });
  for (const one of doorPaths(door)) if (!has(pack.form.fields.keys(), one)) miss(one, `The form has no field "${one}".`);
  const results = [...pack.taskForms.values()].flatMap((form) => [...form.fields.keys()]);
  for (const one of writtenIn(door)) if (one !== undefined && !has(results, one)) miss(one, `No task form asks "${one}".`);
  if (door.kind === 'report' && door.photos !== undefined && pack.form.papers.every((paper) => paper.id !== door.photos))
    miss(door.photos, `The form has no paper "${door.photos}".`);
  if (door.kind === 'report') {
    const choices = pack.form.fields.get(door.category)?.choices;
    for (const one of [door.lowRating, door.aboutCase])
      if (one !== undefined && choices?.every(({ value }) => value !== one)) miss(one, `"${one}" is no choice of "${door.category}".`);
  }
  if (door.kind === 'survey' && pack.process.elements.get(door.opens)?.kind !== 'user-task') miss(door.opens, `The diagram has no user task "${door.opens}".`);
}
