/** Every page of every role, as it stands while work is going on: axe, width, titles, and one language at a time. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { demoPeople } from '../../../src/main/demo-people.ts';
import type { Screen, Stage } from '../../kit/browser.ts';
import { answerAll, focused, throughForm } from '../../kit/browser.ts';
import { bringAxe, findingsOf, overflowOf } from '../../kit/gallery.ts';
import { fileJointly, waitingFor, wife } from '../../kit/joint.ts';
import { anXuan, apply, birth, copies, deed, ownPage, prepare, receive } from '../../kit/walk.ts';

/** A look at one page after it was brought into the state that counts. */
type View = { readonly name: string; readonly path: string; readonly bring?: (page: Page) => Promise<void>; readonly isFailed?: true };
type Round = { readonly account: string | undefined; readonly views: readonly View[] };

/** Cases in every state, prepared through the pages of a browser without script. */
async function prepareOffice(stage: Stage): Promise<readonly Round[]> {
  const { site } = stage;
  const [citizen, receptionist, officer] = [await site.as('cong-dan-an'), await site.as(anXuan.receptionist), await site.as(anXuan.officer)];
  const waiting = await apply(citizen, birth);
  const open = await receive(receptionist, await apply(citizen, birth));
  const asked = await receive(receptionist, await apply(citizen, birth));
  await site.world.work();
  await deed(officer, asked, 'bo-sung', { fields: { reason: 'birth-proof-unreadable', text: 'Ảnh mờ.' } });
  const refused = await receive(receptionist, await apply(citizen, copies));
  await site.world.work();
  await deed(receptionist, refused, 'tu-choi', { fields: { reason: 'original-damaged', text: 'Bản chính rách, mất chữ.' } });
  const ready = await prepare(site, citizen, birth);
  const done = await prepare(site, citizen, copies);
  const chair = await site.as(anXuan.chair);
  await deed(chair, done.code, 'ky');
  await site.world.work();
  const joint = (await fileJointly(citizen)).tracking;
  const named = await waitingFor(await site.as(wife));
  const [supplement, result] = [await ownPage(citizen, asked), await ownPage(citizen, done.code)];
  const pay = /\/thanh-toan\/CS[0-9A-Z]{11}/.exec((await citizen.get(`/da-nop/${waiting}`)).html)?.[0] ?? assert.fail('no way to pay');
  const dialog =
    (name: string) =>
    async (page: Page): Promise<void> => {
      await page.locator(`.acts [popovertarget="viec-${name}"]`).click();
      await page.locator(`#viec-${name}`).waitFor();
    };
  const send = async (page: Page): Promise<void> => {
    await page.locator('main .btn.go').first().click();
    await page.locator('.errors').waitFor();
  };
  return [
    {
      account: undefined,
      views: [
        { name: 'home', path: '/' },
        { name: 'procedures', path: '/thu-tuc' },
        { name: 'nothing found', path: '/thu-tuc?q=zzzz' },
        { name: 'procedure', path: '/thu-tuc/khai-sinh' },
        { name: 'found', path: '/thu-tuc?q=khai' },
        { name: 'found for elderly people', path: '/thu-tuc?q=sao&doi-tuong=elder' },
        { name: 'office', path: '/noi-nop/20347' },
        { name: 'fee', path: '/thu-tuc/khai-sinh/le-phi' },
        { name: 'fee, missing answers', path: '/thu-tuc/khai-sinh/le-phi', bring: send, isFailed: true },
        { name: 'may one file', path: '/thu-tuc/chung-thuc-ban-sao/dieu-kien' },
        { name: 'form on paper', path: '/thu-tuc/chung-thuc-ban-sao/to-khai' },
        { name: 'look-up', path: '/tra-cuu' },
        { name: 'look-up, wrong code', path: '/tra-cuu', bring: send, isFailed: true },
        { name: 'look-up, found', path: `/tra-cuu?ma=${done.code}&so_cuoi=2768` },
        { name: 'verify', path: '/xac-minh' },
        { name: 'verify without a file', path: '/xac-minh', bring: send, isFailed: true },
        { name: 'verify, unknown', path: '/xac-minh?ma=khong-co' },
        { name: 'reports', path: '/phan-anh' },
        { name: 'a report', path: '/phan-anh/gui' },
        { name: 'a report with mistakes', path: '/phan-anh/gui', bring: send, isFailed: true },
        { name: 'drafts', path: '/gop-y' },
        { name: 'surveys', path: '/lay-y-kien' },
        { name: 'payment', path: pay },
        { name: 'sign in', path: '/dang-nhap' },
        { name: 'demo', path: '/demo' },
        { name: 'no such page', path: '/khong-co', isFailed: true },
      ],
    },
    {
      account: 'cong-dan-an',
      views: [
        { name: 'my cases', path: '/ho-so-cua-toi' },
        { name: 'my case, supplement', path: supplement },
        { name: 'my case, result', path: result },
        { name: 'receipt of a case that waits for consent', path: `/da-nop/${joint}` },
        { name: 'supplement', path: `${supplement}/bo-sung` },
        { name: 'taking a case back', path: `${supplement}/rut` },
        { name: 'account', path: '/toi' },
        { name: 'devices', path: '/toi/thiet-bi' },
        { name: 'acting for others', path: '/toi/lam-thay' },
        { name: 'acting for others, with a mistake', path: '/toi/lam-thay', bring: send, isFailed: true },
        { name: 'own papers', path: '/kho-giay-to' },
        { name: 'who looked', path: '/toi/ai-da-xem' },
        { name: 'copies of data', path: '/toi/ban-sao' },
        { name: 'benefit', path: '/toi/loi-ich' },
        { name: 'notices', path: '/thong-bao' },
        { name: 'how to be told', path: '/thong-bao/cach-nhan' },
        { name: 'receipt', path: `/da-nop/${waiting}` },
        { name: 'form', path: '/nop/khai-sinh' },
        { name: 'form with mistakes', path: '/nop/khai-sinh', bring: (page) => throughForm(page), isFailed: true },
        {
          name: 'form with a mistake the office finds',
          path: '/nop/khai-sinh',
          bring: (page) => throughForm(page, { ...birth.answers, 'child.birthDate.day': '31', '_counter.birth-proof': 'true' }),
          isFailed: true,
        },
        {
          name: 'check of answers',
          path: '/nop/chung-thuc-ban-sao',
          bring: (page) => throughForm(page, copies.answers),
        },
        { name: 'another desk', path: '/ban-lam-viec?lang-of=citizen' },
      ],
    },
    {
      account: 'ke-toan-an-xuan',
      views: [
        { name: 'fees owed', path: '/thu-phi?tat-ca=1' },
        { name: 'unknown money', path: '/thu-phi?muc=chua-ro' },
        { name: 'refunds', path: '/thu-phi?muc=hoan' },
        { name: 'reconciliation', path: '/thu-phi?muc=doi-soat' },
      ],
    },
    {
      account: wife,
      views: [
        { name: 'asked to agree', path: '/toi/dong-y' },
        { name: 'a case that names the reader', path: named },
        { name: 'the same, not ticked', path: named, bring: send, isFailed: true },
        { name: 'my cases with one that names the reader', path: '/ho-so-cua-toi' },
      ],
    },
    { account: 'cong-dan-khoi', views: [{ name: 'no cases yet', path: '/ho-so-cua-toi' }] },
    {
      account: anXuan.receptionist,
      views: [
        { name: 'queue', path: '/ban-lam-viec' },
        { name: 'queue, dense', path: '/ban-lam-viec?dong=day' },
        { name: 'queue, nothing found', path: '/ban-lam-viec?q=zzzz' },
        { name: 'letters', path: '/tiep-nhan/thong-bao' },
        { name: 'reports at the desk', path: '/ban-lam-viec/phan-anh' },
        { name: 'drafts at the desk', path: '/ban-lam-viec/gop-y' },
        { name: 'surveys at the desk', path: '/ban-lam-viec/lay-y-kien' },
        { name: 'a case that waits for consent', path: `/ho-so/${joint}` },
        { name: 'reception', path: '/tiep-nhan' },
        { name: 'a mandate at the counter', path: '/tiep-nhan/lam-thay' },
        { name: 'a mandate with mistakes', path: '/tiep-nhan/lam-thay', bring: send, isFailed: true },
        { name: 'reception, form', path: '/tiep-nhan?thu-tuc=chung-thuc-ban-sao' },
        {
          name: 'reception, mistakes',
          path: '/tiep-nhan?thu-tuc=khai-sinh',
          bring: async (page) => {
            await page.locator('.acts .go').click();
            await page.locator('.errors').waitFor();
          },
          isFailed: true,
        },
        { name: 'a new case', path: `/ho-so/${waiting}`, bring: dialog('tiep-nhan') },
        { name: 'to hand over', path: `/ho-so/${done.code}`, bring: dialog('thu-phi') },
        { name: 'refused case', path: `/ho-so/${refused}` },
        { name: 'not allowed', path: '/khay-ky', isFailed: true },
      ],
    },
    {
      account: anXuan.officer,
      views: [
        { name: 'task', path: `/ho-so/${open}` },
        {
          name: 'task with mistakes',
          path: `/ho-so/${open}`,
          bring: async (page) => {
            await answerAll(page, { checkResult: 'registered' });
            await page.locator('.acts .go').click();
            await page.locator('.errors').waitFor();
          },
          isFailed: true,
        },
        { name: 'asking for a supplement', path: `/ho-so/${open}`, bring: dialog('bo-sung') },
        { name: 'refusing', path: `/ho-so/${open}`, bring: dialog('tu-choi') },
        { name: 'paused case', path: `/ho-so/${asked}` },
      ],
    },
    {
      account: anXuan.chair,
      views: [
        { name: 'tray', path: '/khay-ky' },
        {
          name: 'tray, list before signing',
          path: '/khay-ky',
          bring: async (page) => {
            await page.locator('input[name=task]').first().check();
            await page.locator('.acts .go').click();
            await page.locator('ol.list').waitFor();
          },
        },
        { name: 'case to sign', path: `/ho-so/${ready.code}` },
        { name: 'keys to confirm', path: '/quan-tri/khoi-phuc' },
      ],
    },
    {
      account: 'lanh-dao-tinh',
      views: [
        { name: 'leader', path: '/dieu-hanh' },
        { name: 'cases behind a number', path: '/dieu-hanh/ho-so?so=open' },
        { name: 'number without cases', path: '/dieu-hanh/ho-so?so=overdue' },
        { name: 'empty queue', path: '/ban-lam-viec' },
      ],
    },
    {
      account: 'quan-tri',
      views: [
        { name: 'administration', path: '/quan-tri' },
        { name: 'stuck messages', path: '/quan-tri/thong-bao' },
        {
          name: 'invitation without a name',
          path: '/quan-tri',
          bring: async (page) => {
            await page.locator('form[action="/quan-tri/moi"] .btn.go').click();
            await page.locator('.errors').waitFor();
          },
          isFailed: true,
        },
      ],
    },
  ];
}

