/** One more or one fewer item of a repeated group, without script. */
import type { Form, RawAnswers } from '../../engine/form/form.ts';

const textOf = (fields: RawAnswers, name: string): string => fields.get(name)?.[0] ?? '';

/** What `_add` and `_remove` ask for: one item more or fewer of a repeated group. */
export function editedFields(form: Form, posted: RawAnswers): RawAnswers {
  const add = textOf(posted, '_add');
  const fields = new Map(posted);
  if (add !== '') {
    const repeat = [...form.fields.keys()].find((path) => path.startsWith(`${add}.*.`));
    if (repeat !== undefined) fields.set(repeat.replace('*', String(countItems(fields, add))), ['']);
  }
  const at = /^(.+)\.(\d+)$/.exec(textOf(posted, '_remove'));
  return at?.[1] === undefined ? fields : withoutItem(fields, at[1], Number(at[2]));
}

const countItems = (fields: RawAnswers, path: string): number =>
  1 +
  Math.max(
    -1,
    ...[...fields.keys()]
      .filter((name) => name.startsWith(`${path}.`))
      .map((name) => Number.parseInt(name.slice(path.length + 1), 10))
      .filter(Number.isSafeInteger),
  );

function withoutItem(fields: RawAnswers, path: string, index: number): RawAnswers {
  const moved = new Map<string, readonly string[]>();
  for (const [name, values] of fields) {
    const match = name.startsWith(`${path}.`) ? /^(\d+)(\..*)$/.exec(name.slice(path.length + 1)) : null;
    const at = Number(match?.[1]);
    if (match === null) moved.set(name, values);
    else if (at !== index) moved.set(`${path}.${at > index ? at - 1 : at}${match[2]}`, values);
  }
  return moved;
}
