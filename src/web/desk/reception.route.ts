/** `/tiep-nhan`: the counter. Files for somebody who came, and receives at once: one screen, one slip. */
import type { Hono } from 'hono';
import type { CommandKey } from '../../base/id.ts';
import { isCommandKey } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import { inFours, maskId, showPhone } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { Problem, RawAnswers } from '../../engine/form/form.ts';
import { hasProblems, listInbox, noCut, receiveCase, submitCase } from '../../kernel/case/case.act.ts';
import type { AttachedFile } from '../../kernel/case/case.ts';
import { deskName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { lookUpAtCounter } from '../../kernel/person/person.act.ts';
import { livePacks } from '../../kernel/rollout/rollout.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { translated } from '../../pack/pack.ts';
import { readPost, textOf } from '../form-post.ts';
import type { GivenFile } from '../parts/paper-field.ts';
import type { FieldProblem } from '../parts/shape.ts';
import { fileProblems, givenFiles, holdFiles, isAboutPapers, papersFrom } from '../portal/apply-files.ts';
import { prefilled } from '../portal/filing.ts';
import { editedFields } from '../portal/repeat.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { dueOf } from '../show.ts';
import type { ReceptionForm, ReceptionView } from './reception.view.ts';
import { receptionPage } from './reception.view.ts';

export function receptionRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/tiep-nhan', (c) => getReception(c, site));
  app.post('/tiep-nhan', (c) => postReception(c, site));
}

async function getReception(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'case.receive');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const packs = await packsHere(site, permit);
  const pack = packs.find((one) => one.id === c.req.query('thu-tuc'));
  const chosen = pack === undefined ? undefined : formView(c, pack, { key: site.world.newId(), typed: new Map(), problems: [], general: [], files: {} });
  return await show(c, site, permit, packs, chosen, 200);
}

type Shown = {
  readonly key: string;
  readonly typed: RawAnswers;
  readonly problems: readonly Problem[];
  readonly general: readonly FieldProblem[];
  readonly files: Readonly<Record<string, readonly GivenFile[]>>;
  readonly looked?: ReceptionForm['looked'];
};

const formView = (c: Ctx, pack: Pack, shown: Shown): ReceptionForm => ({
  action: `/tiep-nhan?thu-tuc=${pack.id}`,
  key: shown.key,
  pack: pack.id,
  title: pack.title[langOf(c)],
  form: { form: pack.form, typed: shown.typed, problems: shown.problems, files: shown.files, told: shown.general },
  problems: shown.general,
  ...(shown.looked === undefined ? {} : { looked: shown.looked }),
});

async function show(
  c: Ctx,
  site: Site,
  permit: Permit<'case.receive'>,
  packs: readonly Pack[],
  chosen: ReceptionForm | undefined,
  status: number,
): Promise<Response> {
  const { world } = site;
  const lang = langOf(c);
  const unit = permit.actor.unit === undefined ? undefined : world.org().byId.get(permit.actor.unit);
  const list = await permitFor(c, site, 'case.list');
  const lines = isRefusal(list) ? [] : await listInbox(world, list, [permit.actor.role], { ...noCut, stage: 'submitted' }, { limit: 20, offset: 0 });
  const view: ReceptionView = {
    counter: unit === undefined ? '' : deskName(unit, lang),
    now: showInstant(world.now(), lang),
    waiting: lines.map((line) => ({
      href: `/ho-so/${line.tracking}`,
      title: world.shelf.find(line.packId, line.packVersion)?.title[lang] ?? line.packId,
      person: line.applicant,
      at: showInstant(line.submitted, lang),
      code: inFours(line.tracking),
      due: dueOf(line, world.now(), world.calendarOf(line.unitId), lang),
    })),
    procedures: packs.map((pack) => ({ value: pack.id, text: pack.title[lang] })),
    ...(chosen === undefined ? {} : { chosen }),
  };
  return showPage(c, receptionPage(frameOf(c, site), view), status);
}

/** Procedures that the counter's own unit receives. */
async function packsHere(site: Site, permit: Permit<'case.receive'>): Promise<readonly Pack[]> {
  const unit = permit.actor.unit === undefined ? undefined : site.world.org().byId.get(permit.actor.unit);
  return (await livePacks(site.world)).filter((pack) => unit !== undefined && pack.unitKinds.includes(unit.kind));
}

