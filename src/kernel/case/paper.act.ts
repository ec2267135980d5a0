/** Papers made in the background: the slip of reception, letters, and the draft of a result. */
import type { CaseId, CommandKey, PersonId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Sql } from '../../db/sql.ts';
import type { Pack } from '../../pack/pack.ts';
import type { PaperData } from '../../pack/paper.ts';
import type { Permit } from '../permit.ts';
import { namesOf } from '../person/person.act.ts';
import type { World } from '../world.ts';
import { advance } from './advance.ts';
import type { Receipt } from './on-case.act.ts';
import { onCase } from './on-case.act.ts';
import type { PaperSigner } from './paper-data.ts';
import { reasonsFor } from './paper-data.ts';
import type { Known } from './print.act.ts';
import { documentOf, known, newVerifyCode, recordMade, render, verifyLink } from './print.act.ts';
import type { Finish, JobOn } from './process-job.act.ts';
import type { CaseState, MadeDocument, OpenJob } from './state.ts';

/** Slips and letters the platform makes by itself after a deed. */
export type SlipKind = 'receipt' | 'supplement' | 'refusal' | 'apology';

/** A pack may have an apology of its own; without one the platform's letter is used. */
const templates = { receipt: 'receipt.typ', supplement: 'supplement.typ', refusal: 'refusal.typ', apology: 'apology.typ' } as const;
const titles = {
  receipt: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  supplement: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  refusal: 'Phiếu từ chối giải quyết hồ sơ',
  apology: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
} as const;
/** Endings of slip numbers (Circular 01/2018/TT-VPCP forms). */
const books = { receipt: 'TTPVHCC', supplement: 'PBS-TTPVHCC', refusal: 'PTC-TTPVHCC', apology: 'PXL' } as const;

/** The slip of reception, the letter that asks for a supplement, the notice of refusal. */
export async function makePaper(
  world: World,
  permit: Permit<'system.run'>,
  on: { readonly id: CaseId; readonly key: CommandKey; readonly kind: SlipKind },
  finish: (sql: Sql) => Promise<void>,
): Promise<Receipt | Refusal | undefined> {
  const found = await known(world, on.id);
  if (isRefusal(found)) return found;
  const { state, pack } = found;
  // A service inside the offices may do without slips.
  if (on.kind !== 'apology' && !pack.templates.has(templates[on.kind])) {
    await world.sql.begin(finish);
    return undefined;
  }
  const extendedBy = on.kind === 'apology' ? state.clock?.extended?.by : undefined;
  const by = extendedBy ?? state.receivedBy;
  const names = by === undefined ? new Map<PersonId, string>() : await namesOf(world, permit, [by]);
  const position = extendedBy === undefined ? 'Người tiếp nhận' : 'Người giải quyết hồ sơ';
  const signer: PaperSigner = { name: (by === undefined ? undefined : names.get(by)) ?? '', position, prefix: '', at: world.now() };
  const verifyCode = newVerifyCode(world);
  const number = `${state.code?.slice(-4) ?? state.tracking.slice(-4)}/${books[on.kind]}`;
  const made = await render(world, pack, templates[on.kind], {
    state,
    number,
    signer,
    reasons: reasonsOf(on.kind, state, pack),
    link: `${world.origin}/tra-cuu?ma=${state.tracking}`,
  });
  if (isRefusal(made)) return made;
  const document = documentOf(world, on.kind, titles[on.kind], made.blob, verifyCode, number);
  return await onCase(
    world,
    permit,
    on.id,
    { key: on.key, body: { do: 'attach-paper', kind: on.kind } },
    {
      decide: (before, facts) => advance(facts.pack, before, { do: 'attach-paper', document }, facts),
      also: async (sql) => {
        await recordMade(sql, on.id, document, made.pages);
        await finish(sql);
      },
    },
  );
}

function reasonsOf(kind: SlipKind, state: CaseState, pack: Pack): PaperData['reasons'] {
  const asked = state.supplements.at(-1);
  if (kind === 'supplement' && asked !== undefined) return reasonsFor(asked.reasons, pack.reasons.supplement, asked.note);
  const extended = state.clock?.extended;
  if (kind === 'apology' && extended !== undefined) return reasonsFor([extended.reason], pack.reasons.extension, extended.note ?? '');
  if (kind === 'refusal' && state.refusal !== undefined) return reasonsFor([state.refusal.reason], pack.reasons.refusal, state.refusal.note);
  return [];
}

/** 'document' drafts a paper from the template its header names. */
export async function makeDraft(world: World, permit: Permit<'system.run'>, on: JobOn, found: Known, job: OpenJob, finish: Finish): Promise<Receipt | Refusal> {
  const drafted = await draft(world, found, job);
  if (isRefusal(drafted)) return drafted;
  return await onCase(
    world,
    permit,
    on.id,
    { key: on.key, body: { do: 'finish-job', job: on.job } },
    {
      decide: (before, facts) => advance(facts.pack, before, { do: 'finish-job', job: on.job, document: drafted.document }, facts),
      also: async (sql) => {
        await recordMade(sql, on.id, drafted.document, drafted.pages);
        await finish(sql);
      },
    },
  );
}

/** The result before anybody has signed: the signer reads this one. */
async function draft(world: World, { state, pack }: Known, job: OpenJob): Promise<{ readonly document: MadeDocument; readonly pages: number } | Refusal> {
  const template = String(job.headers.template ?? 'result.typ');
  const verifyCode = newVerifyCode(world);
  const signer: PaperSigner = { name: '', position: '', prefix: '', at: world.now() };
  const number = numberFor(job, state);
  const made = await render(world, pack, template, { state, number, signer, reasons: [], link: verifyLink(world, verifyCode) });
  if (isRefusal(made)) return made;
  return { document: documentOf(world, 'result', pack.facts.result.vi.replace(/\.$/, ''), made.blob, verifyCode, number), pages: made.pages };
}

/** The number the job's header `number` names in the data, such as one taken from the outgoing book. */
function numberFor(job: OpenJob, state: CaseState): string {
  const named = state.data[String(job.headers.number ?? '')];
  return typeof named === 'string' && named !== '' ? named : resultNumber(state);
}

/** The number of the register book when the work recorded one, otherwise the running number of the case. */
const resultNumber = (state: CaseState): string => {
  const recorded = state.data.registerNumber;
  return typeof recorded === 'string' && recorded !== '' ? recorded : (state.code?.slice(-4) ?? '');
};
