/** SQL as written at its call site: text with $1, $2 ... and a name under which the server keeps the prepared plan. */
import { createHash } from 'node:crypto';

export type Statement = { readonly text: string; readonly name: string };

// A tagged template hands over the same strings array each time its call site runs, so the text is built and hashed once.
const known = new WeakMap<TemplateStringsArray, Statement>();

export function statementOf(strings: TemplateStringsArray): Statement {
  const found = known.get(strings);
  if (found !== undefined) return found;
  const made = makeStatement(strings);
  known.set(strings, made);
  return made;
}

function makeStatement(strings: TemplateStringsArray): Statement {
  const text = strings.reduce((before, part, index) => `${before}$${index}${part}`);
  // 16 hex digits: a clash among a few thousand statements is one in 10^12, and pg refuses to run a name with another text.
  return { text, name: `s${createHash('sha256').update(text).digest('hex').slice(0, 16)}` };
}
