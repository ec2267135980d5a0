/** The deed of `./cuaso verify FILE`: the same check as the public page, with the authorities this cell trusts. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isRefusal, sentenceOf } from '../base/refusal.ts';
import { exit, Stop } from '../cli/command.ts';
import type { Verified } from '../cli/verify.ts';
import { openPdfInspect } from '../gate/pdf-inspect.ts';
import { openLocalSigner } from '../gate/sign-local.ts';
import type { Config } from './config.ts';

export async function verifyFile(config: Config, file: string): Promise<Verified> {
  const path = resolve(file);
  if (!existsSync(path)) throw new Stop(exit.input, { vi: `không có tệp ${path}`, en: `there is no file ${path}` });
  const keys = join(config.data, 'keys');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const signer = await openLocalSigner({ folder: keys });
  const inspect = openPdfInspect({ trusted: await signer.trusted() });
  try {
    const verdict = await inspect.inspect(readFileSync(path));
    if (isRefusal(verdict)) throw new Stop(exit.input, { vi: sentenceOf(verdict, 'vi'), en: sentenceOf(verdict, 'en') });
    return verdict;
  } finally {
    await inspect.close();
  }
}
