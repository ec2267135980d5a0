/** What a pack is: one public service as data, read from a folder of open-standard files and proved to fit together. */
import type { PackId } from '../base/id.ts';
import type { JsonObject } from '../base/json.ts';
import type { Label, Lang } from '../base/text.ts';
import type { Instant } from '../base/time.ts';
import type { Process } from '../engine/bpmn/bpmn.ts';
import type { DmnModel } from '../engine/dmn/dmn.ts';
import type { Form } from '../engine/form/form.ts';
import type { LifeEvent } from './life-event.ts';

export type Pack = {
  readonly id: PackId;
  /** Semantic version 'major.minor.patch'. */
  readonly version: string;
  /** sha-256 over all files: what a case is pinned to. */
  readonly hash: string;
  /** Who files it: citizens on the portal, or offices among themselves; the portal lists only the first. */
  readonly audience: Audience;
  /** National electronic identity that filing asks for: 1 basic, 2 verified. Absent: none. */
  readonly identityLevel?: 1 | 2;
  /** Who may file it for somebody else: a parent for a child, a person with a mandate. Absent: both; empty: nobody. */
  readonly onBehalf?: readonly ('child' | 'proxy')[];
  /** National procedure code, '1.001193'; '' for a service inside the offices. */
  readonly procedure: string;
  readonly title: Label;
  /** One sentence: what one gets. */
  readonly summary: Label;
  /** Other words people search with, and the life events under which the home page lists it. */
  readonly keywords: readonly string[];
  readonly lifeEvents: readonly LifeEvent[];
  /** For whom it is in particular, with the words these people use and what is different for them; empty means everybody. */
  readonly audiences: ReadonlyMap<AudienceName, PackAudience>;
  readonly field: Label;
  /** Kinds of unit that may receive it: 'commune', 'district', 'province'. */
  readonly unitKinds: readonly string[];
  readonly roles: ReadonlyMap<string, PackRole>;
  readonly legalBasis: readonly LegalBasis[];
  /** What the procedure page tells before one starts. */
  readonly facts: PackFacts;
  /** Where the form asks who files: paths of name and phone (tracking asks its last digits), and of identity number, e-mail and address where asked. */
  readonly applicant: ApplicantPaths;
  /** Who else has to agree before it can be received; empty for most services. */
  readonly consents: readonly Consent[];
  /** What a granted result changes beyond its case; empty for most services. */
  readonly effects: readonly Effect[];
  readonly form: Form;
  readonly taskForms: ReadonlyMap<string, Form>;
  readonly process: Process;
  readonly decisions: DmnModel;
  /** Names of the decisions in `decisions` that answer the three questions every service has. */
  readonly rules: { readonly eligibility: string; readonly fee: string; readonly deadline: string };
  readonly reasons: { readonly supplement: readonly Reason[]; readonly refusal: readonly Reason[]; readonly extension: readonly Reason[] };
  /** Typst sources by file name: 'receipt.typ', 'result.typ', 'supplement.typ', 'refusal.typ'. */
  readonly templates: ReadonlyMap<string, string>;
  readonly indicators: readonly Indicator[];
  readonly shares: readonly Share[];
  readonly surveys: readonly Survey[];
  /** Where the pages of the public find this service by what it is, not by its id: people's voice comes in through it. */
  readonly door?: Door;
  readonly stories: readonly Story[];
  /** Vietnamese texts of diagram and rules in English; '#' stands for a number. See `translated`. */
  readonly words: ReadonlyMap<string, string>;
  /** Languages of the form beside Vietnamese and English, and every recording by its path in the pack. */
  readonly languages: readonly PackLanguage[];
  readonly voices: ReadonlyMap<string, Uint8Array>;
};

/** A pack as it is proved: its hash comes last. */
export type Linted = Omit<Pack, 'hash'>;

/** A text of the diagram or the rules in the language of the screen; unknown texts stay Vietnamese. 'Bản sao 5 trang' is found as 'Bản sao # trang'. */
export function translated(pack: Pick<Pack, 'words'>, text: string, lang: Lang): string {
  if (lang === 'vi') return text;
  const exact = pack.words.get(text);
  if (exact !== undefined) return exact;
  const numbers = text.match(/\d+/g) ?? [];
  const pattern = pack.words.get(text.replace(/\d+/g, '#'));
  return pattern === undefined ? text : numbers.reduce((made, number) => made.replace('#', () => number), pattern);
}

/** Vietnamese text of the form -> its text, and -> the path of its recording. What is missing stays Vietnamese. */
export type PackLanguage = {
  /** ISO 639, 'ktv'. */
  readonly code: string;
  /** As its speakers write it. */
  readonly own: string;
  readonly name: Label;
  /** Shows how it would be; nobody of the language has approved it. */
  readonly isSample: boolean;
  readonly texts: ReadonlyMap<string, string>;
  readonly voice: ReadonlyMap<string, string>;
};

