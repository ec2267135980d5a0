/** The package other programs can install: JavaScript and types of the engines, made into a folder by the type checker alone. `node test/run/library.ts DIR` */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { home } from '../../src/main/config.ts';

type Manifest = {
  readonly version: string;
  readonly license: string;
  readonly description: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
};

/** What the entries of the library import; the server's packages stay out. */
const needed = ['bpmn-moddle', 'decimal.js', 're2js', 'saxen', 'zeebe-bpmn-moddle'] as const;

/** Throws with the compiler's words when the entries do not compile. */
export function buildLibrary(folder: string): void {
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest;
  rmSync(folder, { recursive: true, force: true });
  const config = join(home, 'tsconfig.json');
  const place = mkdtempSync(join(tmpdir(), 'cuaso-library-'));
  const project = join(place, 'tsconfig.json');
  const entries = Object.values(manifest.exports).map((path) => resolve(home, path));
  const declared = resolve(home, 'src/**/*.d.ts');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    allowImportingTsExtensions: false,
    typeRoots: [join(home, 'node_modules', '@types')],
    rootDir: join(home, 'src'),
    outDir: folder,
  };
  writeFileSync(project, JSON.stringify({ extends: config, compilerOptions, files: entries, include: [declared], exclude: [] }));
  try {
    execFileSync(process.execPath, [join(home, 'node_modules/typescript-7/bin/tsc'), '-p', project, '--pretty', 'false'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (fault) {
    throw new Error(`the library does not compile: ${fault instanceof Error && 'stdout' in fault ? String(fault.stdout) : String(fault)}`);
  } finally {
    rmSync(place, { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageOf(manifest), null, 2)}\n`);
  copyFileSync(join(home, 'LICENSE'), join(folder, 'LICENSE'));
}

function packageOf({ version, license, description, exports, dependencies }: Manifest): unknown {
  const compiled = Object.entries(exports).map(([name, path]) => {
    const script = path.replace('./src/', './').replace(/\.ts$/, '.js');
    return [name, { types: script.replace(/\.js$/, '.d.ts'), default: script }];
  });
  return {
    name: 'cuaso',
    version,
    description,
    license,
    type: 'module',
    sideEffects: false,
    exports: Object.fromEntries(compiled),
    dependencies: Object.fromEntries(needed.map((name) => [name, dependencies[name]])),
  };
}

if (import.meta.main) buildLibrary(resolve(process.argv[2] ?? join(home, 'dist')));
