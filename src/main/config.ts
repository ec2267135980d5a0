/** Every setting of the product: read once at the start, checked, frozen. The only place that looks at the environment. docs/reference/config.md is checked against it. */
import { join, resolve } from 'node:path';
import type { Lang } from '../base/text.ts';
import type { MessageSettings } from '../gate/message-gates.ts';
import type { PayAccount } from '../kernel/payment/payment.ts';

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
  /** The emergency switch: devices give up their workers and do without an outbox. */
  readonly noWorker?: true;
  readonly isDemo: boolean;
  /** National identity provider of citizens; undefined while none is set up. */
  readonly identity?: { readonly issuer: string; readonly client: string; readonly secret: string };
  /** Gates through which people are told; a missing one is not offered. */
  readonly messages?: MessageSettings;
  /** Ports of the sample telephones and mailboxes; chosen by `start` in the demonstration. */
  readonly demoPost?: { readonly http: number; readonly smtp: number };
  /** Where fees are paid to, and the gateway; without them fees are paid at the counter. */
  readonly pay?: { readonly url?: string; readonly account?: PayAccount };
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
    name: 'CUASO_WORKER',
    standard: '1',
    about:
      '`1`: devices of citizens keep forms and an outbox for hours without a line. `0` is the emergency switch: within an hour every device gives its worker up and all pages come from the server again; unsent cases stay on their devices until it is `1` again.',
  },
  {
    name: 'CUASO_DEMO',
    standard: '',
    about:
      '`1` shows the sample province with its accounts and its clock of November 2022, `0` does not. Empty: 1 for `start`, 0 for `serve`. Flag: `--no-demo`.',
  },
  {
    name: 'CUASO_SMTP_URL',
    standard: '',
    about:
      'Mail server for notices, such as `smtps://user:password@mail.example.vn`; `smtp://` asks for STARTTLS unless the server is on this machine. Empty: no e-mail.',
  },
  { name: 'CUASO_MAIL_FROM', standard: 'Cửa Số <khong-tra-loi@localhost>', about: 'Sender of e-mail. Used with `CUASO_SMTP_URL`.' },
  {
    name: 'CUASO_SMS_URL',
    standard: '',
    about: 'Gateway for text messages, such as `https://sms.example.vn/v1`: `POST /messages` with key, to and text; `GET /messages/{key}`. Empty: none.',
  },
  { name: 'CUASO_SMS_TOKEN', standard: '', about: 'Bearer token of the gateway for text messages.' },
  {
    name: 'CUASO_ZALO_URL',
    standard: '',
    about: 'Zalo notification service, such as `https://business.openapi.zalo.me`. Empty: no Zalo.',
  },
  { name: 'CUASO_ZALO_TOKEN', standard: '', about: 'Access token of the official account on Zalo.' },
  { name: 'CUASO_ZALO_TEMPLATE', standard: '', about: 'Number of the registered template with the parameters `noi_dung` and `lien_ket`.' },
  {
    name: 'CUASO_PUSH_SERVICES',
    standard: '',
    about: 'Push services beside those of Google, Mozilla, Microsoft and Apple that browsers may name, as origins with blanks between.',
  },
  {
    name: 'CUASO_IDENTITY_ISSUER',
    standard: '',
    about:
      'Address of the national identity provider (OpenID Connect), as it names itself. Empty: citizens are offered no sign-in by identity; the sample province then runs a double of its own.',
  },
  { name: 'CUASO_IDENTITY_CLIENT', standard: '', about: 'The name under which this platform is registered with the identity provider.' },
  {
    name: 'CUASO_IDENTITY_SECRET',
    standard: '',
    about: 'The secret that belongs to it. The provider sends people back to `CUASO_ORIGIN` and `/dang-nhap/dinh-danh/ve`; register that address with it.',
  },
  {
    name: 'CUASO_PAY_ACCOUNT',
    standard: '',
    about:
      'Account that fees are transferred to, as `BIN/account/bank/holder` with plain letters, such as `970436/0011001932418/Vietcombank/KHO BAC NHA NUOC QUANG NAM`. Empty: fees are paid at the counter; the sample province has a sample account.',
  },
  {
    name: 'CUASO_PAY_URL',
    standard: '',
    about:
      'Address of the payment gateway. The secret shared with it is `keys/pay-gateway.key` in the data folder, 64 hex digits. Empty: none; the sample province finds the double that `./cuaso demo-gateway` runs with the same data folder.',
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
    ...unless(/^[01]$/.test(read('CUASO_WORKER')), 'CUASO_WORKER', `'${read('CUASO_WORKER')}' is not 0 or 1`),
    ...unless(/^[0-5]$/.test(read('CUASO_PROXIES')), 'CUASO_PROXIES', `'${read('CUASO_PROXIES')}' is not a number from 0 to 5`),
    ...unless(['', '0', '1'].includes(demo), 'CUASO_DEMO', `'${demo}' is neither 1 nor 0`),
    // Made from host and port when it is empty: then a wrong port is told once.
    ...unless(
      isOrigin(origin) || read('CUASO_ORIGIN') === '',
      'CUASO_ORIGIN',
      `'${origin}' is not an address; write scheme and host only, such as https://dichvucong.example.vn`,
    ),
    ...unless(
      given('CUASO_IDENTITY_ISSUER') === '' || isSafeIssuer(given('CUASO_IDENTITY_ISSUER')),
      'CUASO_IDENTITY_ISSUER',
      'is not an https:// address; plain http is taken from this very machine only',
    ),
    ...unless(
      given('CUASO_IDENTITY_ISSUER') === '' || given('CUASO_IDENTITY_CLIENT') !== '',
      'CUASO_IDENTITY_CLIENT',
      'is missing beside CUASO_IDENTITY_ISSUER; write the name the provider gave you',
    ),
    ...unless(
      given('CUASO_IDENTITY_ISSUER') === '' || given('CUASO_IDENTITY_SECRET') !== '',
      'CUASO_IDENTITY_SECRET',
      'is missing beside CUASO_IDENTITY_ISSUER; write the secret the provider gave you',
    ),
    ...(['DATABASE_URL', 'CUASO_OWNER_URL'] as const).flatMap((name) =>
      unless(isDatabaseUrl(given(name)), name, 'is not of the form postgres://user:password@host/database'),
    ),
    ...unless(isGateUrl(read('CUASO_PAY_URL'), ['http:', 'https:']), 'CUASO_PAY_URL', 'is not a web address'),
    ...unless(
      read('CUASO_PAY_ACCOUNT') === '' || accountFrom(read('CUASO_PAY_ACCOUNT')) !== undefined,
      'CUASO_PAY_ACCOUNT',
      'is not of the form 970436/0011001932418/Vietcombank/KHO BAC NHA NUOC',
    ),
    ...unless(isGateUrl(read('CUASO_SMTP_URL'), ['smtp:', 'smtps:']), 'CUASO_SMTP_URL', 'is not of the form smtps://user:password@host'),
    ...(['CUASO_SMS_URL', 'CUASO_ZALO_URL'] as const).flatMap((name) => unless(isGateUrl(read(name), ['http:', 'https:']), name, 'is not a web address')),
    ...unless(
      read('CUASO_PUSH_SERVICES')
        .split(/\s+/)
        .every((one) => one === '' || isOrigin(one)),
      'CUASO_PUSH_SERVICES',
      'is not a list of origins such as https://push.example.vn',
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
    ...(read('CUASO_WORKER') === '0' ? { noWorker: true as const } : {}),
    ...(given('CUASO_IDENTITY_ISSUER') === ''
      ? {}
      : { identity: { issuer: given('CUASO_IDENTITY_ISSUER'), client: given('CUASO_IDENTITY_CLIENT'), secret: given('CUASO_IDENTITY_SECRET') } }),
    isDemo: demo === '' ? command === 'start' : demo === '1',
    lang: (given('LC_ALL') || read('LANG')).toLowerCase().startsWith('en') ? 'en' : 'vi',
    hasColor: given('NO_COLOR') === '',
    messages: messagesFrom(read),
    pay: payFrom(read),
  });
}

