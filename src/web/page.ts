/** The document around every screen: head, ribbon, bar, body, foot. */

import type { Say, WordKey } from '../base/words.ts';
import { wordsOf } from '../base/words.ts';
import type { Frame, Room } from './frame.ts';
import type { Html } from './parts/html.ts';
import { html, jsonText, nothing, trusted, withQuery } from './parts/html.ts';
import { icon, mark } from './parts/icon.ts';
import { kioskLeave, kioskTools, withoutWaysOut } from './parts/kiosk.ts';
import { cutStyle, inlined, isForPaper, sometimes, tokensOf } from './style.ts';

export type Sheet = {
  readonly kind: 'citizen' | 'desk';
  readonly title: string;
  /** Marks the place in the menu. */
  readonly nav?: CitizenPlace | Room;
  /** The title is in somebody's own words, not in those of the page. */
  readonly isTyped?: true;
  /** Puts "Lỗi:" before the title. */
  readonly failed?: boolean;
  /** Class of `main`; 'wrap page' for citizens, 'page' for desks by default. */
  readonly main?: string;
  readonly body: Html;
  /** The bar of deeds below the page. */
  readonly acts?: Html;
  /** Script of citizen forms, or one of the desk's script files. */
  readonly script?: 'enhance' | 'enhanceList' | 'enhancePlace' | 'swap' | 'suggest' | 'device' | 'desk' | 'leader' | 'passkey' | 'push' | 'copy' | 'place';
  /** Nobody prints this page: it carries no style for paper. */
  readonly paper?: 'never';
  /** One step before the end of filing the bar leads home and to help, nowhere else. */
  readonly bar?: 'short';
  /** In the middle of filing the foot holds help and the way out, nothing else. */
  readonly foot?: 'short';
  /** Anybody may read it and use it again: the foot says so. Pages with a line of their own (parts/reuse.ts) leave it out. */
  readonly open?: true;
  /** The page has a button "Nghe", or questions that can be heard. */
  readonly hear?: true;
  /** Texts and addresses the script reads, as JSON in the page; without a script of its own only where a page is put in place. */
  readonly facts?: Readonly<Record<string, unknown>>;
};

export type CitizenPlace = 'services' | 'track' | 'mine' | 'verify';

export function page(frame: Frame, sheet: Sheet): Html {
  const say = wordsOf(frame.lang);
  if (frame.part === true && sheet.kind === 'citizen') return part(frame, sheet, say);
  const isKiosk = frame.kiosk === true && sheet.kind === 'citizen';
  const whole = html`<body${sheet.kind === 'desk' ? html` class="desk"` : isKiosk ? html` class="kiosk"` : ''}>
<a class="skip" href="#noi-dung">${say('page.skip')}</a>
${frame.sample ? html`<aside class="mau" aria-label="${say('page.sampleName')}"><b>${say('page.sample')}</b><span> · ${say('page.sampleText')}</span></aside>` : ''}
${bar(frame, sheet, say)}${isKiosk ? kioskLeave(say, frame.path === '/' && frame.who === undefined ? 'idle' : 'used') : ''}
${mainOf(sheet)}
${sheet.acts ?? ''}${sheet.kind === 'citizen' ? foot(frame, sheet, say) : ''}${script(frame, sheet)}${sheet.hear === true ? html`<script>${trusted(frame.assets.hear)}</script>` : ''}${isKiosk ? html`${kioskTools(say)}<script type="module" src="${frame.assets.kiosk}"></script>` : ''}
</body>`;
  const body = isKiosk ? withoutWaysOut(whole) : whole;
  return html`<!doctype html>
<html lang="${frame.lang}"${frame.theme === 'dark' ? html` data-theme="dark"` : ''}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${titleOf(sheet, say)}<meta name="color-scheme" content="${frame.theme}">${loader(frame, sheet)}<link rel="icon" href="${favicon}">${style(frame, sheet, body)}${isKiosk ? html`<link rel="stylesheet" href="${frame.assets.kioskStyle}">` : ''}</head>
${body}
</html>`;
}

/** What changes from screen to screen, for a page that already has everything else. */
function part(frame: Frame, sheet: Sheet, say: Say): Html {
  const main = mainOf(sheet);
  // Whoever keeps what was sent is the script of a form, which takes style as a fact.
  const style = frame.keeps === true ? cutStyle(frame.assets.rareRules, main.toString()) : '';
  return html`<!doctype html>${titleOf(sheet, say)}${main}${factsOf(style === '' ? sheet : { ...sheet, facts: { ...sheet.facts, style } })}`;
}

