/** A filing on the device: the same form, check page and mistakes as from the server; what is submitted goes into the outbox. */
import { dateOf } from '../../../base/time.ts';
import { wordsOf } from '../../../base/words.ts';
import type { Problem, RawAnswers } from '../../../engine/form/form.ts';
import { checkPapers, readAnswers, wantedPapers } from '../../../engine/form/form.ts';
import { shownGroups } from '../../../kernel/case/case.ts';
import { formSteps } from '../../parts/form.ts';
import { notToldTwice } from '../../parts/one-mistake.ts';
import { applyPage } from '../../portal/apply.view.ts';
import { checkPage } from '../../portal/check.view.ts';
import type { Typed } from '../../portal/device.ts';
import { draftName, formOf, rawOf, unitNamed, unitsOf } from '../../portal/device.ts';
import type { BoxFile, BoxProblem, OutboxItem } from '../../portal/outbox.ts';
import { editedFields } from '../../portal/repeat.ts';
import { keptFiles } from '../kept-file.ts';
import type { Asked } from './answer.ts';
import { frameFor, legalNow, pageAnswer } from './answer.ts';
import type { KeptFacts, KeptSheet, Look, Work } from './store.ts';
import { drop, get, put } from './store.ts';

export type Desk = { readonly asked: Asked; readonly look: Look; readonly facts: KeptFacts; readonly kept: KeptSheet };

const who = ({ facts }: Desk): string => facts.owner?.who ?? '';
const text = (fields: RawAnswers, name: string): string => fields.get(name)?.[0] ?? '';
/** Keys made here say so: such a form is checked here, with a line or without. */
export const isOwnKey = (key: string): boolean => key.startsWith('may-');

/** An empty form, with what is known of the person. */
export function newForm(desk: Desk): Promise<Response> {
  const typed = desk.facts.owner?.fields[desk.kept.id] ?? [];
  return formAnswer(desk, { key: `may-${crypto.randomUUID()}`, fields: [...typed, ['_unit', [desk.facts.owner?.home ?? '']]], files: [] });
}

/** A form that somebody has to look at again, as it was. */
export async function openAgain(desk: Desk, item: OutboxItem): Promise<Response> {
  await put('work', workOf(desk, item));
  const problems = item.state.is === 'review' ? item.state.problems : [];
  const general = item.state.is === 'review' && problems.length === 0 ? [{ field: '', text: item.state.why }] : [];
  return await formAnswer(desk, item, { told: [...problems, ...general] });
}

/** What the posted form asks for: the form again, the check page, or an item for the outbox. */
export async function posted(desk: Desk, form: FormData): Promise<Response | OutboxItem> {
  const work = await taken(desk, form);
  const fields = rawOf(work.fields);
  if (['_edit', '_add', '_remove', '_save', '_up', '_down', '_out', '_keep', '_vault'].some((name) => fields.has(name))) return await formAnswer(desk, work);
  // Checked before, here or by the server; what the server thinks of it comes with its answer.
  if (text(fields, '_declare') === 'true' && fields.has('_submit')) return itemOf(desk, work);
  const model = formOf(desk.kept.sheet);
  const today = { today: dateOf(legalNow(desk.facts)), places: desk.kept.sheet.places };
  const read = readAnswers(model, fields, today);
  const papers = checkPapers(wantedPapers(model, read.answers, today), givenPapers(desk, work));
  const unit = unitNamed(desk.kept.sheet, text(fields, '_unit'))?.name[desk.look.lang];
  const choose = { field: '_unit', text: wordsOf(desk.look.lang)('form.unitMissing') };
  const told = [...refusedFiles(fields), ...(unit === undefined ? [choose] : [])];
  const problems = notToldTwice(
    [...read.problems, ...papers],
    told.map((one) => one.field),
  );
  if (problems.length + told.length > 0 || unit === undefined) return await formAnswer(desk, work, { problems, told });
  return await checkAnswer(desk, work, { answers: read.answers, unit, isMissing: fields.has('_submit') });
}