/** Every text and label that is not marked as another language, typed or chosen by people: [where, text]. */
const texts = `(() => {
  const found = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.nodeType === 1 ? node : node.parentElement;
    if (element.closest('script, style, textarea') || element.closest('[lang]').lang !== document.documentElement.lang) continue;
    if (node.nodeType === 3) found.push([element.localName, node.data.trim()]);
    else for (const name of ['aria-label', 'placeholder', 'title', 'alt']) if (element.hasAttribute(name)) found.push([element.localName + ' ' + name, element.getAttribute(name)]);
  }
  return found.filter(([, text]) => text !== '');
})()`;

const letters = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;

/** Names of people and places stay as they are in every language, and so does the sign of the đồng. */
function properNames(stage: Stage): RegExp {
  const units = stage.site.world
    .org()
    .units.filter((unit) => unit.form !== undefined)
    .map((unit) => unit.name);
  const people = demoPeople.map((person) => person.name);
  const names = [...new Set([...people, ...units, 'Cửa Số', 'Việt Nam'])].toSorted((a, b) => b.length - a.length);
  return new RegExp(`${names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')}|(?<!\\p{L})đ(?!\\p{L})`, 'giu');
}

async function foreign(page: Page, names: RegExp): Promise<readonly string[]> {
  const found = (await page.evaluate(texts)) as readonly (readonly [string, string])[];
  return [
    ...new Set(found.filter(([, text]) => letters.test(text.normalize('NFC').replace(names, ''))).map(([where, text]) => `${where}: ${text.slice(0, 90)}`)),
  ];
}

