/** What a pack is: one public service as data, read from a folder of open-standard files and proved to fit together. */
import type { PackId } from '../base/id.ts';
import type { JsonObject } from '../base/json.ts';
import type { Label } from '../base/text.ts';
import type { Process } from '../engine/bpmn/bpmn.ts';
import type { DmnModel } from '../engine/dmn/dmn.ts';
import type { Form } from '../engine/form/form.ts';

export type Pack = {
  readonly id: PackId;
  /** Semantic version 'major.minor.patch'. */
  readonly version: string;
  /** sha-256 over all files: what a case is pinned to. */
  readonly hash: string;
  /** National procedure code, '1.001193'. */
  readonly procedure: string;
  readonly title: Label;
  /** One sentence: what one gets. */
  readonly summary: Label;
  /** Other words people search with, and the life events under which the home page lists it. */
  readonly keywords: readonly string[];
  readonly lifeEvents: readonly LifeEvent[];
  readonly field: Label;
  /** Kinds of unit that may receive it: 'commune', 'district', 'province'. */
  readonly unitKinds: readonly string[];
  readonly roles: ReadonlyMap<string, PackRole>;
  readonly legalBasis: readonly LegalBasis[];
  /** What the procedure page tells before one starts. */
  readonly facts: PackFacts;
  /** Where the form asks who files: paths of name and phone (tracking asks its last digits), and of the identity number when there is one. */
  readonly applicant: { readonly name: string; readonly phone: string; readonly id?: string };
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
  readonly stories: readonly Story[];
};

export type LifeEvent = 'birth' | 'marriage' | 'land' | 'building' | 'shop' | 'moving' | 'support' | 'copies' | 'death' | 'school' | 'health';
export type PackRole = { readonly title: Label /** Organisation role that plays it: 'receptionist', 'officer', 'unitLeader'. */; readonly role: string };
export type LegalBasis = { readonly title: Label; readonly article?: string };
export type Reason = { readonly code: string; readonly label: Label; readonly legal?: string };
export type PackFacts = {
  readonly who: Label;
  readonly time: Label;
  readonly fee: Label;
  readonly result: Label;
  readonly where: Label;
};
/** Formula over ledger entries; the reading is in engine/measure. */
export type Indicator = {
  readonly code: string;
  readonly name: Label;
  readonly pillar: 'government' | 'economy' | 'society';
  readonly formula: JsonObject;
  readonly target?: number;
  readonly direction: 'up' | 'down';
};
export type Share = { readonly to: string; readonly fields: readonly string[]; readonly purpose: Label; readonly legal: string; readonly keepDays: number };
export type Survey = {
  readonly id: string;
  readonly stage: 'before' | 'during' | 'after';
  readonly questions: readonly { readonly id: string; readonly text: Label; readonly kind: 'scale' | 'text' }[];
};

/** Given, when, then: at once test, documentation, demonstration data and exercise. The player is kernel/case/story.ts. */
export type Story = {
  readonly name: string;
  readonly title: Label;
  readonly given: JsonObject;
  readonly when: readonly JsonObject[];
  readonly then: JsonObject;
};
