/** What must hold for every screen: nothing typed becomes markup, no language is mixed, no byte budget is broken. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { en } from '../../src/base/words.en.ts';
import { vi } from '../../src/base/words.vi.ts';
import { loadBundle } from '../../src/web/bundle.ts';
import { queuePage } from '../../src/web/desk/queue.view.ts';
import { applyPage } from '../../src/web/portal/apply.view.ts';
import { withoutClass } from '../../src/web/style.ts';
import { frameFor, packForm, screens } from '../kit/screens.ts';
import { mixedIn } from '../kit/tongue.ts';

const bundle = await loadBundle();
/** As the server sends pages: Brotli at quality 4. */
const sent = (text: string): number => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
/** As immutable files are sent: Brotli at quality 11. */
const packed = (text: string): number => brotliCompressSync(text).length;
const hostile = `</title></script><img src=x onerror="alert(1)">'"><b>`;

test('whatever people typed stays text on every screen', () => {
  for (const lang of ['vi', 'en'] as const)
    for (const { name, html } of screens(bundle.assets, lang, 'light', hostile)) {
      const page = html.toString();
      assert.ok(!page.includes('<img src=x'), `${name}: markup`);
      assert.ok(!/<[^>]*\sonerror=/.test(page.replaceAll(/"[^"]*"/g, '""')), `${name}: attribute`);
    }
});

test('no screen has style attributes, event attributes, doubled ids or labels without a box', () => {
  for (const { name, html } of screens(bundle.assets, 'vi')) {
    const page = html
      .toString()
      .replace(bundle.assets.enhance, '')
      .replace(/<style>.*?<\/style>/gs, '');
    assert.equal(/<[a-z][^>]*\s(?:style|on[a-z]+)=/.exec(page)?.[0], undefined, name);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
      name,
    );
    for (const [, box] of page.matchAll(/<label[^>]* for="([^"]+)"/g)) assert.ok(ids.includes(box), `${name}: label for ${box}`);
    assert.equal([...page.matchAll(/<h1/g)].length, 1, `${name}: one h1`);
  }
});

/** Pages that anybody may read without being anybody. */
const publicScreens =
  /^(?:home|list|list-none|list-found|procedure|place|quote-|verify|track$|voice|voice-none|voice-one|voice-drafts?|voice-survey|voice-results|news|handbook|data)/;
const ownScreens = /^(?:track-found|voice-send|voice-code|voice-rat|voice-paper|news-desk)/;

test('every public page says who answers for it and that it may be used again', () => {
  const seen: string[] = [];
  for (const { name, html } of screens(bundle.assets, 'vi')) {
    const page = html.toString();
    if (!publicScreens.test(name) || ownScreens.test(name) || page.includes('class="desk"')) continue;
    seen.push(name);
    assert.ok(/CC BY 4\.0/.test(page), `${name}: no re-use notice`);
    assert.ok(/[Cc]hịu trách nhiệm/.test(page), `${name}: nobody answers for it`);
  }
  assert.ok(seen.length > 15, seen.join(' '));
});

/** Lists of a desk where each line asks for its own decision. */
const manyDeeds = /^(?:reception-form|cash-)/;

test('a screen has one primary deed', () => {
  for (const { name, html } of screens(bundle.assets, 'vi')) {
    const page = html.toString().replaceAll(/<(dialog|script).*?<\/\1>/gs, '');
    const primary = page.match(/class="btn(?: [a-z]+)* go\b[^"]*"/g) ?? [];
    if (!manyDeeds.test(name)) assert.ok(primary.length <= 1, `${name}: ${primary.length} primary deeds`);
  }
});

test('attributes in templates are quoted', () => {
  const loose = globSync('src/web/**/*.ts', { exclude: ['src/web/browser/**'] }).filter((file) =>
    /\s[a-z-]+=\$\{/.test(readFileSync(file, 'utf8').replaceAll(/`[^`]*\?[^`]*`/g, '')),
  );
  assert.deepEqual(loose, []);
});

test('an English screen holds no interface text in Vietnamese, and the other way round', () => {
  const whole = (text: string): boolean => !text.includes('{') && text.length > 5 && /\s/.test(text);
  const keys = Object.keys(vi).filter((key) => key in en && !key.startsWith('page.otherLanguage')) as (keyof typeof vi)[];
  for (const [lang, own, other] of [
    ['en', en, vi],
    ['vi', vi, en],
  ] as const)
    for (const { name, html } of screens(bundle.assets, lang)) {
      const page = html.toString();
      const foreign = keys.filter((key) => whole(other[key]) && own[key] !== other[key] && page.includes(`>${other[key]}<`));
      assert.deepEqual(foreign, [], `${name} in ${lang}`);
      assert.ok(page.includes(`<html lang="${lang}"`));
    }
});

test('style and scripts keep their budgets', () => {
  const style = withoutClass(bundle.assets.rules, 'desk');
  assert.ok(packed(style) <= 7.6 * 1024, `citizen style ${packed(style)}`);
  assert.ok(packed(bundle.assets.enhanceList) <= 8 * 1024, `enhancer ${packed(bundle.assets.enhanceList)}`);
  for (const file of bundle.files) assert.ok(packed(file.body) <= (file.path.endsWith('.css') ? 10 : 60) * 1024, `${file.path} ${packed(file.body)}`);
});

test('a form of 20 fields with style, script and every commune of the province is one answer below 14 KiB', () => {
  const communes = Array.from({ length: 241 }, (_, index) => ({
    value: `H47.${index}`,
    text: `UBND xã ${['Ch’ơm', 'A Tiêng', 'Trà Leng', 'Duy Phú', 'Tam Thanh'][index % 5]} ${index}`,
  }));
  const view = {
    title: 'Đăng ký khai sinh',
    action: '/nop/khai-sinh',
    key: 'k-12345678',
    back: '/thu-tuc',
    units: [{ name: 'TP Tam Kỳ', units: communes }],
    draft: 'x',
    form: packForm('khai-sinh'),
    typed: new Map(),
    problems: [],
  };
  const size = sent(applyPage(frameFor(bundle.assets, 'vi'), view).toString());
  assert.ok(size <= 14 * 1024, `${size} bytes`);
});

test('every citizen page is below 14 KiB with its style', () => {
  for (const { name, html } of screens(bundle.assets, 'vi'))
    if (html.includes('<style>')) assert.ok(sent(html.toString()) <= 14 * 1024, `${name}: ${sent(html.toString())} bytes`);
});

test('a queue of 50 cases is below 8 KB once style and script are there', () => {
  const line = (index: number) => ({
    id: `${index}`,
    href: `/ho-so/H47.12-221115-${index}`,
    code: `H47.12-221115-${String(index).padStart(4, '0')}`,
    procedure: 'Đăng ký khai sinh',
    person: `Nguyễn Văn ${index}`,
    phone: `0905 ${index} 768`,
    day: '15/11',
    clock: '09:42',
    due: { state: 'han' as const, text: `Còn ${index} ngày` },
    dueAt: '21/11 17:30',
    step: 'Thẩm tra',
    holder: 'tôi',
    channel: 'Mạng',
    fee: '24.000',
  });
  const page = queuePage(
    { ...frameFor(bundle.assets, 'vi'), rooms: ['queue'] },
    { now: '', summary: '', tabs: [], query: '', filters: [], dense: false, total: 50, cases: Array.from({ length: 50 }, (_, index) => line(index)) },
  );
  assert.ok(sent(page.toString()) <= 8000, `${sent(page.toString())} bytes`);
});

test('the same files give the same bytes', async () => {
  assert.deepEqual((await loadBundle()).assets, bundle.assets);
});

test('every interface text is used by some screen', () => {
  const code = globSync('src/web/**/*.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const families = [...code.matchAll(/say\(`([a-zA-Z.]+)\$\{/g)].map((match) => match[1] ?? '');
  assert.deepEqual(
    Object.keys(vi).filter((key) => !code.includes(`'${key}'`) && !families.some((family) => key.startsWith(family))),
    [],
  );
});

test('no screen speaks two languages: what is not of the page is marked as being in its own', () => {
  // People's own texts stand aside: here it is the product that speaks.
  for (const lang of ['vi', 'en'] as const)
    for (const { name, html } of screens(bundle.assets, lang, 'light', 'X')) assert.deepEqual(mixedIn(html.toString()), [], `${name} in ${lang}`);
});

test('a language in the wrong place is found, also in what is only read aloud', () => {
  assert.deepEqual(mixedIn('<html lang="en"><p>Case of Nguyễn Văn An, <span lang="vi">đã nộp</span></p>'), []);
  assert.deepEqual(mixedIn('<html lang="en"><button aria-label="Đóng lại">x</button><p>Sent</p><b>Đã xong</b>'), ['Đóng lại', 'Đã xong']);
  assert.deepEqual(mixedIn('<html lang="vi"><p>Hồ sơ</p><p>Your case was received</p>'), ['Your case was received']);
  assert.deepEqual(mixedIn('<html lang="en"><p lang="vi">Your case</p>'), ['Your case']);
});
