/** The entry: which commands there are, and the parts each of them is joined from. Parts load when their command runs. */
import { backupCommand, restoreCommand } from '../cli/backup.ts';
import { checkCommand, testCommand } from '../cli/check.ts';
import type { Command } from '../cli/command.ts';
import { exit } from '../cli/command.ts';
import { doctorCommand } from '../cli/doctor.ts';
import { migrateCommand } from '../cli/migrate.ts';
import { runCommand } from '../cli/run.ts';
import { terminalOn } from '../cli/terminal.ts';
import type { Config, Overrides } from './config.ts';
import { isConfig, readConfig } from './config.ts';

const [name = ''] = process.argv.slice(2);
const read = readConfig(name);
const spoken = isConfig(read) ? read : undefined;
const terminal = terminalOn({ out: process.stdout, talk: process.stderr, lang: spoken?.lang ?? 'vi', hasColor: spoken?.hasColor ?? false });

/** The checked settings of this run; ends the process with one sentence per wrong setting. */
function configured(overrides: Overrides = {}): Config {
  const config = readConfig(name, overrides);
  if (isConfig(config)) return config;
  for (const { setting, message } of config) terminal.say({ vi: `cuaso: cấu hình ${setting} sai: ${message}`, en: `cuaso: ${setting}: ${message}` });
  process.exit(exit.config);
}

const backupParts = {
  backUp: async (target: string, values: Overrides, progress: (done: number, total: number) => void) =>
    (await import('./backup.ts')).backUp(configured(values).data, target, new Date(), progress),
  restore: async (folder: string, values: Overrides, progress: (done: number, total: number) => void) =>
    (await import('./backup.ts')).restore(folder, configured(values).data, progress),
  check: async (folder: string, progress: (done: number, total: number) => void) =>
    (await (await import('./backup.ts')).checkBackup(folder, progress)).entries.length,
};

const commands: readonly Command[] = [
  testCommand({ test: async () => (await import('../../test/run/test.ts')).testAll() }),
  checkCommand({ check: async () => (await import('../../test/run/check.ts')).checkAll() }),
  migrateCommand({
    migrate: async () => (await import('./migrate.ts')).migrateConfigured(configured()),
    dump: async () => (await import('./migrate.ts')).writeSchema(),
  }),
  doctorCommand({ examine: async () => (await import('./doctor.ts')).examine(configured()) }),
  backupCommand(backupParts),
  restoreCommand(backupParts),
];

process.exitCode = await runCommand(commands, process.argv.slice(2), terminal);
