import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { printFinding } from '../../src/base/finding.ts';
import { qrSvg } from '../../src/base/qr.ts';
import { instant } from '../../src/base/time.ts';
import type { Calendar } from '../../src/engine/clock/clock.ts';
import { readCalendar } from '../../src/engine/clock/clock.ts';
import { readPackFolders } from '../../src/gate/pack-folder.ts';
import { openPaper } from '../../src/gate/paper-typst.ts';
import { foldAll } from '../../src/kernel/case/case.ts';
import { shownTree } from '../../src/kernel/case/show.ts';
import { playStories } from '../../src/kernel/case/story.ts';
import { assemble } from '../../src/pack/assemble.ts';
import type { Pack } from '../../src/pack/pack.ts';
import type { PaperData } from '../../src/pack/paper.ts';

const root = join(import.meta.dirname, '../..');
const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const folders = await readPackFolders(join(root, 'packs'));

const calendar = readCalendar(JSON.parse(readFileSync(join(root, 'data/calendar/vn-2021-2026.json'), 'utf8')));
const calendars = (name: string): Calendar | undefined => (name === 'vn' && !Array.isArray(calendar) ? (calendar as Calendar) : undefined);

test('the packs of the repository are there', () => {
  assert.ok(folders.length >= 2);
});

for (const { id, files } of folders) {
  const assembled = await assemble(files, hash);

  test(`${id}: its files agree with each other, without a single finding`, () => {
    assert.deepEqual(assembled.findings.map(printFinding), []);
    assert.equal(assembled.pack?.id, id);
  });

  const { pack } = assembled;
  if (pack === undefined) continue;

  for (const played of playStories(pack, calendars)) {
    test(`${id}: ${played.story.title.en}`, () => {
      assert.deepEqual(played.findings.map(printFinding), []);
      assert.deepEqual(foldAll(played.entries), played.moves.at(-1)?.state);
    });
  }

  test(`${id}: its hash changes with any byte and with nothing else`, async () => {
    const again = await assemble(new Map([...files].reverse()), hash);
    assert.equal(again.pack?.hash, pack.hash);
    const readme = new Uint8Array([...(files.get('README.md') ?? []), 10]);
    const other = await assemble(new Map([...files, ['README.md', readme]]), hash);
    assert.notEqual(other.pack?.hash, pack.hash);
  });
}

test('every paper of every pack prints with the data of its on-time story', async () => {
  const paper = openPaper();
  try {
    for (const { id, files } of folders) {
      const { pack } = await assemble(files, hash);
      assert.ok(pack !== undefined, id);
      for (const name of ['receipt', 'result', 'supplement', 'refusal']) {
        // Services inside the offices may do without papers.
        if (!files.has(`templates/${name}.typ`) && pack.audience === 'internal') continue;
        const templates = new Map([...files].filter(([path]) => path.startsWith('templates/')));
        const findings = await paper.proof({ files: templates, main: `templates/${name}.typ`, data: sampleOf(pack), at: instant('2022-11-15T16:20:00+07:00') });
        assert.deepEqual(findings.map(printFinding), [], `${id} ${name}`);
      }
    }
  } finally {
    await paper.close();
  }
});

/** What a paper is given: the end of the first story that hands over a result. */
function sampleOf(pack: Pack): PaperData {
  const state = playStories(pack, calendars)
    .flatMap((played) => played.moves.at(-1)?.state ?? [])
    .find((one) => one.stage.at === 'closed' && one.stage.outcome === 'granted');
  assert.ok(state?.clock !== undefined, `${pack.id} has no story with a result`);
  const at = instant('2022-11-15T16:20:00+07:00');
  return {
    sample: true,
    unit: {
      code: 'H47.31.05',
      name: 'Ủy ban nhân dân phường An Xuân',
      over: 'Ủy ban nhân dân thành phố Tam Kỳ',
      place: 'An Xuân',
      desk: 'Bộ phận Một cửa phường An Xuân',
      commune: 'phường An Xuân',
      district: 'thành phố Tam Kỳ',
      province: 'tỉnh Quảng Nam',
    },
    procedure: { code: pack.procedure, title: pack.title.vi, time: pack.facts.time.vi },
    case: {
      code: 'H47.31.05-221115-0034',
      tracking: '482710936652',
      submitted: state.submitted,
      received: state.clock.received,
      due: state.clock.due,
      because: state.clock.because.vi,
    },
    applicant: { name: 'Nguyễn Văn An', id: '049085002345', phone: '0905 412 768', email: '', address: 'phường An Xuân, TP Tam Kỳ' },
    answers: state.answers,
    shown: shownTree(pack.form, state.answers),
    work: state.data,
    workShown: state.data,
    papers: [{ name: 'Giấy chứng sinh', form: 'ảnh chụp', count: 1 }],
    fee: { total: state.fee.total, words: 'Sáu nghìn đồng', lines: state.fee.lines, paid: true, exempt: '' },
    number: { text: '0034/TTPVHCC', day: state.clock.received.slice(0, 10) as PaperData['number']['day'] },
    signer: { name: 'Huỳnh Thị Minh Họa', position: 'Chủ tịch', prefix: 'TM. ỦY BAN NHÂN DÂN', at },
    reasons: [{ label: 'Chưa có giấy tờ', legal: 'Luật Hộ tịch 2014', text: 'Nộp bản chụp rõ bốn góc.' }],
    qr: qrSvg('http://127.0.0.1:8080/tra-cuu'),
    link: 'http://127.0.0.1:8080/xac-minh',
  };
}
