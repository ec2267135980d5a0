/** Sending a report: the form, the tap on the map, the code for the phone, and the filing itself. */
import type { Hono } from 'hono';
import type { CommandKey, DocumentId, PersonId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { maskPhone, tidy } from '../../base/text.ts';
import { dateOf } from '../../base/time.ts';
import type { Problem, RawAnswers } from '../../engine/form/form.ts';
import { readAnswers } from '../../engine/form/form.ts';
import { guestPermit } from '../../kernel/access/access.act.ts';
import { hasProblems } from '../../kernel/case/case.act.ts';
import type { UploadRow } from '../../kernel/document/document.act.ts';
import { stagedUploads, stageUpload } from '../../kernel/document/document.act.ts';
import type { Unit } from '../../kernel/org/org.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { findPerson } from '../../kernel/person/person.act.ts';
import type { DoorPack } from '../../kernel/voice/voice.act.ts';
import { checkPhoneCode, fileReport, hasPassed, reportPacks, sendPhoneCode, unitsHearing } from '../../kernel/voice/voice.act.ts';
import type { Point } from '../../kernel/voice/voice.ts';
import { laidOver } from '../../pack/story.ts';
import { brake } from '../brake.ts';
import type { Posted } from '../form-post.ts';
import { readPost, textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { trapName } from './parts.ts';
import { mapAddress, nearestUnit, tapped } from './place.route.ts';
import { codePage, sendPage } from './send.view.ts';
import { inWords } from './words.ts';

export function sendRoutes(app: Hono<WebEnv>, site: Site): void {
  // From one address: ten reports, ten codes and thirty pictures in ten minutes; three codes for one telephone.
  const brakes = { report: brake(10, 600), code: brake(10, 600), phone: brake(3, 600), picture: brake(30, 600) };
  app.get('/phan-anh/gui', (c) => getSend(c, site));
  app.post('/phan-anh/gui', (c) => postSend(c, site, brakes));
}

type Brakes = Readonly<Record<'report' | 'code' | 'phone' | 'picture', ReturnType<typeof brake>>>;

/** Everything known about one report on its way. */
type Sending = {
  readonly pack: DoorPack;
  readonly units: readonly Unit[];
  readonly unit: Unit | undefined;
  readonly key: string;
  readonly visit: PersonId;
  readonly isGuest: boolean;
  readonly fields: RawAnswers;
  readonly point: Point | undefined;
  readonly files: readonly UploadRow[];
};

const doorOf = async (site: Site, id: string): Promise<DoorPack | undefined> => {
  const packs = await reportPacks(site.world);
  return packs.find((pack) => pack.id === id) ?? (id === '' ? packs.find((pack) => pack.door.anonymous) : undefined);
};

/** Who does not sign in is a guest of one visit; a service that wants names asks to sign in. */
async function speakers(
  c: Ctx,
  site: Site,
  pack: DoorPack,
  visit: PersonId,
): Promise<{ readonly submit: Permit<'case.submit'>; readonly speak: Permit<'voice.speak'>; readonly isGuest: boolean } | Refusal> {
  if (c.get('signed') !== undefined) {
    const [submit, speak] = [await permitFor(c, site, 'case.submit', 'own'), await permitFor(c, site, 'voice.speak', 'own')];
    if (!isRefusal(submit) && !isRefusal(speak)) return { submit, speak, isGuest: false };
  }
  if (!pack.door.anonymous) return refuse('not-signed-in');
  return { submit: guestPermit(visit, 'case.submit'), speak: guestPermit(visit, 'voice.speak'), isGuest: true };
}

async function getSend(c: Ctx, site: Site): Promise<Response> {
  const pack = await doorOf(site, c.req.query('loai') ?? '');
  if (pack === undefined) return sayNo(c, site, refuse('pack-not-live'));
  const visit = site.world.newId() as PersonId;
  const who = await speakers(c, site, pack, visit);
  if (isRefusal(who)) return sayNo(c, site, who);
  const units = await unitsHearing(site.world, pack);
  const fields = openingWords(c, pack);
  const self = who.isGuest ? undefined : await permitFor(c, site, 'person.self', 'own');
  const person = self === undefined || isRefusal(self) ? undefined : await findPerson(site.world, self, self.actor.person);
  if (person !== undefined && !isRefusal(person)) {
    fields.set(pack.applicant.name, [person.name]);
    if (person.phone !== undefined) fields.set(pack.applicant.phone, [person.phone.replace(/^\+84/, '0')]);
  }
  const home = person === undefined || isRefusal(person) ? undefined : units.find((unit) => unit.id === person.home);
  // Words about a case are for the unit that has it; where it hears none, the sender chooses.
  const named = c.req.query('don-vi');
  const unit = named === undefined ? home : units.find((one) => one.agencyCode === named);
  return show(c, site, { pack, units, unit, key: site.world.newId(), visit, isGuest: who.isGuest, fields, point: undefined, files: [] }, [], [], 200);
}

/** Words about one's own case are for the unit unless the sender says otherwise; about a street, for everybody. */
function openingWords(c: Ctx, { door }: DoorPack): Map<string, readonly string[]> {
  const [code, tracking] = [c.req.query('ho-so'), c.req.query('tra-cuu')];
  const ofCase: readonly (readonly [string, readonly string[]])[] = door.aboutCase === undefined ? [] : [[door.category, [door.aboutCase]]];
  if (door.about !== undefined && code !== undefined) return new Map([...ofCase, [door.about, [code.slice(0, 40)]]]);
  // Before reception there is no code that the box would take.
  if (door.about !== undefined && /^\d{12}$/.test(tracking ?? ''))
    return new Map([...ofCase, [door.text, [inWords(langOf(c), `Về hồ sơ có mã tra cứu ${tracking}: `, `About the case with tracking code ${tracking}: `)]]]);
  return new Map([[door.public, ['true']]]);
}

async function postSend(c: Ctx, site: Site, brakes: Brakes): Promise<Response> {
  const posted = await readPost(c, 5);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const { fields } = posted;
  const pack = await doorOf(site, textOf(fields, '_loai'));
  if (pack === undefined) return sayNo(c, site, refuse('pack-not-live'));
  // People do not see the trap; a program that fills it in learns nothing.
  if (textOf(fields, trapName) !== '') return sayNo(c, site, refuse('bad-request'));
  const typedVisit = textOf(fields, '_visit');
  const visit = (isUuid(typedVisit) ? typedVisit : site.world.newId()) as PersonId;
  const who = await speakers(c, site, pack, visit);
  if (isRefusal(who)) return sayNo(c, site, who);
  const units = await unitsHearing(site.world, pack);
  const held = await hold(site, who.submit, pack, { ...posted, lang: langOf(c), slow: () => brakes.picture(`picture/${addressOf(c)}`) });
  const chosen = units.find((unit) => unit.gso === textOf(fields, '_unit') || unit.agencyCode === textOf(fields, '_unit'));
  const point = pack.door.latitude === undefined ? undefined : await tapped(site, fields, chosen, units);
  const unit = chosen ?? (point === undefined ? undefined : await nearestUnit(site, point, units));
  const typedKey = textOf(fields, '_key');
  const key = isCommandKey(typedKey) ? typedKey : site.world.newId();
  const sending: Sending = { pack, units, unit, key, visit, isGuest: who.isGuest, fields, point, files: held.files };
  // A tap on the map only moves the pin: the page comes back with everything on it.
  if (fields.has('diem.x')) return show(c, site, sending, [], held.problems, 200);
  return await judge(c, site, sending, who, held.problems, brakes);
}

async function judge(
  c: Ctx,
  site: Site,
  sending: Sending,
  who: Exclude<Awaited<ReturnType<typeof speakers>>, Refusal>,
  early: readonly FieldProblem[],
  brakes: Brakes,
): Promise<Response> {
  const { pack, fields } = sending;
  const lang = langOf(c);
  const read = answersOf(site, sending);
  const general = [...early];
  if (sending.unit === undefined) general.push({ name: '_unit', text: inWords(lang, 'Chọn xã, phường nơi có sự việc.', 'Choose the commune of the place.') });
  if (pack.door.place !== undefined && sending.point === undefined && textOf(fields, '_cho').trim() === '')
    general.push({ name: '_cho', text: inWords(lang, 'Đánh dấu trên sơ đồ hoặc tả chỗ xảy ra.', 'Mark the sketch or describe the place.') });
  const phone = phoneIn(read.answers, pack);
  if (who.isGuest && phone === '' && read.problems.every((one) => one.field !== pack.applicant.phone))
    general.push({
      name: pack.applicant.phone,
      text: inWords(lang, 'Ghi số điện thoại để nhận mã xác nhận; số không công khai.', 'Give a telephone for the code; it is not public.'),
    });
  if (read.problems.length > 0 || general.length > 0) return show(c, site, sending, read.problems, general, 422);
  const problem = who.isGuest && !(await hasPassed(site.world, who.speak, phone)) ? await confirm(c, site, sending, who.speak, phone, brakes) : undefined;
  if (problem !== undefined) return problem;
  const slow = brakes.report(`report/${addressOf(c)}`);
  if (slow !== undefined) return sayNo(c, site, slow);
  return await file(c, site, sending, who.submit, read.answers);
}

/** Asks for the code that was sent, or looks at the one that was typed; undefined lets the report through. */
async function confirm(c: Ctx, site: Site, sending: Sending, permit: Permit<'voice.speak'>, phone: string, brakes: Brakes): Promise<Response | undefined> {
  const typed = textOf(sending.fields, '_ma').trim();
  const wantsNew = sending.fields.has('_lai');
  const carried = carriedOf(sending);
  const phones = site.demo?.phones;
  const view = { phone: maskPhone(phone), carried, ...(phones === undefined ? {} : { phones }) };
  if (typed !== '' && !wantsNew) {
    const passed = await checkPhoneCode(site.world, permit, phone, typed);
    if (!isRefusal(passed)) return undefined;
    return showPage(c, codePage(frameOf(c, site), { ...view, problems: [{ name: '_ma', text: sentenceOf(passed, langOf(c)) }] }), 422);
  }
  if (sending.fields.has('_ma') && !wantsNew) {
    const missing = inWords(langOf(c), 'Nhập mã gồm 6 chữ số.', 'Type the code of 6 digits.');
    return showPage(c, codePage(frameOf(c, site), { ...view, problems: [{ name: '_ma', text: missing }] }), 422);
  }
  const slow = brakes.code(`code/${addressOf(c)}`) ?? brakes.phone(`phone/${phone}`);
  const sent = slow ?? (await sendPhoneCode(site.world, permit, phone));
  if (isRefusal(sent)) return show(c, site, sending, [], [{ name: sending.pack.applicant.phone, text: sentenceOf(sent, langOf(c)) }], statusOf(sent));
  return showPage(c, codePage(frameOf(c, site), { ...view, problems: [], ...(sent.shown === undefined ? {} : { shown: sent.shown }) }));
}

const notCarried = new Set(['_ma', '_lai', '_gui', '_anh', 'diem.x', 'diem.y', trapName]);
const carriedOf = ({ fields, files, key, visit, point }: Sending): readonly (readonly [string, string])[] => [
  ...[...fields]
    .filter(([name]) => !notCarried.has(name) && !['_key', '_visit', '_lat', '_lon'].includes(name))
    .flatMap(([name, values]) => values.map((value) => [name, value] as const)),
  ...files.map((one) => ['_anh', one.id] as const),
  ['_key', key],
  ['_visit', visit],
  ['_lat', point === undefined ? '' : String(point.latitude)],
  ['_lon', point === undefined ? '' : String(point.longitude)],
];

async function file(c: Ctx, site: Site, sending: Sending, permit: Permit<'case.submit'>, answers: JsonObject): Promise<Response> {
  const { pack, unit } = sending;
  if (unit === undefined) return sayNo(c, site, refuse('unit-not-found'));
  const files = sending.files.map(({ name, mediaType, size, blob }) => ({
    id: site.world.newId() as DocumentId,
    paper: pack.door.photos ?? '',
    name,
    mediaType,
    size,
    blob,
  }));
  const filed = await fileReport(site.world, permit, sending.key as CommandKey, { pack, unit: unit.id, answers, files });
  if (isRefusal(filed)) return show(c, site, sending, [], [{ name: '', text: sentenceOf(filed, langOf(c)) }], statusOf(filed));
  if (hasProblems(filed)) return show(c, site, sending, filed.problems, [], 422);
  return c.redirect(`/phan-anh/${filed.code}?khoa=${filed.secret}`, 303);
}

/** Typed answers, with place, point and commune laid in where the door says they belong. */
function answersOf(site: Site, { pack, fields, point, unit }: Sending): { readonly answers: JsonObject; readonly problems: readonly Problem[] } {
  const { door } = pack;
  const own = new Map(fields);
  for (const path of [door.latitude, door.longitude, door.reopens]) if (path !== undefined) own.delete(path);
  if (door.place !== undefined) own.set(door.place, [tidy(textOf(fields, '_cho'))]);
  own.set(door.commune, [unit?.gso ?? unit?.agencyCode ?? 'x']);
  const read = readAnswers(pack.form, own, { today: dateOf(site.world.now()), places: site.world.places() });
  const placed =
    point === undefined || door.latitude === undefined || door.longitude === undefined
      ? {}
      : laidOver(nested(door.latitude, point.latitude), nested(door.longitude, point.longitude));
  return { answers: laidOver(read.answers, placed), problems: read.problems };
}

const nested = (path: string, value: number): JsonObject =>
  path
    .split('.')
    .toReversed()
    .reduce<JsonObject | number>((inner, part) => ({ [part]: inner }), value) as JsonObject;

function phoneIn(answers: JsonObject, pack: DoorPack): string {
  const value = pack.applicant.phone
    .split('.')
    .reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined), answers);
  return typeof value === 'string' ? value : '';
}

