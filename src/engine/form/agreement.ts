/** Compares an identity number with the sex and birth date declared beside it: a difference is a hint to look again, never a stop. */
import type { Json, JsonObject } from '../../base/json.ts';
import { readPath } from '../../base/json.ts';
import type { Label } from '../../base/text.ts';
import { factsOfId } from './formats.ts';
import type { Field } from './model.ts';

const look: Label = { vi: 'Xem lại thẻ căn cước; nếu đúng như thẻ thì cứ tiếp tục.', en: 'Check the identity card; if it says so, simply go on.' };

/** The warning, or undefined when nothing differs or nothing can be compared. `near` is the item of a repeated group, else all answers. */
export function agreementOf(field: Field, near: JsonObject, all: JsonObject): Label | undefined {
  const { agrees } = field;
  const id = readPath(near, field.parts.join('.'));
  const said = typeof id === 'string' ? factsOfId(id) : undefined;
  if (agrees === undefined || said === undefined) return undefined;
  const answer = (path: string | undefined): Json | undefined =>
    path === undefined ? undefined : (readPath(near, relative(field, path)) ?? readPath(all, path));
  const sex = sexOf(agrees.sex === 'male' || agrees.sex === 'female' ? agrees.sex : answer(agrees.sex), agrees);
  const year = yearOf(answer(agrees.birthDate)) ?? yearOf(answer(agrees.birthYear));
  const isSexOther = sex !== undefined && sex !== said.sex;
  const isYearOther = year !== undefined && year !== said.year;
  if (!isSexOther && !isYearOther) return undefined;
  const vi = [isSexOther ? `giới tính ${said.sex === 'male' ? 'nam' : 'nữ'}` : '', isYearOther ? `năm sinh ${said.year}` : '']
    .filter((part) => part !== '')
    .join(' và ');
  const en = [isSexOther ? said.sex : '', isYearOther ? `born in ${said.year}` : ''].filter((part) => part !== '').join(' and ');
  return {
    vi: `Số định danh này là của người có ${vi}, khác với lời khai. ${look.vi}`,
    en: `This personal number belongs to somebody ${en}, unlike the declaration. ${look.en}`,
  };
}

function relative(field: Field, path: string): string {
  const star = field.path.indexOf('.*.');
  return star > 0 && path.startsWith(field.path.slice(0, star + 3)) ? path.slice(star + 3) : path;
}

function sexOf(answer: Json | undefined, words: { readonly male?: string; readonly female?: string }): 'male' | 'female' | undefined {
  if (answer === (words.male ?? 'nam') || answer === 'male') return 'male';
  return answer === (words.female ?? 'nu') || answer === 'female' ? 'female' : undefined;
}

const yearOf = (answer: Json | undefined): number | undefined =>
  typeof answer === 'number' ? answer : typeof answer === 'string' && /^\d{4}/.test(answer) ? Number(answer.slice(0, 4)) : undefined;
