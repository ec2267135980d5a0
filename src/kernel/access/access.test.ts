import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import { atClock, date, instant, plusDays, plusMs, toMs } from '../../base/time.ts';
import type { Right, UnitPath } from '../permit.ts';
import { rights } from '../permit.ts';
import type { Delegation, Grant, Post, PostId, Question, Role } from './access.ts';
import { canDelegate, checkDelegation, decide, isRole, isWorkingRole, roleLabel, roles } from './access.ts';

const now = instant('2022-11-15T09:00:00+07:00');
const [an, binh] = ['an' as PersonId, 'binh' as PersonId];
const path = (text: string): UnitPath => text as UnitPath;
const [province, district, ward, otherWard] = [path('/1/'), path('/1/11/'), path('/1/11/305/'), path('/1/11/306/')];

const aPost = (role: Role, at: UnitPath, more: Partial<Post> = {}): Post => ({
  id: `${role} ${at}` as PostId,
  person: an,
  unit: Number(at.split('/').at(-2)) as UnitId,
  path: at,
  role,
  title: role,
  from: date('2021-07-01'),
  ...more,
});
const ask = (right: Right, posts: readonly Post[], more: Partial<Question> = {}): Grant | Refusal =>
  decide({ person: an, right, at: now, posts, delegations: [], ...more });
const refused = (answer: Grant | Refusal): string | undefined => (isRefusal(answer) ? answer.refused : undefined);

/**
 * Written out by hand from the roles of the domain handbook, not from the code: o = own cases only, u = the unit of the post alone, b = the whole branch.
 * Everybody is a citizen towards the own cases, so the citizen's rights are 'o' in every row that has nothing wider.
 */
const columns: readonly Right[] = [
  'case.submit',
  'case.receive',
  'case.work',
  'case.supplement',
  'case.refuse',
  'case.extend',
  'case.sign',
  'case.withdraw',
  'case.read',
  'case.list',
  'fee.take',
  'indicator.read',
  'pack.rollout',
  'person.admin',
  'person.confirm',
  'person.self',
  'post.delegate',
  'unit.admin',
  'audit.read',
  'clock.move',
  'system.run',
  'payment.keep',
  'payment.confirm',
  'payment.settle',
  'voice.speak',
  'voice.moderate',
  'voice.enter',
  'news.write',
  'news.approve',
];
const byHand = `
                      submit receive work suppl refuse extend sign withdr read list fee indic pack admin confirm self deleg unit audit clock system keep   conf settle speak moder enter write approve
  citizen             o      .       .    .     .      .      .    o      o    o    .   .     .    .     .       o    .     .    .     .     .      .      .    .      o     .     .     .     .
  businessRep         o      .       .    .     .      .      .    o      o    o    .   .     .    .     .       o    .     .    .     .     .      .      .    .      o     .     .     .     .
  helper              o      .       .    .     .      .      .    o      o    o    .   .     .    .     .       o    .     .    .     .     .      .      .    .      o     .     o     .     .
  receptionist        u      u       u    u     u      .      .    u      u    u    u   .     .    .     .       o    .     .    .     .     .      .      .    .      o     u     u     .     .
  officer             o      .       u    u     u      u      .    o      u    u    .   .     .    .     .       o    .     .    .     .     .      .      .    .      o     u     u     .     .
  divisionHead        o      .       u    u     u      u      .    o      u    u    .   u     .    .     u       o    u     .    .     .     .      .      .    .      o     .     .     .     .
  deputyLeader        o      .       u    .     u      u      u    o      u    u    .   u     .    .     u       o    .     .    .     .     .      .      u    .      o     u     u     u     u
  unitLeader          o      .       u    .     u      u      u    o      u    u    .   u     .    .     u       o    u     .    .     .     .      .      u    .      o     u     u     u     u
  leader              o      .       .    .     .      .      .    o      b    b    .   b     .    .     b       o    b     .    .     .     .      .      .    .      o     .     .     b     b
  clerk               u      u       u    .     .      .      .    o      u    u    .   .     .    .     .       o    .     .    .     .     .      .      .    .      o     .     .     u     .
  accountant          o      .       .    .     .      .      .    o      o    u    u   .     .    .     .       o    .     .    .     .     .      u      .    .      o     .     .     .     .
  envoy               o      .       .    .     .      .      .    o      o    o    .   b     .    .     .       o    .     .    .     .     .      .      .    .      o     .     .     .     .
  processOwner        o      .       .    .     .      .      .    o      o    o    .   b     b    .     .       o    .     .    .     .     .      .      .    .      o     .     .     .     .
  expert              o      .       .    .     .      .      .    o      o    o    .   b     .    .     .       o    .     .    .     .     .      .      .    .      o     .     .     .     .
  independentReviewer o      .       .    .     .      .      .    o      o    o    .   b     .    .     .       o    .     .    .     .     .      .      .    .      o     .     .     .     .
  inspector           o      .       b    .     .      .      .    o      b    b    .   b     .    .     .       o    .     .    .     .     .      .      .    .      o     .     .     .     .
  moderator           o      .       b    .     .      .      .    o      b    b    .   b     .    .     .       o    .     .    .     .     .      .      .    .      o     b     b     .     .
  dataSteward         o      .       .    .     .      .      .    o      o    o    .   b     .    .     .       o    .     .    .     .     .      .      .    .      o     .     .     .     .
  securityOfficer     o      .       .    .     .      .      .    o      o    o    .   .     .    .     b       o    .     .    b     .     .      .      .    .      o     .     .     .     .
  auditor             o      .       .    .     .      .      .    o      o    o    .   .     .    .     .       o    .     .    b     .     .      .      .    .      o     .     .     .     .
  systemAdmin         o      .       .    .     .      .      .    o      o    o    .   .     .    b     .       o    .     b    .     b     .      .      .    .      o     .     .     .     .`;

