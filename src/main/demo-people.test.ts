import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { freshDatabase } from '../../test/kit/database.ts';
import { isRefusal } from '../base/refusal.ts';
import { instant } from '../base/time.ts';
import { systemPermit } from '../kernel/access/access.act.ts';
import { orgOf } from '../kernel/org/org.ts';
import { addPerson } from '../kernel/person/person.act.ts';
import { birthYearOf, readPhone } from '../kernel/person/person.ts';
import { demoAccounts, demoPeople, loadDemoPeople, readDemoUnits } from './demo-people.ts';

test('the sample people are at least fourteen, with accounts, id numbers and telephones of their own', () => {
  assert.ok(demoPeople.length >= 14);
  for (const field of ['account', 'idNumber', 'phone', 'name'] as const)
    assert.equal(new Set(demoPeople.map((person) => person[field])).size, demoPeople.length, field);
  for (const person of demoPeople) {
    assert.notEqual(readPhone(person.phone), undefined, person.account);
    assert.ok((birthYearOf(person.idNumber) ?? 0) < 2010, person.account);
  }
});

test('the list of accounts names a unit for everybody', async () => {
  const accounts = demoAccounts(orgOf((await readDemoUnits()).units));
  assert.deepEqual(
    accounts.filter((account) => account.unit === ''),
    [],
  );
  assert.deepEqual(
    accounts.find((account) => account.id === 'chu-tich-an-xuan'),
    {
      id: 'chu-tich-an-xuan',
      name: 'Trần Quốc Toản',
      role: 'unitLeader',
      unit: 'UBND phường An Xuân, TP Tam Kỳ',
      roleName: 'Thủ trưởng đơn vị',
      title: 'Chủ tịch UBND phường An Xuân',
    },
  );
});

test('loading the sample province twice changes nothing the second time, and repairs what a cut-off start left out', async () => {
  const { app } = await freshDatabase();
  const world = {
    sql: app,
    now: () => instant('2022-11-15T08:00:00+07:00'),
    newId: randomUUID,
    hash: (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex'),
  };
  const cutOff = await addPerson(world, systemPermit(world, 'person.admin'), { account: 'chu-tich-an-xuan', name: 'Trần Quốc Toản' });
  assert.equal(isRefusal(cutOff), false);
  assert.equal(await loadDemoPeople(world), demoPeople.length - 1);
  const count = async () =>
    (
      await app<{ units: number; people: number; posts: number; entries: number }>`
    select (select count(*)::int from unit) units, (select count(*)::int from person) people, (select count(*)::int from post) posts,
      (select count(*)::int from ledger) entries`
    )[0];
  const before = await count();
  assert.deepEqual(before, {
    units: 301,
    people: demoPeople.length,
    posts: demoPeople.filter((person) => person.post !== undefined).length,
    entries: before?.entries,
  });
  await loadDemoPeople(world);
  assert.deepEqual(await count(), before);
});
