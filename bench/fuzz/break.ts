/** Breaks files without losing their structure: tags of XML, places of JSON, words of a PDF. */
import type { Json, JsonObject } from '../../src/base/json.ts';
import { isObject } from '../../src/base/json.ts';
import type { Chance } from '../kit.ts';
import { anyJson, broken, source } from './feel.ts';

const hostile = [
  '',
  '__proto__',
  'constructor',
  ' ',
  '#',
  '#missing',
  'x'.repeat(300),
  '\u0000',
  '&amp;&lt;',
  'P1D',
  'R/PT1S',
  '=1/0',
  '-1',
  '1e9',
  'Đơn',
  'true',
  'a b',
  '../..',
  '{',
  'R9999/PT1M',
];
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** One to four changes; `tags` are element names of the language that may stand in place of others. */
export function breakXml(dice: Chance, xml: string, tags: readonly string[]): string {
  const parts = xml.match(/<[^>]*>|[^<]+/g) ?? [];
  for (let count = 1 + dice.pick(4); count > 0; count -= 1) change(dice, parts, tags);
  return parts.join('');
}

function change(dice: Chance, parts: string[], tags: readonly string[]): void {
  const at = dice.pick(parts.length);
  const part = parts[at] ?? '';
  switch (dice.pick(16)) {
    case 0:
      parts.splice(at, 1);
      return;
    case 1:
      parts.splice(at, 0, part);
      return;
    case 2:
    case 3:
      parts[at] = part.replace(/="[^"]*"/, () => `="${escaped(dice.of(hostile)).replaceAll('"', '')}"`);
      return;
    case 4:
    case 5:
      // A value of another attribute: ids that exist stand where they do not belong.
      parts[at] = withAttribute(dice, part, parts);
      return;
    case 6:
    case 7:
    case 8: {
      // Texts are expressions more often than not.
      const text = parts.findIndex((found, index) => index >= at && !found.startsWith('<') && found.trim() !== '');
      if (text >= 0) parts[text] = escaped(dice.pick(4) === 0 ? dice.of(hostile) : source(dice));
      return;
    }
    case 9:
    case 10:
      parts[at] = part.replace(/^(<\/?)([\w:.-]+)/, (_, open: string) => `${open}${dice.of(tags)}`);
      return;
    case 11: {
      const from = dice.pick(parts.length);
      const block = parts.slice(from, from + 1 + dice.pick(12));
      const times = dice.of([1, 2, 20, 300]);
      parts.splice(at, 0, ...Array.from({ length: times }, () => block).flat());
      return;
    }
    case 12: {
      const depth = dice.of([2, 15, 17, 400]);
      const tag = dice.of(tags);
      parts.splice(at, 0, `<${tag}>`.repeat(depth), `</${tag}>`.repeat(depth));
      return;
    }
    case 13:
      parts.splice(dice.pick(2), 0, '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>');
      return;
    case 14:
      parts[at] = broken(dice, part);
      return;
    default:
      parts.length = Math.max(1, at);
  }
}

function withAttribute(dice: Chance, part: string, parts: readonly string[]): string {
  const [, value] = /="([^"]*)"/.exec(parts[dice.pick(parts.length)] ?? '') ?? [];
  if (value === undefined) return part;
  const attributes = [...part.matchAll(/([\w:]+)="[^"]*"/g)].map(([, name]) => name ?? '');
  const name = attributes.length === 0 ? undefined : dice.of(attributes);
  return name === undefined ? part.replace(/(\/?>)$/, ` id="${value}"$1`) : part.replace(new RegExp(`${name}="[^"]*"`), () => `${name}="${value}"`);
}

type Path = readonly (string | number)[];
const places = (json: Json, path: Path = []): readonly Path[] =>
  typeof json !== 'object' || json === null ? [path] : [path, ...Object.entries(json).flatMap(([key, value]) => places(value, [...path, key]))];

/** The places of one file are listed once. */
const known = new WeakMap<object, readonly Path[]>();

/** One to three places replaced, taken out, doubled under another name or exchanged for another part of the same file. */
export function breakJson(dice: Chance, json: JsonObject | readonly Json[]): Json {
  const all = known.get(json) ?? places(json);
  known.set(json, all);
  let changed: Json = json;
  for (let count = 1 + dice.pick(3); count > 0; count -= 1) {
    const value = [anyJson(dice), at(json, dice.of(all)), source(dice), dice.of(hostile), undefined][dice.pick(5)];
    changed = replaced(changed, dice.of(all), value, dice.pick(8) === 0 ? dice.of(hostile) : undefined) ?? null;
  }
  return changed;
}

const at = (json: Json, [first, ...rest]: Path): Json =>
  first === undefined ? json : typeof json === 'object' && json !== null ? at((json as JsonObject)[first] ?? null, rest) : json;

function replaced(json: Json | undefined, [first, ...rest]: Path, value: Json | undefined, name: string | undefined): Json | undefined {
  if (first === undefined) return value;
  if (Array.isArray(json)) return json.flatMap((one: Json, index) => (String(index) === first ? (replaced(one, rest, value, name) ?? []) : [one]));
  if (json === undefined || !isObject(json)) return json;
  const entries = Object.entries(json).flatMap(([key, one]): readonly (readonly [string, Json])[] => {
    if (key !== first) return [[key, one]];
    const found = replaced(one, rest, value, name);
    return found === undefined ? [] : [[rest.length === 0 ? (name ?? key) : key, found]];
  });
  return Object.fromEntries(entries);
}

const words = [
  'obj',
  'endobj',
  'stream',
  'endstream',
  'xref',
  'trailer',
  'startxref',
  '/ByteRange',
  '/Contents',
  '/Prev',
  '/Kids',
  '/Type /Sig',
  '0 65535 f',
  '<<',
  '>>',
  '[',
  '(',
  '\\',
  'R',
  '/Length',
  '%%EOF',
];

export function breakPdf(dice: Chance, pdf: Uint8Array): Uint8Array {
  let bytes = Buffer.from(pdf);
  for (let count = 1 + dice.pick(4); count > 0; count -= 1) {
    const where = dice.pick(bytes.length);
    const word = Buffer.from(dice.of(words), 'latin1');
    switch (dice.pick(7)) {
      case 0:
        bytes[where] = dice.pick(256);
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, where), word, bytes.subarray(where)]);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, where), bytes.subarray(where + 1 + dice.pick(200))]);
        break;
      case 3: {
        const found = bytes.indexOf(word);
        if (found >= 0) bytes = Buffer.concat([bytes.subarray(0, found), Buffer.from(dice.of(words)), bytes.subarray(found + word.length)]);
        break;
      }
      case 4: {
        // Numbers are offsets, lengths and references.
        const text = bytes.toString('latin1');
        const [found] = [...text.slice(where).matchAll(/\d+/g)].slice(0, 1);
        if (found?.index !== undefined) {
          const number = dice.of(['0', '1', '-1', '99999999999', '4294967296', String(dice.pick(bytes.length))]);
          bytes = Buffer.from(text.slice(0, where + found.index) + number + text.slice(where + found.index + found[0].length), 'latin1');
        }
        break;
      }
      case 5:
        bytes = Buffer.concat([bytes, Buffer.from(`\n${dice.pick(9)} 0 obj\n<< /Prev ${where} /Kids [${dice.pick(9)} 0 R] >>\nendobj\n`, 'latin1')]);
        break;
      default:
        bytes = Buffer.concat([bytes, bytes.subarray(where)]);
    }
  }
  return bytes;
}
