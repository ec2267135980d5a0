import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { printFinding } from '../../src/base/finding.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Calendar } from '../../src/engine/clock/clock.ts';
import { readCalendar } from '../../src/engine/clock/clock.ts';
import { readPackFolders } from '../../src/gate/pack-folder.ts';
import { foldAll } from '../../src/kernel/case/case.ts';
import { playStories } from '../../src/kernel/case/story.ts';
import { assemble } from '../../src/pack/assemble.ts';
import type { Pack } from '../../src/pack/pack.ts';

/** Work of the offices that is no public service: an official document, a plan of twenty inspections, a question that ends in a commitment. */
const root = join(import.meta.dirname, '../..');
const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const calendar = readCalendar(JSON.parse(readFileSync(join(root, 'data/calendar/vn-2021-2026.json'), 'utf8')));
const calendars = (name: string): Calendar | undefined => (name === 'vn' && !Array.isArray(calendar) ? (calendar as Calendar) : undefined);
const folders = await readPackFolders(join(root, 'test/packs/general'));

test('the four packs are there', () => {
  assert.deepEqual(
    folders.map(({ id }) => id),
    ['cau-hoi', 'cuoc-kiem-tra', 'kiem-tra', 'van-ban-den'],
  );
});

for (const { id, files } of folders) {
  const { pack, findings } = await assemble(files, hash);

  test(`${id}: no finding, filed by the offices, at least two stories`, () => {
    assert.deepEqual(findings.map(printFinding), []);
    assert.equal(pack?.audience, 'internal');
    assert.ok(pack.stories.length >= 2);
  });

  if (pack === undefined) continue;
  for (const played of playStories(pack, calendars))
    test(`${id}: ${played.story.title.en}`, () => {
      assert.deepEqual(played.findings.map(printFinding), []);
      assert.deepEqual(foldAll(played.entries), played.moves.at(-1)?.state);
    });
}

test('every step of a story can be stopped and gone on with: the state is plain JSON', async () => {
  for (const { files } of folders) {
    const { pack } = await assemble(files, hash);
    assert.ok(pack !== undefined);
    for (const { moves } of playStories(pack, calendars))
      for (const { state } of moves) if (state !== undefined) assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
  }
});

/** The plan with one piece of its diagram replaced, and one story. */
async function planWith(from: string, to: string, story: JsonObject): Promise<Pack> {
  const files = new Map(folders.find(({ id }) => id === 'kiem-tra')?.files);
  const xml = new TextDecoder().decode(files.get('process.bpmn'));
  assert.ok(xml.includes(from), from);
  for (const path of [...files.keys()].filter((one) => one.startsWith('stories/'))) files.delete(path);
  files.set('process.bpmn', new TextEncoder().encode(xml.replace(from, to)));
  files.set('stories/changed.json', new TextEncoder().encode(JSON.stringify(story)));
  const { pack, findings } = await assemble(files, hash);
  assert.deepEqual(findings.map(printFinding), []);
  assert.ok(pack !== undefined);
  return pack;
}

const plan = {
  title: { vi: 'Đổi', en: 'Changed' },
  given: {
    unit: 'Thanh tra tỉnh Quảng Nam',
    calendar: 'vn',
    people: { receptionist: 'Ngô Thị Mẫu', officer: 'Võ Văn Ví Dụ', unitLeader: 'Huỳnh Văn Giả Định' },
    units: { '20347': 'phường An Xuân' },
  },
  when: [
    {
      at: '2022-11-15T08:40',
      by: 'receptionist',
      do: 'submit',
      answers: {
        planner: { name: 'Ngô Thị Mẫu', phone: '0905100800' },
        planTitle: 'Kiểm tra',
        targets: [{ firm: 'Hộ Thử Nghiệm', phone: '0905101801', unit: '20347', day: '2022-12-05' }],
      },
    },
    { at: '2022-11-15T08:50', by: 'receptionist', do: 'receive' },
    { at: '2022-11-16T09:00', by: 'unitLeader', do: 'complete', task: 'sign' },
  ],
};

test('an end that comes before anybody waits for it is heard when the waiting begins', async () => {
  const ended = { at: '2022-12-05T16:00', by: 'officer', do: 'end-child', child: 1, outcome: 'granted', expect: { tasks: ['register'], children: 0 } };
  const registered = {
    at: '2022-12-06T08:00',
    by: 'officer',
    do: 'complete',
    task: 'register',
    expect: { tasks: ['conclude'], data: { outcomes: [{ firm: 'Hộ Thử Nghiệm', outcome: 'granted' }] } },
  };
  const pack = await planWith(
    '<bpmn:sequenceFlow id="openInspectionToAwaitEnd" sourceRef="openInspection" targetRef="awaitEnd" />',
    `<bpmn:userTask id="register" name="Bắt đầu"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="officer" /><cuaso:time value="2" unit="hours" /></bpmn:extensionElements></bpmn:userTask>
     <bpmn:sequenceFlow id="openInspectionToRegister" sourceRef="openInspection" targetRef="register" />
     <bpmn:sequenceFlow id="registerToAwaitEnd" sourceRef="register" targetRef="awaitEnd" />`,
    // biome-ignore lint/suspicious/noThenProperty: given, when, then is the format of a story.
    { ...plan, when: [...plan.when, ended, registered], then: { status: 'ready' } },
  );
  assert.deepEqual(
    playStories(pack, calendars).flatMap((played) => played.findings.map(printFinding)),
    [],
  );
});

test('a case that cannot be opened is an incident on the case that wanted it', async () => {
  const given = { ...plan.given, units: { '20455': 'xã A Tiêng' } };
  // biome-ignore lint/suspicious/noThenProperty: given, when, then is the format of a story.
  const pack = await planWith('value="targetUnit"', 'value="targetUnit"', { ...plan, given, then: { status: 'ready' } });
  const [played] = playStories(pack, calendars);
  assert.deepEqual(
    played?.moves.at(-1)?.state?.incidents.map((incident) => [incident.element, incident.code, incident.text]),
    [['openInspection', 'job-failed', 'no unit is given under 20347']],
  );
  assert.equal(played.findings.length, 1, 'and the story says so');
});
