/** A file in pieces: where each begins, how long it is, which are missing. Sizes and starts are bytes. */

/** 64 KB: two seconds of a telephone's weakest line, and the most that a cut line costs. */
export const pieceBytes = 65_536;

/** Where the pieces of a file of this size begin. */
export const startsOf = (size: number): readonly number[] => Array.from({ length: Math.ceil(size / pieceBytes) }, (_, index) => index * pieceBytes);

/** How long the piece that begins there is; undefined when none begins there. */
export function pieceSize(size: number, start: number): number | undefined {
  if (!Number.isSafeInteger(start) || start < 0 || start >= size || start % pieceBytes !== 0) return undefined;
  return Math.min(pieceBytes, size - start);
}

/** Where the pieces begin that are still to come, in their order. */
export function missingOf(size: number, here: Iterable<number>): readonly number[] {
  const had = new Set(here);
  return startsOf(size).filter((start) => !had.has(start));
}

/** Who leaves files half-way again and again loses the oldest of them: which of these, oldest first, give way to a new one of `size` bytes. */
export function givingWay<T extends { readonly size: number }>(
  begun: readonly T[],
  size: number,
  most: { readonly files: number; readonly bytes: number },
): readonly T[] {
  const left = [...begun];
  const gone: T[] = [];
  const total = (): number => left.reduce((sum, one) => sum + one.size, size);
  while (left.length > 0 && (left.length >= most.files || total() > most.bytes)) gone.push(...left.splice(0, 1));
  return gone;
}
