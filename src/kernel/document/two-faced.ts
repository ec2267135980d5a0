/** Files that are two things at once: a picture that is also an archive, a page or a program. Whoever opens them by another name gets something else. */

/** A picture never holds these words outside of an attack; a PDF may quote them behind its first kilobyte. */
const pageWords = /<(?:!doctype|html|head|body|script|iframe|svg|\?php)[\s>]|<\?php/i;
const pdfHead = 1_024;
/** A ZIP (also JAR, APK, DOCX) is read from its end: its last record is 22 bytes and a remark of at most 64 KB. */
const zipTail = 65_557;

/** `isPdf`: what the first bytes say. */
export function isTwoFaced(bytes: Uint8Array, isPdf: boolean): boolean {
  return endsAsZip(bytes) || pageWords.test(latin(isPdf ? bytes.subarray(0, pdfHead) : bytes)) || (!isPdf && hasPdf(bytes));
}

/** The record of the end of an archive, whose remark ends exactly with the file. */
function endsAsZip(bytes: Uint8Array): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - zipTail));
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || tail[at + 1] !== 0x4b || tail[at + 2] !== 5 || tail[at + 3] !== 6) continue;
    const remark = (tail[at + 20] ?? 0) | ((tail[at + 21] ?? 0) << 8);
    const entries = (tail[at + 10] ?? 0) | ((tail[at + 11] ?? 0) << 8);
    if (at + 22 + remark === tail.length || entries > 0) return true;
  }
  return false;
}

/** Readers of PDF look for the header anywhere in the first kilobyte. */
const hasPdf = (bytes: Uint8Array): boolean => latin(bytes.subarray(0, pdfHead)).includes('%PDF-');

const decoder = new TextDecoder('latin1');
const latin = (bytes: Uint8Array): string => decoder.decode(bytes);
