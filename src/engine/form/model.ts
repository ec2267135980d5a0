/** What a form is once it has been read: pages, groups and fields with everything a renderer and a reader of answers need. */
import type { Json, JsonObject } from '../../base/json.ts';
import type { Label } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import type { Expression } from '../feel/feel.ts';
import type { Gazetteer } from '../place/place.ts';
import type { Condition } from './holds.ts';

/** A condition in FEEL. `small` is the same for the page's own script; without it only the server can decide. */
export type When = { readonly feel: string; readonly small?: Condition; readonly rich?: Rich };
/** `dates` are the paths whose texts are dates, for the whole form. */
export type Rich = { readonly expression: Expression; readonly dates: ReadonlySet<string> };

export type Form = {
  readonly pages: readonly FormPage[];
  /** By path, in the order of the pages; inside a repeated group the path has a star: 'papers.*.kind'. */
  readonly fields: ReadonlyMap<string, Field>;
  /** What has to be handed in beside the answers. */
  readonly papers: readonly Paper[];
  readonly checks: readonly Check[];
  readonly purposes: ReadonlyMap<string, Purpose>;
};

export type FormPage = {
  readonly id: string;
  readonly title: Label;
  readonly intro?: Label;
  readonly when?: When;
  readonly groups: readonly FormGroup[];
};

export type FormGroup = {
  readonly title?: Label;
  readonly hint?: Label;
  readonly when?: When;
  /** The group is asked once for each item of a list. */
  readonly repeat?: Repeat;
  readonly fields: readonly Field[];
};

/** `path` is the list ('papers'); items are numbered from 0 on the wire, from 1 for people. */
export type Repeat = {
  readonly path: string;
  readonly min: number;
  readonly max: number;
  /** Heading of one item, 'Giấy tờ': the renderer adds its number. */
  readonly item: Label;
  /** Words of the button that adds an item. */
  readonly add: Label;
};

/** date3: three boxes, day, month, year. address: commune, village, another province. radio and select: one of `choices`; ticks: any of them; tick: yes or nothing. */
export type Control =
  | 'text'
  | 'textarea'
  | 'number'
  | 'money'
  | 'date3'
  | 'radio'
  | 'select'
  | 'ticks'
  | 'tick'
  | 'phone'
  | 'id-number'
  | 'email'
  | 'file'
  | 'address';

/** What kind of JSON value an answer is. date: 'YYYY-MM-DD'. year-or-date: 'YYYY' or 'YYYY-MM-DD'. money: whole đồng. choices: list of choice values. address: an object with the text of that day and the codes of its units. */
export type ValueKind = 'text' | 'integer' | 'decimal' | 'money' | 'boolean' | 'date' | 'year-or-date' | 'choice' | 'choices' | 'file' | 'address';

/** vn-id: 12 digits. vn-id-or-old: or a 9-digit card of before 2021. vn-phone: stored '+84...'. vn-tax, vn-case-code, vn-parcel: formats.ts. */
export type Format = 'vn-id' | 'vn-id-or-old' | 'vn-phone' | 'vn-tax' | 'vn-case-code' | 'vn-parcel' | 'email';

export type DataClass = 'open' | 'personal' | 'sensitive';

export type Field = {
  readonly path: string;
  /** Names of the path, within the item for a field of a repeated group. */
  readonly parts: readonly string[];
  /** Wire names of its boxes when it is not in a repeated group; see `boxesOf`. */
  readonly boxes: readonly string[];
  /** Id of the page it stands on. */
  readonly page: string;
  readonly label: Label;
  readonly hint?: Label;
  /** Second half of an error sentence, where the pack knows better than the code: 'Xem lại ngày sinh trên giấy chứng sinh.' */
  readonly fix?: Label;
  readonly control: Control;
  readonly kind: ValueKind;
  readonly format?: Format;
  readonly required: boolean | When;
  /** Required as soon as anything else under this path is given: 'father'. */
  readonly requiredWithin?: string;
  /** Shown and read only when this holds. */
  readonly when?: When;
  readonly choices?: readonly Choice[];
  readonly minLength?: number;
  /** In characters (code points). */
  readonly maxLength?: number;
  /** Linear-time pattern, searched anywhere in the text unless anchored. */
  readonly pattern?: Pattern;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Digits after the comma that a decimal may have. */
  readonly decimals?: number;
  /** Value that a tick must have: a declaration that has to be accepted. */
  readonly mustBe?: boolean;
  /** An address that needs a house, street or village beside its commune. */
  readonly wantsVillage?: true;
  readonly autocomplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email';
  readonly dataClass: DataClass;
  /** Key of `purposes`: why the field is asked. */
  readonly purpose: string;
  /** FEEL: the server works the value out, nobody types it. */
  readonly computed?: When;
  /** Where a known value comes from: 'person.fullName'. */
  readonly prefill?: string;
  /** Recorded voice of the question: file name inside the pack. */
  readonly voice?: string;
  /** What an identity number is compared with; a difference is a warning, never a problem. */
  readonly agrees?: Agrees;
};