/** Two deeds under one key: a second post of the same screen finds both done and shows the same case. */
async function postReception(c: Ctx, site: Site): Promise<Response> {
  const receive = await permitFor(c, site, 'case.receive');
  if (isRefusal(receive)) return sayNo(c, site, receive);
  const submit = receive.actor.unit === undefined ? refuse('not-allowed') : await permitFor(c, site, 'case.submit', receive.actor.unit);
  if (isRefusal(submit)) return sayNo(c, site, submit);
  const posted = await readPost(c, 20);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const packs = await packsHere(site, receive);
  const pack = packs.find((one) => one.id === c.req.query('thu-tuc'));
  const key = textOf(posted.fields, '_key');
  const unit = receive.actor.unit;
  if (pack === undefined || unit === undefined) return sayNo(c, site, refuse('pack-not-live'));
  if (!isCommandKey(key)) return sayNo(c, site, refuse('key-missing'));
  const lang = langOf(c);
  const held = await holdFiles(site, submit, pack, posted.fields, posted.files);
  const again = (problems: readonly Problem[], general: readonly FieldProblem[], status: number): Promise<Response> =>
    show(c, site, receive, packs, formView(c, pack, { key, typed: posted.fields, problems, general, files: givenFiles(held.files, lang) }), status);
  const here = { key, problems: [], general: [], files: givenFiles(held.files, lang) };
  if (posted.fields.has('_add') || posted.fields.has('_remove'))
    return await show(c, site, receive, packs, formView(c, pack, { ...here, typed: editedFields(pack.form, posted.fields) }), 200);
  if (posted.fields.has('_look'))
    return await show(c, site, receive, packs, formView(c, pack, { ...here, ...(await lookUp(site, submit, pack, posted.fields)) }), 200);
  if (held.problems.length > 0) return await again([], fileProblems(held.problems, lang), 422);
  if (isAboutPapers(posted.fields)) return await again([], [], 200);
  const files = [...papersFrom(site, held.files), ...onPaper(pack, posted.fields, held.files, key)];
  const filed = await submitCase(site.world, submit, key as CommandKey, { service: pack.id, unit, answers: { raw: posted.fields }, files, channel: 'counter' });
  if (isRefusal(filed)) return await again([], [{ name: '', text: whyNot(pack, filed, lang) }], statusOf(filed));
  if (hasProblems(filed)) return await again(filed.problems, [], 422);
  const received = await receiveCase(site.world, receive, { id: filed.id, key: `${key}-nhan` as CommandKey });
  if (isRefusal(received)) return sayNo(c, site, received);
  return c.redirect(`/ho-so/${received.code}?xong=tiep-nhan`, 303);
}

/** The person at the counter, by identity number or telephone: what is known is not asked again. The look-up leaves its trace. */
async function lookUp(site: Site, permit: Permit<'case.submit'>, pack: Pack, fields: RawAnswers): Promise<Pick<Shown, 'typed' | 'looked'>> {
  const asked = textOf(fields, '_who').slice(0, 40);
  const digits = asked.replace(/\D/g, '');
  const person = await lookUpAtCounter(site.world, permit, digits.length === 12 || digits.length === 9 ? { idNumber: digits } : { phone: asked });
  if (isRefusal(person)) return { typed: fields, looked: { asked } };
  const text = [maskId(person.idNumber ?? ''), person.phone === undefined ? '' : showPhone(person.phone)].filter((part) => part !== '').join(' · ');
  return { typed: new Map([...fields, ...prefilled(pack, person)]), looked: { asked, known: { name: person.name, text } } };
}

function whyNot(pack: Pack, refusal: Refusal, lang: 'vi' | 'en'): string {
  const why = refusal.about?.why;
  return why === undefined ? sentenceOf(refusal, lang) : `${sentenceOf(refusal, lang)} ${translated(pack, String(why), lang)}`;
}

/** At the counter papers are shown or handed in: whatever was not scanned and may come on paper is taken as such when ticked. */
const onPaper = (pack: Pack, fields: RawAnswers, held: readonly { readonly paper: string }[], key: string): readonly AttachedFile[] =>
  pack.form.papers
    .filter((paper) => paper.atCounter && textOf(fields, `_counter.${paper.id}`) === 'true' && held.every((file) => file.paper !== paper.id))
    .map((paper) => ({ id: `${key}-${paper.id}` as AttachedFile['id'], paper: paper.id, name: '', mediaType: '', size: 0, blob: null }));
