/** Pictures of every screen at phone and desktop width, each looked over by axe: `node test/kit/preview.ts [FOLDER] [NAME...]`. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingsOf, openBrowser, openGallery, overflowOf, variants } from './gallery.ts';

const [folder = mkdtempSync(join(tmpdir(), 'cuaso-look-')), ...names] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const gallery = await openGallery();
const browser = await openBrowser();
const chosen = gallery.names.filter((name) => names.length === 0 || names.includes(name));
let findings = 0;
for (const width of [360, 1366]) {
  const context = await browser.newContext({ viewport: { width, height: width === 360 ? 740 : 768 } });
  for (const variant of variants.slice(0, 2)) {
    for (const name of chosen) {
      const title = `${name}-${variant.lang}-${width}`;
      const page = await context.newPage();
      page.on('pageerror', (error) => console.log(`${title}: ${error.message}`));
      await page.goto(gallery.addressOf(name, variant));
      const overflow = await overflowOf(page);
      if (overflow > 0) console.log(`${title}: ${overflow} px too wide`);
      await page.screenshot({ path: join(folder, `${title}.png`), fullPage: true });
      const found = await findingsOf(page);
      for (const finding of found) console.log(`${title} ${finding}`);
      findings += found.length;
      await page.close();
    }
  }
  await context.close();
}
await browser.close();
await gallery.close();
console.log(`pictures of ${chosen.length} screens in ${folder}, ${findings} findings of axe`);
process.exitCode = findings === 0 ? 0 : 1;
