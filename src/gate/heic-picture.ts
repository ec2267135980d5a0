/** HEIC photographs as plain points: decoded by libheif (WebAssembly), halved as often as possible before colours are worked out. In the helper process only. */
import { createRequire } from 'node:module';
import type { HeicHeader } from '../kernel/document/document.ts';

export type Points = { readonly width: number; readonly height: number; readonly rgb: Uint8Array };

/** What we use of libheif; its own types describe hundreds of calls more. */
type Plane = { readonly data: Uint8Array; readonly stride: number; readonly width: number; readonly height: number };
type Decoded = { readonly channels: readonly Plane[] } | { readonly code: unknown };
type Heif = {
  readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly { readonly handle: unknown; is_primary(): boolean; free(): void }[] };
  readonly heif_js_decode_image2: (handle: unknown, space: unknown, chroma: unknown) => Decoded;
  readonly heif_colorspace: { readonly heif_colorspace_YCbCr: unknown };
  readonly heif_chroma: { readonly heif_chroma_420: unknown };
};

let loaded: Heif | undefined;
// The package is CommonJS without types of this shape; bytes enter here.
const heif = (): Heif => (loaded ??= createRequire(import.meta.url)('libheif-js/wasm-bundle.js') as Heif);

/** undefined when nothing in it can be decoded; throws a RangeError when memory does not suffice. `most`: points the longer side needs; a larger picture is made smaller by whole steps. */
export function heicPicture(bytes: Uint8Array, header: HeicHeader, most: number): Points | undefined {
  const { HeifDecoder, heif_js_decode_image2: decode, heif_colorspace: spaces, heif_chroma: chromas } = heif();
  const pictures = new HeifDecoder().decode(bytes);
  const picture = pictures.find((one) => one.is_primary()) ?? pictures[0];
  if (picture === undefined) return undefined;
  const decoded = decode(picture.handle, spaces.heif_colorspace_YCbCr, chromas.heif_chroma_420);
  if (!('channels' in decoded)) return withoutMemory(decoded.code) ? outOfMemory() : undefined;
  const [y, cb, cr] = decoded.channels;
  if (y === undefined || cb === undefined || cr === undefined) return undefined;
  return inColour([y, cb, cr], Math.max(1, Math.floor(Math.max(y.width, y.height) / most)), header.isFullRange);
}

/** heif_error_Memory_allocation_error. */
const withoutMemory = (code: unknown): boolean => typeof code === 'object' && code !== null && 'value' in code && code.value === 6;
const outOfMemory = (): never => {
  throw new RangeError('the picture needs more memory than allowed');
};

/** BT.601, as telephones write it. Each point is the mean of `step` x `step` points of brightness. */
function inColour([y, cb, cr]: readonly [Plane, Plane, Plane], step: number, isFull: boolean): Points {
  const width = Math.floor(y.width / step);
  const height = Math.floor(y.height / step);
  const rgb = new Uint8Array(width * height * 3);
  const [gain, floor, spread] = isFull ? [1, 0, 1] : [255 / 219, 16, 255 / 224];
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const light = (mean(y, column * step, row * step, step) - floor) * gain;
      const at = (row * width + column) * 3;
      const colour = Math.min(cb.height - 1, (row * step) >> 1) * cb.stride + Math.min(cb.width - 1, (column * step) >> 1);
      const blue = ((cb.data[colour] ?? 128) - 128) * spread;
      const red = ((cr.data[colour] ?? 128) - 128) * spread;
      rgb[at] = clamp(light + 1.402 * red);
      rgb[at + 1] = clamp(light - 0.344136 * blue - 0.714136 * red);
      rgb[at + 2] = clamp(light + 1.772 * blue);
    }
  }
  return { width, height, rgb };
}

function mean(plane: Plane, left: number, top: number, step: number): number {
  if (step === 1) return plane.data[top * plane.stride + left] ?? 0;
  let sum = 0;
  for (let row = top; row < top + step; row += 1)
    for (let column = left; column < left + step; column += 1) sum += plane.data[row * plane.stride + column] ?? 0;
  return sum / (step * step);
}

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : Math.round(value));
