/** The numbers of the READMEs: what the conformance suites and the benches kept in bench/results, as tables between two marks. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Lang } from '../../src/base/text.ts';
import type { Report } from '../../src/cli/bench.ts';
import type { Suite } from '../../src/cli/conformance.ts';
import { home } from '../../src/main/config.ts';
import type { Page } from './page.ts';

type Machine = { readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string }; readonly commit: string; readonly date: string };
export type KeptSuites = Machine & { readonly suites: readonly Pick<Suite, 'name' | 'passed' | 'total'>[] };
export type KeptBench = Machine & Report & { readonly bench: string };
export type Kept = { readonly suites: KeptSuites | undefined; readonly benches: readonly KeptBench[] };

/** Both READMEs with their block written anew. A README without the marks stays as it is, and so does one that is not there. */
export const numberPages = (): readonly Page[] => {
  const kept = readKept();
  return (['en', 'vi'] as const)
    .map((lang) => ({ lang, path: join(home, lang === 'en' ? 'README.md' : 'README.vi.md') }))
    .filter(({ path }) => existsSync(path))
    .map(({ lang, path }) => ({ path, text: withBlock(readFileSync(path, 'utf8'), numbersBlock(kept, lang)) }));
};

export const withBlock = (text: string, block: string): string =>
  text.replace(/(<!-- numbers -->\n)[\s\S]*?(<!-- \/numbers -->)/, (_all, open: string, close: string) => `${open}${block}${close}`);

/** The measures stand in the English README only: their names are English. */
export function numbersBlock({ suites, benches }: Kept, lang: Lang): string {
  const parts = [...(suites === undefined ? [] : [suiteTable(suites, lang)]), ...(lang === 'en' && benches.length > 0 ? [benchTable(benches)] : [])];
  if (parts.length === 0) return `${words.none[lang]}\n`;
  return `${parts.join('\n')}${lang === 'vi' && benches.length > 0 ? `\n${words.more.vi}\n` : ''}`;
}

const words = {
  none: {
    en: 'None is kept yet: `./cuaso conformance --write` and `./cuaso bench --write` measure here and now.',
    vi: 'Chưa lưu số liệu nào: chạy `./cuaso conformance --write` và `./cuaso bench --write` để đo ngay tại máy này.',
  },
  more: { vi: 'Tốc độ, bộ nhớ và thời gian khởi động: xem [README.md](README.md#numbers).' },
  suite: { en: 'conformance suite', vi: 'bộ kiểm thử chuẩn' },
  passed: { en: 'passed', vi: 'đạt' },
  total: { en: 'of', vi: 'trên' },
} as const;

function suiteTable({ suites, commit }: KeptSuites, lang: Lang): string {
  const rows = suites.map(({ name, passed, total }) => `| ${name} | ${whole(passed, lang)} | ${whole(total, lang)} | ${percent(passed, total, lang)} |`);
  return `| ${words.suite[lang]} (${commit}) | ${words.passed[lang]} | ${words.total[lang]} | |\n|---|--:|--:|--:|\n${rows.join('\n')}\n`;
}

/** Measures with a budget or somebody beside them; the others rest in bench/results. */
function benchTable(benches: readonly KeptBench[]): string {
  const rows = benches.flatMap(({ bench, results }) =>
    results
      .map((one, index) => ({ ...one, name: fullName(one, results[index - 1]) }))
      .filter((one) => one.budget !== undefined || one.ratio !== undefined)
      .map((one) => `| ${bench}: ${one.name} | ${amount(one.value)} ${one.unit} | ${[budgetOf(one), peerOf(one)].filter((text) => text !== '').join('; ')} |`),
  );
  const [first] = benches;
  const machine = first === undefined ? '' : `${first.machine.cores} cores of ${first.machine.cpu}, Node ${first.machine.node}`;
  const load = Math.max(...benches.map(({ loadBefore }) => loadBefore));
  const busy = load > 0.5 ? `\nThe machine was not idle: its load before these measures was up to ${load.toFixed(1)}.\n` : '';
  return `| measured on ${machine} | value | wanted, or beside whom |\n|---|--:|---|\n${rows.join('\n')}\n${busy}`;
}

type Result = Report['results'][number];

/** 'of these different' says nothing without the line before it. */
const fullName = (one: Result, before: Result | undefined): string =>
  one.name.startsWith('of these') && before !== undefined ? `${before.name} (${amount(before.value)}), ${one.name}` : one.name;

function budgetOf({ budget, value }: Result): string {
  if (budget === undefined) return '';
  const isMet = 'atLeast' in budget ? value >= budget.atLeast : value <= budget.atMost;
  return `${'atLeast' in budget ? `at least ${amount(budget.atLeast)}` : `at most ${amount(budget.atMost)}`}${isMet ? '' : ': **missed**'}`;
}

const peerOf = ({ peer, ratio }: Result): string =>
  peer === undefined
    ? ''
    : `${peer.name}: ${amount(peer.value)}${ratio === undefined ? '' : ` (${ratio < 1 ? ratio.toPrecision(1) : ratio.toFixed(ratio < 10 ? 1 : 0)} times)`}`;

const amount = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
const whole = (value: number, lang: Lang): string => value.toLocaleString(lang === 'en' ? 'en-US' : 'vi-VN');
/** Cut off, not rounded: one miss never shows as 100 %. */
const percent = (passed: number, total: number, lang: Lang): string =>
  total === 0 ? '' : `${(Math.floor((passed * 10_000) / total) / 100).toLocaleString(lang === 'en' ? 'en-US' : 'vi-VN')} %`;

function readKept(): Kept {
  const files = globSync('bench/results/*.json', { cwd: home }).sort();
  const read = (file: string): unknown => JSON.parse(readFileSync(join(home, file), 'utf8'));
  const name = (file: string): string => basename(file, '.json');
  const suites = files.find((file) => name(file) === 'conformance');
  return {
    suites: suites === undefined ? undefined : (read(suites) as KeptSuites),
    benches: files.filter((file) => file !== suites).map((file) => ({ ...(read(file) as Omit<KeptBench, 'bench'>), bench: name(file) })),
  };
}
