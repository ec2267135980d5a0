/** QR codes as SVG text: the same words on the screen, on paper and in a test. */
import { renderSVG } from 'uqr';

/**
 * A black on white SVG with a quiet zone of 2 modules; error correction M, so that a folded or smudged slip still reads.
 * Throws a RangeError when the text does not fit a QR code (2,331 bytes of UTF-8).
 */
export function qrSvg(text: string): string {
  return renderSVG(text, { ecc: 'M', border: 2, pixelSize: 4 });
}
