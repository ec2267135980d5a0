/** Many cases in one queue, copied from one that is open there: for pages that must stay small and quick. */
import type { Sql } from '../../src/db/sql.ts';

/** 60 more cases of An Xuân, each waiting for its officer. One case must have been received there. */
export const crowdQueue = (owner: Sql): Promise<unknown> =>
  owner.script(`
    insert into case_row (case_id, tracking, code, pack_id, pack_version, unit_id, version, hash, status, stage, channel, applicant_id, applicant_name, applicant_folded, phone,
      submitted_at, received_at, due, finished_at, closed_at, outcome, fee, fee_paid, quarantined, state)
    select gen_random_uuid(), lpad((900000000000 + n)::text, 12, '0'), 'H47.31.20347-22111' || n % 9 || '-' || lpad(n::text, 4, '0'), pack_id, pack_version, unit_id, version, hash, status, stage, channel, null,
      (array['Nguyễn Văn An', 'Trần Thị Bích', 'Alăng Thị Bhơi', 'Lê Minh Khôi', 'Phạm Thu Hằng', 'Hồ Quốc Dũng', 'Zơ Râm Nhung'])[1 + n % 7] || ' ' || chr(65 + n % 26), 'x', '+84905' || lpad((n * 7919 % 1000000)::text, 6, '0'),
      submitted_at + n * interval '7 minutes', received_at, due + n * interval '53 minutes', null, null, null, fee, fee_paid, false, state
    from generate_series(1, 60) n, (select c.* from case_row c join task_row t using (case_id) join unit u on u.unit_id = c.unit_id where u.gso = '20347' and t.role = 'officer' and c.stage = 'open' limit 1) c;
    insert into task_row select c.case_id, t.task_id, t.element, t.name, t.role, c.unit_id, t.sign, t.opened_at from case_row c,
      (select t.* from task_row t join case_row c using (case_id) join unit u on u.unit_id = c.unit_id where u.gso = '20347' and t.role = 'officer' and c.stage = 'open' limit 1) t
      where c.tracking like '9000000000%';`);
