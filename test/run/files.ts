/** Which test files there are, and which stage runs them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../../src/main/config.ts';

export type Stages = {
  /** Beside the code, no database: one process, milliseconds each. */
  readonly pure: readonly string[];
  /** Stories and properties without a database. */
  readonly proofs: readonly string[];
  /** A cloned database each. */
  readonly database: readonly string[];
  /** Those of them that run on the system's PostgreSQL too: whatever reads or writes in a way of its own. */
  readonly bothDatabases: readonly string[];
  /** Processes killed at random moments, with durable writes. */
  readonly kill: readonly string[];
  /** The rules of the house. */
  readonly house: readonly string[];
  /** A browser for each file. */
  readonly browser: readonly string[];
};

export function findTests(): Stages {
  const all = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: home }).sort();
  const browser = all.filter((file) => file.startsWith('test/journey/browser/')).toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  const kill = all.filter((file) => file.startsWith('test/kill/'));
  const house = all.filter((file) => file.startsWith('test/house/'));
  const rest = all.filter((file) => !browser.includes(file) && !kill.includes(file) && !house.includes(file));
  const database = rest.filter(needsDatabase).toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  const pure = rest.filter((file) => file.startsWith('src/') && !database.includes(file));
  const bothDatabases = database.filter((file) => !oneDatabase.test(file));
  return { pure, proofs: rest.filter((file) => !database.includes(file) && !pure.includes(file)), database, bothDatabases, kill, house, browser };
}

/** About words on pages, hostile input, foreign processes and files, or played through the deeds of the journeys: the statements they reach are those of the others. */
const oneDatabase =
  /^(?:test\/journey\/(?:address|api-bad-input|attack|attack-citizen|bad-input|bad-input-rooms|brake|demo-gateway|demo-voice|general|held|identity|kiosk|know|know-data|new-need|notice-gates|notice-push|operator|papers|phone-code|rating|sample-province|tongue-form)|test\/packs\/.*|src\/(?:web|gate|main)\/.*|src\/kernel\/document\/file-kind)\.test\.ts$/;

/** Begun first, so that nothing waits for them at the end. */
const isLong = (file: string): boolean =>
  /\/(?:journeys|browser\/identity|offline|pieces|screens|zoom|attack|backup|bad-input|bad-input-rooms|new-need|notice-gates|operator|payment|sample-province|whole-case)\.test\.ts$/.test(
    file,
  );

/** A file that uses the kit starts processes or a database. */
const needsDatabase = (file: string): boolean =>
  file.startsWith('test/journey/') || /from '(?:\.\.?\/)+(?:test\/)?kit\//.test(readFileSync(join(home, file), 'utf8'));
