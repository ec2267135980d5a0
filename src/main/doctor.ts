/** What `./cuaso doctor` looks at: machine, port, fonts, packs, database, back-up. */
import { existsSync, globSync, mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { isError } from '../base/finding.ts';
import type { Label } from '../base/text.ts';
import { Stop } from '../cli/command.ts';
import type { Diagnosis } from '../cli/doctor.ts';
import type { Sql } from '../db/sql.ts';
import type { Config } from './config.ts';
import { home } from './config.ts';
import { allPacks, readPack } from './pack.ts';
import { claimPort } from './port.ts';
import { openStore } from './store.ts';
import { inspectStore } from './store-check.ts';

export async function examine(config: Config): Promise<readonly Diagnosis[]> {
  return [
    checkNode(),
    checkMemory(),
    checkDisk(config.data),
    await checkPort(config),
    checkFonts(),
    await checkPacks(),
    ...(await checkDatabase(config)),
    checkBackupAge(config),
  ];
}

const diagnosis = (name: string, level: Diagnosis['level'], vi: string, en: string): Diagnosis => ({ name, level, says: { vi, en } });

function checkNode(): Diagnosis {
  const major = Number(process.versions.node.split('.')[0]);
  const version = process.versions.node;
  return major >= 24
    ? diagnosis('node', 'good', `Node ${version}`, `Node ${version}`)
    : diagnosis('node', 'stop', `Node ${version}; cần bản 24`, `Node ${version}; 24 is needed`);
}

function checkMemory(): Diagnosis {
  const [free, total] = [freemem(), totalmem()].map((bytes) => Math.round(bytes / 1_048_576)) as [number, number];
  const text = [`${free} MB trống trên ${total} MB`, `${free} MB free of ${total} MB`] as const;
  return free < 300
    ? diagnosis('memory', 'warn', `${text[0]}; nên có ít nhất 300 MB`, `${text[1]}; have at least 300 MB`)
    : diagnosis('memory', 'good', ...text);
}

function checkDisk(data: string): Diagnosis {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = statfsSync(data);
    const free = (bavail * bsize) / 1_073_741_824;
    const text = [`${free.toFixed(1)} GB trống ở ${data}`, `${free.toFixed(1)} GB free at ${data}`] as const;
    if (free < 0.2) return diagnosis('disk', 'stop', `${text[0]}; hết chỗ, hãy giải phóng`, `${text[1]}; full, make room`);
    return free < 2 ? diagnosis('disk', 'warn', `${text[0]}; sắp đầy`, `${text[1]}; nearly full`) : diagnosis('disk', 'good', ...text);
  } catch (fault) {
    return diagnosis('disk', 'stop', `không ghi được vào ${data}: ${reason(fault).vi}`, `cannot write to ${data}: ${reason(fault).en}`);
  }
}

async function checkPort(config: Config): Promise<Diagnosis> {
  try {
    await claimPort(config.host, config.port);
    return diagnosis('port', 'good', `cổng ${config.port} còn trống`, `port ${config.port} is free`);
  } catch (fault) {
    const isOurs = await fetch(`http://${config.host}:${config.port}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isOurs) return diagnosis('port', 'good', `Cửa Số đang chạy ở cổng ${config.port}`, `Cửa Số is running on port ${config.port}`);
    return { name: 'port', level: 'stop', says: reason(fault) };
  }
}

function checkFonts(): Diagnosis {
  const count = globSync('fonts/**/*.ttf', { cwd: home }).length;
  return count > 0
    ? diagnosis('fonts', 'good', `${count} phông chữ`, `${count} fonts`)
    : diagnosis('fonts', 'stop', 'thiếu thư mục fonts; lấy lại mã nguồn', 'the folder fonts is missing; check the sources out again');
}

/** A wrong pack stops only itself, so it is worth a look and no reason to stop. */
async function checkPacks(): Promise<Diagnosis> {
  const folders = allPacks();
  const broken: string[] = [];
  for (const folder of folders) {
    const { findings } = await readPack(folder);
    if (findings.some(isError)) broken.push(folder);
  }
  if (broken.length > 0)
    return diagnosis('packs', 'warn', `${broken.join(', ')} có lỗi; chạy ./cuaso pack check`, `${broken.join(', ')} has errors; run ./cuaso pack check`);
  return folders.length > 0
    ? diagnosis('packs', 'good', `${folders.length} gói thủ tục`, `${folders.length} packs`)
    : diagnosis('packs', 'warn', 'không có gói thủ tục nào trong packs/', 'there is no pack in packs/');
}

async function checkDatabase(config: Config): Promise<readonly Diagnosis[]> {
  if (config.databaseUrl === undefined && !existsSync(join(config.data, 'postgres', 'PG_VERSION'))) {
    return [diagnosis('database', 'good', 'chưa có; lần chạy đầu sẽ tạo', 'none yet; the first start makes it')];
  }
  try {
    const store = await openStore(config, 'share');
    try {
      const findings = (await inspectStore(store.app)).map(({ level, says }): Diagnosis => ({ name: 'database', level, says }));
      return [
        ...(findings.length > 0 ? findings : [diagnosis('database', 'good', 'đọc được, ghi chắc chắn', 'reachable, writes are durable')]),
        await checkClock(store.app),
      ];
    } finally {
      await store.close();
    }
  } catch (fault) {
    const { vi, en } = reason(fault);
    return [diagnosis('database', 'stop', `không tới được cơ sở dữ liệu: ${vi}`, `the database cannot be reached: ${en}`)];
  }
}

/** Deadlines are law: both clocks must agree. */
async function checkClock(sql: Sql): Promise<Diagnosis> {
  const before = Date.now();
  const [row] = await sql<{ ms: number }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
  const apart = Math.abs((row?.ms ?? 0) - (before + Date.now()) / 2) / 1000;
  const isPast = before < Date.parse('2026-01-01T00:00:00Z');
  if (isPast)
    return diagnosis(
      'clock',
      'stop',
      `đồng hồ máy chỉ ${new Date(before).toISOString()}; chỉnh lại giờ`,
      `the machine's clock says ${new Date(before).toISOString()}; set it`,
    );
  if (apart > 2)
    return diagnosis(
      'clock',
      'stop',
      `đồng hồ máy và cơ sở dữ liệu lệch ${apart.toFixed(1)} giây; bật đồng bộ giờ`,
      `the clocks of this machine and the database are ${apart.toFixed(1)} s apart; turn on time synchronisation`,
    );
  return diagnosis('clock', 'good', 'đồng hồ khớp với cơ sở dữ liệu', 'the clock agrees with the database');
}

function checkBackupAge(config: Config): Diagnosis {
  const file = join(config.data, 'last-backup.json');
  if (!existsSync(file)) return diagnosis('backup', 'warn', 'chưa sao lưu lần nào; chạy ./cuaso backup DIR', 'never backed up; run ./cuaso backup DIR');
  const { at } = JSON.parse(readFileSync(file, 'utf8')) as { readonly at: string };
  const days = Math.floor((Date.now() - Date.parse(at)) / 86_400_000);
  return days > 7
    ? diagnosis('backup', 'warn', `bản sao lưu gần nhất đã ${days} ngày`, `the last back-up is ${days} days old`)
    : diagnosis('backup', 'good', `sao lưu cách đây ${days} ngày`, `backed up ${days} days ago`);
}

function reason(fault: unknown): Label {
  if (fault instanceof Stop) return fault.says;
  const text = fault instanceof Error ? fault.message : String(fault);
  return { vi: text, en: text };
}
