/** The ledger of bytes per page: what every screen weighs on the wire, in Vietnamese, with its style. `node test/kit/page-bytes.ts` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { home } from '../../src/main/config.ts';
import { loadBundle } from '../../src/web/bundle.ts';
import { screens } from './screens.ts';

export const ledgerFile = join(home, 'bench', 'pages.json');
/** A page may grow or shrink by so much before the ledger has to say so. */
export const tolerance = 0.05;

type Ledger = Readonly<Record<string, number>>;

/** Bytes of each page as the server sends it, and of each file as it is packed. */
export async function weighPages(): Promise<Ledger> {
  const bundle = await loadBundle();
  const pages = screens(bundle.assets, 'vi').map(({ name, html }) => [name, sent(html.toString())] as const);
  const files = bundle.files.map((file) => [file.path.replace(/\.[0-9a-f]{10}\./, '.'), file.packed.length] as const);
  return Object.fromEntries([...pages, ...files]);
}

const sent = (text: string): number => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }).length;

export const readLedger = (): Ledger => JSON.parse(readFileSync(ledgerFile, 'utf8')) as Ledger;

/** 'home: 7212 -> 9001 (+25 %)' for each that moved beyond the tolerance, is new or has gone. */
export function movedPages(before: Ledger, now: Ledger): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const [was, is] = [before[name], now[name]];
    if (was === undefined || is === undefined) return [`${name}: ${was ?? 'new'} -> ${is ?? 'gone'}`];
    const share = is / was - 1;
    return Math.abs(share) <= tolerance ? [] : [`${name}: ${was} -> ${is} (${share > 0 ? '+' : ''}${Math.round(share * 100)} %)`];
  });
}

if (import.meta.main) {
  const now = await weighPages();
  for (const line of movedPages(readLedger(), now)) console.log(line);
  writeFileSync(ledgerFile, `${JSON.stringify(now, null, 2)}\n`);
}
