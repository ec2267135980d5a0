/** The database of this configuration: an external one by its URL, or the embedded one, started here. */
import { exit, Stop } from '../cli/command.ts';
import { startEmbedded } from '../db/embedded.ts';
import type { ConnectOptions, Sql } from '../db/sql.ts';
import { connect } from '../db/sql.ts';
import type { Config } from './config.ts';

export type Store = {
  /** As `cuaso_app`: owns nothing, obeys row security. */
  readonly app: Sql;
  /** The same for what can be made again: commits do not wait for the disk. */
  readonly hasty: Sql;
  /** As `cuaso_lane`: writes cases. */
  readonly lane: Sql;
  /** As the role that owns the tables; undefined for an external database without CUASO_OWNER_URL. */
  readonly owner: Sql | undefined;
  readonly isEmbedded: boolean;
  /** Closes the connections, then stops the embedded server if it was started here. */
  close(): Promise<void>;
};

/** `whenRunning`: short commands share an embedded server that another process of ours runs; a server refuses. */
export async function openStore(config: Config, whenRunning: 'refuse' | 'share' = 'refuse'): Promise<Store> {
  if (config.databaseUrl !== undefined) return external(config.databaseUrl, config.ownerUrl);
  const server = await startEmbedded({ data: config.data, whenRunning }).catch((fault: unknown) => {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new Stop(exit.missing, { vi: `không chạy được cơ sở dữ liệu: ${why}`, en: `the database cannot run: ${why}` });
  });
  const at = { host: server.socket, port: 5432, database: server.database };
  return joined({ ...at, user: 'cuaso_app' }, { ...at, user: 'cuaso_lane' }, { ...at, user: server.user }, server.stop);
}

function external(url: string, ownerUrl: string | undefined): Store {
  return joined({ url }, { url, role: 'cuaso_lane' }, ownerUrl === undefined ? undefined : { url: ownerUrl }, async () => undefined);
}

function joined(app: ConnectOptions, lane: ConnectOptions, owner: ConnectOptions | undefined, stop: () => Promise<void>): Store {
  // Pools connect when first used, so a role nobody needs costs nothing.
  const pools = {
    app: connect(app),
    hasty: connect({ ...app, flushes: 'soon' }),
    lane: connect({ ...lane, max: 4 }),
    owner: owner === undefined ? undefined : connect({ ...owner, max: 2 }),
  };
  const close = async (): Promise<void> => {
    await Promise.all([pools.app.end(), pools.hasty.end(), pools.lane.end(), pools.owner?.end()]);
    await stop();
  };
  return { ...pools, isEmbedded: app.url === undefined, close };
}