/** What the code answers for a post of the role in a district: at the unit itself, in a ward below it, and for own cases. */
function cell(role: Role, right: Right): string {
  const posts = role === 'citizen' ? [] : [aPost(role, district)];
  const reaches = (where: UnitPath): boolean => {
    const answer = ask(right, posts, { where });
    return !isRefusal(answer) && answer.reach.kind === 'branch' && where.startsWith(answer.reach.path);
  };
  assert.equal(reaches(province), false, `${role} ${right} reaches above the own unit`);
  if (reaches(ward)) return 'b';
  if (reaches(district)) return 'u';
  const own = ask(right, posts);
  return isRefusal(own) ? '.' : own.reach.kind === 'own' ? 'o' : '?';
}

test('all roles by all rights stand as they are written out by hand', () => {
  const lines = byHand.trim().split('\n').slice(1);
  assert.deepEqual(
    lines.map((line) => line.trim().split(/\s+/)[0]),
    [...roles],
  );
  assert.deepEqual(columns.toSorted(), [...rights].toSorted());
  for (const line of lines) {
    const [role = '', ...expected] = line.trim().split(/\s+/);
    assert.ok(isRole(role));
    assert.equal(expected.length, columns.length, role);
    for (const [index, right] of columns.entries()) assert.equal(cell(role, right), expected[index], `${role} ${right}`);
  }
});

test('whoever may look at logs, move people or count cases opens no case', () => {
  for (const role of ['envoy', 'auditor', 'systemAdmin', 'securityOfficer', 'processOwner'] as const) {
    for (const right of ['case.read', 'case.list', 'case.work', 'case.sign'] as const) {
      assert.equal(refused(ask(right, [aPost(role, province)], { where: ward })), 'not-allowed', `${role} ${right}`);
    }
  }
});

test('an officer acts in the unit of the post and nowhere else', () => {
  const posts = [aPost('officer', ward)];
  assert.deepEqual(ask('case.work', posts), {
    actor: { person: an, post: 'officer /1/11/305/', role: 'officer', unit: 305 },
    reach: { kind: 'branch', path: ward },
  });
  assert.equal(refused(ask('case.work', posts, { where: otherWard })), 'not-allowed');
  assert.equal(refused(ask('case.work', posts, { where: district })), 'not-allowed');
});