/** The post laid over what is held under its key: files stay as long as the form names them. */
async function taken(desk: Desk, form: FormData): Promise<Work> {
  const pairs = new Map<string, string[]>();
  const files: BoxFile[] = [];
  for (const [name, value] of form) {
    const paper = /^_sent\.(.+)$/.exec(name)?.[1];
    if (typeof value === 'string' && paper !== undefined) files.push(...(await namedFile(paper, value)));
    else if (typeof value === 'string') pairs.set(name, [...(pairs.get(name) ?? []), value]);
    else if (value.size > 0 && name.startsWith('_paper.'))
      files.push({
        id: `may-${crypto.randomUUID()}`,
        paper: name.slice('_paper.'.length),
        name: value.name,
        type: value.type,
        bytes: await value.arrayBuffer(),
      });
  }
  const key = pairs.get('_key')?.[0] ?? `may-${crypto.randomUUID()}`;
  const former = (await get('work', key))?.files ?? [];
  const dropped = pairs.get('_out')?.[0];
  const named = former.filter((file) => file.id !== dropped && (pairs.get(`_file.${file.paper}`) ?? []).includes(file.id));
  const fields = editedFields(formOf(desk.kept.sheet), pairs);
  // The same picture again is not another page.
  const fresh = files.filter((file) => file.digest === undefined || named.every((other) => other.paper !== file.paper || other.digest !== file.digest));
  const work: Work = { key, service: desk.kept.id, who: who(desk), fields: [...fields], files: [...named, ...fresh], at: Date.now() };
  await put('work', work);
  return work;
}

/** '<sha-256> <name>': the page has put its bytes into the store of this device. */
async function namedFile(paper: string, value: string): Promise<readonly BoxFile[]> {
  const digest = value.slice(0, 64);
  const kept = (await keptFiles()).find((file) => file.digest === digest);
  if (kept === undefined) return [];
  return [{ id: `may-${crypto.randomUUID()}`, paper, name: value.slice(65), type: kept.bytes.type, bytes: await kept.bytes.arrayBuffer(), digest }];
}

/** Files the server has refused on their way, with its sentence. */
const refusedFiles = (fields: RawAnswers): readonly BoxProblem[] =>
  [...fields].flatMap(([name, values]) => {
    const paper = /^_refused\.(.+)$/.exec(name)?.[1];
    return paper === undefined ? [] : values.map((value) => ({ field: `_paper.${paper}`, text: value.replace(/^[a-z-]+ (.+)\n/, '$1: ') }));
  });

const workOf = (desk: Desk, item: OutboxItem): Work => ({
  key: item.key,
  service: desk.kept.id,
  who: item.who,
  fields: item.fields,
  files: item.files,
  at: item.at,
});

type Filled = Pick<Work, 'key' | 'fields' | 'files'>;

/** Files by paper: those held here, and those the server holds already, which travel by their ids. */
function filesOf({ fields, files }: Filled): readonly { readonly paper: string; readonly id: string; readonly name: string; readonly size?: number }[] {
  const here = new Set(files.map((file) => file.id));
  const elsewhere = fields.flatMap(([name, ids]) =>
    name.startsWith('_file.')
      ? ids.filter((id) => !here.has(id) && !id.startsWith('may-')).map((id) => ({ paper: name.slice('_file.'.length), id, name: '✓' }))
      : [],
  );
  return [...elsewhere, ...files.map((file) => ({ paper: file.paper, id: file.id, name: file.name, size: file.bytes.byteLength }))];
}

function givenPapers(desk: Desk, work: Filled) {
  const fields = rawOf(work.fields);
  const list = filesOf(work);
  return new Map(
    desk.kept.sheet.papers.map((paper) => [
      paper.id,
      { files: list.filter((file) => file.paper === paper.id).length, atCounter: text(fields, `_counter.${paper.id}`) === 'true' },
    ]),
  );
}

const kilobytes = (bytes: number | undefined): string => (bytes === undefined ? '' : `${Math.max(1, Math.round(bytes / 1024))} KB`);

type Told = { readonly problems?: readonly Problem[]; readonly told?: readonly BoxProblem[] };

