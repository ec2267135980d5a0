/** Lighthouse on a page of ours, median of several runs on its own slow telephone; installed beside the other peers, never by the product. */
import { chromium } from 'playwright-core';
import { median } from './kit.ts';
import { peer, peerName } from './peer.ts';

type Audit = { readonly score: number | null; readonly title: string };
type Run = {
  readonly lhr: { readonly categories: Readonly<Record<string, { readonly score: number | null }>>; readonly audits: Readonly<Record<string, Audit>> };
};
type Lighthouse = (url: string, flags: object) => Promise<Run | undefined>;

export type Scores = {
  readonly performance: number;
  readonly accessibility: number;
  /** Titles of what accessibility found wrong. */
  readonly misses: readonly string[];
  readonly version: string;
};

/** Undefined, with a sentence on stderr, when the package cannot be had. */
export async function lighthouseScores(url: string, cookie: string, rounds: number): Promise<Scores | undefined> {
  const found = peer('lighthouse') as { readonly default?: Lighthouse } | undefined;
  if (found?.default === undefined) return undefined;
  const port = 9222 + (process.pid % 1000);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', `--remote-debugging-port=${port}`] });
  try {
    const runs: Run['lhr'][] = [];
    for (let round = 0; round < rounds; round += 1) {
      const flags = { port, output: 'json', logLevel: 'error', onlyCategories: ['performance', 'accessibility'], extraHeaders: { Cookie: cookie } };
      const run = await found.default(url, flags);
      if (run !== undefined) runs.push(run.lhr);
    }
    const score = (name: string): number => Math.round(median(runs.map((run) => (run.categories[name]?.score ?? 0) * 100)));
    const wrong = (run: Run['lhr']): readonly string[] =>
      Object.values(run.audits)
        .filter((audit) => audit.score === 0)
        .map((audit) => audit.title);
    return {
      performance: score('performance'),
      accessibility: score('accessibility'),
      misses: runs[0] === undefined ? [] : wrong(runs[0]).slice(0, 8),
      version: peerName('lighthouse'),
    };
  } finally {
    await browser.close();
  }
}
