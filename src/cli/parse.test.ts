import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from './command.ts';
import { exit, Stop } from './command.ts';
import { runCommand } from './run.ts';
import { terminalOn } from './terminal.ts';

const label = { vi: 'việc', en: 'deed' };
const calls: unknown[] = [];
const start: Command = {
  words: 'start',
  about: label,
  takes: [],
  flags: { port: { value: 'N', about: label }, 'no-demo': { about: label } },
  examples: [{ line: './cuaso start', says: label }],
  run: async ({ values, switches }) => {
    calls.push([values, [...switches]]);
    return exit.done;
  },
};
const check: Command = {
  ...start,
  words: 'pack check',
  takes: ['DIR'],
  flags: {},
  run: async ({ args }) => {
    calls.push(args);
    return exit.no;
  },
};
const broken: Command = { ...check, words: 'verify', run: () => Promise.reject(new Stop(exit.input, { vi: 'không đọc được', en: 'cannot be read' })) };

async function type(line: string, lang: 'vi' | 'en' = 'vi'): Promise<{ code: number; out: string; talk: string }> {
  const [out, talk]: [string[], string[]] = [[], []];
  const terminal = terminalOn({ out: { write: (text) => out.push(text) }, talk: { write: (text) => talk.push(text) }, lang, hasColor: true });
  const code = await runCommand(
    [start, check, broken],
    line.split(' ').filter((word) => word !== ''),
    terminal,
  );
  return { code, out: out.join(''), talk: talk.join('') };
}

test('flags take their value after a blank or an equals sign, switches take none', async () => {
  calls.length = 0;
  await type('start --port 9000 --no-demo');
  await type('start --port=9000');
  assert.deepEqual(calls, [
    [{ port: '9000' }, ['no-demo']],
    [{ port: '9000' }, []],
  ]);
});

test('a command of two words takes its argument', async () => {
  calls.length = 0;
  assert.equal((await type('pack check packs/khai-sinh')).code, 1);
  assert.deepEqual(calls, [['packs/khai-sinh']]);
});

test('a mistyped command or flag is answered with the likely one and exit code 64', async () => {
  assert.match((await type('strat')).talk, /có phải muốn gõ 'start'\?/);
  assert.match((await type('pack chekc x', 'en')).talk, /did you mean 'pack check'\?/);
  assert.match((await type('start --prot 9')).talk, /có phải muốn gõ '--port'\?/);
  assert.equal((await type('strat')).code, 64);
  assert.match((await type('zzzzzz')).talk, /--help/);
});

test('missing and surplus arguments are named', async () => {
  assert.match((await type('pack check', 'en')).talk, /needs DIR/);
  assert.match((await type('start now', 'en')).talk, /does not take 'now'/);
  assert.match((await type('start --port', 'en')).talk, /--port needs a value N/);
});

test('help goes to stdout with examples before flags, for one command, a group and all', async () => {
  const one = await type('start --help', 'en');
  assert.equal(one.code, 0);
  assert.ok(one.out.indexOf('Examples') < one.out.indexOf('Flags'));
  assert.match((await type('pack')).out, /pack check DIR/);
  assert.match((await type('')).out, /Các lệnh/);
});

test('a sentence ends the command with its own code and without a stack', async () => {
  const { code, talk } = await type('verify a.pdf');
  assert.deepEqual([code, talk], [65, 'cuaso: không đọc được\n']);
});