test('an officer who asks as a citizen gets the own cases only', () => {
  assert.deepEqual(ask('case.list', [aPost('officer', ward)], { where: 'own' }), { actor: { person: an, role: 'citizen' }, reach: { kind: 'own' } });
  assert.equal(refused(ask('case.sign', [aPost('unitLeader', ward)], { where: 'own' })), 'not-allowed');
});

test('a citizen files at any unit and reads nothing by unit', () => {
  assert.deepEqual(ask('case.submit', [], { where: ward }), { actor: { person: an, role: 'citizen' }, reach: { kind: 'own' } });
  assert.equal(refused(ask('case.read', [], { where: ward })), 'not-allowed');
});

test('a permit asked for one unit of a branch reaches that unit only', () => {
  const answer = ask('case.list', [aPost('leader', province)], { where: ward });
  assert.deepEqual(isRefusal(answer) ? answer : answer.reach, { kind: 'branch', path: ward });
});

test('of several posts the widest acts, whatever the order of rows', () => {
  const posts = [aPost('unitLeader', ward), aPost('leader', district), aPost('inspector', province)];
  for (const order of [posts, posts.toReversed()]) {
    const answer = ask('case.list', order);
    assert.equal(isRefusal(answer) ? '' : answer.actor.role, 'inspector');
    const signer = ask('case.sign', order, { where: ward });
    assert.equal(isRefusal(signer) ? '' : signer.actor.role, 'unitLeader');
  }
});

test("somebody else's post gives nothing", () => {
  assert.equal(refused(ask('case.work', [aPost('officer', ward, { person: binh })])), 'not-allowed');
});

const days = fc.integer({ min: -800, max: 800 });
const dayAt = (offset: number): PlainDate => plusDays(date('2022-11-15'), offset);

test('a post gives its rights from its first day up to, not including, its last', () => {
  fc.assert(
    fc.property(days, days, days, fc.integer({ min: 0, max: 86_399 }), (from, until, on, second) => {
      const post = aPost('officer', ward, { from: dayAt(from), until: dayAt(until) });
      const at = plusMs(atClock(dayAt(on), '00:00'), second * 1000);
      return isRefusal(ask('case.work', [post], { at })) !== (from <= on && on < until);
    }),
    { seed: 1 },
  );
});

const aDelegation = (more: Partial<Delegation> = {}): Delegation => ({
  id: 'd1',
  post: aPost('unitLeader', ward, { person: binh }),
  to: an,
  rights: ['case.sign', 'case.read'],
  mark: 'TUQ.',
  starts: instant('2022-11-14T00:00:00+07:00'),
  ends: instant('2022-11-21T00:00:00+07:00'),
  ...more,
});
const under = (right: Right, one: Delegation, at: Instant = now, where?: UnitPath): Grant | Refusal =>
  decide({ person: an, right, at, posts: [], delegations: [one], ...(where === undefined ? {} : { where }) });

test('a delegation names the holder it comes from', () => {
  assert.deepEqual(under('case.sign', aDelegation()), {
    actor: { person: an, post: 'unitLeader /1/11/305/', role: 'unitLeader', unit: 305, onBehalfOf: binh },
    reach: { kind: 'branch', path: ward },
  });
});