/** What somebody wrote is in Vietnamese; on other pages it says so. */
const titleOf = (sheet: Sheet, say: Say): Html =>
  html`<title${sheet.isTyped === true ? html` lang="vi"` : ''}>${sheet.failed === true ? say('page.failed') : ''}${sheet.title} - Cửa Số</title>`;
const factsOf = (sheet: Sheet): Html | '' =>
  sheet.facts === undefined ? '' : html`<script type="application/json" id="facts">${jsonText(sheet.facts)}</script>`;

function mainOf(sheet: Sheet): Html {
  const style = sheet.main ?? (sheet.kind === 'desk' ? 'page' : 'wrap page');
  return html`<main id="noi-dung" tabindex="-1"${style === '' ? '' : html` class="${style}"`}>${sheet.body}</main>`;
}

const favicon = trusted(
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%23857c6d' d='M1 15V1h14v9h-2V3H3v12z'/%3E%3Cpath fill='%23a2231d' d='m4 4 6 2v7l-6 2z'/%3E%3C/svg%3E",
);

/** One inline style, the first thing after the icon: `styleIn` finds it there. */
function style(frame: Frame, sheet: Sheet, body: Html): Html {
  if (sheet.kind === 'desk') return html`<link rel="stylesheet" href="${frame.assets.deskStyle}">`;
  const { askRules, answerRules, formStyle, rules, darkStyle } = frame.assets;
  const light =
    sheet.script === 'swap'
      ? formStyle
      : isForm(sheet.script) && sheet.script !== 'suggest'
        ? `${cutStyle(askRules, body.toString(), sometimes)}${cutStyle(answerRules, body.toString())}`
        : cutStyle(sheet.paper === 'never' ? rules.filter((rule) => !isForPaper(rule)) : rules, body.toString());
  // Names of colours and sizes are there for those who set them anew: the dark sheet, the sheet of halls, the style a form's script brings.
  const isFixed = frame.theme === 'light' && frame.kiosk !== true && (!isForm(sheet.script) || sheet.script === 'swap' || sheet.script === 'suggest');
  return html`<style>${trusted(isFixed ? inlined(light, tokensOf(light)) : light)}${frame.theme === 'dark' ? trusted(darkStyle) : ''}</style>`;
}

/** The inline style of a document that `page` made, or nothing: only what stands in that one place counts, whatever else the page holds. */
export const styleIn = (document: string): string | undefined =>
  /^<!doctype html>\n<html[^>]*>\n<head>(?:(?!<style|<\/head).)*<link rel="icon"[^>]*><style>([^<]*)<\/style>/.exec(document)?.[1];

const inline = ['enhance', 'enhanceList', 'enhancePlace', 'swap', 'suggest'] as const;
const isForm = (script: Sheet['script']): script is (typeof inline)[number] => inline.some((one) => one === script);

/** Before the style: the script it asks for is then on its way a tenth of a second earlier. */
const loader = (frame: Frame, { script: name }: Sheet): Html => (isForm(name) ? html`<script>${trusted(frame.assets[name])}</script>` : nothing);

function script(frame: Frame, sheet: Sheet): Html {
  if (sheet.script === undefined) return nothing;
  if (isForm(sheet.script)) return html`${factsOf(sheet)}`;
  return html`${factsOf(sheet)}<script type="module" src="${frame.assets[sheet.script]}"></script>`;
}

function bar(frame: Frame, sheet: Sheet, say: Say): Html {
  const isDesk = sheet.kind === 'desk';
  const name = isDesk ? html`<b>Cửa Số</b>` : html`<span class="nm"><b>Cửa Số</b><span>${frame.place.name}</span></span>`;
  const places = isDesk ? deskPlaces(frame) : citizenPlaces;
  const items = places.map(([place, href, key]) => html`<a href="${href}"${sheet.nav === place ? html` aria-current="page"` : ''}>${say(key)}</a>`);
  return html`<header class="bar"><div class="wrap"><a class="logo" href="${isDesk ? '/ban-lam-viec' : '/'}">${mark}${name}</a>
${sheet.bar === 'short' ? '' : html`<nav aria-label="${say('nav.main')}">${items}${bell(frame, say)}</nav>`}${isDesk ? who(frame, say) : html`<a class="help" href="tel:${frame.place.phone}">${icon('phone')}${say('nav.call', { phone: frame.place.phone })}</a>${language(frame, say)}`}</div></header>`;
}

/** How much of what happened has not been read; counted with the page, never asked again by it. */
function bell(frame: Frame, say: Say): Html {
  if (frame.unread === undefined) return nothing;
  const n = frame.unread;
  return html`<a class="bell" href="/thong-bao" aria-label="${say('notice.bell', { n: n > 99 ? '99+' : n })}">${icon('bell')}${n === 0 ? '' : html`<b class="num">${n > 99 ? '99+' : n}</b>`}</a>`;
}

