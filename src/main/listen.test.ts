import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { Stop } from '../cli/command.ts';
import { listen } from './listen.ts';
import { claimPort } from './port.ts';

const here = { host: '127.0.0.1', port: 0 };
const slow = (ms: number) => async (): Promise<Response> => {
  await new Promise((resume) => setTimeout(resume, ms));
  return new Response('done');
};

/** Resolves with the body, or with 'cut' when the connection was closed without an answer. */
const ask = (port: number): Promise<string> =>
  new Promise((resume) => {
    const sent = request({ host: '127.0.0.1', port, agent: false }, (answer) => {
      answer.setEncoding('utf8');
      answer.on('data', resume);
    });
    sent.on('error', () => resume('cut'));
    sent.end();
  });

test('an answer under way is finished when the server is asked to end', async () => {
  const server = await listen(slow(100), here);
  const answer = ask(server.port);
  await new Promise((resume) => setTimeout(resume, 30));
  await server.drain();
  assert.equal(await answer, 'done');
});

test('an answer that never ends does not hold the end up', async () => {
  const server = await listen(() => new Promise<Response>(() => undefined), here);
  const answer = ask(server.port);
  await new Promise((resume) => setTimeout(resume, 30));
  const begun = performance.now();
  await server.drain(500);
  assert.ok(performance.now() - begun < 2000);
  assert.equal(await answer, 'cut');
});

test('what is being done for somebody who hung up is finished before the end', async () => {
  let isDone = false;
  const begun = Promise.withResolvers<void>();
  const server = await listen(async () => {
    begun.resolve();
    await new Promise((resume) => setTimeout(resume, 200));
    isDone = true;
    return new Response('done');
  }, here);
  const sent = request({ host: '127.0.0.1', port: server.port, agent: false }).on('error', () => undefined);
  sent.end();
  await begun.promise;
  sent.destroy();
  await server.drain();
  assert.equal(isDone, true);
});

test('a busy port is told in a sentence, and never another port is taken', async () => {
  const server = await listen(slow(0), here);
  const isBusy = (fault: unknown): boolean => fault instanceof Stop && fault.says.en.includes(`port ${server.port}`);
  await assert.rejects(listen(slow(0), { host: '127.0.0.1', port: server.port }), isBusy);
  await assert.rejects(claimPort('127.0.0.1', server.port), isBusy);
  await server.drain();
});
