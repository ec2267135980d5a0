/** The ledger of typing: per service, how many questions a form asks and how many of them nobody known has to type. `node test/kit/typed-fields.ts` writes it anew. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackFolders } from '../../src/gate/pack-folder.ts';
import { questionsLeft, recordMeanings } from '../../src/kernel/case/case.ts';
import { home } from '../../src/main/config.ts';
import { assemble } from '../../src/pack/assemble.ts';

const ledgerFile = join(home, 'bench', 'typed-fields.json');
/** asked: questions of the form. first: to be typed by somebody of record. again: by somebody who has filed it before and whose words still hold. */
type Line = { readonly asked: number; readonly first: number; readonly again: number };

export async function countTyping(): Promise<Readonly<Record<string, Line>>> {
  const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
  const folders = await readPackFolders(join(home, 'packs'));
  const packs = (await Promise.all(folders.map(({ files }) => assemble(files, hash)))).flatMap(({ pack }) => (pack === undefined ? [] : [pack]));
  const lines = packs
    .filter((pack) => pack.audience === 'citizens')
    .map((pack): readonly [string, Line] => {
      const { asked, known } = questionsLeft(pack.form, recordMeanings);
      const said = [...pack.form.fields.values()].flatMap((field) => field.prefill ?? []);
      return [pack.id, { asked, first: asked - known, again: asked - questionsLeft(pack.form, new Set([...recordMeanings, ...said])).known }];
    });
  return Object.fromEntries(lines.sort(([a], [b]) => a.localeCompare(b)));
}

export const readTyping = (): unknown => JSON.parse(readFileSync(ledgerFile, 'utf8'));

if (import.meta.main) writeFileSync(ledgerFile, `${JSON.stringify(await countTyping(), null, 2)}\n`);
