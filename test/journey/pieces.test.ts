import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { systemPermit } from '../../src/kernel/access/access.act.ts';
import { forgetSendings } from '../../src/kernel/document/document.act.ts';
import type { Page, PageForm, Visitor } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import type { Sent } from '../kit/pieces.ts';
import { askHowFar, digestOf, pieceBytes, sendFile, sendPiece } from '../kit/pieces.ts';
import { photo, plainPdf, zip } from '../kit/sample-file.ts';
import { openSite } from '../kit/site.ts';
import { birth, fine, trackingOf, withoutFiles } from '../kit/walk.ts';

const site = await openSite();
const { world } = site;
after(() => assert.deepEqual(site.faults, []));
const [citizen, other] = (await Promise.all(['cong-dan-an', 'cong-dan-bich'].map((account) => site.as(account)))) as [Visitor, Visitor];

const place = `/nop/${birth.pack}`;
const paper = 'birth-proof';
const { '_counter.birth-proof': _, ...answers } = { '_counter.birth-proof': '', ...birth.answers };
const newForm = async (): Promise<PageForm> => withoutFiles(formTo(fine(await citizen.get(place)), place));
/** A readable photograph of so many bytes: what stands behind its end is read over. */
const picture = async (size: number): Promise<Buffer> => {
  const drawn = await photo(800, 600);
  return Buffer.concat([drawn, randomBytes(size - drawn.length)]);
};
const file = async (name: string, size: number): Promise<Sent> => ({ name, bytes: await picture(size) });
const named = (one: Sent): string => `${digestOf(one.bytes)} ${one.name}`;
const post = (
  form: PageForm,
  more: readonly (readonly [string, string])[],
  fields: Readonly<Record<string, string>> = answers as Record<string, string>,
): Promise<Page> => {
  const pairs = [...form.fields.filter(([name]) => !(name in fields)), ...Object.entries(fields), ...more];
  return citizen.send({
    path: place,
    type: 'application/x-www-form-urlencoded',
    body: new TextEncoder().encode(new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString()),
  });
};
const namesIn = (page: Page): readonly string[] =>
  [...page.html.matchAll(/<ol class="pages">[\s\S]*?<\/ol>/g)].flatMap(([list]) => [...list.matchAll(/<b>([^<]+)<\/b>/g)].map(([, name = '']) => name));
const count = async (table: 'upload' | 'sending' | 'piece'): Promise<number> =>
  Number(
    (await world.database.owner<{
      n: number;
    }>`select (select count(*) from upload)::int as upload, (select count(*) from sending)::int as sending, (select count(*) from piece)::int as piece`.then(
      ([row]) => (row as unknown as Record<string, number> | undefined)?.[table],
    )) ?? 0,
  );

test('pieces out of order and twice make one file, and the form that names it files it without carrying it', async () => {
  const one = await file('trang-1.jpg', 180_000);
  assert.deepEqual(await askHowFar(citizen, one), { status: 200, of: 3, missing: [0, 65_536, 131_072] });
  assert.deepEqual(await sendPiece(citizen, one, 131_072), { status: 200, of: 3, missing: [0, 65_536] });
  assert.deepEqual(await sendPiece(citizen, one, 0), { status: 200, of: 3, missing: [65_536] });
  assert.deepEqual(await sendPiece(citizen, one, 0), { status: 200, of: 3, missing: [65_536] });
  assert.deepEqual(await askHowFar(citizen, one), { status: 200, of: 3, missing: [65_536] });
  const done = await sendPiece(citizen, one, 65_536);
  assert.equal(done.status, 200);
  assert.match(String(done.file), /^[0-9a-f-]{36}$/);
  // Whole: every further piece only says so.
  assert.deepEqual(await sendPiece(citizen, one, 65_536), done);
  assert.deepEqual(await askHowFar(citizen, one), done);
  assert.deepEqual([await count('upload'), await count('sending'), await count('piece')], [1, 0, 0]);

  const check = fine(await post(await newForm(), [[`_sent.${paper}`, named(one)]]));
  assert.match(check.text, /trang-1\.jpg/);
  const filed = fine(await citizen.submit(formTo(check, place), { fields: { _declare: 'true' } }));
  const [row] = await world.database.owner<{ blob: string }>`
    select blob from document join case_row using (case_id) where tracking = ${trackingOf(filed)} and kind = 'attachment'`;
  assert.equal(row?.blob, digestOf(one.bytes), 'the case holds the very bytes that were sent');
  assert.equal(await count('upload'), 1);
});

