/** Pictures of every screen at phone and desktop width, in both languages and themes, each looked over by axe: `node test/kit/preview.ts [FOLDER] [NAME...]`. */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { loadBundle } from '../../src/web/bundle.ts';
import { screens } from './screens.ts';

const [folder = mkdtempSync(join(tmpdir(), 'cuaso-look-')), ...names] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const bundle = await loadBundle();
const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const variants = [
  { lang: 'vi', theme: 'light' },
  { lang: 'en', theme: 'dark' },
] as const;
const all = variants.flatMap((one) => screens(bundle.assets, one.lang, one.theme).map((screen) => ({ ...screen, ...one })));
const pages = all.filter((one) => names.length === 0 || names.includes(one.name));
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><path fill="#fff" d="M0 0h600v800H0z"/><path stroke="#857c6d" stroke-width="6" d="M90 90h420M150 150h300M90 260h420M90 320h380M90 380h420M90 440h300"/><path fill="none" stroke="#a2231d" stroke-width="6" d="M380 600h110v110H380z"/></svg>';

const server = createServer((request, response) => {
  const address = request.url ?? '/';
  const file = bundle.files.find((one) => one.path === address);
  const page = pages.find((one) => address === `/${one.name}.${one.lang}`);
  const body = file?.body ?? page?.html.toString() ?? (address.endsWith('.svg') ? picture : undefined);
  const type = file?.type ?? (address.endsWith('.svg') ? 'image/svg+xml' : 'text/html; charset=utf-8');
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body ?? '');
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking'] });
let violations = 0;
for (const width of [360, 1366]) {
  const context = await browser.newContext({ viewport: { width, height: width === 360 ? 740 : 768 } });
  for (const one of pages) {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.log(`${one.name}: ${error.message}`));
    await page.goto(`http://127.0.0.1:${port}/${one.name}.${one.lang}`);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (Number(overflow) > 0) console.log(`${one.name}.${one.lang} ${width}: ${overflow} px too wide`);
    await page.screenshot({ path: join(folder, `${one.name}-${one.lang}-${width}.png`), fullPage: true });
    await page.evaluate(axe);
    const found = (await page.evaluate(
      'axe.run({ resultTypes: ["violations"] }).then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 160) + " " + n.failureSummary).join(" | ").slice(0, 600)))',
    )) as readonly string[];
    for (const violation of found) console.log(`${one.name}.${one.lang} ${width} ${violation}`);
    violations += found.length;
    await page.close();
  }
  await context.close();
}
await browser.close();
server.close();
console.log(`${pages.length * 2} pictures in ${folder}, ${violations} findings of axe`);
process.exitCode = violations === 0 ? 0 : 1;
