/** The receipt as a paper: printed, sealed by the unit that collects, kept with the case and checkable by anybody. */
import { createHash } from 'node:crypto';
import type { DocumentId, UnitId } from '../../base/id.ts';
import { qrSvg } from '../../base/qr.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Sql } from '../../db/sql.ts';
import { recordDocument } from '../document/document.act.ts';
import type { Signer } from '../document/document.ts';
import { signPdf, usualRoom } from '../document/document.ts';
import type { LeasedJob } from '../job/job.ts';
import { agencyName, ancestorsOf, placeName } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { FeeReceipt, ObligationRow } from './payment.store.ts';
import { obligationByReference, payerOfReceipt, receiptsOf, setReceiptPaper } from './payment.store.ts';
import { receiptData, receiptTemplate, receiptText } from './receipt-paper.ts';
import { newReference } from './reference.ts';

/** Jobs of the payment room: 'payment-receipt' makes the paper of one receipt. Throws when it cannot be made now, so that it is tried again. */
export async function doPaymentJob(world: World, _permit: Permit<'system.run'>, job: LeasedJob, finish: (sql: Sql) => Promise<void>): Promise<void> {
  const [unitId, serial] = [Number(job.body.unit) as UnitId, String(job.body.serial)];
  const [about] = await payerOfReceipt(world.sql, unitId, serial);
  const [obligation] = about === undefined ? [] : await obligationByReference(world.sql, about.reference);
  const receipt = obligation === undefined ? undefined : (await receiptsOf(world.sql, obligation.id)).find((one) => one.serial === serial);
  if (obligation === undefined || receipt === undefined) throw new Error(`receipt ${serial} of unit ${unitId} is gone`);
  if (obligation.caseId === null || receipt.documentId !== null) return await world.sql.begin(finish);
  const { caseId } = obligation;
  const verifyCode = newReference(world.secret(10));
  const made = await print(world, { receipt, obligation, payer: about?.payer ?? '', verifyCode });
  const id = world.newId() as DocumentId;
  await world.sql.begin(async (sql) => {
    const paper = { mediaType: 'application/pdf', blob: made.hash, size: made.size, pages: made.pages, at: world.now(), signed: true, verifyCode };
    await recordDocument(sql, { id, caseId, kind: 'fee-receipt', title: `Biên lai ${serial}`, ...paper });
    await setReceiptPaper(sql, unitId, serial, id);
    await finish(sql);
  });
}

type Printing = { readonly receipt: FeeReceipt; readonly obligation: ObligationRow; readonly payer: string; readonly verifyCode: string };

async function print(world: World, { receipt, obligation, payer, verifyCode }: Printing) {
  const link = `${world.origin}/xac-minh?ma=${verifyCode}`;
  const unit = unitFacts(world, receipt.unitId);
  const data = receiptData({ receipt, obligation, payer, unit, link, qr: qrSvg(link), sample: world.sample });
  const paper = await world.gates.paper.render({ files: new Map([[receiptTemplate, receiptText]]), main: receiptTemplate, data, at: receipt.at });
  if (isRefusal(paper)) throw new Error(`the receipt could not be printed: ${paper.refused}`);
  const place = paper.places.find((one) => one.id === 'seal') ?? { page: 1, rect: [0, 0, 0, 0] as const };
  const seal: Signer = { id: `unit/${unit.code}`, name: unit.name, organisation: unit.name };
  const words = { field: 'seal', reason: 'Biên lai thu phí, lệ phí', location: unit.place };
  const request = { ...words, page: place.page, rect: place.rect, name: seal.name, at: world.now(), room: usualRoom };
  const signed = await signPdf(paper.pdf, request, { digest: sha256Of, envelope: (digest) => world.gates.sign.envelope(seal, digest) });
  const stored = isRefusal(signed) ? signed : await world.gates.blob.put(signed);
  if (isRefusal(stored)) throw new Error(`the receipt could not be sealed: ${stored.refused}`);
  return { ...stored, pages: paper.pages };
}

function unitFacts(world: World, id: UnitId): { readonly code: string; readonly name: string; readonly over: string; readonly place: string } {
  const unit = world.org().byId.get(id);
  if (unit === undefined) throw new Error(`unit ${id} is gone`);
  const over = ancestorsOf(world.org(), unit).at(-1);
  return { code: unit.agencyCode, name: agencyName(unit), over: over === undefined ? '' : agencyName(over), place: placeName(unit) };
}

function sha256Of(parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}
