/** `freshDatabase()`: a migrated database of one's own, cloned in some 50 ms, thrown away with its cluster. */
import type { Sql } from '../../src/db/sql.ts';
import type { Address, Cluster, Template } from './cluster.ts';
import { cloneTemplate, connectTo, ensureTemplate, migrated, startCluster, urlOf } from './cluster.ts';
import { atEnd } from './ending.ts';

export type FreshDatabase = {
  readonly name: string;
  readonly address: Address;
  /** As the owner of the tables. */
  readonly owner: Sql;
  /** As `cuaso_app`: owns nothing, obeys row security. */
  readonly app: Sql;
  /** As `cuaso_lane`: writes cases. */
  readonly lane: Sql;
  /** For a product process started by the test. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Called by itself when the test file ends. */
  end(): Promise<void>;
};

/** Set by the runner (`./cuaso test`) when all files share one cluster; a file run alone starts its own. */
const shared = process.env.CUASO_TEST_CLUSTER;
let own: Promise<Cluster> | undefined;

export async function clusterAddress(): Promise<Address> {
  if (shared !== undefined) return JSON.parse(shared) as Address;
  own ??= startOwn();
  return (await own).address;
}

async function startOwn(): Promise<Cluster> {
  const cluster = await startCluster();
  atEnd(cluster.stop);
  return cluster;
}

export async function freshDatabase(template: Template = migrated): Promise<FreshDatabase> {
  const address = await clusterAddress();
  await ensureTemplate(address, template);
  const name = await cloneTemplate(address, template.name);
  const [owner, app, lane] = [connectTo(address, name), connectTo(address, name, { role: 'cuaso_app' }), connectTo(address, name, { role: 'cuaso_lane' })];
  const end = atEnd(() => Promise.all([owner, app, lane].map((sql) => sql.end())));
  return { name, address, owner, app, lane, ownerUrl: urlOf(address, name), appUrl: urlOf(address, name, 'cuaso_app'), end };
}
