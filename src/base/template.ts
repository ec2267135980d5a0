/** What can be said of a Typst template by reading it, before it is run. */
import type { Finding } from './finding.ts';

/** A template may import its own pack and '/lib.typ' only: packages come from the network, and `today` makes two runs differ. */
export function lintTemplate(file: string, text: string): readonly Finding[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      rules.flatMap(({ pattern, ...words }) => (pattern.test(line) ? [{ file, element: '', line: index + 1, level: 'error' as const, ...words }] : [])),
    );
}

const rules = [
  {
    pattern: /["'`]\s*@|@(?:preview|local)\b/,
    code: 'template-imports-package',
    message: 'The template imports a package from outside.',
    repair: 'Use "/lib.typ" or a file of the pack.',
  },
  {
    pattern: /datetime\s*\.\s*today\b/,
    code: 'template-asks-today',
    message: 'The template asks for the date of the machine, so the same data would not print the same paper.',
    repair: 'Use made-at from "/lib.typ" or a date from the data.',
  },
] as const;
