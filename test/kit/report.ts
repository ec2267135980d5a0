/** A field report from the form to the answer, as people and the ward do it. */
import assert from 'node:assert/strict';
import type { GivenFile, Page, Visitor } from './client.ts';
import { formTo } from './client.ts';
import type { TestSite } from './site.ts';
import { doTask, fine } from './walk.ts';

export type ReportFields = Readonly<Record<string, string | readonly string[] | null>>;

/** Fills in the form and types the code that was sent; the sender's own page. */
export async function sendReport(one: Visitor, fields: ReportFields, files: readonly GivenFile[] = []): Promise<Page> {
  const form = formTo(fine(await one.get('/phan-anh/gui')), '/phan-anh/gui');
  const code = fine(await one.submit(form, { fields, files }));
  const typed = /Mã mẫu: (\d{6})/.exec(code.text)?.[1];
  if (typed === undefined) return code;
  return await one.submit(formTo(code, '/phan-anh/gui'), { fields: { _ma: typed } });
}

export const codeIn = (page: Page): string => /PA-\d{6}-\d{4}/.exec(page.path)?.[0] ?? assert.fail(`${page.path} ${page.text.slice(0, 600)}`);

/** The case behind a report, as the desk knows it. */
export async function caseOf(site: TestSite, code: string): Promise<string> {
  const [row] = await site.world.sql<{ code: string }>`select c.code from case_row c join voice_report r using (case_id) where r.code = ${code}`;
  return row?.code ?? assert.fail('no case');
}

export type Ward = { readonly receptionist: Visitor; readonly officer: Visitor; readonly chair: Visitor };

/** The ward classifies, answers and agrees; everybody who follows the ledger hears of it. */
export async function answerReport(site: TestSite, { receptionist, officer, chair }: Ward, code: string, text: string): Promise<void> {
  const found = await caseOf(site, code);
  fine(await doTask(receptionist, found, { level: 'normal' }));
  fine(await doTask(officer, found, { answerText: text }));
  fine(await doTask(chair, found, { approval: 'agreed' }));
  await site.world.work();
}
