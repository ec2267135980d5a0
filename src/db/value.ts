/** How PostgreSQL's types arrive in TypeScript: instants as Instant text, big integers as numbers, decimals as text, jsonb as data. */
import pg from 'pg';
import { instantOf } from '../base/time.ts';

type Parser = (text: string) => unknown;

const oid = { int8: 20, date: 1082, timestamptz: 1184, timestamp: 1114, int8Array: 1016, dateArray: 1182, timestamptzArray: 1185 } as const;

const readDefaultTimestamp: Parser = pg.types.getTypeParser(oid.timestamptz, 'text');

/** Throws on 'infinity': an open end is null here. Microseconds are cut to milliseconds. */
function readTimestamptz(text: string): unknown {
  const moment = readDefaultTimestamp(text);
  if (!(moment instanceof Date)) throw new RangeError(`not a finite moment: ${text}`);
  return instantOf(moment.getTime());
}

/** A number while a double holds it exactly, otherwise the digits as text. */
function readInt8(text: string): unknown {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

const asText: Parser = (text) => text;

// None of these element types prints quotes that a comma could hide in, so the outer braces and commas are the whole syntax.
const listOf =
  (readOne: Parser): Parser =>
  (text) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((part) => (part === 'NULL' ? null : readOne(part.replaceAll('"', ''))));

const parsers = new Map<number, Parser>([
  [oid.int8, readInt8],
  [oid.date, asText],
  [oid.timestamp, asText],
  [oid.timestamptz, readTimestamptz],
  [oid.int8Array, listOf(readInt8)],
  [oid.dateArray, listOf(asText)],
  [oid.timestamptzArray, listOf(readTimestamptz)],
]);

/** Given to each client, so that no other user of `pg` in the process is affected. */
export const typeParsers = {
  getTypeParser: (type: number, format?: 'text' | 'binary'): Parser =>
    parsers.get(type) ?? pg.types.getTypeParser(type, format === 'binary' ? 'text' : (format ?? 'text')),
};