export type Audience = 'citizens' | 'internal';
export type ApplicantPaths = { readonly name: string; readonly phone: string; readonly id?: string; readonly email?: string; readonly address?: string };
export type ConsentWay = 'signed-in' | 'paper' | 'counter';
/** Consent of a person the form names: a field each, or every item of a repeated group. */
export type Consent = {
  readonly id: string;
  /** What the person is in the case: 'Chủ hộ, chủ chỗ ở'. */
  readonly who: Label;
  /** The repeated group whose items are persons; `name` and `idNumber` are then fields of the item. */
  readonly each?: string;
  readonly name: string;
  readonly idNumber: string;
  /** FEEL over the answers, `today` and, in a repeated group, `item`; absent: always. */
  readonly when?: string;
  /** The sentence the person agrees to. */
  readonly text: Label;
  /** Answers it is about, and that the person may read: fields or groups of fields. */
  readonly shows: readonly string[];
  readonly ways: readonly ConsentWay[];
  /** The paper of the form that holds a written consent. */
  readonly paper?: string;
  /** A joint applicant follows the case to its end; whoever only agrees does not. */
  readonly joint: boolean;
};
/** Values are paths of answers, or of what was written at a step; one that nobody gave changes nothing. */
export type Effect = {
  /** The facts held about the applicant; or the mandate of the applicant for a child. */
  readonly do: 'change-person' | 'child-mandate';
  /** FEEL over the answers and `today`; absent: always. */
  readonly when?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly birthYear?: string;
  readonly address?: string;
  /** Id number and birth date of the child. */
  readonly number?: string;
  readonly birth?: string;
};
export type AudienceName = 'citizen' | 'business' | 'elder' | 'helper';
export type PackAudience = { readonly words: readonly string[]; readonly hint?: Label };
export type PackRole = { readonly title: Label /** Organisation role that plays it: 'receptionist', 'officer', 'unitLeader'. */; readonly role: string };
export type LegalBasis = { readonly title: Label; readonly article?: string };
export type Reason = {
  readonly code: string;
  readonly label: Label;
  readonly legal?: string;
  /** What it is about: a field, a group of fields ('mother') or a paper of the form. */
  readonly about?: string;
  /** Supplement: what a right one looks like. */
  readonly sample?: Label;
  /** Extension: the working days it gives, counted from the day on which it is granted. */
  readonly days?: number;
};
export type PackFacts = {
  readonly who: Label;
  readonly time: Label;
  readonly fee: Label;
  readonly result: Label;
  readonly where: Label;
};
/** Formula over ledger entries. A target of a share is a number from 0 to 1. */
export type Indicator = {
  readonly code: string;
  readonly name: Label;
  readonly pillar: 'government' | 'economy' | 'society';
  readonly formula: Formula;
  readonly target?: number;
  readonly direction: 'up' | 'down';
};
/** share: entries of `over` where `among` and `counts` hold, divided by those where `among` holds. count: how many. sum, mean: of `value`. Conditions and values are FEEL. */
export type Formula = {
  readonly kind: 'share' | 'count' | 'sum' | 'mean';
  readonly over: string;
  readonly among?: string;
  readonly counts?: string;
  readonly value?: string;
};
export type Share = { readonly to: string; readonly fields: readonly string[]; readonly purpose: Label; readonly legal: string; readonly keepDays: number };
export type Survey = {
  readonly id: string;
  readonly stage: 'before' | 'during' | 'after';
  readonly questions: readonly SurveyQuestion[];
};
/** scale: 1 to 5. nps: 0 to 10, how likely one recommends it. single, multi: one or any of `choices`. */
export type SurveyQuestion = {
  readonly id: string;
  readonly text: Label;
  readonly kind: 'scale' | 'text' | 'single' | 'multi' | 'nps';
  readonly choices?: readonly Label[];
};

