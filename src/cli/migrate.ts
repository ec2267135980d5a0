/** `./cuaso migrate`: brings the database up to this version of the program. */
import type { Command } from './command.ts';
import { exit, jsonFlag } from './command.ts';

export type MigrateParts = {
  /** Names of the migrations applied now. */
  readonly migrate: () => Promise<readonly string[]>;
  /** Writes src/db/schema.sql from the migrations; returns the path. */
  readonly dump: () => Promise<string>;
};

export const migrateCommand = (parts: MigrateParts): Command => ({
  words: 'migrate',
  about: { vi: 'Nâng cấp cơ sở dữ liệu lên bản chương trình này', en: 'Brings the database up to this version of the program' },
  takes: [],
  flags: { json: jsonFlag, dump: { about: { vi: 'ghi lại src/db/schema.sql từ các bước nâng cấp', en: 'writes src/db/schema.sql anew from the migrations' } } },
  examples: [
    { line: './cuaso migrate', says: { vi: 'cơ sở dữ liệu đi kèm', en: 'the embedded database' } },
    { line: 'CUASO_OWNER_URL=postgres://... ./cuaso migrate', says: { vi: 'cơ sở dữ liệu bên ngoài', en: 'an external database' } },
  ],
  run: async ({ switches, terminal }) => {
    if (switches.has('dump')) {
      terminal.print(await parts.dump());
      return exit.done;
    }
    const applied = await parts.migrate();
    if (switches.has('json')) {
      terminal.print(JSON.stringify({ applied }));
      return exit.done;
    }
    for (const name of applied) terminal.print(name);
    terminal.say(
      applied.length === 0
        ? { vi: 'Cơ sở dữ liệu đã ở bản mới nhất.', en: 'The database is up to date.' }
        : { vi: `Đã nâng cấp ${applied.length} bước.`, en: `${applied.length} migrations applied.` },
    );
    return exit.done;
  },
});