function payFrom(read: (name: Name) => string): NonNullable<Config['pay']> {
  const [url, account] = [read('CUASO_PAY_URL'), accountFrom(read('CUASO_PAY_ACCOUNT'))];
  return { ...(url === '' ? {} : { url }), ...(account === undefined ? {} : { account }) };
}

function accountFrom(text: string): PayAccount | undefined {
  const [, bank = '', account = '', bankName = '', holder = ''] = /^(\d{6})\/([0-9A-Za-z]{1,19})\/([^/]{1,60})\/([^/]{1,100})$/.exec(text) ?? [];
  return bank === '' ? undefined : { bank, account, bankName, holder };
}

function messagesFrom(read: (name: Name) => string): MessageSettings {
  const bare = (url: string): string => url.replace(/\/$/, '');
  const [mail, sms, zalo] = [read('CUASO_SMTP_URL'), read('CUASO_SMS_URL'), read('CUASO_ZALO_URL')];
  return {
    ...(mail === '' ? {} : { mail: { url: mail, from: read('CUASO_MAIL_FROM') } }),
    ...(sms === '' ? {} : { sms: { url: bare(sms), token: read('CUASO_SMS_TOKEN') } }),
    ...(zalo === '' ? {} : { zalo: { url: bare(zalo), token: read('CUASO_ZALO_TOKEN'), template: read('CUASO_ZALO_TEMPLATE') } }),
    pushServices: read('CUASO_PUSH_SERVICES')
      .split(/\s+/)
      .filter((one) => one !== ''),
  };
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

const isGateUrl = (text: string, protocols: readonly string[]): boolean => text === '' || (URL.canParse(text) && protocols.includes(new URL(text).protocol));

function isSafeIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && url.search === '' && url.username === '';
}
