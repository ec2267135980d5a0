/** What a supplement asks for: the named faults are open to the citizen, everything else stays as it was given. Pure. */
import type { Json, JsonObject } from '../../base/json.ts';
import { canonical, isObject, readPath } from '../../base/json.ts';
import type { Pack } from '../../pack/pack.ts';
import type { AttachedFile, CaseState } from './state.ts';

/** Fields, groups and papers the last request names; undefined when a reason is about nothing in particular, which opens the whole form. */
export function faultsNamed(pack: Pack, state: Pick<CaseState, 'supplements'>): readonly string[] | undefined {
  const reasons = state.supplements.at(-1)?.reasons ?? [];
  const about = reasons.map((code) => pack.reasons.supplement.find((one) => one.code === code)?.about);
  const named = about.filter((one) => one !== undefined);
  return named.length < about.length ? undefined : named;
}

/**
 * What the last request names and this answer leaves as it was: the same value, or neither a new file nor the promise to bring the paper.
 * '' stands for a reason about nothing in particular, which is left when nothing at all has changed.
 */
export function faultsLeft(
  pack: Pack,
  state: Pick<CaseState, 'supplements' | 'answers' | 'files'>,
  now: { readonly answers: JsonObject; readonly files: readonly AttachedFile[] },
): readonly string[] {
  const reasons = state.supplements.at(-1)?.reasons ?? [];
  const about = reasons.map((code) => pack.reasons.supplement.find((one) => one.code === code)?.about ?? '');
  const known = new Set(state.files.map((file) => file.blob));
  const fresh = now.files.filter((file) => file.blob === null || !known.has(file.blob));
  const isSame = (path: string): boolean => canonical(readPath(state.answers, path) ?? null) === canonical(readPath(now.answers, path) ?? null);
  const isLeft = (one: string): boolean => {
    if (one === '') return fresh.length === 0 && canonical(state.answers) === canonical(now.answers);
    return pack.form.papers.some((paper) => paper.id === one) ? fresh.every((file) => file.paper !== one) : isSame(one);
  };
  return [...new Set(about)].filter(isLeft);
}

export const isNamed = (named: readonly string[], path: string): boolean => named.some((one) => path === one || path.startsWith(`${one}.`));

/** The answers as they were, with the named ones as they are sent now; a named one that is not sent is gone. */
export const onlyNamed = (given: JsonObject, sent: Json, named: readonly string[]): JsonObject =>
  named.reduce<JsonObject>((answers, path) => withPath(answers, path.split('.'), readPath(sent, path)), given);

function withPath(tree: JsonObject, [head = '', ...rest]: readonly string[], value: Json | undefined): JsonObject {
  const others = Object.fromEntries(Object.entries(tree).filter(([key]) => key !== head));
  if (rest.length === 0) return value === undefined ? others : { ...others, [head]: value };
  const inner = Object.hasOwn(tree, head) ? tree[head] : undefined;
  const below = withPath(isObject(inner) ? inner : {}, rest, value);
  return Object.keys(below).length === 0 ? others : { ...others, [head]: below };
}
