/** What hands and paper meet: the focus as it moves through a page, and pages as a printer gets them. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import type { Screen, Stage } from '../../kit/browser.ts';
import { anXuan, apply, birth, receive } from '../../kit/walk.ts';

/** Where the focus is: its place in the document, how it is drawn, and whether a bar lies over it. */
const spot = `(() => {
  const here = document.activeElement;
  const order = [...document.querySelectorAll('*')].indexOf(here);
  const box = here.getBoundingClientRect();
  // Of something larger than the screen, such as a sheet of paper, the part that is on the screen counts.
  const [left, upper, right, lower] = [Math.max(box.left, 0), Math.max(box.top, 0), Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
  const points = [[left + Math.min(right - left, 40) / 2, upper + Math.min(lower - upper, 20) / 2], [(left + right) / 2, (upper + lower) / 2]];
  const isSeenAt = ([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (here.contains(top) || top.contains(here) || here.parentElement.contains(top));
  };
  const style = getComputedStyle(here);
  return {
    name: here.localName + ' ' + (here.name ?? here.href ?? '') + ' ' + (here.textContent ?? '').trim().slice(0, 30),
    order, isBody: here === document.body, outline: Number.parseFloat(style.outlineWidth), style: style.outlineStyle,
    isHidden: !points.slice(0, box.height > innerHeight / 2 ? 2 : 1).some(isSeenAt),
  };
})()`;
type Spot = {
  readonly name: string;
  readonly order: number;
  readonly isBody: boolean;
  readonly outline: number;
  readonly style: string;
  readonly isHidden: boolean;
};

/** The whole page by Tab: every stop visible, drawn with 3 pixels, in the order in which it is read. */
async function tabThrough(page: Page, most = 120): Promise<readonly string[]> {
  const wrong: string[] = [];
  // Some pages put the focus where work begins: back to the first stop.
  await page.evaluate('document.querySelector(".skip").focus()');
  // Radio buttons of one question are one stop.
  const stops = Number(
    await page.evaluate(
      '[...document.querySelectorAll("a[href], button:not([tabindex]), input:not([type=hidden]), select, textarea, summary")].filter((one) => one.checkVisibility() && !one.disabled).length',
    ),
  );
  let [former, met] = [-1, 1];
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press('Tab');
    const at = (await page.evaluate(spot)) as Spot;
    if (at.isBody || at.order < former) break;
    [former, met] = [at.order, met + 1];
    if (at.style === 'none' || at.outline < 3) wrong.push(`${new URL(page.url()).pathname}: no ring on ${at.name}`);
    if (at.isHidden) wrong.push(`${new URL(page.url()).pathname}: covered ${at.name}`);
  }
  if (met < stops * 0.7) wrong.push(`${page.url()}: only ${met} of ${stops} can be reached`);
  return wrong;
}

export async function focusIsSeen(stage: Stage): Promise<void> {
  const { site } = stage;
  const code = await receive(await site.as(anXuan.receptionist), await apply(await site.as('cong-dan-an'), birth));
  await site.world.work();
  const wrong: string[] = [];
  const visit = async (account: string, screen: Screen, paths: readonly string[]): Promise<void> => {
    const page = await stage.enter(screen, account);
    for (const path of paths) {
      await page.goto(`${site.url}${path}`);
      wrong.push(...(await tabThrough(page)));
    }
  };
  await visit('cong-dan-an', { width: 360 }, ['/', '/nop/chung-thuc-ban-sao']);
  await visit(anXuan.officer, { width: 1366 }, ['/ban-lam-viec', `/ho-so/${code}`]);
  await visit(anXuan.receptionist, { width: 360, line: 'good' }, ['/tiep-nhan?thu-tuc=chung-thuc-ban-sao']);
  assert.deepEqual(wrong, []);
}

/** Text and shape of the printed page. */
async function printed(page: Page): Promise<{ readonly text: string; readonly isWide: boolean }> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
  const [, width = '0', height = '0'] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' })) ?? [];
  return { text, isWide: Number(width) > Number(height) };
}

export async function pagesOnPaper(stage: Stage): Promise<void> {
  const { site } = stage;
  const tracking = await apply(await site.as('cong-dan-an'), birth);
  const code = await receive(await site.as(anXuan.receptionist), tracking);
  await site.world.work();
  const controls = /Lọc|Tải CSV|Đăng xuất|Yêu cầu bổ sung|Từ chối|Về trang|Bỏ qua tới/;

  const officer = await stage.enter({ width: 1366, theme: 'dark' }, anXuan.officer);
  await officer.goto(`${site.url}/ban-lam-viec`);
  const queue = await printed(officer);
  assert.ok(queue.isWide, 'a queue is printed across');
  assert.match(queue.text, new RegExp(code));
  assert.doesNotMatch(queue.text, controls);

  await officer.goto(`${site.url}/ho-so/${code}`);
  const whole = await printed(officer);
  assert.equal(whole.isWide, false);
  for (const part of [code, 'Nguyễn Trần Minh Thư', 'Giấy chứng sinh', 'DỮ LIỆU MẪU']) assert.ok(whole.text.includes(part), part);
  assert.doesNotMatch(whole.text, controls);

  const citizen = await stage.enter({ width: 360 }, 'cong-dan-an');
  await citizen.goto(`${site.url}/da-nop/${tracking}`);
  const receipt = await printed(citizen);
  assert.match(receipt.text.replace(/\s+/g, ''), new RegExp(tracking));
  assert.match(receipt.text, /17:30/);
  assert.doesNotMatch(receipt.text, controls);
}