function formAnswer(desk: Desk, work: Filled, { problems = [], told = [] }: Told = {}): Promise<Response> {
  const { kept, look, asked, facts } = desk;
  const fields = rawOf(
    work.fields.filter(
      ([name]) =>
        !['_declare', '_submit', '_edit', '_add', '_remove', '_save', '_up', '_down', '_out', '_keep', '_vault'].includes(name) &&
        !name.startsWith('_refused.'),
    ),
  );
  const model = formOf(kept.sheet);
  const isOfField = (one: BoxProblem): boolean => one.field !== '' && one.field !== '_unit';
  const files = filesOf(work);
  const chosen = unitNamed(kept.sheet, text(fields, '_unit'))?.value ?? '';
  const page = applyPage(frameFor(asked, look, facts), {
    title: kept.sheet.title[look.lang],
    action: `/nop/${kept.id}`,
    key: work.key,
    back: `/thu-tuc/${kept.id}`,
    ...unitsOf(kept.sheet, chosen, look.lang, asked.url.searchParams.get('don-vi') === 'tat-ca'),
    unit: chosen,
    draft: draftName(kept.id, who(desk)),
    focus: work.fields.find(([name]) => name === '_edit')?.[1][0] ?? '',
    form: model,
    typed: fields,
    problems: [
      ...problems,
      ...told.filter(isOfField).map((one) => ({ field: one.field, path: one.field, code: 'check' as const, text: { vi: one.text, en: one.text } })),
    ],
    files: Object.fromEntries(
      model.papers.map((paper) => [
        paper.id,
        files.filter((file) => file.paper === paper.id).map(({ id, name, size }) => ({ id, name, note: kilobytes(size) })),
      ]),
    ),
    general: told.filter((one) => !isOfField(one)).map((one) => ({ name: one.field, text: one.text })),
    purposes: [...model.purposes.values()].map((purpose) => ({ text: purpose.label[look.lang], legal: purpose.legal })),
  });
  return pageAnswer(page, problems.length + told.length > 0 ? 422 : 200);
}

type Checked = { readonly answers: Parameters<typeof shownGroups>[1]; readonly unit: string; readonly isMissing: boolean };

function checkAnswer(desk: Desk, work: Work, { answers, unit, isMissing }: Checked): Promise<Response> {
  const { kept, look, asked, facts } = desk;
  const { lang } = look;
  const model = formOf(kept.sheet);
  const fields = rawOf(work.fields);
  const isCarried = (name: string): boolean => !name.startsWith('_') || /^_(?:counter|why)\.|^_unit$/.test(name);
  const carried = work.fields.flatMap(([name, values]) => (isCarried(name) ? values.filter((value) => value !== '').map((value) => ({ name, value })) : []));
  const files = filesOf(work);
  const title = (id: string): string => kept.sheet.papers.find((paper) => paper.id === id)?.title[lang] ?? id;
  const promised = kept.sheet.papers.filter((paper) => text(fields, `_counter.${paper.id}`) === 'true' && files.every((file) => file.paper !== paper.id));
  const page = checkPage(frameFor(asked, look, facts), {
    title: kept.sheet.title[lang],
    action: `/nop/${kept.id}`,
    edit: `/nop/${kept.id}`,
    key: work.key,
    carried: [...carried, ...files.map((file) => ({ name: `_file.${file.paper}`, value: file.id })), { name: '_submit', value: '1' }],
    steps: formSteps({ form: model, typed: fields, problems: [] }, lang).length + 1,
    groups: shownGroups(model, answers, lang).map((group) => ({
      title: group.title,
      rows: group.rows.map((row) => ({ label: row.label, value: row.value, name: row.path })),
    })),
    papers: [
      ...files.map((file) => ({ name: title(file.paper), note: `${file.name} ${kilobytes(file.size)}`.trim() })),
      ...promised.map((paper) => ({ name: paper.title[lang], note: lang === 'vi' ? 'nộp bản giấy tại quầy' : 'on paper at the counter' })),
    ],
    words: { fee: kept.sheet.fee[lang], time: kept.sheet.time[lang] },
    unit,
    ...(isMissing ? { problems: [{ name: '_declare', text: wordsOf(lang)('check.declareMissing') }] } : {}),
  });
  return pageAnswer(page, isMissing ? 422 : 200);
}

function itemOf(desk: Desk, work: Work): OutboxItem {
  const { sheet } = desk.kept;
  const unit = rawOf(work.fields).get('_unit')?.[0] ?? '';
  const name = unitNamed(sheet, unit)?.name ?? { vi: unit, en: unit };
  return {
    key: work.key,
    who: who(desk),
    service: { id: sheet.id, hash: sheet.hash, title: sheet.title },
    unit: { value: unit, name },
    fields: work.fields.filter(([name]) => !/^_(?:key|submit|declare|edit|add|remove|save|up|down|drop|owner|refused\..+)$/.test(name)),
    files: work.files,
    at: Date.now(),
    tries: 0,
    state: { is: 'kept', next: 0 },
  };
}

export const doneWith = (key: string): Promise<void> => drop('work', key);
export type { Typed };
