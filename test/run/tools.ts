/** The programs the tests need beside Node: found, or named with the packages that bring them. */
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const packages: Readonly<Record<string, string>> = {
  chromium: 'chromium',
  pdfsig: 'poppler-utils',
  pdftotext: 'poppler-utils',
  qpdf: 'qpdf',
  openssl: 'openssl',
  certutil: 'libnss3-tools',
};

/** Debian's own PostgreSQL, the oldest installed from 15 on; undefined when there is none. */
export function systemPostgres(): string | undefined {
  const version = (folder: string): number => Number(folder.split('/').at(-2));
  return globSync('/usr/lib/postgresql/*/bin')
    .filter((folder) => version(folder) >= 15 && existsSync(join(folder, 'postgres')))
    .sort((a, b) => version(a) - version(b))[0];
}

/** Names of Debian packages to install; empty when everything is there. */
export function missingPackages(): readonly string[] {
  const missing = Object.keys(packages).filter((program) => !isOnPath(program));
  const wanted = [...missing.map((program) => packages[program] ?? program), ...(systemPostgres() === undefined ? ['postgresql'] : [])];
  return [...new Set(wanted)];
}

const isOnPath = (program: string): boolean => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
