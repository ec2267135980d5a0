import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import type { JsonObject } from '../base/json.ts';
import { qrSvg } from '../base/qr.ts';
import { isRefusal } from '../base/refusal.ts';
import { instant } from '../base/time.ts';
import type { Paper } from '../kernel/document/document.ts';
import { openPaper } from './paper-typst.ts';

const paper = openPaper();
const hasty = openPaper({ ms: 1_000 });
after(async () => {
  await paper.close();
  await hasty.close();
});

const at = instant('2022-11-15T09:42:00+07:00');
const job = (template: string, data: JsonObject = {}) => ({ files: new Map([['templates/slip.typ', template]]), main: 'templates/slip.typ', data, at });
const plain = (body: string): string => `#import "/lib.typ": *\n#show: paper.with(title: "Phiếu")\n${body}`;

async function print(template: string, data?: JsonObject): Promise<Paper> {
  const made = await paper.render(job(template, data));
  assert.ok(!isRefusal(made), JSON.stringify(made));
  return made;
}
const textOf = (pdf: Uint8Array): string => execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString();

test('values of the data are printed as typed, never read as markup', async () => {
  const typed = '*Nguyễn* #emph[An] $x^2$ "ngoặc" _gạch_ <sign> @ai \\ //';
  const { pdf } = await print(plain('#data.name'), { name: typed });
  assert.equal(textOf(pdf).trim(), typed);
});

test('the same job gives the same bytes, on another process too', async () => {
  const data = { qr: qrSvg('https://cuaso.example/tra-cuu?ma=482710936652'), sample: true };
  const first = await print(plain('#qr(data.qr)'), data);
  const second = await print(plain('#qr(data.qr)'), data);
  assert.deepEqual(second.pdf, first.pdf);
  const other = await hasty.render(job(plain('#qr(data.qr)'), data));
  assert.ok(!isRefusal(other));
  assert.deepEqual(other.pdf, first.pdf);
});

test('a paper is PDF/A-2b, with its fonts inside and the date of the job', async () => {
  const { pdf } = await print(plain('Việt Nam'));
  const bytes = Buffer.from(pdf).toString('latin1');
  assert.match(bytes, /pdfaid:part>2</);
  assert.match(bytes, /pdfaid:conformance>B</);
  assert.match(bytes, /D:20221115094200/);
  const fonts = execFileSync('pdffonts', ['-'], { input: pdf }).toString().trim().split('\n').slice(2);
  assert.ok(fonts.length > 0);
  for (const font of fonts) assert.match(font, /Tinos|BeVietnamPro/);
});

test('the sample mark is on every page, and only when the data say so', async () => {
  const marked = textOf((await print(plain('một #pagebreak() hai'), { sample: true })).pdf);
  assert.equal(marked.match(/DỮ LIỆU MẪU/g)?.length, 2);
  assert.doesNotMatch(textOf((await print(plain('một'), { sample: false })).pdf), /MẪU/);
});

test('signature places come back with page and rectangle from the lower left corner', async () => {
  const { places } = await print(plain('#pagebreak()\n#place(top + left, sign-box("signer", name: "Trần Thị B", width: 60mm, height: 20mm))'));
  assert.equal(places.length, 1);
  const [left, bottom, right, top] = places[0]?.rect ?? [0, 0, 0, 0];
  assert.deepEqual([places[0]?.id, places[0]?.page], ['signer', 2]);
  // 30 mm from the left, 25 mm from the top of an A4 page of 841.89 points.
  assert.ok(Math.abs(left - 85.04) < 0.1 && Math.abs(top - (841.89 - 70.87)) < 0.1, JSON.stringify(places));
  assert.ok(Math.abs(right - left - 170.08) < 0.1 && Math.abs(top - bottom - 56.69) < 0.1);
});

test('a signature box is drawn only when somebody is named, its place is kept either way', async () => {
  const draft = await print(plain('#signer("CHỦ TỊCH", name: data.name, sign: "signer")'), { name: '' });
  assert.doesNotMatch(textOf(draft.pdf), /Ký số/);
  const final = await print(plain('#signer("CHỦ TỊCH", name: data.name, sign: "signer")'), { name: 'Trần Thị Bích' });
  assert.match(textOf(final.pdf), /Ký số bởi: Trần Thị Bích/);
  assert.deepEqual(final.places, draft.places);
});

