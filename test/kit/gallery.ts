/** Serves every screen with its sample data, so that a browser can look at it: `/<name>.<lang>.<theme>`. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { keptBundle } from '../../src/web/bundle-kept.ts';
import { screens } from './screens.ts';

export type Variant = { readonly lang: 'vi' | 'en'; readonly theme: 'light' | 'dark' };
export type Gallery = {
  readonly names: readonly string[];
  readonly addressOf: (name: string, variant: Variant) => string;
  readonly htmlOf: (name: string, variant: Variant) => string;
  /** Bodies of the posts that reached the server. */
  readonly posts: readonly string[];
  readonly close: () => Promise<void>;
};

export const variants: readonly Variant[] = [
  { lang: 'vi', theme: 'light' },
  { lang: 'en', theme: 'dark' },
  { lang: 'en', theme: 'light' },
  { lang: 'vi', theme: 'dark' },
];

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><path fill="#fff" d="M0 0h600v800H0z"/><path stroke="#857c6d" stroke-width="6" d="M90 90h420M150 150h300M90 260h420M90 320h380M90 380h420M90 440h300"/><path fill="none" stroke="#a2231d" stroke-width="6" d="M380 600h110v110H380z"/></svg>';

export async function openGallery(): Promise<Gallery> {
  const bundle = await keptBundle();
  const pages = new Map(
    variants.flatMap(({ lang, theme }) => screens(bundle.assets, lang, theme).map(({ name, html }) => [`/${name}.${lang}.${theme}`, html.toString()])),
  );
  const files = new Map(bundle.files.map((file) => [file.path, file]));
  const posts: string[] = [];
  const server = createServer((request, response) => {
    const address = (request.url ?? '/').split('?')[0] ?? '/';
    if (request.method === 'POST') {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      request.on('end', () => {
        posts.push(body);
        response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end('<!doctype html><title>received</title><main tabindex="-1"><h1 id="received">received</h1></main>');
      });
      return;
    }
    const file = files.get(address);
    const isPicture = address.endsWith('.svg');
    const body = file?.body ?? pages.get(address) ?? (isPicture ? picture : undefined);
    response
      .writeHead(body === undefined ? 404 : 200, { 'content-type': file?.type ?? (isPicture ? 'image/svg+xml' : 'text/html; charset=utf-8') })
      .end(body ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    names: screens(bundle.assets, 'vi').map((screen) => screen.name),
    addressOf: (name, { lang, theme }) => `http://127.0.0.1:${port}/${name}.${lang}.${theme}`,
    htmlOf: (name, { lang, theme }) => pages.get(`/${name}.${lang}.${theme}`) ?? '',
    posts,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const args = ['--no-sandbox', '--disable-background-networking'];
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: '/usr/bin/chromium', args });

const shell = '/usr/lib/chromium/chromium-headless-shell';
/** The same engine without the browser's own window around it, where Debian's package is installed: a page costs two fifths of the work, a window a quarter; pictures are put together in the same process. */
export const openShell = (): Promise<Browser> =>
  existsSync(shell) ? chromium.launch({ executablePath: shell, args: [...args, '--in-process-gpu'] }) : openBrowser();

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** The rules whose finding depends on colours alone. */
export const colourRules = ['color-contrast', 'link-in-text-block'] as const;

/** Every document this page opens from now on brings axe along: half the work of handing it over each time. */
export const bringAxe = (page: Page): Promise<unknown> => page.addInitScript(axe);

/** What axe finds on the open page, one line each: rule, element, repair. Only the rules named, if any are. Nothing is fetched for it: that serves rules about sounds that begin by themselves, which no page has. */
export async function findingsOf(page: Page, rules: readonly string[] = []): Promise<readonly string[]> {
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(axe);
  const only = rules.length === 0 ? '' : `, runOnly: ${JSON.stringify(rules)}`;
  const found: unknown = await page.evaluate(
    `axe.run({ preload: false, resultTypes: ["violations"]${only} }).then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 160) + " " + n.failureSummary).join(" | ").slice(0, 600)))`,
  );
  return Array.isArray(found) ? found.map(String) : [];
}

/** Pixels by which the page is wider than the window. */
export const overflowOf = async (page: Page): Promise<number> => Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
