/** How a survey of a pack presents itself: it asks about a change of a service, it does not offer the service. Pure. */
import type { Label } from '../../base/text.ts';
import type { Survey } from '../../pack/pack.ts';

type Stage = Survey['stage'];

const moments: Readonly<Record<Stage, Label>> = {
  before: { vi: 'trước khi làm thử', en: 'before the trial' },
  during: { vi: 'trong khi làm thử', en: 'during the trial' },
  after: { vi: 'sau khi làm thử', en: 'after the trial' },
};

/** 'Khảo sát: Đăng ký khai sinh (trước khi làm thử)'. */
export const surveyTitle = (service: Label, stage: Stage): Label => ({
  vi: `Khảo sát: ${service.vi} (${moments[stage].vi})`,
  en: `Survey: ${service.en} (${moments[stage].en})`,
});

const asked: Readonly<Record<Stage, Label>> = {
  before: {
    vi: 'Cách làm mới của thủ tục này sắp được làm thử. Xin ông/bà cho biết lần làm gần nhất mất công ở chỗ nào, để biết cần sửa việc gì.',
    en: 'A new way of this procedure will soon be tried. Please tell what your last time cost you, so that the right things are changed.',
  },
  during: {
    vi: 'Cách làm mới của thủ tục này đang được làm thử. Xin ông/bà cho biết chỗ nào còn vướng, để sửa trước khi áp dụng rộng rãi.',
    en: 'A new way of this procedure is being tried. Please tell where it is still hard, so that it is mended before everybody uses it.',
  },
  after: {
    vi: 'Cách làm mới của thủ tục này đã được làm thử. Xin ông/bà cho biết việc nào đã tốt hơn và việc nào chưa.',
    en: 'A new way of this procedure has been tried. Please tell what has become better and what has not.',
  },
};

export const surveyIntro = (stage: Stage): Label => ({
  vi: `${asked[stage].vi} Phiếu không ghi tên; kết quả được công khai khi khảo sát kết thúc.`,
  en: `${asked[stage].en} The sheet has no name; the results are public when the survey has ended.`,
});
