import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { home } from '../../src/main/config.ts';

type Package = {
  readonly dependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly exports: Record<string, string>;
};
const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Package;

test('the lock file names no host and holds a checksum for every package', () => {
  const lock = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8')) as {
    readonly packages: Record<string, { readonly resolved?: string; readonly integrity?: string; readonly link?: boolean }>;
  };
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
  assert.deepEqual(
    entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path),
    [],
  );
  assert.deepEqual(
    entries.filter(([, entry]) => entry.integrity === undefined).map(([path]) => path),
    [],
  );
});

test('versions are exact', () => {
  const all = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
  assert.deepEqual(
    Object.entries(all).filter(([, version]) => !/^(?:npm:[\w-]+@)?\d+\.\d+\.\d+[\w.-]*$/.test(version)),
    [],
  );
});

test('there are at most 30 runtime packages, each with its reason in docs/dependencies.md', () => {
  const names = Object.keys(manifest.dependencies);
  assert.ok(names.length <= 30);
  const text = readFileSync(join(home, 'docs', 'dependencies.md'), 'utf8');
  assert.deepEqual(
    names.filter((name) => !text.includes(`\`${name}\``)),
    [],
  );
  const listed = [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
  assert.deepEqual(
    listed.filter((name) => !names.includes(name) && !Object.hasOwn(manifest.optionalDependencies, name) && !Object.hasOwn(manifest.devDependencies, name)),
    [],
  );
});

test('every library entry is a file', () => {
  assert.deepEqual(
    Object.values(manifest.exports).filter((path) => !existsSync(join(home, path))),
    [],
  );
});

test('docs/dependencies.md lists exactly the packages of package.json, each with its licence, weight and reason', () => {
  const rows = readFileSync(join(home, 'docs', 'dependencies.md'), 'utf8').matchAll(/^\| `([^`]+)` \| ([^|]+) \| [\d.]+ MB \| [^|]+ \|$/gm);
  const listed = new Map([...rows].map(([, name = '', licence = '']) => [name, licence]));
  const wanted = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies });
  assert.deepEqual([...listed.keys()].sort(), wanted.sort());
  const file = (name: string): string => join(home, 'node_modules', name, 'package.json');
  // Packages of other platforms are not installed here; busboy still writes its licence the old way.
  const licenceOf = (text: string): string => {
    const { license, licenses } = JSON.parse(text) as { readonly license?: string; readonly licenses?: readonly { readonly type: string }[] };
    return license ?? licenses?.[0]?.type ?? '';
  };
  assert.deepEqual(
    wanted.filter((name) => existsSync(file(name)) && licenceOf(readFileSync(file(name), 'utf8')) !== listed.get(name)),
    [],
  );
});
