/** What the house itself lets people find: its procedures, the events of life behind them, and the offices that take cases. */
import type { Lang } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import type { Pack } from '../../pack/pack.ts';
import type { Org, Unit } from '../org/org.ts';
import { ancestorsOf, displayName, fullPlace, isAlive, placeName } from '../org/org.ts';
import type { FindEntry } from './entry.ts';

/** live: every pack that is live now; what the offices keep among themselves is left out. */
export function* houseEntries(live: readonly Pack[], org: Org, today: PlainDate): Generator<FindEntry> {
  const packs = live.filter((pack) => pack.audience === 'citizens');
  yield* packs.map(procedure);
  yield* events(packs);
  for (const pack of live) if (pack.door?.kind === 'report') yield report(pack);
  for (const unit of org.units) if (unit.form !== undefined && isAlive(unit, today)) yield place(org, unit);
}

function procedure(pack: Pack): FindEntry {
  const others = [...pack.audiences.values()].flatMap(({ words }) => words);
  const { facts } = pack;
  return {
    kind: 'procedure',
    key: pack.id,
    href: `/thu-tuc/${pack.id}`,
    title: pack.title,
    summary: pack.summary,
    words: [...pack.keywords, ...others, ...pack.lifeEvents.flatMap(({ title, words }) => [title.vi, title.en, ...words]), pack.procedure],
    body: [pack.field.vi, pack.field.en, facts.who.vi, facts.result.vi, facts.result.en, facts.where.vi].join(' '),
    audiences: [...pack.audiences.keys()],
  };
}

/** What people tell the offices stands behind a door of its own. */
const report = ({ id, title, summary, keywords, field }: Pack): FindEntry => ({
  kind: 'report',
  key: id,
  href: `/phan-anh/gui?loai=${id}`,
  title,
  summary,
  words: keywords,
  body: `${field.vi} ${field.en}`,
  audiences: [],
});

function* events(packs: readonly Pack[]): Generator<FindEntry> {
  const known = new Map(packs.flatMap((pack) => pack.lifeEvents.map((event) => [event.code, event] as const)));
  for (const event of known.values()) {
    const behind = packs.filter((pack) => pack.lifeEvents.some(({ code }) => code === event.code)).slice(0, 5);
    yield {
      kind: 'event',
      key: event.code,
      href: `/thu-tuc?viec=${event.code}`,
      title: event.title,
      summary: { vi: behind.map((pack) => pack.title.vi).join(', '), en: behind.map((pack) => pack.title.en).join(', ') },
      words: event.words,
      body: '',
      audiences: [],
    };
  }
}

/** Old names lead to the office that took over. */
function place(org: Org, unit: Unit): FindEntry {
  const former = formerOf(org, unit, 3);
  return {
    kind: 'place',
    key: codeOf(unit),
    href: `/noi-nop/${codeOf(unit)}`,
    title: { vi: displayName(org, unit, 'vi'), en: displayName(org, unit, 'en') },
    summary: { vi: wholePlace(org, unit, 'vi'), en: wholePlace(org, unit, 'en') },
    words: [unit.name, `${unit.form} ${unit.name}`, 'ủy ban nhân dân', unit.gso ?? '', ...former.map((one) => `${one.form ?? ''} ${one.name}`)],
    body: 'bộ phận một cửa tiếp nhận và trả kết quả one-stop desk',
    audiences: [],
  };
}

/** 'Phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam'; in English 'An Xuân ward, Tam Kỳ city, Quảng Nam province'. */
export const wholePlace = (org: Org, unit: Unit, lang: Lang): string =>
  lang === 'vi' ? fullPlace(org, unit) : [unit, ...ancestorsOf(org, unit).toReversed()].map((one) => placeName(one, lang)).join(', ');

/** The code under which an office stands in addresses. */
export const codeOf = (unit: Unit): string => unit.gso ?? unit.agencyCode;

function formerOf(org: Org, unit: Unit, depth: number): readonly Unit[] {
  if (depth === 0) return [];
  const direct = unit.predecessors.flatMap((id) => org.byId.get(id) ?? []);
  return [...direct, ...direct.flatMap((one) => formerOf(org, one, depth - 1))];
}