/** What the public's pages read of a case: each value is the path of an answer or the name of a task's result. */
export type ReportDoor = {
  readonly kind: 'report';
  /** May be sent without signing in, after a phone check. */
  readonly anonymous: boolean;
  readonly category: string;
  readonly text: string;
  /** True when the sender lets it be read by everybody. */
  readonly public: string;
  /** Code of the commune it is about. */
  readonly commune: string;
  /** What was done, published when the case has ended. */
  readonly answer: string;
  /** Written when another agency has to answer. */
  readonly forwarded?: string;
  readonly danger?: string;
  readonly place?: string;
  readonly latitude?: string;
  readonly longitude?: string;
  /** Paper of the form with the pictures. */
  readonly photos?: string;
  /** Code of the case it complains about. */
  readonly about?: string;
  /** Category of what is said about a case. */
  readonly aboutCase?: string;
  /** Public code of the report that is opened again. */
  readonly reopens?: string;
  /** Category under which a low rating comes back as work. */
  readonly lowRating?: string;
};
/** A survey that is drafted, approved, held and concluded as a case. */
export type SurveyDoor = {
  readonly kind: 'survey';
  readonly title: string;
  readonly intro: string;
  /** List of { text, kind, choices }. */
  readonly questions: string;
  readonly ends: string;
  /** Answers wanted of one commune, and of one group of age. */
  readonly communeQuota?: string;
  readonly ageQuota?: string;
  /** User task during which people answer. */
  readonly opens: string;
  readonly conclusion: string;
};
export type Door = ReportDoor | SurveyDoor;

/** Given, when, then: at once test, documentation, demonstration data and exercise. The player is kernel/case/story.ts. */
export type Story = {
  /** Name of its file without '.json'. */
  readonly name: string;
  readonly title: Label;
  readonly given: StoryGiven;
  readonly when: readonly StoryMove[];
  readonly then: StoryEnd;
};

export type StoryGiven = {
  /** Name of the receiving unit, as people say it: 'phường An Xuân'. */
  readonly unit: string;
  /** Name of the working calendar. */
  readonly calendar: string;
  /** 'citizen' or a role of the pack -> who plays it. */
  readonly people: ReadonlyMap<string, string>;
  /** Agency or GSO codes that answers and task results name -> the unit as people say it. */
  readonly units: ReadonlyMap<string, string>;
  /** Books -> the last number that was given from them; a book not named here begins with 1. */
  readonly books: ReadonlyMap<string, number>;
};

/** `by` is a name of `given.people`. */
export type StoryMove = { readonly at: Instant; readonly by: string; readonly expect?: StoryExpect } & (
  | { readonly do: 'submit'; readonly answers: JsonObject; readonly papers: StoryPapers }
  | { readonly do: 'receive' | 'take-fee' | 'withdraw' | 'wait' }
  /** `unit`: the code of the unit in which `by` sits, when it is not the unit of the case; that unit must hold the task. */
  | { readonly do: 'complete'; readonly task: string; readonly data: JsonObject; readonly unit?: string }
  /** The case opened as the first, second, ... has ended, or all that are still running. */
  | { readonly do: 'end-child'; readonly child: number | 'all'; readonly outcome: 'granted' | 'refused' | 'withdrawn' }
  | { readonly do: 'supplement'; readonly reasons: readonly string[]; readonly note: string }
  /** `answers` are laid over those of the submission. */
  | { readonly do: 'answer'; readonly answers: JsonObject; readonly papers: StoryPapers }
  | { readonly do: 'extend' | 'refuse'; readonly reason: string; readonly note: string }
  /** `party`: the id of the consent, with '-2' for the second item of a repeated group. */
  | {
      readonly do: 'consent';
      readonly party: string;
      readonly says: 'agreed' | 'declined' | 'withdrawn';
      readonly how: ConsentWay;
      /** What the counter saw. */
      readonly note?: string;
    }
);
/** Paper id -> number of files, or that the paper itself is brought to the counter. */
export type StoryPapers = ReadonlyMap<string, number | 'counter'>;

/** What has to be so right after the move; a refused move changes nothing. */
export type StoryExpect = {
  /** Code of the refusal, or of a problem in the answers: 'answers-have-problems'. */
  readonly refused?: string;
  readonly status?: StoryStatus;
  readonly due?: Instant;
  readonly fee?: number;
  /** Elements of the open tasks, all of them. */
  readonly tasks?: readonly (string | StoryTask)[];
  /** Codes of the units that were told so far. */
  readonly informed?: readonly string[];
  /** How many people named in it have still to agree. */
  readonly awaits?: number;
  /** How many of the cases it opened are still running. */
  readonly children?: number;
  /** Some of the data, at their outermost names: results of tasks, numbers from books. */
  readonly data?: JsonObject;
};
/** An open task with the unit that holds it and the moment it is owed; `times` when several are alike. */
export type StoryTask = { readonly task: string; readonly unit?: string; readonly due?: Instant; readonly times?: number };
export type StoryStatus = 'submitted' | 'waiting' | 'processing' | 'ready' | 'returned' | 'refused' | 'withdrawn';
export type StoryEnd = StoryExpect & {
  readonly status: StoryStatus;
  readonly paid?: boolean;
  /** Vietnamese ground of exemption; '' when nothing was waived. */
  readonly exempt?: string;
  readonly onTime?: boolean;
  /** Kinds of the papers made, in order: 'receipt', 'result', 'supplement', 'refusal'. */
  readonly documents?: readonly string[];
};
