/** The papers beside a case: which one is shown, which page of it, and how it is turned. All of it stands in the address, so that it works without script. */
import type { Lang } from '../../base/text.ts';
import type { CaseState } from '../../kernel/case/case.ts';
import { pagesOf } from '../../kernel/document/document.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { paperTitle } from '../portal/apply-files.ts';
import type { Ctx, Site } from '../request.ts';
import { langOf } from '../request.ts';
import { madeName, pagesText, sizeText } from '../show.ts';
import type { CasePaper } from './case-paper.view.ts';

/** Papers of a case in their order: what the citizen gave, then what was made here. */
export async function papersView(c: Ctx, site: Site, state: CaseState, pack: Pack): Promise<readonly CasePaper[]> {
  const lang = langOf(c);
  const all = [...attachedPapers(state, pack, lang), ...madePapers(state, pack, lang)];
  const pages = await pagesOf(
    site.world,
    all.flatMap((one) => (one.blob === null ? [] : [one.blob])),
  );
  const current = all.find((one) => one.id === c.req.query('giay')) ?? all[0];
  return all.map((one) => {
    const paper = {
      id: one.id,
      name: one.name,
      note: one.note,
      current: one === current,
      select: `?giay=${one.id}`,
      href: one.blob === null ? '' : `/tep/${one.id}`,
    };
    if (one.blob === null || !isDrawn(one.mediaType)) return paper;
    const count = pages.get(one.blob) ?? one.pages ?? 1;
    const note = count > 1 ? [pagesText(count, lang), one.note].join(' · ') : one.note;
    return { ...paper, note, thumb: `/tep/${one.id}/nho`, ...(one === current ? { shown: shownPage(c, one.id, count) } : {}) };
  });
}

type Line = Pick<CasePaper, 'id' | 'name' | 'note'> & { readonly blob: string | null; readonly mediaType: string; readonly pages?: number };

const attachedPapers = (state: CaseState, pack: Pack, lang: Lang): readonly Line[] =>
  state.files.map((file) => ({
    ...{ id: file.id, name: paperTitle(pack, file.paper, lang), blob: file.blob, mediaType: file.mediaType },
    note: file.blob === null ? (lang === 'vi' ? 'nộp bản giấy' : 'on paper') : `${file.name} · ${sizeText(file.size)}`,
    ...(file.pages === undefined ? {} : { pages: file.pages }),
  }));

const madePapers = (state: CaseState, pack: Pack, lang: Lang): readonly Line[] =>
  state.documents.map((made) => ({
    ...{ id: made.id, name: madeName(pack, made.kind, lang), blob: made.blob, mediaType: 'application/pdf' },
    note: `${made.signatures.length === 0 ? '' : lang === 'vi' ? 'đã ký số · ' : 'signed · '}${sizeText(made.size)}`,
  }));

const isDrawn = (mediaType: string): boolean => mediaType.startsWith('image/') || mediaType === 'application/pdf';

/** `trang` from 1; `xoay` is a number of quarter turns. */
function shownPage(c: Ctx, id: string, pages: number): NonNullable<CasePaper['shown']> {
  const asked = Number(c.req.query('trang') ?? 1);
  const page = Number.isSafeInteger(asked) ? Math.min(Math.max(1, asked), pages) : 1;
  const turns = Number(/^[0-3]$/.exec(c.req.query('xoay') ?? '')?.[0] ?? 0) as 0 | 1 | 2 | 3;
  const to = (other: number, turned: number = turns): string => `?giay=${id}&trang=${other}${turned === 0 ? '' : `&xoay=${turned}`}`;
  return {
    ...{ picture: `/tep/${id}/trang/${page}`, page, pages, turns, turn: to(page, (turns + 1) % 4) },
    ...(page > 1 ? { previous: to(page - 1) } : {}),
    ...(page < pages ? { next: to(page + 1) } : {}),
  };
}
