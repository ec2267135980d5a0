import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CaseCode, CaseId, DocumentId, PersonId, TrackingCode, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { instant } from '../../base/time.ts';
import type { Calendar } from '../../engine/clock/clock.ts';
import { readCalendar } from '../../engine/clock/clock.ts';
import { readForm } from '../../engine/form/form.ts';
import type { Consent, Pack } from '../../pack/pack.ts';
import { advance } from './advance.ts';
import { awaited, partiesOf, shownTo } from './consent.ts';
import { fold } from './fold.ts';
import type { AttachedFile, CaseState, Move, Party } from './state.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const text = { type: 'string', minLength: 1, maxLength: 80 };
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['requester', 'home'],
  properties: {
    requester: { type: 'object', additionalProperties: false, required: ['name'], properties: { name: text, id: text } },
    home: { type: 'object', additionalProperties: false, properties: { address: text, ownerName: text, ownerId: text, secret: text } },
    members: {
      type: 'array',
      maxItems: 5,
      items: { type: 'object', additionalProperties: false, properties: { name: text, id: text, born: { type: 'string', format: 'date' } } },
    },
  },
};
const label = { vi: 'Ô', en: 'Box' };
const box = (path: string) => ({ path, label });
const layout = {
  purposes: { p: { label, legal: 'x', keepDays: 0 } },
  purpose: 'p',
  pages: [
    {
      id: 'mot',
      title: label,
      groups: [
        { fields: ['requester.name', 'requester.id', 'home.address', 'home.ownerName', 'home.ownerId', 'home.secret'].map(box) },
        { repeat: 'members', item: label, add: label, fields: ['name', 'id', 'born'].map(box) },
      ],
    },
  ],
  papers: [],
  checks: [],
};
const { form, findings } = readForm(schema, layout);
assert.deepEqual(findings, []);
assert.ok(form !== undefined);

const owner: Consent = {
  id: 'owner',
  who: label,
  when: 'home.ownerName != null',
  name: 'home.ownerName',
  idNumber: 'home.ownerId',
  text: label,
  shows: ['requester.name', 'home.address'],
  ways: ['signed-in', 'paper', 'counter'],
  paper: 'letter',
  joint: false,
};
const mover: Consent = {
  id: 'mover',
  who: label,
  each: 'members',
  when: 'item.born <= today - duration("P18Y")',
  name: 'name',
  idNumber: 'id',
  text: label,
  shows: ['home.address'],
  ways: ['signed-in', 'counter'],
  joint: true,
};
// Only what consents read of a pack is here.
const pack = {
  form,
  hash: 'v1',
  applicant: { name: 'requester.name', phone: 'requester.name', id: 'requester.id' },
  consents: [owner, mover],
} as unknown as Pack;

const at = instant('2022-11-15T08:40:00+07:00');
const answers: JsonObject = {
  requester: { name: 'Nguyễn Văn An', id: '049085002345' },
  home: { address: 'Phòng 3', ownerName: 'Lê Thị Minh Họa', ownerId: '049180009871', secret: 'không ai đọc' },
  members: [
    { name: 'Trần Thị Bích', id: '049195003456', born: '1995-06-02' },
    { name: 'Nguyễn Minh Thư', born: '2022-11-01' },
    { name: 'Nguyễn Văn Cụ', born: '1940-01-01' },
  ],
};
const asking = { id: 'case-1', files: [], today: '2022-11-15' as never, at, hash, before: [] };
const ask = (given: JsonObject = answers, more: Partial<Parameters<typeof partiesOf>[1]> = {}) => partiesOf(pack, { ...asking, answers: given, ...more });
const withHome = (home: JsonObject): JsonObject => ({ ...answers, home: { ...(answers.home as JsonObject), ...home } });

test('the owner and every grown-up who moves along are asked; a child and whoever files are not', () => {
  assert.deepEqual(
    ask().map(({ id, name, idNumber }) => [id, name, idNumber]),
    [
      ['owner', 'Lê Thị Minh Họa', '049180009871'],
      ['mover-1', 'Trần Thị Bích', '049195003456'],
      ['mover-3', 'Nguyễn Văn Cụ', ''],
    ],
  );
  assert.deepEqual(
    ask(withHome({ ownerId: '049085002345' })).map(({ id }) => id),
    ['mover-1', 'mover-3'],
  );
  const { ownerName: _gone, ...alone } = answers.home as Record<string, string>;
  assert.equal(
    ask({ ...answers, home: alone }).some(({ id }) => id === 'owner'),
    false,
  );
});

test('nobody reads more than the answers the consent is about', () => {
  assert.deepEqual(shownTo(owner, answers), { requester: { name: 'Nguyễn Văn An' }, home: { address: 'Phòng 3' } });
  assert.equal(JSON.stringify(shownTo(owner, answers)).includes('không ai đọc'), false);
});

test('the seal is of this case, this person and these answers: it breaks with any of them and with nothing else', () => {
  const seal = (given: JsonObject, id = 'case-1'): string | undefined => ask(given, { id }).find((one) => one.id === 'owner')?.of;
  assert.equal(seal(withHome({ secret: 'khác' })), seal(answers));
  for (const other of [seal(withHome({ address: 'Phòng 4' })), seal(withHome({ ownerId: '049180009872' })), seal(answers, 'case-2')])
    assert.notEqual(other, seal(answers));
});

