/** The person's own papers, offered where a form asks for one: read only when they are asked for. */
import type { Lang } from '../../base/text.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import { vaultOf } from '../../kernel/document/document.act.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Pack } from '../../pack/pack.ts';
import { textOf } from '../form-post.ts';
import type { OwnStore } from '../parts/paper-field.ts';
import type { Site } from '../request.ts';
import { dayText, sizeText } from '../show.ts';
import { takes } from './apply-files.ts';

/** Newest first; more of them are found in the store itself. */
const mostOffered = 12;

/** `_vault=<paper>` opens the list for that paper; otherwise it stays closed. */
export async function storeAsked(site: Site, permit: Permit<'case.submit'>, pack: Pack, fields: RawAnswers, lang: Lang): Promise<OwnStore | 'closed'> {
  const asked = textOf(fields, '_vault');
  const paper = pack.form.papers.find((one) => one.id === asked);
  if (paper === undefined) return 'closed';
  const own = (await vaultOf(site.world, permit)).filter((one) => takes(paper, one.mediaType));
  const papers = own.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, mostOffered);
  return { paper: paper.id, papers: papers.map((one) => ({ id: one.id, name: one.title, note: `${dayText(one.at, lang)} · ${sizeText(one.size)}` })) };
}
