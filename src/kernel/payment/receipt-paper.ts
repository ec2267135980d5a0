/** The printed receipt (biên lai) as a Typst template over the common look of official papers, and what it is filled with. */
import type { JsonObject } from '../../base/json.ts';
import { dongInWords } from '../../base/money.ts';
import type { Instant } from '../../base/time.ts';
import { serialParts } from './obligation.ts';

export const receiptTemplate = 'fee-receipt.typ';

export const receiptText = `#import "/lib.typ": *
#show: paper.with(title: "Biên lai thu phí, lệ phí")

#masthead(over: upper(data.unit.over), issuer: upper(data.unit.name), number: data.number, place: data.unit.place, day: data.day)
#subject("Biên lai thu phí, lệ phí", under: [Ký hiệu: #strong(data.book) #h(2em) Số: #strong(data.running)])

#kv(
  ("Người nộp", data.payer),
  ("Nội dung thu", data.title),
  ("Mã hồ sơ", data.code),
  ("Mã thanh toán", data.reference),
  ("Hình thức", data.via),
  ("Số tiền", dong(data.amount)),
  ("Bằng chữ", data.words),
  ("Ngày thu", clock(data.at) + ", " + long-date(data.at)),
)

#notice-box(qr-svg: data.qr, qr-alt: "Mã QR kiểm tra biên lai")[
  Kiểm tra biên lai này tại #data.link \\
  Biên lai điện tử có dấu số của đơn vị thu, có giá trị như bản giấy.
]

#signing(
  left: signer("NGƯỜI NỘP TIỀN", name: data.payer),
  right: signer("ĐƠN VỊ THU", note: "(dấu số)", name: data.unit.name, sign: "seal", organisation: data.unit.name, at: data.at),
)
`;

const ways = { cash: 'Tiền mặt tại quầy', transfer: 'Chuyển khoản', gateway: 'Cổng thanh toán' } as const;

export type ReceiptFacts = {
  readonly receipt: { readonly serial: string; readonly via: keyof typeof ways; readonly amount: number; readonly at: Instant };
  readonly obligation: { readonly reference: string; readonly title: string; readonly caseCode: string | null; readonly tracking: string | null };
  readonly payer: string;
  readonly unit: { readonly name: string; readonly over: string; readonly place: string };
  readonly link: string;
  readonly qr: string;
  readonly sample: boolean;
};

export function receiptData({ receipt, obligation, payer, unit, link, qr, sample }: ReceiptFacts): JsonObject {
  const { book, number } = serialParts(receipt.serial);
  return {
    sample,
    unit,
    number: receipt.serial,
    day: receipt.at.slice(0, 10),
    book,
    running: number,
    payer,
    title: obligation.title,
    code: obligation.caseCode ?? obligation.tracking ?? '',
    reference: obligation.reference,
    via: ways[receipt.via],
    amount: receipt.amount,
    words: dongInWords(receipt.amount),
    at: receipt.at,
    link,
    qr,
  };
}