async function look(page: Page, view: View, screen: Screen, { url, names }: { readonly url: string; readonly names: RegExp }): Promise<readonly string[]> {
  await page.goto(`${url}${view.path}`);
  await view.bring?.(page);
  // The elements are those of daylight, and the dark differs in its style alone: every screen of the gallery is looked at in it.
  const wrong: string[] = screen.theme === 'dark' ? [] : [...(await findingsOf(page))];
  for (const width of [320, 360, 1366]) {
    await page.setViewportSize({ width, height: 740 });
    const over = await overflowOf(page);
    if (over > 0) wrong.push(`${over} px too wide at ${width}`);
  }
  const title = await page.title();
  const mark = screen.lang === 'en' ? 'Error: ' : 'Lỗi: ';
  if (title.startsWith(mark) !== (view.isFailed === true)) wrong.push(`title: ${title}`);
  if (view.isFailed === true && (await page.locator('.errors').count()) > 0 && (await focused(page)) !== '.errors') wrong.push(`focus: ${await focused(page)}`);
  if (screen.lang === 'en') wrong.push(...(await foreign(page, names)).map((text) => `Vietnamese in ${text}`));
  return wrong;
}

/** By daylight in Vietnamese on a phone; in the dark in English at a desk. */
export const daylight: Screen = { width: 360, lang: 'vi', line: 'good' };
export const night: Screen = { width: 1366, lang: 'en', theme: 'dark' };

export const rounds =
  (screen: Screen) =>
  async (stage: Stage): Promise<void> => {
    const wrong: string[] = [];
    const all = await prepareOffice(stage);
    const names = properNames(stage);
    for (const { account, views } of all) {
      const page = await stage.enter(screen, account);
      if (screen.theme !== 'dark') await bringAxe(page);
      for (const view of views) {
        const found = await look(page, view, screen, { url: stage.site.url, names });
        wrong.push(...found.map((text) => `${view.name} (${account ?? 'anybody'}, ${screen.lang}): ${text}`));
      }
      await page.context().close();
    }
    assert.deepEqual(wrong, []);
  };
