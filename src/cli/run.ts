/** From the words on the command line to an exit code: the one catch of this rim. */
import type { Call, Command, ExitCode } from './command.ts';
import { exit, Stop } from './command.ts';
import { helpOf, helpOfAll } from './help.ts';
import { parse } from './parse.ts';
import type { Terminal } from './terminal.ts';

export async function runCommand(commands: readonly Command[], words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const parsed = parse(commands, words);
  if (parsed.wants === 'sentence') {
    terminal.say({ vi: `cuaso: ${parsed.says.vi}`, en: `cuaso: ${parsed.says.en}` });
    return exit.usage;
  }
  if (parsed.wants === 'help') {
    const one = commands.find((command) => command.words === parsed.topic);
    terminal.print(one === undefined ? helpOfAll(commands, parsed.topic, terminal.lang) : helpOf(one, terminal.lang));
    return exit.done;
  }
  return runOne(parsed.command, { args: parsed.args, values: parsed.values, switches: parsed.switches, terminal });
}

async function runOne(command: Command, call: Call): Promise<ExitCode> {
  try {
    return await command.run(call);
  } catch (fault) {
    if (fault instanceof Stop) {
      call.terminal.say({ vi: `cuaso: ${fault.says.vi}`, en: `cuaso: ${fault.says.en}` });
      return fault.code;
    }
    call.terminal.say(`cuaso: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
    return exit.fault;
  }
}
