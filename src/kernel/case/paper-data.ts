/** What the templates of a pack are given: the case as its papers print it. The shape is pack/paper.ts. */
import type { UnitId } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject, readPath } from '../../base/json.ts';
import { dongInWords } from '../../base/money.ts';
import { showPhone } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf } from '../../base/time.ts';
import type { Pack, Reason } from '../../pack/pack.ts';
import type { PaperData, PaperUnit } from '../../pack/paper.ts';
import type { Org, Unit } from '../org/org.ts';
import { agencyName, ancestorsOf, deskName, placeName } from '../org/org.ts';
import { shownTree } from './show.ts';
import type { CaseState } from './state.ts';
import { owed } from './state.ts';

/** Who stands under the paper. */
export type PaperSigner = PaperData['signer'];

export type PaperWish = {
  readonly org: Org;
  readonly pack: Pack;
  readonly state: CaseState;
  readonly sample: boolean;
  /** The unit that issues the paper, when it is not the unit of the case. */
  readonly issuer?: UnitId;
  readonly at: Instant;
  /** Number in its book; empty when the paper has none of its own. */
  readonly number: string;
  readonly signer: PaperSigner;
  readonly reasons: PaperData['reasons'];
  /** Address behind the QR, and its picture. */
  readonly link: string;
  readonly qr: string;
};

export function paperData(wish: PaperWish): PaperData {
  const { pack, state, org } = wish;
  const unit = org.byId.get(wish.issuer ?? state.unit);
  const text = (path: string | undefined): string => {
    const value = path === undefined ? undefined : readPath(state.answers, path);
    if (isObject(value)) return typeof value.text === 'string' ? value.text : '';
    return typeof value === 'string' ? value : '';
  };
  return {
    sample: wish.sample,
    unit: unit === undefined ? noUnit : unitOf(org, unit),
    procedure: { code: pack.procedure, title: pack.title.vi, time: pack.facts.time.vi },
    case: {
      code: state.code ?? '',
      tracking: state.tracking,
      submitted: state.submitted,
      ...(state.clock === undefined ? {} : { received: state.clock.received, due: state.clock.due, because: state.clock.because.vi }),
      ...(state.clock?.extended?.was === undefined ? {} : { was: state.clock.extended.was }),
    },
    applicant: {
      name: state.applicant.name,
      id: text(pack.applicant.id),
      phone: showPhone(state.applicant.phone),
      email: text(pack.applicant.email),
      address: text(pack.applicant.address),
    },
    answers: state.answers,
    shown: shownTree(pack.form, state.answers),
    work: state.data,
    workShown: workShown(pack, state.data),
    papers: state.files.map((file) => ({
      name: pack.form.papers.find((paper) => paper.id === file.paper)?.title.vi ?? file.paper,
      form: formOf(file.mediaType),
      count: 1,
    })),
    fee: {
      total: state.fee.total,
      words: dongInWords(state.fee.total),
      lines: state.fee.lines,
      paid: state.paid !== undefined && owed(state) === 0,
      exempt: state.fee.exempt ?? '',
    },
    number: { text: wish.number, day: dateOf(wish.at) },
    signer: wish.signer,
    reasons: wish.reasons,
    qr: wish.qr,
    link: wish.link,
  };
}

/** The findings of all tasks as people read them. */
function workShown(pack: Pack, data: JsonObject): JsonObject {
  let shown: Json = data;
  for (const form of pack.taskForms.values()) shown = isObject(shown) ? { ...shown, ...onlyKnown(shownTree(form, data), form.fields.keys()) } : shown;
  return isObject(shown) ? shown : {};
}

function onlyKnown(tree: JsonObject, paths: Iterable<string>): JsonObject {
  const heads = new Set([...paths].map((path) => path.split('.')[0]));
  return Object.fromEntries(Object.entries(tree).filter(([key]) => heads.has(key)));
}

function formOf(mediaType: string): string {
  if (mediaType === '') return 'bản giấy';
  return mediaType.startsWith('image/') ? 'ảnh chụp' : 'bản điện tử';
}

export function unitOf(org: Org, unit: Unit): PaperUnit {
  const above = ancestorsOf(org, unit);
  const named = (kind: Unit['kind']): string => {
    const found = [...above, unit].find((one) => one.kind === kind);
    return found === undefined ? '' : placeName(found);
  };
  const parent = above.at(-1);
  const full = (one: Unit): string => agencyName(one).replace(/^UBND/, 'Ủy ban nhân dân').replace(/ TP /, ' thành phố ').replace(/ TX /, ' thị xã ');
  return {
    code: unit.agencyCode,
    name: full(unit),
    over: parent === undefined ? '' : full(parent),
    place: unit.name,
    desk: deskName(unit).replace(/UBND /, ''),
    commune: named('commune'),
    district: named('district'),
    province: named('province'),
  };
}

const noUnit: PaperUnit = { code: '', name: '', over: '', place: '', desk: '', commune: '', district: '', province: '' };

/** Listed reasons with the officer's own words, as the letters print them. */
export function reasonsFor(codes: readonly string[], known: readonly Reason[], note: string): PaperData['reasons'] {
  return codes.map((code, index) => {
    const reason = known.find((one) => one.code === code);
    return { label: reason?.label.vi ?? code, legal: reason?.legal ?? '', text: index === 0 ? note : '' };
  });
}
