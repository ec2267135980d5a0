/** What was typed, tidied when the box is left; never while typing, which would break Vietnamese input methods. */

/** Names get their capitals only when they were typed without any, or with nothing else. */
export function tidied(name: string, typed: string): string {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (/(^|\.)(n|fullN)ame$/.test(name))
    return text !== text.toLowerCase() && text !== text.toUpperCase() ? text : text.toLowerCase().replace(/(^|[ '’-])\p{L}/gu, (start) => start.toUpperCase());
  return /(^|\.)(id|\w+Id)$/.test(name) && /^(\d ?){12}$/.test(text) ? text.replace(/ /g, '').replace(/(\d{4})(?=\d)/g, '$1 ') : text;
}
