/** Every setting of the product: read once at the start, checked, frozen. The only place that looks at the environment. docs/reference/config.md is checked against it. */
import { join, resolve } from 'node:path';
import type { Lang } from '../base/text.ts';

export type Config = {
  readonly host: string;
  readonly port: number;
  /** Absolute folder of the database, the files and the keys. */
  readonly data: string;
  /** An external PostgreSQL, as the role of the app; undefined means the embedded one. */
  readonly databaseUrl: string | undefined;
  /** The same database as the role that owns the tables; needed by `migrate` only. */
  readonly ownerUrl: string | undefined;
  /** What links and QR codes begin with, without a slash at the end. */
  readonly origin: string;
  /** How many proxies of our own stand in front. */
  readonly proxies: number;
  readonly isDemo: boolean;
  /** Language of the command line. */
  readonly lang: Lang;
  readonly hasColor: boolean;
};

/** What is wrong with one setting, and what to write. */
export type ConfigProblem = { readonly setting: string; readonly message: string };

export type Environment = Readonly<Record<string, string | undefined>>;
/** Values given on the command line: they win over the environment. */
export type Overrides = { readonly port?: string; readonly data?: string; readonly demo?: '0' | '1' };

type Setting = { readonly name: string; readonly standard: string; readonly about: string };

/** The whole list. `standard` is what holds when nothing is set; '' for nothing. */
export const settings = [
  {
    name: 'CUASO_HOST',
    standard: '127.0.0.1',
    about: 'Address on which the pages are served. `0.0.0.0` or `::` opens it to the network; put a TLS proxy in front.',
  },
  { name: 'CUASO_PORT', standard: '8080', about: 'Port, 0 to 65535; 0 takes a free one. A busy port ends the start, never another port. Flag: `--port`.' },
  {
    name: 'CUASO_DATA',
    standard: '.data',
    about: 'Folder of the embedded database, uploaded files and keys; a relative path is taken from the checkout. Flag: `--data`.',
  },
  {
    name: 'DATABASE_URL',
    standard: '',
    about: 'An external PostgreSQL 15 or newer, as a user that owns nothing and is a member of `cuaso_app` and `cuaso_lane`. Empty: the embedded one.',
  },
  {
    name: 'CUASO_OWNER_URL',
    standard: '',
    about: 'The same external database as the user that owns the tables. Read by `migrate` only; keep it out of the environment of `serve` and `work`.',
  },
  {
    name: 'CUASO_ORIGIN',
    standard: '',
    about:
      'What links and QR codes begin with, such as `https://dichvucong.example.vn`. Empty: `http://` with host and port. Cookies are marked Secure when it is https.',
  },
  {
    name: 'CUASO_PROXIES',
    standard: '0',
    about:
      'How many proxies of your own stand in front, 0 to 5. Guessing is slowed down per network address: with 1 it is the last one in `X-Forwarded-For`; with 0 that header is not believed, and behind a proxy everybody would share one address.',
  },
  {
    name: 'CUASO_DEMO',
    standard: '',
    about:
      '`1` shows the sample province with its accounts and its clock of November 2022, `0` does not. Empty: 1 for `start`, 0 for `serve`. Flag: `--no-demo`.',
  },
  {
    name: 'LANG',
    standard: 'vi',
    about: 'Language of the command line: English when it begins with `en`, otherwise Vietnamese. `LC_ALL` goes before it, as everywhere.',
  },
  { name: 'LC_ALL', standard: '', about: 'See `LANG`.' },
  { name: 'NO_COLOR', standard: '', about: 'Any value takes the colours off the terminal (no-color.org).' },
] as const satisfies readonly Setting[];

type Name = (typeof settings)[number]['name'];

/** The folder of the checkout. */
export const home: string = resolve(import.meta.dirname, '..', '..');

/** Reads the environment of this process. */
export const readConfig = (command: string, overrides: Overrides = {}): Config | readonly ConfigProblem[] => configFrom(process.env, command, overrides);

/** Pure reading; `command` decides what an empty CUASO_DEMO means. */
export function configFrom(environment: Environment, command: string, overrides: Overrides = {}): Config | readonly ConfigProblem[] {
  const given = (name: Name): string => (environment[name] ?? '').trim();
  const read = (name: Name): string => given(name) || (settings.find((setting) => setting.name === name)?.standard ?? '');
  const host = read('CUASO_HOST');
  const port = overrides.port ?? read('CUASO_PORT');
  const demo = overrides.demo ?? read('CUASO_DEMO');
  const origin = read('CUASO_ORIGIN') || `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const problems = [
    ...unless(isPort(port), 'CUASO_PORT', `'${port}' is not a port; write a number from 0 to 65535`),
    ...unless(/^[0-5]$/.test(read('CUASO_PROXIES')), 'CUASO_PROXIES', `'${read('CUASO_PROXIES')}' is not a number from 0 to 5`),
    ...unless(['', '0', '1'].includes(demo), 'CUASO_DEMO', `'${demo}' is neither 1 nor 0`),
    // Made from host and port when it is empty: then a wrong port is told once.
    ...unless(
      isOrigin(origin) || read('CUASO_ORIGIN') === '',
      'CUASO_ORIGIN',
      `'${origin}' is not an address; write scheme and host only, such as https://dichvucong.example.vn`,
    ),
    ...(['DATABASE_URL', 'CUASO_OWNER_URL'] as const).flatMap((name) =>
      unless(isDatabaseUrl(given(name)), name, 'is not of the form postgres://user:password@host/database'),
    ),
  ];
  if (problems.length > 0) return problems;
  return Object.freeze({
    host,
    port: Number(port),
    data: resolve(home, overrides.data === undefined ? read('CUASO_DATA') : resolve(overrides.data)),
    databaseUrl: given('DATABASE_URL') || undefined,
    ownerUrl: given('CUASO_OWNER_URL') || undefined,
    origin: origin.replace(/\/$/, ''),
    proxies: Number(read('CUASO_PROXIES')),
    isDemo: demo === '' ? command === 'start' : demo === '1',
    lang: (given('LC_ALL') || read('LANG')).toLowerCase().startsWith('en') ? 'en' : 'vi',
    hasColor: given('NO_COLOR') === '',
  });
}

export const isConfig = (found: Config | readonly ConfigProblem[]): found is Config => !Array.isArray(found);

/** The table of docs/reference/config.md. */
export function describeSettings(): string {
  const rows = settings.map(({ name, standard, about }) => `| \`${name}\` | ${standard === '' ? '' : `\`${standard}\``} | ${about} |`);
  return ['| setting | standard | meaning |', '|---|---|---|', ...rows].join('\n');
}

export const configDoc: string = join(home, 'docs', 'reference', 'config.md');

const unless = (isFine: boolean, setting: Name, message: string): readonly ConfigProblem[] => (isFine ? [] : [{ setting, message }]);
const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
const isDatabaseUrl = (text: string): boolean => text === '' || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text));

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && url.search === '' && url.username === '';
}