test('an emoji in the data prints a box instead of stopping the paper', async () => {
  const made = await print(plain('#data.name'), { name: 'Lan 😀 中' });
  assert.deepEqual(made.replaced, ['中', '😀'].sort());
  assert.equal(textOf(made.pdf).trim(), 'Lan □ □');
  const odd = await print(plain('#data.name'), { name: 'a\ud800b \u0007 `😀` "中" \u2028' });
  assert.match(textOf(odd.pdf), /a\ufffdb\s+□\s+`□`\s+"□"/);
});

test('a warning of Typst is a finding with file and line', async () => {
  const findings = await paper.proof(
    job('#set document(title: "x", date: datetime(year: 2022, month: 1, day: 1))\n#set text(font: "No Such Font", fallback: false)\nx'),
  );
  assert.deepEqual(
    findings.map(({ file, line, level }) => [file, line, level]),
    [['templates/slip.typ', 2, 'error']],
  );
});

test('a wrong template is refused with the place of the mistake', async () => {
  const refused = await paper.render(job(plain('#nothing-of-that-name')));
  assert.ok(isRefusal(refused));
  assert.equal(refused.refused, 'paper-failed');
  assert.deepEqual([refused.about?.file, refused.about?.line], ['templates/slip.typ', 3]);
});

test('packages from outside, files outside and odd paths are refused', async () => {
  const messages = async (template: string): Promise<string> => JSON.stringify(await paper.proof(job(template)));
  assert.match(await messages('#import "@preview/cetz:0.3.0"'), /template-imports-package/);
  assert.match(await messages('#let at = str.from-unicode(64)\n#import (at + "preview" + "/cetz:0.3.0"): *'), /failed to download|package not found|expected/);
  assert.match(await messages('#read("/etc/hostname")'), /file not found/);
  assert.match(await messages('#read("../../../etc/hostname")'), /denied|not found/);
  const odd = await paper.proof({
    ...job('x'),
    files: new Map([
      ['templates/slip.typ', 'x'],
      ['../lib.typ', 'x'],
    ]),
  });
  assert.equal(odd[0]?.file, '../lib.typ');
});

test('a template that never ends is killed, and the next paper is printed', async () => {
  const refused = await hasty.render(job('#let n = 0\n#for a in range(9000) { for b in range(9000) { n += 1 } }\n#n'));
  assert.ok(isRefusal(refused));
  assert.match(String(refused.about?.because), /longer than allowed/);
  assert.ok(!isRefusal(await hasty.render(job(plain('sau đó')))));
});

test('a template that eats memory ends its helper alone', async () => {
  const greedy = openPaper({ memoryMb: 256, ms: 20_000 });
  const refused = await greedy.render(job('#let text = "aaaaaaaaaaaaaaaa"\n#for i in range(28) { text = text + text }\n#text.len()'));
  assert.ok(isRefusal(refused));
  assert.ok(!isRefusal(await greedy.render(job(plain('sau đó')))));
  await greedy.close();
});

test('more waiting papers than the queue holds are told to come back', async () => {
  const small = openPaper({ waiting: 2 });
  const made = await Promise.all(Array.from({ length: 6 }, () => small.render(job(plain('x')))));
  assert.equal(made.filter((one) => isRefusal(one) && one.refused === 'too-busy').length, 3);
  assert.equal(made.filter((one) => !isRefusal(one)).length, 3);
  await small.close();
});

test('the helper is replaced after its number of papers, unseen by the caller', async () => {
  const short = openPaper({ jobs: 2 });
  for (let count = 0; count < 5; count += 1) assert.ok(!isRefusal(await short.render(job(plain(`#${count}`)))));
  await short.close();
  const after = await short.render(job('x'));
  assert.ok(isRefusal(after) && after.refused === 'too-busy');
});

test('every function of the common look is explained to pack authors, and every explained one exists', () => {
  const library = readFileSync(new URL('../../paper/lib.typ', import.meta.url), 'utf8');
  const guide = readFileSync(new URL('../../paper/README.md', import.meta.url), 'utf8');
  const defined = [...library.matchAll(/^#let ([a-z-]+)/gm)].map(([, name]) => name ?? '');
  const inner = ['serif', 'sans', 'red', 'grey', 'digits', 'moment', 'sample-mark', 'under-rule'];
  const explained = [...guide.matchAll(/`(?:#show: )?([a-z-]+)(?:\.with)?[(`[]/g)].map(([, name]) => name ?? '');
  for (const name of defined.filter((one) => !inner.includes(one))) assert.ok(explained.includes(name), `${name} is not explained`);
  for (const name of ['read', 'kv', 'signer', 'sign-box', 'notice-box', 'rows']) assert.ok(defined.includes(name), name);
});
