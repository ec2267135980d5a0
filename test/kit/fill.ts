/** Forms as fingers fill them: what can be seen is answered, step by step, to the receipt. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Fields } from './walk.ts';

/** Where a file lies that is put into a box; `field` is the box's wire name. */
export type Attachment = { readonly field: string; readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** Fills what can be seen and says what is left for a later step. */
export async function fillVisible(page: Page, left: Map<string, string>): Promise<void> {
  const visible: unknown = await page.evaluate('[...document.querySelectorAll("[name]")].filter((box) => box.checkVisibility()).map((box) => box.name)');
  const names = new Set(Array.isArray(visible) ? visible.map(String) : []);
  for (const [name, value] of left) {
    if (!names.has(name)) continue;
    await answer(page, name, value);
    left.delete(name);
  }
}

/** One answer, in whatever kind of box it is asked. */
export async function answer(page: Page, name: string, value: string): Promise<void> {
  const box = page.locator(`[name="${name}"]`);
  const type = await box.first().getAttribute('type');
  if (type === 'radio') await page.locator(`[name="${name}"][value="${value}"]`).check();
  else if (type === 'checkbox') await box.first().setChecked(value !== '');
  else if ((await page.locator(`select[name="${name}"]`).count()) > 0) await box.selectOption(value);
  else await box.fill(value);
}

export const plain = (fields: Fields): [string, string][] =>
  Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));

/** Through all steps of a citizen's form, to the check page or to the mistakes; a step that lacks something stays. Without script it is one step. */
export async function throughForm(page: Page, fields: Fields = {}, files: readonly Attachment[] = []): Promise<void> {
  const left = new Map(plain(fields));
  let toAttach = [...files];
  for (let step = 0; step < 12; step += 1) {
    await fillVisible(page, left);
    for (const field of new Set(toAttach.map((file) => file.field))) {
      const box = page.locator(`input[type=file][name="${field}"]`);
      if (!(await box.isVisible())) continue;
      await box.setInputFiles(toAttach.filter((file) => file.field === field));
      toAttach = toAttach.filter((file) => file.field !== field);
    }
    const go = page.locator('#go');
    const isLast = !/bước \d|step \d/i.test((await go.textContent()) ?? '');
    // The answer may be put into this very page: what stands here now must not pass for it.
    if (isLast) await page.evaluate('document.querySelector("main").dataset.former = ""');
    const before = await page.locator('#steps').textContent();
    await go.click();
    if (!isLast) {
      // The next step is there, or what lacks in this one is told.
      await page
        .locator('#steps', { hasNotText: before ?? '' })
        .or(page.locator('[data-here]'))
        .first()
        .waitFor();
      if ((await page.locator('#steps').textContent()) !== before) continue;
    }
    await page.locator('main:not([data-former]) :is([name=_declare], .errors), [data-here]').first().waitFor();
    // On a weak line the head of a page is seen long before its end.
    await page.waitForLoadState();
    assert.deepEqual([[...left.keys()], toAttach.map((file) => file.field)], [[], []], 'answers that no step asked for');
    return;
  }
  throw new Error('the form never came to its end');
}

/** Opens the step in which a question stands, as a link to it does. */
export async function openAt(page: Page, name: string): Promise<void> {
  await page.locator('html.up').waitFor();
  const box = page.locator(`[name="${name}"]`).first();
  if (await box.isVisible()) return;
  await page.evaluate(`location.hash = '#f-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}'`);
  await box.waitFor();
}

/** From the check page to the receipt; answers the tracking code. */
export async function declare(page: Page): Promise<string> {
  await page.locator('[name=_declare]').check();
  await page.locator('#nop button.go').click();
  await page.waitForURL(/\/da-nop\/\d{12}$/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** A photograph in the size a telephone makes it: noise, so that it cannot be packed small. Needs a page with script. */
export async function photo(page: Page, field: string): Promise<Attachment> {
  const data = String(
    await page.evaluate(`(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 2400; canvas.height = 1800;
      const pen = canvas.getContext('2d');
      const dots = pen.createImageData(2400, 1800);
      let seed = 7;
      for (let at = 0; at < dots.data.length; at += 1) { seed = (seed * 1103515245 + 12345) & 0x7fffffff; dots.data[at] = at % 4 === 3 ? 255 : (seed >> 16) & 255; }
      pen.putImageData(dots, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.6);
    })()`),
  );
  return { field, name: 'chung-sinh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(data.slice(data.indexOf(',') + 1), 'base64') };
}
