/** What a paper template is given as `data`: the platform fills it from the case, the templates of a pack read it. */

import type { JsonObject } from '../base/json.ts';
import type { Instant, PlainDate } from '../base/time.ts';

export type PaperData = {
  /** True in a demonstration: every page is marked DỮ LIỆU MẪU. */
  readonly sample: boolean;
  readonly unit: PaperUnit;
  readonly procedure: { readonly code: string; readonly title: string; readonly time: string };
  readonly case: {
    /** Empty before reception. */
    readonly code: string;
    readonly tracking: string;
    readonly submitted: Instant;
    readonly received?: Instant;
    readonly due?: Instant;
    /** The hour promised before it was moved. */
    readonly was?: Instant;
    /** One sentence that explains the promised hour. */
    readonly because?: string;
  };
  readonly applicant: { readonly name: string; readonly id: string; readonly phone: string; readonly email: string; readonly address: string };
  /** The application, at the paths of the form; codes of choices, not their labels. */
  readonly answers: JsonObject;
  /** The same paths with every value as people read it: labels of choices, dates dd/mm/yyyy. */
  readonly shown: JsonObject;
  /** What the tasks recorded, at the paths of the task forms; `workShown` as people read it. */
  readonly work: JsonObject;
  readonly workShown: JsonObject;
  readonly papers: readonly { readonly name: string /** 'bản điện tử', 'ảnh chụp', 'bản giấy' */; readonly form: string; readonly count: number }[];
  readonly fee: {
    readonly total: number;
    readonly words: string;
    readonly lines: readonly { readonly label: string; readonly quantity: number; readonly unitPrice: number; readonly amount: number }[];
    readonly paid: boolean;
    readonly exempt: string;
  };
  /** Number of the paper in its book, '0034/TTPVHCC', and its day. */
  readonly number: { readonly text: string; readonly day: PlainDate };
  /** Who receives (receipt slip, supplement) or signs (result, refusal). `prefix`: 'TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', or empty. */
  readonly signer: { readonly name: string; readonly position: string; readonly prefix: string; readonly at: Instant };
  /** Supplement: every fault at once. Refusal: one entry. */
  readonly reasons: readonly { readonly label: string; readonly legal: string; readonly text: string }[];
  /** QR code of the tracking or checking address, as SVG text. */
  readonly qr: string;
  readonly link: string;
};

export type PaperUnit = {
  readonly code: string;
  /** 'Ủy ban nhân dân xã A Tiêng' */
  readonly name: string;
  /** Body above, 'Ủy ban nhân dân huyện Tây Giang'; empty when none. */
  readonly over: string;
  /** Where it is signed: 'A Tiêng'. */
  readonly place: string;
  /** 'Bộ phận Tiếp nhận và Trả kết quả xã A Tiêng' */
  readonly desk: string;
  readonly commune: string;
  /** Empty after the districts ended. */
  readonly district: string;
  readonly province: string;
};
