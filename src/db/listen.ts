/** A connection that hears notifications and comes back by itself after the database was away. */
import type pg from 'pg';

const pauseMs = 500;

/** Rejects when the first connection fails; later losses are repaired every 500 ms until stopped. */
export async function listenOn(open: () => pg.Client, channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
  let isStopped = false;
  let current: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const comeBack = (): void => {
    current = undefined;
    if (!isStopped && timer === undefined) timer = setTimeout(retry, pauseMs);
  };
  const retry = (): void => {
    timer = undefined;
    start().catch(comeBack);
  };
  const start = async (): Promise<void> => {
    const client = open();
    client.on('error', () => undefined);
    client.on('notification', (message) => heard(message.payload ?? ''));
    await client.connect();
    client.on('end', comeBack);
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    if (isStopped) return client.end();
    current = client;
    heard('');
  };

  await start();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await current?.end().catch(() => undefined);
  };
}
