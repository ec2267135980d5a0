/** QR codes as SVG text: the same words on the screen, on paper and in a test. */
import { encode } from 'uqr';

/**
 * A black on white SVG with a quiet zone of 2 modules; error correction M, so that a folded or smudged slip still reads.
 * Throws a RangeError when the text does not fit a QR code (2,331 bytes of UTF-8).
 */
export function qrSvg(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const lines = data.map((row, y) => lineOf(row, y));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path stroke="#000" d="${lines.join('')}"/></svg>`;
}

/** One row as strokes of height 1, each run of dark modules one stroke: a third of the bytes of single squares. */
function lineOf(row: readonly boolean[], y: number): string {
  const runs = [
    ...row
      .map((dark) => (dark ? '1' : '0'))
      .join('')
      .matchAll(/1+/g),
  ];
  let end = 0;
  return runs
    .map(({ 0: run, index }, at) => {
      const move = at === 0 ? `M${index} ${y + 0.5}` : `m${index - end} 0`;
      end = index + run.length;
      return `${move}h${run.length}`;
    })
    .join('');
}
