/** A part of a form: the questions a rule reads and nothing else, for working something out before filing. */
import { reads } from '../feel/feel.ts';
import { conditionReads } from './condition.ts';
import type { Check, Field, Form, FormGroup, FormPage, When } from './model.ts';

/** What is read: dotted paths as the rules write them, and every name the rules use, for the columns of a list. */
export type Wanted = { readonly paths: readonly string[]; readonly names: ReadonlySet<string> };

/**
 * The form with only the fields that are read; a condition that looks at a field which is not asked falls away, and so do papers.
 * A field that is worked out brings the fields it is worked out from.
 */
export function partOf(form: Form, wanted: Wanted): Form {
  const kept = new Set<string>();
  const want = (field: Field): void => {
    if (kept.has(field.path)) return;
    kept.add(field.path);
    const sources = field.computed?.rich === undefined ? [] : reads(field.computed.rich.expression);
    for (const other of form.fields.values()) if (isRead(other, { paths: sources, names: new Set() })) want(other);
  };
  for (const field of form.fields.values()) if (isRead(field, wanted)) want(field);
  // A list that is only counted still has to be filled in: by the one question that makes an item.
  for (const path of wanted.paths) {
    const items = [...form.fields.values()].filter((field) => field.path.startsWith(`${path}.*.`));
    if (!items.some((field) => kept.has(field.path))) for (const field of items.filter((one) => one.required === true).slice(0, 1)) want(field);
  }
  const known: ReadonlySet<string> = new Set([...kept, 'today']);
  const pages = form.pages.flatMap((page) => pagePart(page, known));
  const fields = new Map(pages.flatMap((page) => page.groups.flatMap((group) => group.fields.map((field) => [field.path, field] as const))));
  const checks = form.checks.filter((check: Check) => kept.has(check.field) && standsOn(check.when, known));
  return { ...form, pages, fields, checks, papers: [] };
}

function isRead(field: Field, { paths, names }: Wanted): boolean {
  const last = field.parts.at(-1) ?? '';
  return paths.some((path) => {
    if (field.path === path || path.startsWith(`${field.path}.`)) return true;
    // A group or a list taken whole: those of its fields that are named somewhere.
    return field.path.startsWith(`${path}.`) && names.has(last);
  });
}

function pagePart(page: FormPage, known: ReadonlySet<string>): readonly FormPage[] {
  const groups = page.groups.flatMap((group): readonly FormGroup[] => {
    const fields = group.fields.filter((field) => known.has(field.path)).map((field) => fieldPart(field, known));
    return fields.length === 0 ? [] : [withoutBlind({ ...group, fields }, known)];
  });
  return groups.length === 0 ? [] : [withoutBlind({ ...page, groups }, known)];
}

function fieldPart(field: Field, known: ReadonlySet<string>): Field {
  const isSure = typeof field.required === 'boolean' || standsOn(field.required, known, field);
  return withoutBlind({ ...field, required: isSure ? field.required : false }, known, field);
}

/** Without its condition, when that looks at something that is not asked. */
function withoutBlind<T extends { readonly when?: When }>(one: T, known: ReadonlySet<string>, field?: Field): T {
  if (one.when === undefined || standsOn(one.when, known, field)) return one;
  const { when: _, ...rest } = one;
  return rest as T;
}

function standsOn(when: When, known: ReadonlySet<string>, field?: Field): boolean {
  if (when.small === undefined) return false;
  const item = field === undefined ? '' : field.path.slice(0, field.path.lastIndexOf('*') + 1);
  return conditionReads(when.small).every((path) => known.has(path.startsWith('.') ? `${item}${path}` : path));
}