test('a form that overtakes its file waits for the last piece', async () => {
  const one = await file('trang-2.jpg', 140_000);
  await sendPiece(citizen, one, 0);
  const posted = post(await newForm(), [[`_sent.${paper}`, named(one)]]);
  await new Promise((done) => setTimeout(done, 300));
  await sendPiece(citizen, one, 131_072);
  await sendPiece(citizen, one, 65_536);
  assert.match(fine(await posted).text, /trang-2\.jpg/);
});

test('a piece with the wrong bytes, place, length or digest is refused by a code, and the honest one goes in afterwards', async () => {
  const one = await file('trang-3.jpg', 100_000);
  const bad = async (start: number | string, twist: Parameters<typeof sendPiece>[3], code: string) =>
    assert.equal((await sendPiece(citizen, one, start, twist)).code, code, `${start} ${JSON.stringify(twist)}`);
  const altered = Buffer.from(one.bytes.subarray(0, pieceBytes));
  altered[40_000] = (altered[40_000] ?? 0) ^ 1;
  await bad(0, { bytes: altered, digest: Buffer.from(digestOf(one.bytes.subarray(0, pieceBytes)), 'hex').toString('base64') }, 'piece-altered');
  await bad(1, {}, 'piece-misplaced');
  await bad(131_072, { bytes: Buffer.from('x') }, 'piece-misplaced');
  await bad(0, { bytes: one.bytes.subarray(0, 1000) }, 'piece-misplaced');
  await bad(0, { bytes: one.bytes.subarray(0, pieceBytes + 1) }, 'piece-misplaced');
  await bad('-1', {}, 'bad-request');
  await bad(0, { digest: 'abc' }, 'bad-request');
  await bad(0, { whole: 'xyz' }, 'bad-request');
  await bad(0, { size: 0 }, 'file-empty');
  assert.equal(await count('piece'), 0);
  await sendPiece(citizen, one, 0);
  // The same place with other bytes, honestly digested.
  await bad(0, { bytes: altered }, 'piece-differs');
  await bad(65_536, { size: 90_000, bytes: one.bytes.subarray(65_536, 90_000) }, 'piece-misplaced');
  assert.match(String((await sendPiece(citizen, one, 65_536)).file), /-/);
});

test('strange addresses, names and origins are refused in words, and nothing is kept', async () => {
  const one = await file('la.jpg', 66_000);
  const before = await count('sending');
  const whole = digestOf(one.bytes);
  for (const address of ['x'.repeat(5000), '..%2f..%2fetc', '__proto__', '0'.repeat(64)]) {
    const page = await citizen.raw(`/tep/doan/${address}/0?ten=x&co=9`, { method: 'PUT', body: 'x'.repeat(9), headers: { 'content-digest': 'sha-256=:x:' } });
    assert.ok(page.status >= 400 && page.status < 500, `${address.slice(0, 20)} ${page.status}`);
  }
  for (const name of ['', ' ', '\u202egpj.exe', 'a'.repeat(3000), '<script>alert(1)</script>', "'; drop table piece; --"]) {
    const told = await sendPiece(citizen, one, 0, { name });
    assert.ok(told.status >= 400 && told.status < 500 && told.code !== undefined, `${name.slice(0, 20)} ${told.status}`);
  }
  for (const size of [-1, 1e12, Number.NaN]) assert.ok(((await sendPiece(citizen, one, 0, { size })).status ?? 0) >= 400);
  const foreign = await citizen.raw(`/tep/doan/${whole}/0?ten=la.jpg&co=66000`, { method: 'PUT', body: 'x', headers: { origin: 'https://example.com' } });
  assert.equal(foreign.status, 403);
  assert.equal(await count('sending'), before);
});

test('pieces that together are another file than was said are forgotten', async () => {
  const one = await file('trang-4.jpg', 70_000);
  const uploads = await count('upload');
  const whole = digestOf(Buffer.from('something else'));
  await sendPiece(citizen, one, 0, { whole });
  assert.equal((await sendPiece(citizen, one, 65_536, { whole })).code, 'piece-altered');
  assert.deepEqual([await count('upload'), await count('sending'), await count('piece')], [uploads, 0, 0]);
});

