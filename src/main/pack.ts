/** The deeds of `./cuaso pack`: a folder read, linted, its stories played in memory, and a summary for the terminal. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Finding } from '../base/finding.ts';
import { isError, printFinding } from '../base/finding.ts';
import { showDong } from '../base/money.ts';
import { sentenceOf } from '../base/refusal.ts';
import type { Lang } from '../base/text.ts';
import { showInstant } from '../base/time.ts';
import { exit, Stop } from '../cli/command.ts';
import type { CheckedPack, PlayedStory } from '../cli/pack.ts';
import type { Compared } from '../cli/pack-author.ts';
import { readPackFolder } from '../gate/pack-folder.ts';
import type { Played, PlayedMove } from '../kernel/case/case.ts';
import { playStories, playStory, storyStatusOf } from '../kernel/case/case.ts';
import type { Assembled } from '../pack/assemble.ts';
import { assemble } from '../pack/assemble.ts';
import { differences } from '../pack/diff.ts';
import type { Pack } from '../pack/pack.ts';
import { calendarNamed } from './calendar.ts';
import { home } from './config.ts';
import { sha256 } from './world.ts';

export const allPacks = (): readonly string[] =>
  readdirSync(join(home, 'packs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join('packs', entry.name));

export async function checkPack(folder: string): Promise<CheckedPack> {
  const { pack, findings } = await readPack(folder);
  const stories = pack === undefined ? [] : playStories(pack, calendarNamed).map(told);
  return { folder: relative(process.cwd(), resolve(folder)) || '.', findings, stories };
}

/** The pack of a folder; ends the command with its findings when it is not sound. */
export async function openPack(folder: string): Promise<{ readonly pack: Pack; readonly calendars: typeof calendarNamed }> {
  const { pack, findings } = await readPack(folder);
  if (pack !== undefined) return { pack, calendars: calendarNamed };
  const said = findings.filter(isError).map(printFinding).join('\n');
  throw new Stop(exit.no, { vi: `gói ${folder} có lỗi:\n${said}`, en: `the pack ${folder} has errors:\n${said}` });
}

/** What the second pack changes, and what the stories of the first no longer find true with it. */
export async function diffPacks(before: string, after: string): Promise<Compared> {
  const [{ pack: old }, { pack: now }] = [await openPack(before), await openPack(after)];
  const untrue = old.stories.flatMap((story) => playStory(now, story, calendarNamed).findings);
  return { differences: [...differences(old, now), ...(await changedRules(before, after))], untrue };
}

/** Rule files whose bytes differ: what a table decides otherwise shows in the stories. */
async function changedRules(before: string, after: string): Promise<Compared['differences']> {
  const [old, now] = [await readPackFolder(pathOf(before)), await readPackFolder(pathOf(after))];
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter((path) => path.startsWith('rules/')).toSorted();
  const shown = (bytes: Uint8Array | undefined): string | undefined =>
    bytes === undefined ? undefined : `${bytes.length} bytes, ${sha256(bytes).slice(0, 8)}`;
  return paths.flatMap((path) => {
    const [was, is] = [shown(old.get(path)), shown(now.get(path))];
    return was === is ? [] : [{ where: `file ${path}`, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

/** Copies the beginning of a pack into a new folder; the folder's name becomes its id. */
export async function createPack(folder: string): Promise<readonly string[]> {
  const id = basename(resolve(folder));
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id) || id.length > 40)
    throw new Stop(exit.usage, {
      vi: `"${id}" không thể là mã gói; viết như ten-thu-tuc`,
      en: `"${id}" cannot be the id of a pack; write it like ten-thu-tuc`,
    });
  if (existsSync(resolve(folder))) throw new Stop(exit.input, { vi: `${folder} đã có`, en: `${folder} is already there` });
  const files = [...(await readPackFolder(join(home, 'data', 'new-pack')))];
  for (const [path, bytes] of files) {
    const target = join(resolve(folder), path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, new TextDecoder().decode(bytes).replaceAll('goi-moi', id));
  }
  return files.map(([path]) => join(folder, path));
}

/** As given, or inside the checkout. */
const pathOf = (folder: string): string => (existsSync(resolve(folder)) ? resolve(folder) : join(home, folder));

export async function readPack(folder: string): Promise<Assembled> {
  const path = pathOf(folder);
  if (!existsSync(join(path, 'pack.json')))
    throw new Stop(exit.input, { vi: `${folder} không phải một gói (không có pack.json)`, en: `${folder} is not a pack (no pack.json)` });
  return assemble(await readPackFolder(path), sha256);
}

const told = ({ story, moves, findings }: Played): PlayedStory => ({ name: story.name, title: story.title, lines: moves.map(lineOf), findings });

function lineOf({ move, refused, problems, state }: PlayedMove): string {
  const what = move.do === 'complete' ? `complete ${move.task}` : move.do;
  const answer =
    refused === undefined
      ? state === undefined
        ? ''
        : `-> ${storyStatusOf(state)}`
      : `refused: ${sentenceOf(refused, 'en')}${problems === undefined ? '' : ` (${problems.join(', ')})`}`;
  const due = state?.clock === undefined ? '' : `, due ${showInstant(state.clock.due, 'en')}`;
  const fee = refused === undefined && state !== undefined && move.do === 'submit' ? `, fee ${showDong(state.fee.total, 'en')}` : '';
  return `${showInstant(move.at, 'en')}  ${move.by}: ${what} ${answer}${refused === undefined ? due + fee : ''}`;
}

export async function showPack(folder: string, lang: Lang): Promise<readonly string[] | readonly Finding[]> {
  const { pack, findings } = await readPack(folder);
  return pack === undefined ? findings : summary(pack, lang);
}

function summary(pack: Pack, lang: Lang): readonly string[] {
  const tasks = [...pack.process.elements.values()].filter((element) => element.kind === 'user-task');
  return [
    `${pack.title[lang]} (${pack.id} ${pack.version}, ${pack.procedure})`,
    `  ${pack.summary[lang]}`,
    `  ${pack.facts.who[lang]}`,
    `  ${pack.facts.time[lang]}`,
    `  ${pack.facts.fee[lang]}`,
    ...pack.legalBasis.map((basis) => `  ${basis.title[lang]}${basis.article === undefined ? '' : `, ${basis.article}`}`),
    '',
    ...tasks.map((task) => `  ${task.id}: ${task.name}`),
    '',
    ...[...pack.form.fields.keys()].map((path) => `  ${path}`),
    '',
    ...pack.stories.map((story) => `  ${story.name}: ${story.title[lang]}`),
  ];
}
