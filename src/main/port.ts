/** Ports: whether one is free, and a sentence when it is not. */
import { createServer } from 'node:net';
import { exit, Stop } from '../cli/command.ts';

/** The port itself, or a free one for 0. Throws Stop when it is busy or may not be used. */
export async function claimPort(host: string, port: number): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resume, fail) => {
      server.once('error', fail);
      server.listen({ host, port, exclusive: true }, () => {
        const address = server.address();
        resume(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  } catch (fault) {
    throw portStop(fault, host, port);
  } finally {
    server.close();
  }
}

export function portStop(fault: unknown, host: string, port: number): unknown {
  const code = fault instanceof Error && 'code' in fault ? fault.code : '';
  if (code === 'EADDRINUSE') {
    return new Stop(exit.missing, {
      vi: `cổng ${port} trên ${host} đang có chương trình khác dùng; dừng chương trình đó hoặc chọn cổng khác: --port N`,
      en: `port ${port} on ${host} is in use by another program; stop that program or choose another port: --port N`,
    });
  }
  if (code === 'EACCES')
    return new Stop(exit.missing, {
      vi: `không được phép mở cổng ${port}; chọn cổng từ 1024 trở lên`,
      en: `port ${port} may not be opened; choose one from 1024 on`,
    });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Stop(exit.config, { vi: `máy này không có địa chỉ ${host}; sửa CUASO_HOST`, en: `this machine has no address ${host}; correct CUASO_HOST` });
  return fault;
}
