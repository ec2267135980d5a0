/** Checking PDFs from anywhere in a helper process with 256 MB and 5 seconds: whatever the file does, it does it there. */
import type { Refusal } from '../base/refusal.ts';
import { refuse } from '../base/refusal.ts';
import type { PdfInspectGate, SignatureCheck, Verdict } from '../kernel/document/document.ts';
import { verdictOf } from '../kernel/document/document.ts';
import { childRoom } from './child.ts';

export type InspectJob = { readonly pdf: Uint8Array; readonly trusted: readonly Uint8Array[] };
export type InspectAnswer = Verdict | Refusal;

export type InspectLimits = { readonly jobs: number; readonly waiting: number; readonly ms: number; readonly memoryMb: number };
const usual: InspectLimits = { jobs: 200, waiting: 20, ms: 5_000, memoryMb: 256 };
const maxBytes = 20 * 1_048_576;

/** `trusted`: certificates (DER) of the authorities whose signatures may be called valid. */
export function openPdfInspect({ trusted, ...limits }: { readonly trusted: readonly Uint8Array[] } & Partial<InspectLimits>): PdfInspectGate & {
  readonly close: () => Promise<void>;
} {
  const room = childRoom<InspectJob, InspectAnswer>(new URL('./pdf-inspect-child.ts', import.meta.url), { ...usual, ...limits });
  return {
    inspect: async (pdf) => {
      if (pdf.length > maxBytes) return refuse('file-too-large', { limit: maxBytes });
      const outcome = await room.run({ pdf, trusted });
      if ('answer' in outcome) return outcome.answer;
      return outcome.none === 'busy' || outcome.none === 'closed' ? refuse('too-busy') : verdictOf([tooHeavy]);
    },
    close: room.close,
  };
}

/** A file that breaks its reader has not been shown to be intact, nor to be changed. */
const tooHeavy: SignatureCheck = { field: '', signer: '', organisation: '', covers: 'revision', state: 'indeterminate', code: 'too-heavy' };
