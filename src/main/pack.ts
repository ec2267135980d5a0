/** The deeds of `./cuaso pack`: a folder read, linted, its stories played in memory, and a summary for the terminal. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Finding } from '../base/finding.ts';
import { showDong } from '../base/money.ts';
import { sentenceOf } from '../base/refusal.ts';
import type { Lang } from '../base/text.ts';
import { showInstant } from '../base/time.ts';
import { exit, Stop } from '../cli/command.ts';
import type { CheckedPack, PlayedStory } from '../cli/pack.ts';
import { readPackFolder } from '../gate/pack-folder.ts';
import type { Played, PlayedMove } from '../kernel/case/case.ts';
import { playStories, storyStatusOf } from '../kernel/case/case.ts';
import type { Assembled } from '../pack/assemble.ts';
import { assemble } from '../pack/assemble.ts';
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

export async function readPack(folder: string): Promise<Assembled> {
  const path = existsSync(resolve(folder)) ? resolve(folder) : join(home, folder);
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
  const fee = refused === undefined && state !== undefined && move.do === 'submit' ? `, fee ${showDong(state.fee.total)}` : '';
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