const citizenPlaces: readonly (readonly [CitizenPlace, string, WordKey])[] = [
  ['services', '/thu-tuc', 'nav.services'],
  ['track', '/tra-cuu', 'nav.track'],
  ['mine', '/ho-so-cua-toi', 'nav.mine'],
];

const rooms: readonly (readonly [Room, string, WordKey])[] = [
  ['queue', '/ban-lam-viec', 'nav.queue'],
  ['reception', '/tiep-nhan', 'nav.reception'],
  ['tray', '/khay-ky', 'nav.tray'],
  ['payment', '/thu-phi', 'nav.payment'],
  ['leader', '/dieu-hanh', 'nav.leader'],
  ['packs', '/goi', 'nav.packs'],
  ['admin', '/quan-tri', 'nav.admin'],
];
const deskPlaces = (frame: Frame) => rooms.filter(([room]) => frame.rooms?.includes(room) ?? false);

/** The other language in its own name: whoever needs it can read it. */
function language(frame: Frame, say: Say): Html {
  const other = frame.lang === 'vi' ? 'en' : 'vi';
  return html`<a class="tongue" href="${withQuery(frame.path, 'lang', other)}" lang="${other}" hreflang="${other}" aria-label="${say('page.otherLanguageName')}"><span>${say('page.otherLanguage')}</span></a>`;
}

const themeSwitch = (frame: Frame, say: Say): Html =>
  html`<a href="${withQuery(frame.path, 'theme', frame.theme === 'dark' ? 'light' : 'dark')}">${say(frame.theme === 'dark' ? 'page.light' : 'page.dark')}</a>`;

const signOut = (say: Say): Html => html`<form method="post" action="/dang-xuat"><button class="btn bare">${say('nav.signOut')}</button></form>`;

function who(frame: Frame, say: Say): Html {
  if (frame.who === undefined) return language(frame, say);
  return html`<details class="who"><summary><b>${frame.who.name}</b><span>${frame.who.post}</span></summary><div>${language(frame, say)}${themeSwitch(frame, say)}${frame.rooms?.includes('recovery') === true ? html`<a href="/quan-tri/khoi-phuc">${say('nav.recovery')}</a>` : ''}${frame.rooms?.includes('voice') === true ? html`<a href="/ban-lam-viec/phan-anh">${say('nav.voice')}</a>` : ''}${frame.rooms?.includes('news') === true ? html`<a href="/ban-lam-viec/tin-tuc">${say('foot.news')}</a>` : ''}<a href="/">${say('nav.portal')}</a>${signOut(say)}</div></details>`;
}

/** 'Tỉnh Quảng Nam' after a comma. */
const inSentence = ({ lang, place }: Frame): string => (lang === 'vi' ? `${place.name.charAt(0).toLowerCase()}${place.name.slice(1)}` : place.name);

function foot(frame: Frame, sheet: Sheet, say: Say): Html {
  const me =
    frame.who === undefined
      ? html`<li><a href="/dang-nhap">${say('nav.signIn')}</a></li>`
      : html`<li><a href="/toi">${say('nav.me')}</a></li><li class="me">${say('foot.signedIn', { name: frame.who.name })} ${signOut(say)}</li>`;
  const help = html`<div><h2>${say('foot.help')}</h2><ul><li><a href="tel:${frame.place.phone}">${say('foot.phone', { phone: frame.place.phone })}</a></li><li>${say('foot.desk')}</li><li><a href="/phan-anh">${say('nav.voice')}</a></li></ul></div>`;
  if (sheet.foot === 'short') return html`<footer class="foot"><div class="wrap">${help}<ul>${me}</ul></div></footer>`;
  const desk = (frame.rooms ?? []).length === 0 ? '' : html`<li><a href="/ban-lam-viec">${say('nav.desk')}</a></li>`;
  return html`<footer class="foot"><div class="wrap"><div><h2>Cửa Số, ${inSentence(frame)}</h2><p class="muted">${say('foot.about')}${sheet.open === true ? html` ${say('foot.reuse')} <a href="/du-lieu-mo/giay-phep">CC BY 4.0</a>.` : ''}</p></div>
${help}
<div><h2>${say('foot.page')}</h2><ul><li><a href="/tin-tuc">${say('foot.news')}</a></li><li><a href="/cam-nang">${say('foot.handbook')}</a></li><li><a href="/du-lieu-mo">${say('foot.data')}</a></li><li><a href="/xac-minh">${say('nav.verify')}</a></li><li><a href="/hang-gui">${say('outbox.title')}</a></li><li>${themeSwitch(frame, say)}</li>${desk}${me}</ul></div></div></footer>`;
}
