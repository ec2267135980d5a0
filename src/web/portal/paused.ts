/** What a supplement does to the clock, said to the applicant: before reception there is none that could stop or run again. */
import type { Lang } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import type { CaseState } from '../../kernel/case/case.ts';

/** While it is asked for. */
export function pausedWords({ clock, stage }: Pick<CaseState, 'clock' | 'stage'>, lang: Lang): { readonly title: string; readonly text: string } {
  const say = wordsOf(lang);
  if (clock === undefined) return { title: say('mine.unstarted'), text: say('mine.unstartedText') };
  const title = stage.at === 'waiting' ? say('mine.pausedSince', { at: showInstant(stage.since, lang) }) : say('mine.paused');
  return { title, text: say('mine.pausedText') };
}

/** Once it is sent. */
export function suppliedWords({ clock }: Pick<CaseState, 'clock'>, lang: Lang): string {
  const vi = lang === 'vi';
  if (clock === undefined) return vi ? 'Đã gửi bổ sung, chờ tiếp nhận' : 'The supplement was sent and waits for reception';
  // Whoever is named in it may have to agree anew first.
  if (clock.pauses.some((pause) => pause.to === undefined)) return vi ? 'Đã gửi bổ sung' : 'The supplement was sent';
  return vi ? 'Đã gửi bổ sung, đồng hồ chạy tiếp' : 'The supplement was sent, the clock runs again';
}
