/** Numbers of people as they are written and stored: telephones, personal id numbers. Pure. */

/** '0905 412 768' or '+84 905412768' -> '+84905412768': mobile and land lines of Viet Nam. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[ .()-]/g, '').replace(/^\+84/, '0');
  return /^0[35789]\d{8}$/.test(digits) || /^02\d{8,9}$/.test(digits) ? `+84${digits.slice(1)}` : undefined;
}

export const isIdNumber = (text: string): boolean => /^\d{12}$/.test(text);
/** Year of birth told by a personal id number: the fourth digit holds century and sex (Decree 137/2015), the next two the year. */
export function birthYearOf(idNumber: string): number | undefined {
  if (!isIdNumber(idNumber)) return undefined;
  return 1900 + Math.floor(Number(idNumber[3]) / 2) * 100 + Number(idNumber.slice(4, 6));
}
