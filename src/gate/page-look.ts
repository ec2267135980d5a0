/** Pages of files as pictures, made in a helper process with 256 MB and 5 seconds of the processor: whatever the file does, it does it there. */
import type { Refusal } from '../base/refusal.ts';
import { refuse } from '../base/refusal.ts';
import type { LookedPage, LookGate } from '../kernel/document/document.ts';
import { childRoom } from './child.ts';

export type LookJob = { readonly bytes: Uint8Array; readonly mediaType: string; readonly page: number };
export type LookAnswer = LookedPage | Refusal;

export type LookLimits = { readonly jobs: number; readonly waiting: number; readonly ms: number; readonly memoryMb: number };
const usual: LookLimits = { jobs: 100, waiting: 200, ms: 15_000, memoryMb: 256 };
/** A used process ends itself rather than give a file up: a fresh one decides. */
const mostTries = 2;
const maxBytes = 20 * 1_048_576;

export function openPageLook(limits: Partial<LookLimits> = {}): LookGate & { readonly close: () => Promise<void> } {
  const room = childRoom<LookJob, LookAnswer>(new URL('./page-look-child.ts', import.meta.url), { ...usual, ...limits });
  return {
    look: async ({ bytes, mediaType }, page) => {
      if (bytes.length > maxBytes) return refuse('file-too-large', { limit: maxBytes });
      for (let tries = 1; ; tries += 1) {
        const outcome = await room.run({ bytes, mediaType, page });
        if ('answer' in outcome) return outcome.answer;
        if (outcome.none === 'busy' || outcome.none === 'closed') return refuse('too-busy');
        if (outcome.none === 'late' || tries === mostTries) return refuse('file-too-heavy');
      }
    },
    close: room.close,
  };
}
