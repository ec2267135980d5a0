/** `/khay-ky`: what waits for a signature. The list is shown once more before anything is signed; each paper is its own deed. */
import type { Hono } from 'hono';
import type { CaseId, CommandKey } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { isRefusal, refuse, sentenceOf } from '../../base/refusal.ts';
import type { CaseLine } from '../../kernel/case/case.act.ts';
import { hasProblems, listInbox, noCut, signTask } from '../../kernel/case/case.act.ts';
import type { Permit } from '../../kernel/permit.ts';
import { readPost, textOf } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { dueOf, stepName } from '../show.ts';
import { rolesOf } from './queue.route.ts';
import { trayConfirmPage, trayPage } from './tray.view.ts';

export function trayRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/khay-ky', (c) => getTray(c, site));
  app.post('/khay-ky', (c) => postConfirm(c, site));
  app.post('/khay-ky/ky', (c) => postSign(c, site));
}

/** Lines that wait for this person's signature, nearest promise first. */
async function waiting(c: Ctx, site: Site): Promise<{ readonly lines: readonly CaseLine[]; readonly permit: Permit<'case.list'> } | ReturnType<typeof refuse>> {
  const sign = await permitFor(c, site, 'case.sign');
  if (isRefusal(sign)) return sign;
  const permit = await permitFor(c, site, 'case.list');
  if (isRefusal(permit)) return permit;
  return { permit, lines: await listInbox(site.world, permit, rolesOf(permit), { ...noCut, stage: 'open', sign: true }, { limit: 200, offset: 0 }) };
}

async function getTray(c: Ctx, site: Site, done?: string): Promise<Response> {
  const tray = await waiting(c, site);
  if (isRefusal(tray)) return sayNo(c, site, tray);
  const lang = langOf(c);
  const { world } = site;
  const late = tray.lines.filter((line) => line.due !== null && line.due < world.now()).length;
  const view = {
    summary:
      lang === 'vi'
        ? `${tray.lines.length} văn bản chờ ký${late === 0 ? '' : `, ${late} đã quá hạn`}`
        : `${tray.lines.length} papers to sign${late === 0 ? '' : `, ${late} overdue`}`,
    tabs: [],
    papers: tray.lines.map((line) => ({
      task: `${line.id}.${line.task}`,
      title: paperTitle(site, line, lang),
      due: dueOf(line, world.now(), world.calendarOf(line.unitId), lang),
      size: line.code ?? '',
      about: line.applicant,
      text: stepName(site.world.shelf.find(line.packId, line.packVersion), line.taskName, lang),
      readHref: `/ho-so/${line.code}`,
    })),
    confirm: '/khay-ky',
    ...(done === undefined ? {} : { done }),
  };
  return showPage(c, trayPage(frameOf(c, site), view));
}

function paperTitle(site: Site, line: CaseLine, lang: 'vi' | 'en'): string {
  const pack = site.world.shelf.find(line.packId, line.packVersion);
  return pack === undefined ? line.packId : pack.facts.result[lang].replace(/\.$/, '');
}

async function postConfirm(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const tray = await waiting(c, site);
  if (isRefusal(tray)) return sayNo(c, site, tray);
  const ticked = new Set(posted.fields.get('task') ?? []);
  const lang = langOf(c);
  const papers = tray.lines
    .filter((line) => ticked.has(`${line.id}.${line.task}`))
    .map((line) => ({ task: `${line.id}.${line.task}`, title: paperTitle(site, line, lang), about: `${line.applicant} · ${line.code}` }));
  if (papers.length === 0) return await getTray(c, site, lang === 'vi' ? 'Chưa chọn văn bản nào để ký.' : 'No paper was ticked.');
  return showPage(c, trayConfirmPage(frameOf(c, site), { action: '/khay-ky/ky', key: site.world.newId(), papers, back: '/khay-ky', pin: false }));
}

/** One key for the list, one for each paper made from it: a second post signs nothing twice. */
async function postSign(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'case.sign');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const key = textOf(posted.fields, '_key');
  if (!isCommandKey(key)) return sayNo(c, site, refuse('key-missing'));
  const lang = langOf(c);
  const failed: string[] = [];
  let signed = 0;
  for (const ticked of (posted.fields.get('task') ?? []).slice(0, 200)) {
    const [id = '', task = ''] = ticked.split('.', 2);
    if (!isUuid(id)) continue;
    const paperKey = `${key.slice(0, 40)}-${id.slice(-12)}-${task}`.slice(0, 100);
    const done = await signTask(site.world, permit, { id: id as CaseId, key: paperKey as CommandKey, task, answers: { raw: new Map() } });
    if (isRefusal(done)) failed.push(sentenceOf(done, lang));
    else if (hasProblems(done)) failed.push(done.problems[0]?.text[lang] ?? '');
    else signed += 1;
  }
  const report = lang === 'vi' ? `Đã ký ${signed} văn bản.` : `Signed ${signed} papers.`;
  return await getTray(
    c,
    site,
    failed.length === 0 ? report : `${report} ${lang === 'vi' ? 'Chưa ký được' : 'Not signed'} ${failed.length}: ${[...new Set(failed)].join(' ')}`,
  );
}
