/** A list that always gives out its first element next, by an order of its own: a binary heap. */

export type Agenda<T> = {
  readonly add: (one: T) => void;
  readonly take: () => T | undefined;
  readonly first: () => T | undefined;
  readonly size: () => number;
};

/** `isBefore(a, b)`: a comes out before b; two that are equal come out in any order, so the order should be total. */
export function agendaOf<T>(isBefore: (a: T, b: T) => boolean): Agenda<T> {
  const heap: T[] = [];
  const at = (index: number): T => heap[index] as T;
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [at(b), at(a)];
  };
  return {
    add: (one) => {
      heap.push(one);
      for (let index = heap.length - 1; index > 0; ) {
        const above = (index - 1) >> 1;
        if (!isBefore(at(index), at(above))) return;
        swap(index, above);
        index = above;
      }
    },
    take: () => {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined || heap.length === 0) return first;
      heap[0] = last;
      for (let index = 0; ; ) {
        const [left, right] = [2 * index + 1, 2 * index + 2];
        let next = index;
        if (left < heap.length && isBefore(at(left), at(next))) next = left;
        if (right < heap.length && isBefore(at(right), at(next))) next = right;
        if (next === index) return first;
        swap(index, next);
        index = next;
      }
    },
    first: () => heap[0],
    size: () => heap.length,
  };
}
