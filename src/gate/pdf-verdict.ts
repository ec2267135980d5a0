/** From the signatures found in a PDF to the verdict on it. Reads bytes from anywhere: called in the helper process only, and in tests. */
import { X509Certificate } from 'node:crypto';
import { isRefusal } from '../base/refusal.ts';
import type { FoundSignature, SignatureCheck } from '../kernel/document/document.ts';
import { findSignatures, verdictOf } from '../kernel/document/document.ts';
import type { CmsCheck } from './cms-check.ts';
import { checkCms } from './cms-check.ts';
import type { InspectAnswer, InspectJob } from './pdf-inspect.ts';

export function inspectPdf({ pdf, trusted }: InspectJob): InspectAnswer {
  const found = findSignatures(pdf);
  if (isRefusal(found)) return found;
  const authorities = trusted.map((one) => new X509Certificate(one));
  return verdictOf(found.map((signature) => check(signature, authorities)));
}

/** The worst news wins: a broken frame, a broken signature, a change after it, then what cannot be judged. */
function check(signature: FoundSignature, trusted: readonly X509Certificate[]): SignatureCheck {
  const { cms, parts, field, at, addition } = signature;
  const covers = addition === 'none' ? 'whole-document' : 'revision';
  const nobody = { field, signer: '', organisation: '', covers, state: 'failed' } as const;
  if (parts === undefined) return { ...nobody, code: 'bad-byte-range' };
  if (cms === undefined) return { ...nobody, code: 'signature-broken' };
  const checked = checkCms({ cms, parts, isCades: signature.subFilter === 'ETSI.CAdES.detached', at, trusted });
  return { field, covers, ...withAddition(checked, addition) };
}

function withAddition(checked: CmsCheck, addition: FoundSignature['addition']): CmsCheck {
  if (checked.state === 'failed') return checked;
  if (addition === 'change') return { ...checked, state: 'failed', code: 'changed-after-signing' };
  if (addition === 'unclear' && checked.state === 'passed') return { ...checked, state: 'indeterminate', code: 'later-addition' };
  return checked;
}