test('after a change only those whose part has changed are asked again', () => {
  const agreed = ask().map((one): Party => ({ ...one, answer: { says: 'agreed', how: 'signed-in', at, by: 'p' as PersonId } }));
  assert.equal(awaited({ parties: ask(withHome({ secret: 'khác' }), { before: agreed }) }).length, 0);
  const renamed = ask({ ...answers, requester: { name: 'Nguyễn Văn Ân', id: '049085002345' } }, { before: agreed });
  assert.deepEqual(
    awaited({ parties: renamed }).map(({ id }) => id),
    ['owner'],
  );
  // One who moved up in the list is still the same person.
  const [first, , third] = answers.members as JsonObject[];
  assert.ok(first !== undefined && third !== undefined);
  assert.equal(awaited({ parties: ask({ ...answers, members: [third, first] }, { before: agreed }) }).length, 0);
});

const letter = (blob: string | null): AttachedFile => ({ id: 'f' as DocumentId, paper: 'letter', name: '', mediaType: '', size: 1, blob });

test('a written declaration among the papers is consent; one that is only promised for the counter is not', () => {
  const how = (files: readonly AttachedFile[], before: readonly Party[] = []) => ask(answers, { files, before }).find((one) => one.id === 'owner')?.answer?.how;
  assert.equal(how([letter('a')]), 'paper');
  assert.equal(how([letter(null)]), undefined);
  assert.equal(how([], ask(answers, { files: [letter('a')] })), undefined, 'the paper was taken out again');
});

test('what somebody has said from the own account is not overruled by a paper the applicant sends', () => {
  const said = ask().map((one): Party => ({ ...one, answer: { says: 'declined', how: 'signed-in', at, by: 'p' as PersonId } }));
  const owner = (given: JsonObject) => ask(given, { files: [letter('a')], before: said }).find((one) => one.id === 'owner')?.answer;
  assert.deepEqual([owner(answers)?.says, owner(answers)?.how], ['declined', 'signed-in']);
  assert.equal(owner(withHome({ address: 'Phòng 4' }))?.how, 'paper', 'about other answers nothing was said yet');
});

const read = readCalendar(JSON.parse(readFileSync(join(import.meta.dirname, '../../../data/calendar/vn-2021-2026.json'), 'utf8')));
const facts = { now: at, calendar: read as Calendar, hash };
const submitted: CaseState = {
  id: 'case-1' as CaseId,
  tracking: '1' as TrackingCode,
  pack: { id: 'p', version: '1.0.0', hash: 'v1' },
  unit: 1 as UnitId,
  channel: 'online',
  applicant: { id: null, name: 'A', phone: '' },
  submitted: at,
  answers,
  data: {},
  files: [],
  parties: ask(),
  stage: { at: 'submitted' },
  tasks: [],
  jobs: [],
  timers: [],
  fee: { total: 0, lines: [] },
  supplements: [],
  documents: [],
  incidents: [],
  children: [],
  informed: [],
};
const seal = submitted.parties?.[0]?.of ?? '';
type Said = Extract<Move, { do: 'consent' }>;
const agree: Said = { do: 'consent', by: 'p' as PersonId, party: 'owner', says: 'agreed', how: 'signed-in', of: seal };
const after = (state: CaseState, move: Move, now: Instant = at): CaseState | string => {
  const done = advance(pack, state, move, { ...facts, now });
  return isRefusal(done) ? done.refused : done.reduce<CaseState>((before, entry) => fold(before, entry) ?? before, state);
};
const taken = (state: CaseState | string): CaseState => {
  assert.ok(typeof state === 'object', String(state));
  return state;
};

test('a case is not received while somebody has still to agree', () => {
  const receive: Move = { do: 'receive', by: 'desk' as PersonId, code: 'H-1' as CaseCode };
  assert.equal(after(submitted, receive), 'consent-awaited');
  assert.equal(after(taken(after(submitted, agree)), receive), 'consent-awaited');
});

test('an answer is said once, to what stands now, and may be taken back until reception', () => {
  assert.equal(after(submitted, { ...agree, of: 'an older seal' }), 'consent-changed');
  assert.equal(after(submitted, { ...agree, party: 'nobody' }), 'not-found');
  assert.equal(after(submitted, { ...agree, says: 'withdrawn' }), 'consent-given', 'nothing was said yet');
  const agreed = taken(after(submitted, agree));
  assert.equal(after(agreed, agree), 'consent-given');
  const back = taken(after(agreed, { ...agree, says: 'withdrawn' }));
  assert.equal(awaited(back).length, 3);
  const declined = taken(after(back, { ...agree, says: 'declined' }));
  assert.equal(declined.parties?.[0]?.answer?.says, 'declined');
  assert.equal(awaited(declined).length, 3, 'who declines is still waited for');
  assert.equal(awaited(taken(after(declined, agree))).length, 2, 'a mind may be changed');
});

test('the counter says what it saw, and only in a way the service allows', () => {
  assert.equal(after(submitted, { ...agree, how: 'counter' }), 'consent-unseen');
  assert.equal(after(submitted, { ...agree, party: 'mover-1', of: submitted.parties?.[1]?.of ?? '', how: 'paper', note: 'Giấy viết tay' }), 'not-allowed');
  const seen = taken(after(submitted, { ...agree, how: 'counter', unit: 3 as UnitId, note: '  Đã xem căn cước  ' }));
  assert.deepEqual(seen.parties?.[0]?.answer, { says: 'agreed', how: 'counter', at, by: 'p', unit: 3, note: 'Đã xem căn cước' });
});

test('nothing more is said to a case that has ended', () => {
  const withdrawn = taken(after(submitted, { do: 'withdraw', by: 'p' as PersonId }));
  assert.equal(after(withdrawn, agree), 'consent-settled');
});
