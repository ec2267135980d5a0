/** What a check of a signed PDF says, per signature and for the file, in the words shown to people. */
import type { Label } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';

/** PASSED, INDETERMINATE and FAILED of ETSI EN 319 102-1. */
export type SignatureState = 'passed' | 'indeterminate' | 'failed';

/** Why a signature has its state; every code has a sentence in `reasonOf`. */
export type SignatureCode = keyof typeof reasons;

export type SignatureCheck = {
  /** Name of the signature field, '' when it cannot be read. */
  readonly field: string;
  /** Common name in the signer's certificate, '' when it cannot be read. */
  readonly signer: string;
  readonly organisation: string;
  /** Signing time as the signer stated it; undefined when the file states none. */
  readonly at?: Instant;
  /** 'revision': signed first, and the file grew by later signatures since. */
  readonly covers: 'whole-document' | 'revision';
  readonly state: SignatureState;
  readonly code: SignatureCode;
};

export type Verdict = {
  readonly verdict: 'valid' | 'changed' | 'unknown';
  /** In the order in which they were made. */
  readonly signatures: readonly SignatureCheck[];
  readonly reason: Label;
};

/** One failed signature makes the file changed; otherwise one that cannot be judged makes it unknown; a file without signatures is unknown. */
export function verdictOf(signatures: readonly SignatureCheck[]): Verdict {
  const failed = signatures.find(({ state }) => state === 'failed');
  if (failed !== undefined) return { verdict: 'changed', signatures, reason: reasons[failed.code] };
  const unsure = signatures.find(({ state }) => state === 'indeterminate');
  if (unsure !== undefined) return { verdict: 'unknown', signatures, reason: reasons[unsure.code] };
  if (signatures.length === 0) return { verdict: 'unknown', signatures, reason: noSignature };
  return { verdict: 'valid', signatures, reason: reasons.intact };
}

/** The sentence for one signature. */
export const reasonOf = (code: SignatureCode): Label => reasons[code];

const noSignature: Label = {
  vi: 'Tệp không có chữ ký số nên không xác định được ai đã phát hành và nội dung có còn nguyên hay không.',
  en: 'The file has no digital signature, so nothing can be said about who issued it or whether it is intact.',
};

const reasons = {
  intact: {
    vi: 'Chữ ký số hợp lệ, nội dung còn nguyên như khi ký.',
    en: 'The digital signature is valid and the content is as it was signed.',
  },
  'digest-mismatch': {
    vi: 'Nội dung đã bị sửa sau khi ký: mã băm của tệp không khớp với mã băm trong chữ ký.',
    en: 'The content was changed after signing: the hash of the file does not match the hash in the signature.',
  },
  'signature-broken': {
    vi: 'Chữ ký số đã bị sửa hoặc bị thay: không khớp với chứng thư của người ký.',
    en: 'The digital signature was changed or replaced: it does not match the certificate of the signer.',
  },
  'bad-byte-range': {
    vi: 'Chữ ký số không bao trùm đúng phần nội dung của tệp.',
    en: 'The digital signature does not cover the right part of the file.',
  },
  'changed-after-signing': {
    vi: 'Tệp đã được thêm hoặc sửa nội dung sau khi ký.',
    en: 'Content was added to the file or changed after signing.',
  },
  'later-addition': {
    vi: 'Sau chữ ký này tệp được thêm phần mà hệ thống chưa đọc được, nên không xác định được nội dung có còn nguyên như khi ký.',
    en: 'After this signature something was added that the system cannot read, so it is not certain that the content is as it was signed.',
  },
  'unknown-authority': {
    vi: 'Chứng thư của người ký do một tổ chức không có trong danh sách tin cậy của hệ thống cấp.',
    en: 'The certificate of the signer was issued by an authority that is not on the trust list.',
  },
  'outside-validity': {
    vi: 'Chứng thư của người ký không có hiệu lực tại thời điểm ký.',
    en: 'The certificate of the signer was not valid at the time of signing.',
  },
  'unknown-format': {
    vi: 'Chữ ký số có dạng mà hệ thống chưa đọc được.',
    en: 'The digital signature has a form the system cannot read.',
  },
  'too-heavy': {
    vi: 'Tệp quá phức tạp nên không kiểm tra được trong giới hạn cho phép.',
    en: 'The file is too complex to be checked within the limits.',
  },
} as const satisfies Record<string, Label>;
