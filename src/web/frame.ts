/** What every page needs besides its own data: language, theme, place, person, and the style and scripts made at start. */
import type { Lang } from '../base/text.ts';
import type { Who } from './parts/shape.ts';
import type { Rule } from './style.ts';

/** Texts and addresses made once at start by `bundle.ts: loadAssets`. */
export type Assets = {
  /** Inline style of forms with a script of their own, and of forms whose answer is put in place, minified. */
  readonly askRules: readonly Rule[];
  /** What a form's script brings later; a form that shows some of it at once carries that part. */
  readonly answerRules: readonly Rule[];
  /** What neither that page nor its script brings: an answer put in place carries the part it shows. */
  readonly rareRules: readonly Rule[];
  readonly formStyle: string;
  /** The whole style of citizen pages; every other page carries what it needs of it. */
  readonly rules: readonly Rule[];
  /** Added on dark pages. */
  readonly darkStyle: string;
  /** Inline text that fetches the script of citizen forms, without and with repeated groups. */
  readonly enhance: string;
  readonly enhanceList: string;
  /** The same for forms that ask for an address. */
  readonly enhancePlace: string;
  /** Inline script of small forms whose answer is put in place. */
  readonly swap: string;
  /** Inline text that shows "Nghe" where the device has a voice, and fetches the script with the first press. */
  readonly hear: string;
  /** Style and script of a device in a hall. */
  readonly kioskStyle: string;
  readonly kiosk: string;
  /** Inline script of the search box. */
  readonly suggest: string;
  /** Immutable addresses of the desk's style and scripts, for example '/tinh/desk.1a2b3c4d.css'. */
  readonly deskStyle: string;
  readonly desk: string;
  readonly leader: string;
  readonly passkey: string;
  /** Script of the outbox page. */
  readonly device: string;
  readonly copy: string;
  readonly push: string;
  /** Script of the page that sends a report: position and map. */
  readonly place: string;
};

export type Frame = {
  readonly lang: Lang;
  /** Address of this page with its query; the language and theme switches keep it. */
  readonly path: string;
  readonly theme: 'light' | 'dark';
  /** True while the province's data are samples: shows the ribbon. */
  readonly sample: boolean;
  /** 'Tỉnh Quảng Nam' in the language of the page, and the help line '1022'. */
  readonly place: { readonly name: string; readonly phone: string };
  /** Signed-in person; citizens too. */
  readonly who?: Who;
  /** Notices the signed-in person has not read yet, at most 100. */
  readonly unread?: number;
  /** Rooms of the desk this person may enter; the menu shows no others. */
  readonly rooms?: readonly Room[];
  /** True when the page's script asks (header `x-part`): the answer is the title and `main` only. */
  readonly part?: boolean;
  /** True when that script still has what it sent (header `x-keeps`): the answer leaves out what would only travel back and forth. */
  readonly keeps?: boolean;
  /** The device stands in a hall and is used by one person after another. */
  readonly kiosk?: true;
  readonly assets: Assets;
};

export type Room = 'queue' | 'reception' | 'tray' | 'payment' | 'leader' | 'packs' | 'admin' | 'recovery' | 'news' | 'voice';