/** Pictures that came with this post and those before it, at most as many as the service takes; anything else is refused by name. */
type Incoming = Posted & { readonly lang: Lang; readonly slow: () => Refusal | undefined };

async function hold(site: Site, permit: Permit<'case.submit'>, pack: DoorPack, posted: Incoming) {
  const paper = pack.form.papers.find((one) => one.id === pack.door.photos);
  if (paper === undefined) return { files: [], problems: [] };
  const files = [...(await stagedUploads(site.world, permit, (posted.fields.get('_anh') ?? []).filter(isUuid)))];
  const problems: FieldProblem[] = [];
  for (const one of posted.files.filter((file) => file.field === 'anh')) {
    const early = one.refused !== undefined ? refuse(one.refused) : files.length >= paper.maxFiles ? refuse('too-many-files') : posted.slow();
    const upload = early ?? (await stageUpload(site.world, permit, one));
    const wrong = isRefusal(upload) ? upload : upload.mediaType.startsWith('image/') ? undefined : refuse('file-kind-refused');
    if (wrong !== undefined) problems.push({ name: 'anh', text: `${one.name.slice(-60)}: ${sentenceOf(wrong, posted.lang)}` });
    else if (!isRefusal(upload)) files.push(upload);
  }
  return { files: files.slice(0, paper.maxFiles), problems };
}

