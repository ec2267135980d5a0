/** What a database must offer before anybody's case is entrusted to it. */
import type { Label } from '../base/text.ts';
import { migrationState } from '../db/migrate.ts';
import type { Sql } from '../db/sql.ts';

export type StoreFinding = { readonly level: 'stop' | 'warn'; readonly says: Label };

/** Reads as the app's role. A 'stop' keeps `start` and `serve` from starting; `doctor` shows all. */
export async function inspectStore(app: Sql): Promise<readonly StoreFinding[]> {
  return [...(await checkVersion(app)), ...(await checkDurability(app)), ...(await checkRole(app)), ...(await checkMigrations(app))];
}

async function checkVersion(sql: Sql): Promise<readonly StoreFinding[]> {
  const [row] = await sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`;
  const old = stopIf((row?.version ?? 0) < 150_000, { vi: 'PostgreSQL cũ hơn bản 15; hãy nâng cấp', en: 'PostgreSQL is older than 15; upgrade it' });
  const encoding = stopIf(row?.encoding !== 'UTF8', {
    vi: 'cơ sở dữ liệu không dùng UTF8; hãy tạo lại với UTF8',
    en: 'the database is not in UTF8; create it again with UTF8',
  });
  return [...old, ...encoding];
}

const needed = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

async function checkDurability(sql: Sql): Promise<readonly StoreFinding[]> {
  const findings: StoreFinding[] = [];
  for (const name of needed) {
    const [row] = await sql<{ value: string }>`select current_setting(${name}) as value`;
    const isOff = row?.value === 'off';
    findings.push(
      ...stopIf(isOff, {
        vi: `${name} đang tắt nên biên nhận có thể mất khi mất điện; bật lại: ${name} = on`,
        en: `${name} is off, so a receipt could be lost in a power cut; set ${name} = on`,
      }),
    );
  }
  const [row] = await sql<{ value: string }>`select current_setting('data_checksums') as value`;
  if (row?.value !== 'on')
    findings.push({
      level: 'warn',
      says: {
        vi: 'cơ sở dữ liệu không có mã kiểm (data_checksums); đĩa hỏng sẽ không được phát hiện',
        en: 'the database has no data_checksums; a failing disk would go unnoticed',
      },
    });
  return findings;
}

async function checkRole(sql: Sql): Promise<readonly StoreFinding[]> {
  const [row] = await sql<{ strong: boolean; owns: boolean }>`
    select exists (select from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)) as strong,
      exists (select from pg_class where relnamespace = 'public'::regnamespace and relowner = current_user::regrole) as owns`;
  return stopIf(row === undefined || row.strong || row.owns, {
    vi: 'DATABASE_URL dùng tài khoản quá mạnh (sở hữu bảng hoặc bỏ qua phân quyền dòng); dùng tài khoản thuộc cuaso_app và cuaso_lane',
    en: 'DATABASE_URL uses a role that owns tables or bypasses row security; use one that is a member of cuaso_app and cuaso_lane',
  });
}

async function checkMigrations(sql: Sql): Promise<readonly StoreFinding[]> {
  const { pending, changed } = await migrationState(sql);
  const waiting = stopIf(pending.length > 0, {
    vi: `còn ${pending.length} bước nâng cấp cơ sở dữ liệu; chạy ./cuaso migrate`,
    en: `${pending.length} migrations are waiting; run ./cuaso migrate`,
  });
  const edited = stopIf(changed.length > 0, {
    vi: `cơ sở dữ liệu không khớp với bản chương trình này (${changed.join(', ')})`,
    en: `the database does not belong to this version of the program (${changed.join(', ')})`,
  });
  return [...waiting, ...edited];
}

const stopIf = (isWrong: boolean, says: Label): readonly StoreFinding[] => (isWrong ? [{ level: 'stop', says }] : []);
