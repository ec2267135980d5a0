/** Further languages of a form: which one this device has chosen, what it says, and where its recordings lie. */
import { getCookie, setCookie } from 'hono/cookie';
import type { Lang } from '../../base/text.ts';
import type { Pack } from '../../pack/pack.ts';
import type { Tongue, TongueChoice } from '../parts/tongue.ts';
import type { Ctx, Site } from '../request.ts';
import { langOf } from '../request.ts';

/** Address of a recording; it changes with the pack, so that it may be kept for ever. */
const recordingOf = (pack: Pack, path: string): string => `/thu-tuc/${pack.id}/tieng/${path.slice('voice/'.length)}?b=${pack.hash.slice(0, 10)}`;

/** `?tieng=ktv` chooses and is remembered on this device; `?tieng=vi` goes back. Undefined for a pack without further languages and recordings. */
export function tongueOf(c: Ctx, site: Site, pack: Pack): Tongue | undefined {
  if (pack.languages.length === 0 && pack.voices.size === 0) return undefined;
  const asked = c.req.query('tieng');
  if (asked !== undefined && /^[a-z]{2,3}$/.test(asked))
    setCookie(c, 'tieng', asked, { path: '/', sameSite: 'Lax', maxAge: 31_536_000, secure: site.world.origin.startsWith('https:') });
  const chosen = pack.languages.find((one) => one.code === (asked ?? getCookie(c, 'tieng')));
  const lang = langOf(c);
  const fields = [...pack.form.fields.values()].flatMap((field) => (field.voice === undefined ? [] : [[field.label.vi, field.voice] as const]));
  // A question that nobody recorded in the chosen language is read in Vietnamese.
  const recorded = new Map([...(lang === 'vi' ? fields : []), ...(chosen?.voice ?? [])].map(([vi, path]) => [vi, recordingOf(pack, path)]));
  return {
    code: chosen?.code ?? lang,
    text: (label) => chosen?.texts.get(label.vi),
    recording: (label) => recorded.get(label.vi),
    choices: choicesOf(pack, lang, chosen?.code),
  };
}

function choicesOf(pack: Pack, lang: Lang, chosen: string | undefined): readonly TongueChoice[] {
  if (pack.languages.length === 0) return [];
  const page: TongueChoice = { href: '?tieng=vi', code: lang, text: lang === 'vi' ? 'Tiếng Việt' : 'English', isChosen: chosen === undefined, note: '' };
  const notes = { vi: { sample: 'mẫu', voice: 'chỉ có tiếng nói' }, en: { sample: 'sample', voice: 'voice only' } }[lang];
  const others = pack.languages.map((one) => ({
    href: `?tieng=${one.code}`,
    code: one.code,
    text: one.own,
    isChosen: one.code === chosen,
    note: [...(one.isSample ? [notes.sample] : []), ...(one.texts.size === 0 ? [notes.voice] : [])].join(', '),
  }));
  return [page, ...others];
}