async function show(c: Ctx, site: Site, sending: Sending, problems: readonly Problem[], general: readonly FieldProblem[], status: number): Promise<Response> {
  const lang = langOf(c);
  const { pack, units, unit, point, files } = sending;
  const { door } = pack;
  const org = site.world.org();
  const elsewhere = new Set([door.place, door.latitude, door.longitude, door.commune, door.reopens]);
  const photos = pack.form.papers.find((one) => one.id === door.photos);
  const hasMap = door.latitude !== undefined && door.longitude !== undefined;
  const view = {
    title: pack.title[lang],
    text: pack.summary[lang],
    service: pack.id,
    key: sending.key,
    visit: sending.visit,
    ...(sending.isGuest ? { codeTo: pack.applicant.phone } : {}),
    form: pack.form,
    typed: sending.fields,
    asks: [...pack.form.fields.keys()].filter((path) => !elsewhere.has(path)),
    problems,
    general,
    units: units.map((one) => ({ value: one.gso ?? one.agencyCode, text: displayName(org, one, lang) })),
    unit: unit?.gso ?? unit?.agencyCode ?? '',
    unitName: unit === undefined ? '' : displayName(org, unit, lang),
    ...(hasMap
      ? {
          place: {
            map: mapAddress(unit, point),
            latitude: point === undefined ? '' : String(point.latitude),
            longitude: point === undefined ? '' : String(point.longitude),
            ...(door.place === undefined ? {} : { words: textOf(sending.fields, '_cho') }),
          },
        }
      : {}),
    ...(photos === undefined ? {} : { photos: { most: photos.maxFiles, held: files.map((one) => ({ id: one.id, name: one.name })) } }),
  };
  return showPage(c, sendPage(frameOf(c, site), view), status);
}
