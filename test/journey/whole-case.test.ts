import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page, Visitor } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import type { Sample } from '../kit/walk.ts';
import { anXuan, apply, birth, copies, deed, doTask, fine, ownPage, receive, sign } from '../kit/walk.ts';

const site = await openSite();
const folder = mkdtempSync(join(tmpdir(), 'cuaso-journey-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The two verdicts of poppler on a file with two signatures. */
function pdfsig(pdf: Uint8Array): string {
  const file = join(folder, 'signed.pdf');
  writeFileSync(file, pdf);
  // It ends with 1 when it does not know the certificate authority; its words are what counts here.
  try {
    return execFileSync('pdfsig', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (fault) {
    return fault instanceof Error && 'stdout' in fault ? String(fault.stdout) : '';
  }
}

/** Verifies each signature of the file with openssl: the bytes of its ByteRange against its CMS. */
function opensslAccepts(pdf: Uint8Array): number {
  const text = Buffer.from(pdf).toString('latin1');
  const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  for (const [, a = '', b = '', c = '', d = ''] of ranges) {
    const [start, length, from, rest] = [a, b, c, d].map(Number) as [number, number, number, number];
    const room = Buffer.from(text.slice(start + length + 1, from - 1), 'hex');
    // Its own length, in the two bytes after 30 82: a signature may end in zeros as the room does.
    const cms = room.subarray(0, 4 + room.readUInt16BE(2));
    writeFileSync(join(folder, 'data'), Buffer.concat([pdf.subarray(start, start + length), pdf.subarray(from, from + rest)]));
    writeFileSync(join(folder, 'cms'), cms);
    const args = [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      join(folder, 'cms'),
      '-content',
      join(folder, 'data'),
      '-noverify',
      '-purpose',
      'any',
      '-out',
      '/dev/null',
    ];
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  }
  return ranges.length;
}

async function verify(visitor: Visitor, pdf: Uint8Array): Promise<Page> {
  return await visitor.submit(formTo(await visitor.get('/xac-minh'), '/xac-minh'), { files: [{ field: 'tep', name: 'ket-qua.pdf', bytes: pdf }] });
}

/** Numbers of the leader's page: 'received' of the whole branch. */
async function received(leader: Visitor): Promise<number> {
  const page = fine(await leader.get('/dieu-hanh'));
  const number = /Tiếp nhận hôm nay\D*(\d+)/.exec(page.text)?.[1];
  assert.ok(number !== undefined, page.text);
  return Number(number);
}

test('an open page of the leader hears of a reception within seconds, and the number opens to its cases', async () => {
  const leader = await site.as('lanh-dao-tinh');
  const before = await received(leader);
  const stop = new AbortController();
  const answer = await fetch(`${site.url}/dieu-hanh/truc-tiep`, { headers: { cookie: leader.cookie() }, signal: stop.signal });
  const news = numbersIn(answer);
  assert.equal((await news.next()).value, before);
  const code = await receive(await site.as(anXuan.receptionist), await apply(await site.as('cong-dan-an'), birth));
  const from = performance.now();
  for (let number = before; number === before; number = (await news.next()).value ?? before);
  // The promise is 2 s; a crowded test machine may take longer.
  assert.ok(performance.now() - from < 8000, `${performance.now() - from} ms`);
  stop.abort();
  assert.match(fine(await leader.get('/dieu-hanh/ho-so?so=received')).text, new RegExp(code));
});

/** Receptions of today as the stream tells them, one after the other. */
async function* numbersIn(answer: Response): AsyncGenerator<number> {
  let text = '';
  for await (const part of answer.body ?? []) {
    text += new TextDecoder().decode(part);
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const told = /"tile\.received":"(\d+)"/.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (told !== undefined) yield Number(told);
    }
  }
}

for (const sample of [birth, copies]) {
  test(`${sample.pack}: a citizen files, three officers work, the citizen downloads a signed result that anybody can check`, () => walk(sample));
}

async function walk(sample: Sample): Promise<void> {
  const [citizen, receptionist, officer, chair, leader] = [
    await site.as('cong-dan-an'),
    await site.as(anXuan.receptionist),
    await site.as(anXuan.officer),
    await site.as(anXuan.chair),
    await site.as('lanh-dao-tinh'),
  ];
  const before = await received(leader);

  const tracking = await apply(citizen, sample);
  assert.match(fine(await receptionist.get('/ban-lam-viec')).text, /Chờ tiếp nhận/);
  const code = await receive(receptionist, tracking);
  assert.match(code, /^H47\.31\.\d+-221115-\d{4}$/);
  assert.equal(await received(leader), before + 1);
  await site.world.work();

  for (const { by, fields } of sample.work) fine(await doTask(by === 'officer' ? officer : receptionist, code, fields));
  await site.world.work();
  const own = await ownPage(citizen, code);
  assert.doesNotMatch(fine(await citizen.get(own)).text, /đã ký số/, 'an unsigned draft is nothing for the citizen');

  assert.match(fine(await sign(chair, code)).text, /Đã ký số kết quả/);
  fine(await deed(receptionist, code, 'thu-phi'));
  fine(await doTask(receptionist, code, { handedAs: 'electronic' }));

  const shown = fine(await citizen.get(own));
  assert.match(shown.text, /Đã trả kết quả/);
  const result = /đã ký số<\/p>[\s\S]*?href="(\/tep\/[0-9a-f-]{36})"/.exec(shown.html)?.[1];
  assert.ok(result !== undefined, shown.text);
  const pdf = fine(await citizen.get(result)).bytes;

  const poppler = pdfsig(pdf);
  assert.equal(poppler.match(/Signature is Valid/g)?.length, 2, poppler);
  assert.match(poppler.slice(poppler.lastIndexOf('Signature #')), /Total document signed/);
  assert.equal(opensslAccepts(pdf), 2);

  const stranger = site.visitor();
  assert.match(fine(await verify(stranger, pdf)).text, /Giấy tờ thật và còn nguyên/);
  const changed = pdf.slice();
  changed[Math.floor(pdf.length / 3)] = ((pdf[Math.floor(pdf.length / 3)] ?? 0) + 1) % 256;
  assert.match(fine(await verify(stranger, changed)).text, /Giấy tờ đã bị sửa sau khi ký/);

  const tracked = fine(await stranger.get(`/tra-cuu?ma=${code}&so_cuoi=2768`));
  assert.match(tracked.text, /Đã trả kết quả/);
  assert.doesNotMatch(tracked.text, /Nguyễn Văn An|049085002345/, 'the public timeline names nobody');
  assert.deepEqual(site.faults, []);
}
