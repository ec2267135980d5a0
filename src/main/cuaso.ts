/** The entry of `./cuaso`: reads the settings once, then runs the command that was typed. */
import { exit } from '../cli/command.ts';
import { runCommand } from '../cli/run.ts';
import { terminalOn } from '../cli/terminal.ts';
import { commandsWith } from './commands.ts';
import type { Config, Overrides } from './config.ts';
import { isConfig, readConfig } from './config.ts';

const words = process.argv.slice(2);
const read = readConfig(words[0] ?? '');
const [lang, hasColor] = isConfig(read) ? [read.lang, read.hasColor] : (['vi', false] as const);
const terminal = terminalOn({ input: process.stdin, out: process.stdout, talk: process.stderr, lang, hasColor });

// Whoever reads the output may stop reading: `./cuaso pack diff ... | head`.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code === 'EPIPE') process.exit(exit.done);
  throw fault;
});

/** The checked settings of this run; ends the process with one sentence per wrong setting. */
function configured(overrides: Overrides = {}): Config {
  const config = readConfig(words[0] ?? '', overrides);
  if (isConfig(config)) return config;
  for (const { setting, message } of config) terminal.say({ vi: `cuaso: cấu hình ${setting} sai: ${message}`, en: `cuaso: ${setting}: ${message}` });
  process.exit(exit.config);
}

process.exitCode = await runCommand(commandsWith(configured), words, terminal);
