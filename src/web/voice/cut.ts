/** Which reports an address asks for; the list and the map beside it read the same. */
import type { ReportCut } from '../../kernel/voice/voice.act.ts';
import { reportStates } from '../../kernel/voice/voice.ts';
import type { Ctx, Site } from '../request.ts';

export function cutOf(c: Ctx, site: Site): ReportCut {
  const unit = Number(c.req.query('noi') ?? '');
  const word = (name: string): string | null => {
    const value = (c.req.query(name) ?? '').slice(0, 60);
    return /^[A-Za-z][A-Za-z0-9-]*$/.test(value) ? value : null;
  };
  return {
    packId: word('loai'),
    category: word('viec'),
    unitId: site.world.org().units.find((one) => one.id === unit)?.id ?? null,
    state: reportStates.find((one) => one === c.req.query('trang-thai')) ?? null,
  };
}
