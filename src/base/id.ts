/** Identifiers are branded: a case id cannot be passed where a unit id is asked. */
type Id<Name extends string> = string & { readonly brand: Name };

/** Random, version 7 shaped UUID made by the world. */
export type CaseId = Id<'CaseId'>;
export type PersonId = Id<'PersonId'>;
export type DocumentId = Id<'DocumentId'>;
/** Official code 'H47.12-221115-0001', given at reception. */
export type CaseCode = Id<'CaseCode'>;
/** 12 digits with a check digit, given to the citizen at submission. */
export type TrackingCode = Id<'TrackingCode'>;
/** Idempotency key of a deed, chosen by the sender: 8 to 100 characters of [A-Za-z0-9_-]. */
export type CommandKey = Id<'CommandKey'>;
export type PackId = Id<'PackId'>;
/** Units are few: a small integer, stable for ever. */
export type UnitId = number & { readonly brand: 'UnitId' };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isUuid = (text: string): boolean => uuid.test(text);
export const isCommandKey = (text: string): text is CommandKey => /^[A-Za-z0-9_-]{8,100}$/.test(text);

/** The last digit of a tracking code is the Damm check digit of the first eleven: it catches every single slip and every swap of neighbours. */
export function checkDigit(digits: string): number {
  let carry = 0;
  for (const digit of digits) carry = damm[carry]?.[Number(digit)] ?? 0;
  return carry;
}

export const isTrackingCode = (text: string): text is TrackingCode => /^\d{12}$/.test(text) && checkDigit(text) === 0;
export const trackingCodeOf = (elevenDigits: string): TrackingCode => `${elevenDigits}${checkDigit(elevenDigits)}` as TrackingCode;

// Damm, H. M. (2004): a totally anti-symmetric quasigroup of order 10.
const damm = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];
