import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { printFinding } from '../../src/base/finding.ts';
import type { Json } from '../../src/base/json.ts';
import { instant } from '../../src/base/time.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { walk } from '../../src/cli/walk.ts';
import { readPackFolder } from '../../src/gate/pack-folder.ts';
import { openPaper } from '../../src/gate/paper-typst.ts';
import { playStories } from '../../src/kernel/case/case.ts';
import { calendarNamed } from '../../src/main/calendar.ts';
import { createPack, diffPacks, openPack } from '../../src/main/pack.ts';
import { assemble } from '../../src/pack/assemble.ts';
import { differences } from '../../src/pack/diff.ts';
import type { Pack } from '../../src/pack/pack.ts';
import { readStory } from '../../src/pack/story.ts';

const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'cuaso-author-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A terminal whose person types these lines, then nothing more. */
function typing(...lines: readonly string[]) {
  const said: string[] = [];
  const left = [...lines];
  const terminal: Terminal = {
    lang: 'vi',
    print: (line) => void said.push(line),
    say: (text) => void said.push(typeof text === 'string' ? text : text.vi),
    paint: (_, text) => text,
    progress: () => undefined,
  };
  const ask = (question: string): Promise<string | undefined> => {
    said.push(question);
    return Promise.resolve(left.shift());
  };
  return { talk: { ask, terminal }, said, left };
}

const made = await createPack(join(folder, 'ten-goi'));
const { pack } = await openPack(join(folder, 'ten-goi'));

test('a new pack carries the name of its folder, has no finding, and its story comes true', async () => {
  const { pack: read, findings } = await assemble(await readPackFolder(join(folder, 'ten-goi')), hash);
  assert.deepEqual(findings.map(printFinding), []);
  assert.equal(read?.id, 'ten-goi');
  assert.deepEqual(
    playStories(pack, calendarNamed).flatMap((played) => played.findings.map(printFinding)),
    [],
  );
  assert.ok(made.some((path) => path.endsWith('ten-goi/process.bpmn')));
});

test('the papers of a new pack print', async () => {
  const paper = openPaper();
  try {
    const files = new Map([...pack.templates].map(([name, text]) => [`templates/${name}`, new TextEncoder().encode(text)]));
    const state = playStories(pack, calendarNamed)[0]?.moves.at(-1)?.state;
    const at = instant('2022-11-16T15:00:00+07:00');
    const unit = {
      code: 'H47.31.25',
      name: 'Ủy ban nhân dân phường An Xuân',
      over: 'Ủy ban nhân dân thành phố Tam Kỳ',
      place: 'An Xuân',
      desk: 'Bộ phận Một cửa',
    };
    const data = {
      ...{
        sample: true,
        unit,
        procedure: { code: pack.procedure, title: pack.title.vi, time: pack.facts.time.vi },
        answers: state?.answers ?? {},
        work: state?.data ?? {},
      },
      ...{
        case: { code: 'H47.31.25-221115-0001', tracking: '482710936652', received: at, due: at, because: '' },
        applicant: { name: 'Nguyễn Văn An', phone: '0905 412 768' },
      },
      ...{
        shown: {},
        workShown: {},
        papers: [],
        fee: { total: 0, words: 'Không đồng', lines: [], paid: false, exempt: '' },
        number: { text: '01', day: '2022-11-16' },
      },
      ...{
        signer: { name: 'Huỳnh Thị Minh Họa', position: 'Chủ tịch', prefix: '', at },
        reasons: [{ label: 'x', legal: '', text: 'y' }],
        link: 'http://127.0.0.1/',
      },
      qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    };
    for (const name of pack.templates.keys())
      assert.deepEqual((await paper.proof({ files, main: `templates/${name}`, data: data as never, at })).map(printFinding), [], name);
  } finally {
    await paper.close();
  }
});

test('a folder that is there already, and a name that is no id, are refused', async () => {
  await assert.rejects(createPack(join(folder, 'ten-goi')), { name: 'Stop', code: 65 });
  await assert.rejects(createPack(join(folder, 'Tên gói')), { name: 'Stop', code: 64 });
});

