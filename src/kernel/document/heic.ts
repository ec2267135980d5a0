/** The header of a HEIC photograph (ISO 14496-12 boxes, ISO 23008-12 properties): how many points it has, before anything decodes it. */

/** Brands under which telephones write still pictures coded with HEVC. */
const stillBrands = ['heic', 'heix', 'heim', 'heis', 'mif1'];
const codedBrands = ['heic', 'heix', 'heim', 'heis'];
/** Boxes looked at in all: a header of a telephone has some hundred properties. */
const mostBoxes = 4_000;

export type HeicHeader = {
  readonly pixels: number;
  /** Y, Cb and Cr use all 256 steps; otherwise 16 to 235 (the 'nclx' colour of the main picture). */
  readonly isFullRange: boolean;
};

/** undefined when these bytes are no HEIC picture with a readable header. */
export function heicHeader(bytes: Uint8Array): HeicHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first] = boxes(view, 0, bytes.length);
  if (first?.type !== 'ftyp' || first.end - first.start < 8) return undefined;
  const brands = [text(view, first.start), ...everyFourth(first.start + 8, first.end).map((at) => text(view, at))];
  if (!stillBrands.includes(brands[0] ?? '') || !brands.some((brand) => codedBrands.includes(brand))) return undefined;
  const meta = boxes(view, 0, bytes.length).find((box) => box.type === 'meta');
  if (meta === undefined) return undefined;
  // 'meta' is a full box: four bytes of version and flags come first.
  const inside = ['iprp', 'ipco'].reduce<readonly Box[]>(
    (list, type) => list.filter((box) => box.type === type).flatMap((box) => boxes(view, box.start, box.end)),
    boxes(view, meta.start + 4, meta.end),
  );
  const sizes = inside
    .filter((box) => box.type === 'ispe' && box.end - box.start >= 12)
    .map((box) => view.getUint32(box.start + 4) * view.getUint32(box.start + 8));
  const colour = inside.find((box) => box.type === 'colr' && box.end - box.start >= 11 && text(view, box.start) === 'nclx');
  if (sizes.length === 0) return undefined;
  return { pixels: Math.max(...sizes), isFullRange: colour === undefined || view.getUint8(colour.start + 10) >= 128 };
}

/** From the first byte of the content to behind the last. */
type Box = { readonly type: string; readonly start: number; readonly end: number };

function boxes(view: DataView, from: number, to: number): readonly Box[] {
  const list: Box[] = [];
  let at = from;
  while (at + 8 <= Math.min(to, view.byteLength) && list.length < mostBoxes) {
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= view.byteLength;
    const size = short === 0 ? to - at : isLong ? view.getUint32(at + 8) * 4_294_967_296 + view.getUint32(at + 12) : short;
    if (size < (isLong ? 16 : 8)) return list;
    list.push({ type: text(view, at + 4), start: at + (isLong ? 16 : 8), end: Math.min(at + size, to, view.byteLength) });
    at += size;
  }
  return list;
}

const text = (view: DataView, at: number): string =>
  at + 4 > view.byteLength ? '' : String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
const everyFourth = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.min(32, Math.floor((to - from) / 4)) }, (_, index) => from + index * 4);