test('a delegation holds within its term, its scope, its unit, and while its post is held', () => {
  const moments = fc.integer({ min: -20, max: 20 }).map((hours) => plusMs(now, hours * 3_600_000));
  fc.assert(
    fc.property(
      moments,
      moments,
      moments,
      fc.option(moments, { nil: undefined }),
      fc.constantFrom(...rights),
      fc.boolean(),
      (starts, ends, at, withdrawn, right, isHeld) => {
        const post = aPost('unitLeader', ward, { person: binh, ...(isHeld ? {} : { until: date('2022-11-01') }) });
        const one = aDelegation({ starts, ends, post, ...(withdrawn === undefined ? {} : { withdrawn }) });
        const answer = under(right, one, at, ward);
        const isOpen = toMs(starts) <= toMs(at) && toMs(at) < toMs(ends) && (withdrawn === undefined || toMs(at) < toMs(withdrawn));
        const isGiven = !isRefusal(answer) && answer.actor.onBehalfOf === binh;
        return isGiven === (isOpen && isHeld && (right === 'case.sign' || right === 'case.read'));
      },
    ),
    { seed: 2 },
  );
});

test('an own post goes before a delegated one', () => {
  const answer = decide({ person: an, right: 'case.sign', at: now, posts: [aPost('deputyLeader', ward)], delegations: [aDelegation()] });
  assert.equal(isRefusal(answer) ? '' : answer.actor.role, 'deputyLeader');
  assert.equal(isRefusal(answer) ? 'x' : answer.actor.onBehalfOf, undefined);
});

test('a delegated right that the post itself does not have opens nothing', () => {
  assert.equal(refused(under('fee.take', aDelegation({ rights: ['fee.take'] }))), 'not-allowed');
  assert.equal(refused(under('case.sign', aDelegation(), now, otherWard)), 'not-allowed');
  assert.equal(refused(under('case.sign', aDelegation({ to: binh }))), 'not-allowed');
});

test('a delegation may be given for work on cases, within a year, to somebody in the unit or below it', () => {
  const receiver = [aPost('officer', ward)];
  const problem = (more: Partial<Delegation>, posts: readonly Post[] = receiver): string | undefined => checkDelegation(aDelegation(more), posts, now)?.refused;
  assert.equal(problem({}), undefined);
  assert.equal(problem({ to: binh }, [aPost('officer', ward, { person: binh })]), 'delegation-not-fitting');
  assert.equal(problem({ rights: [] }), 'delegation-not-fitting');
  assert.equal(problem({ rights: ['post.delegate'] }), 'delegation-not-fitting');
  assert.equal(problem({ rights: ['fee.take'] }), 'delegation-not-fitting');
  assert.equal(problem({ starts: instant('2022-11-21T00:00:00+07:00') }), 'delegation-not-fitting');
  assert.equal(problem({ ends: now }), 'delegation-not-fitting');
  assert.equal(problem({ ends: instant('2024-11-21T00:00:00+07:00') }), 'delegation-not-fitting');
  assert.equal(problem({}, []), 'delegation-not-fitting');
  assert.equal(problem({}, [aPost('officer', otherWard)]), 'delegation-not-fitting');
  assert.equal(problem({}, [aPost('officer', ward, { until: date('2022-11-15') })]), 'delegation-not-fitting');
  assert.equal(problem({ post: aPost('unitLeader', ward, { person: binh, until: date('2022-11-15') }) }), 'delegation-not-fitting');
});

test('posts, people, units and the platform itself are never delegated', () => {
  assert.deepEqual(
    rights.filter((right) => !canDelegate(right)),
    [
      'voice.speak',
      'voice.moderate',
      'voice.enter',
      'news.write',
      'news.approve',
      'payment.keep',
      'payment.confirm',
      'payment.settle',
      'pack.rollout',
      'person.admin',
      'person.confirm',
      'person.self',
      'post.delegate',
      'unit.admin',
      'audit.read',
      'clock.move',
      'system.run',
    ],
  );
});

test('roles that work on cases are known as such, and every role has a name in both languages', () => {
  assert.deepEqual(
    roles.filter((role) => isWorkingRole(role)),
    ['receptionist', 'officer', 'divisionHead', 'deputyLeader', 'unitLeader', 'clerk', 'accountant'],
  );
  assert.equal(new Set(roles.map((role) => roleLabel(role).vi)).size, roles.length);
  assert.equal(new Set(roles.map((role) => roleLabel(role).en)).size, roles.length);
});