test('a case is walked by hand from its form to its end, and what was done is a story that comes true', async () => {
  const { talk, said, left } = typing('Trần Thị Bích', '09', '0982331550', 'Đề nghị xác nhận', '1', 'x', '1', 'Đủ điều kiện', '1', '1');
  const told = await walk(talk, pack, calendarNamed);
  assert.deepEqual(left, []);
  assert.ok(
    said.some((line) => line.includes('Số này có 2 chữ số')),
    'a wrong answer is said and asked again',
  );
  const findings: Parameters<typeof readStory>[0]['findings'] = [];
  const story = readStory({ file: 'stories/walk.json', findings }, JSON.parse(JSON.stringify(told)) as Json, 'walk');
  assert.deepEqual(findings.map(printFinding), []);
  assert.ok(story !== undefined);
  assert.deepEqual(
    story.when.map((move) => move.do),
    ['submit', 'receive', 'complete', 'complete', 'complete'],
  );
  assert.equal(story.then.status, 'returned');
  const with1: Pack = { ...pack, stories: [story] };
  assert.deepEqual(playStories(with1, calendarNamed)[0]?.findings.map(printFinding), []);
});

test('a refusal, a wait and a person who goes away', async () => {
  const refused = typing('Trần Thị Bích', '0982331550', 'Xin', 'w', '25', 't', '1', 'Gửi nhầm nơi');
  const told = JSON.stringify(await walk(refused.talk, pack, calendarNamed));
  assert.match(told, /"do":"wait"/);
  assert.match(told, /"at":"2022-11-16T10:40","by":"officer","do":"refuse"/);
  assert.match(told, /"then":\{"status":"refused"\}/);
  assert.equal(await walk(typing('Trần').talk, pack, calendarNamed), undefined, 'nothing was filed');
});

test('a pack of the offices is walked with the units of its stories: choices by number, dates with strokes, repeated groups', async () => {
  const { pack: office } = await openPack(join(root, 'test/packs/general/van-ban-den'));
  const filing = ['Bộ Tư pháp', '0905100900', '1/BTP', '10/11/2022', 'Rà soát', '1', ''];
  const instruct = ['Sở trả lời', 'H47.02', '25/11/2022', '19/11/2022', 'c', '20347', 'k', 'k'];
  const { talk, said } = typing(...filing, '1', '1', '1', ...instruct, '1', 'Không có ý kiến', 'k');
  const told = await walk(talk, office, calendarNamed);
  assert.ok(
    said.some((line) => line.includes('Góp ý với đơn vị chủ trì (Chuyên viên, phường An Xuân, hạn 17:30 thứ Hai 21/11/2022)')),
    said.join('\n'),
  );
  assert.match(JSON.stringify(told), /"task":"cooperate","data":\{"opinion":"Không có ý kiến"\},"unit":"20347"/);
});

test('the same pack has no differences; a changed one names each, and which old stories no longer come true', async () => {
  assert.deepEqual(differences(pack, pack), []);
  await createPack(join(folder, 'moi', 'ten-goi'));
  const path = (name: string): string => join(folder, 'moi', 'ten-goi', name);
  const change = (name: string, from: string, to: string): void => {
    const before = readFileSync(path(name), 'utf8');
    assert.ok(before.includes(from), `${name} does not hold ${from}`);
    writeFileSync(path(name), before.replace(from, to));
  };
  change('pack.json', '"1.0.0"', '"1.1.0"');
  change('process.bpmn', 'value="2" unit="working-days"', 'value="1" unit="working-days"');
  change('rules/rules.dmn', 'days: 3', 'days: 2');
  change('stories/on-time.json', '2022-11-18T17:30', '2022-11-17T17:30');
  const compared = await diffPacks(join(folder, 'ten-goi'), join(folder, 'moi', 'ten-goi'));
  assert.deepEqual(
    compared.differences.slice(0, 2).map(({ where, before, after: now }) => `${where}: ${before} -> ${now}`),
    ['version: 1.0.0 -> 1.1.0', 'step handle: Thẩm định hồ sơ; 2 working-days; officer; form handle -> Thẩm định hồ sơ; 1 working-days; officer; form handle'],
  );
  assert.deepEqual(
    compared.differences.slice(2).map(({ where }) => where),
    ['file rules/rules.dmn'],
  );
  assert.deepEqual(
    compared.untrue.map((finding) => `${finding.element}: ${finding.message}`),
    ['when[2].expect.due: Expected 2022-11-18T17:30:00+07:00; found 2022-11-17T17:30:00+07:00.'],
  );
});