export type Choice = { readonly value: string; readonly label: Label; readonly hint?: Label };
export type Pattern = { readonly source: string; readonly matches: (text: string) => boolean };
/** Paths of other fields, in the same item for a field of a repeated group. `sex` may also be 'male' or 'female' itself; its answer counts as one by the values below. */
export type Agrees = { readonly sex?: string; readonly male?: string; readonly female?: string; readonly birthDate?: string; readonly birthYear?: string };
export type Purpose = {
  readonly label: Label;
  readonly legal: string /** Days after the case is closed; 0 is for ever (archive rules). */;
  readonly keepDays: number;
};

/** One line of the dossier. */
export type Paper = {
  readonly id: string;
  readonly title: Label;
  readonly hint?: Label;
  readonly required: boolean | When;
  readonly when?: When;
  readonly kind: PaperKind;
  readonly copies: number;
  readonly accept: readonly FileKind[];
  readonly maxFiles: number;
  /** May be handed in on paper at the counter: 'sẽ nộp bản giấy'. */
  readonly atCounter: boolean;
  /** State data that replaces the paper when it is found there. */
  readonly replacedBy?: string;
  readonly dataClass: DataClass;
  readonly purpose: string;
};
export type PaperKind = 'original' | 'certified-copy' | 'copy' | 'electronic' | 'shown';
export type FileKind = 'jpeg' | 'png' | 'webp' | 'pdf';

/** A rule between answers: true when something is wrong. */
export type Check = { readonly when: When; readonly field: string; readonly text: Label; readonly level: 'problem' | 'warning' };

/** A form post: every name with all its values, as sent. */
export type RawAnswers = ReadonlyMap<string, readonly string[]>;
/** What conditions know besides the answers. */
export type Facts = {
  readonly today: PlainDate /** Units that addresses are looked up in; without them an address stays as typed. */;
  readonly places?: Gazetteer | undefined;
  /** Answers given on an earlier day: an address that was not touched keeps the units of its day. */
  readonly kept?: JsonObject | undefined;
};

/** Something the person has to put right. */
export type Problem = {
  /** Wire name of the box a link jumps to: the field's first one, or the one that is wrong. */
  readonly field: string;
  /** Path in `Form.fields`, star for an item. */
  readonly path: string;
  readonly code: ProblemCode;
  /** What is wrong and how to put it right. */
  readonly text: Label;
  /** Values to choose from, sent as the field's last box. */
  readonly offers?: readonly Choice[];
};
export type ProblemCode =
  | 'missing'
  | 'too-long'
  | 'too-short'
  | 'unreadable'
  | 'wrong-pattern'
  | 'wrong-choice'
  | 'not-a-number'
  | 'too-small'
  | 'too-large'
  | 'too-many-decimals'
  | 'date-incomplete'
  | 'no-such-date'
  | 'wrong-format'
  | 'wrong-type'
  | 'too-few'
  | 'too-many'
  | 'not-accepted'
  | 'check'
  | 'paper-missing'
  | 'paper-not-counter'
  | 'id-differs'
  | 'no-such-place'
  | 'which-place'
  | 'place-gone';

export type Reading = {
  /** Typed answers of the fields that are asked; nothing else gets in. */
  readonly answers: JsonObject;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** What was sent, untouched, to show again. */
  readonly typed: RawAnswers;
  /** Paths of fields that were not asked, because a condition did not hold. */
  readonly hidden: ReadonlySet<string>;
};

export type JsonReading = Omit<Reading, 'typed'> & { readonly typed: Json };

/** Wire names of a field's boxes, the first one first: a date has three, an address four. `index` numbers the item of a repeated group. */
export function boxesOf(field: Field, index = 0): readonly string[] {
  return field.boxes.length > 0 ? field.boxes : boxesAt(nameOf(field, index), field.control);
}

/** The concrete path of a field: 'papers.0.kind'. */
export const nameOf = (field: Field, index = 0): string => (field.path.includes('*') ? field.path.replace('*', String(index)) : field.path);

/** Names behind the field's own, for controls of several boxes. */
const partsOfControl: Readonly<Partial<Record<Control, readonly string[]>>> = {
  date3: ['day', 'month', 'year'],
  address: ['commune', 'village', 'province', 'code'],
};
export const boxesAt = (name: string, control: Control): readonly string[] => partsOfControl[control]?.map((part) => `${name}.${part}`) ?? [name];
/** The field's own name, whichever of its boxes is named. */
export const withoutBox = (name: string): string => name.replace(/\.(?:day|month|year|commune|village|province|code)$/, '');