test('files are judged like whole ones: at the first piece where that can be said, with the last one at the latest', async () => {
  const uploads = await count('upload');
  const refused = async (name: string, bytes: Uint8Array, code: string, pieces: number) => {
    let told = { status: 0, code: '' };
    let sent = 0;
    for (let start = 0; start < bytes.length && told.code === ''; start += pieceBytes, sent += 1)
      told = { code: '', ...(await sendPiece(citizen, { name, bytes }, start)) };
    assert.deepEqual([told.code, sent], [code, pieces], name);
  };
  await refused('lon.pdf', Buffer.concat([plainPdf(), Buffer.alloc(21 * 1_048_576)]), 'file-too-large', 1);
  await refused('that-ra-la-pdf.jpg', Buffer.concat([plainPdf(), Buffer.alloc(100_000)]), 'file-kind-refused', 1);
  await refused('chay.exe.jpg', await picture(80_000), 'file-name-refused', 1);
  await refused('tai-lieu.docx', zip(), 'file-kind-refused', 1);
  await refused('hai-mat.jpg', Buffer.concat([await picture(80_000), zip()]), 'file-two-faced', 2);
  await refused('hong.pdf', Buffer.concat([plainPdf().subarray(0, 60), randomBytes(70_000)]), 'file-broken', 2);
  assert.deepEqual([await count('upload'), await count('sending'), await count('piece')], [uploads, 0, 0]);
});

test('what was refused on the way is named at its paper with the reason; the others and every answer stay', async () => {
  const good = await file('tot.jpg', 66_000);
  await sendFile(citizen, good);
  const page = fine(
    await post(await newForm(), [
      [`_sent.${paper}`, named(good)],
      [`_refused.${paper}`, 'file-two-faced hai-mat.jpg'],
      [`_refused.${paper}`, 'no-such-code x.jpg'],
    ]),
    422,
  );
  assert.match(page.text, /hai-mat\.jpg: Tệp chứa thêm một tệp kiểu khác/);
  assert.doesNotMatch(page.text, /x\.jpg/);
  assert.deepEqual(namesIn(page), ['tot.jpg']);
  const fields = new Map(formTo(page, place).fields);
  for (const [name, value] of Object.entries(answers)) assert.equal(fields.get(name), value, name);
});

test('nobody else adds to a file, asks about it or takes it', async () => {
  const one = await file('cua-toi.jpg', 100_000);
  await sendPiece(citizen, one, 0);
  assert.deepEqual(await askHowFar(other, one), { status: 200, of: 2, missing: [0, 65_536] }, 'it looks as if it had never been begun');
  await sendPiece(other, one, 65_536);
  assert.deepEqual((await askHowFar(citizen, one)).missing, [65_536]);
  const done = await sendPiece(citizen, one, 65_536);
  assert.deepEqual((await askHowFar(other, one)).missing, [0]);
  assert.equal((await other.get(`/tep/gui/${done.file}`)).status, 404);
  assert.equal((await askHowFar(site.visitor(), one)).code, 'not-signed-in');
  assert.equal((await sendPiece(site.visitor(), one, 0)).code, 'not-signed-in');
});

test('the twenty-first file of a form is refused by name', async () => {
  const sent: Sent[] = [];
  for (let index = 0; index < 21; index += 1) sent.push({ name: `anh-${index}.jpg`, bytes: Buffer.concat([await photo(120, 90), Buffer.from([index])]) });
  for (const one of sent) assert.equal((await sendFile(citizen, one)).status, 200, one.name);
  const page = fine(
    await post(
      await newForm(),
      sent.map((one) => [`_sent.${paper}`, named(one)] as const),
    ),
    422,
  );
  assert.match(page.text, /anh-20\.jpg: Nhiều nhất 20 tệp/);
  assert.equal(namesIn(page).length, 20);
});

test('files left half-way: the oldest give way to a new one, and after a day all are forgotten', async () => {
  await world.database.owner`delete from sending`;
  const begun: Sent[] = [];
  for (let index = 0; index < 21; index += 1) {
    begun.push(await file(`do-${index}.jpg`, 66_000));
    await sendPiece(citizen, begun[index] as Sent, 0);
    world.wait(1000);
  }
  assert.equal(await count('sending'), 20);
  assert.equal((await askHowFar(citizen, begun[0] as Sent)).missing?.length, 2);
  assert.equal((await askHowFar(citizen, begun[20] as Sent)).missing?.length, 1);
  // Begun at once they are no more than one after the other.
  await world.database.owner`delete from sending`;
  const atOnce = await Promise.all(Array.from({ length: 40 }, (_, index) => file(`cung-luc-${index}.jpg`, 66_000)));
  await Promise.all(atOnce.map((one) => sendPiece(citizen, one, 0)));
  assert.equal(await count('sending'), 20);
  const permit = systemPermit(world, 'system.run');
  world.wait(86_000_000);
  await forgetSendings(world, permit);
  assert.equal(await count('sending'), 20);
  world.wait(500_000);
  await forgetSendings(world, permit);
  assert.deepEqual([await count('sending'), await count('piece')], [0, 0]);
});
