/** Making the slip of a case that was sent: a PDF to print, or its picture to keep among the photographs of a telephone. Nothing is stored. */
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { SlipSize, SlipWords } from './slip.ts';
import { slipData, slipTemplate, slipText } from './slip.ts';
import type { CaseState } from './state.ts';

/** The permit has opened the case. Refuses with 'too-busy' while the printing queue is full. */
export async function slipPdf(
  world: Pick<World, 'gates'>,
  _permit: Permit<'case.read'>,
  state: Pick<CaseState, 'submitted'>,
  words: SlipWords,
  size: SlipSize,
): Promise<Uint8Array | Refusal> {
  const files = new Map([[slipTemplate, slipText]]);
  const paper = await world.gates.paper.render({ files, main: slipTemplate, data: slipData(words, size), at: state.submitted });
  return isRefusal(paper) ? paper : paper.pdf;
}

/** JPEG of the roll, 1600 points high. */
export async function slipPicture(
  world: Pick<World, 'gates'>,
  permit: Permit<'case.read'>,
  state: Pick<CaseState, 'submitted'>,
  words: SlipWords,
): Promise<Uint8Array | Refusal> {
  const pdf = await slipPdf(world, permit, state, words, 'roll');
  const look = isRefusal(pdf) ? pdf : await world.gates.look.look({ bytes: pdf, mediaType: 'application/pdf' }, 1);
  return isRefusal(look) ? look : look.picture;
}
