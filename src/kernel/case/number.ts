/** Numbers of cases: the official code given at reception, the tracking code given at submission. */
import type { CaseCode, TrackingCode } from '../../base/id.ts';
import { trackingCodeOf } from '../../base/id.ts';

/** '<agency>-YYMMDD-XXXX' (Circular 01/2018/TT-VPCP Art. 19): running number of that agency on that day. */
export const codeOf = (agency: string, day: string, number: number): CaseCode =>
  `${agency}-${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8, 10)}-${String(number).padStart(4, '0')}` as CaseCode;

/** Twelve digits from eleven random bytes: 6 in 256 make the low digits slightly more likely, which guesses nobody's code. */
export const newTracking = (random: Uint8Array): TrackingCode => trackingCodeOf([...random].map((byte) => String(byte % 10)).join(''));
