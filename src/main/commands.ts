/** Which commands there are, and the parts each is joined from. Parts load when their command runs, so a short command starts fast. */
import { join } from 'node:path';
import { backupCommand, restoreCommand } from '../cli/backup.ts';
import { benchCommand } from '../cli/bench.ts';
import { checkCommand, testCommand } from '../cli/check.ts';
import type { Command } from '../cli/command.ts';
import { conformanceCommand } from '../cli/conformance.ts';
import { demoGatewayCommand } from '../cli/demo-gateway.ts';
import { demoPostCommand } from '../cli/demo-post.ts';
import { doctorCommand } from '../cli/doctor.ts';
import { inviteCommand } from '../cli/invite.ts';
import { migrateCommand } from '../cli/migrate.ts';
import { packCommands } from '../cli/pack.ts';
import { simulateCommand } from '../cli/simulate.ts';
import type { StayParts } from '../cli/start.ts';
import { serveCommand, startCommand, workCommand } from '../cli/start.ts';
import { verifyCommand } from '../cli/verify.ts';
import type { Config, Overrides } from './config.ts';
import { home } from './config.ts';

type Configured = (overrides?: Overrides) => Config;

export function commandsWith(configured: Configured): readonly Command[] {
  const backupParts = {
    backUp: async (target: string, values: Overrides, progress: (done: number, total: number) => void) =>
      (await import('./backup.ts')).backUp(configured(values).data, target, new Date(), progress),
    restore: async (folder: string, values: Overrides, progress: (done: number, total: number) => void) =>
      (await import('./backup.ts')).restore(folder, configured(values).data, progress),
    check: async (folder: string, progress: (done: number, total: number) => void) =>
      (await (await import('./backup.ts')).checkBackup(folder, progress)).entries.length,
  };

  const stayParts: StayParts = {
    start: async (flags, terminal) => (await import('./start.ts')).start(configured(flags), terminal),
    serve: async (flags, terminal) => (await import('./start.ts')).serve(configured(flags), terminal),
    work: async (flags, terminal) => (await import('./start.ts')).work(configured(flags), terminal),
  };
  return [
    startCommand(stayParts),
    serveCommand(stayParts),
    workCommand(stayParts),
    demoGatewayCommand({
      open: async ({ data, ...flags }, terminal) =>
        (await import('./demo-gateway.ts')).demoGateway(configured(data === undefined ? {} : { data }), flags, terminal),
    }),
    demoPostCommand({
      open: async ({ data, ...flags }, terminal) => (await import('./demo-post.ts')).demoPost(configured(data === undefined ? {} : { data }), flags, terminal),
    }),
    testCommand({ test: async () => (await import('../../test/run/test.ts')).testAll() }),
    checkCommand({
      check: async () => (await import('../../test/run/check.ts')).checkAll(),
      write: async () => (await import('../../test/run/write.ts')).writeGenerated(),
    }),
    migrateCommand({
      migrate: async () => (await import('./migrate.ts')).migrateConfigured(configured()),
      dump: async () => (await import('./migrate.ts')).writeSchema(),
    }),
    doctorCommand({ examine: async () => (await import('./doctor.ts')).examine(configured()) }),
    ...packCommands({
      all: async () => (await import('./pack.ts')).allPacks(),
      check: async (folder) => (await import('./pack.ts')).checkPack(folder),
      show: async (folder, lang) => (await import('./pack.ts')).showPack(folder, lang),
      open: async (folder) => (await import('./pack.ts')).openPack(folder),
      diff: async (before, after) => (await import('./pack.ts')).diffPacks(before, after),
      create: async (folder) => (await import('./pack.ts')).createPack(folder),
      publish: async (folder, wish) => (await import('./publish.ts')).publishToCell(configured(wish), folder, wish.units),
    }),
    simulateCommand({ simulate: async (wish) => (await import('./simulate.ts')).simulatePack(wish) }),
    inviteCommand({ invite: async (wish) => (await import('./invite.ts')).inviteAdministrator(configured(), wish) }),
    verifyCommand({ verify: async (file) => (await import('./verify.ts')).verifyFile(configured(), file) }),
    benchCommand({ bench: async (name, wishes) => (await import('../../test/run/bench.ts')).runBenches(name, wishes) }),
    conformanceCommand({
      // Public suites are not part of the checkout; they lie beside it.
      run: async (name, suites, missing) =>
        (await import('../../test/conformance/run.ts')).runSuites(name, suites ?? join(home, '..', 'shared', 'suites'), missing),
      save: async (suites) => (await import('../../test/run/bench.ts')).keepSuites(suites),
    }),
    backupCommand(backupParts),
    restoreCommand(backupParts),
  ];
}
