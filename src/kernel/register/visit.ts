/** Counting visits without knowing anybody: which group a page belongs to, and who is a program. */

/** Groups of pages, an open list; personal pages have none and are never counted. */
export const pageGroups = {
  home: { vi: 'Trang chủ', en: 'Home page' },
  procedure: { vi: 'Thủ tục', en: 'Procedures' },
  news: { vi: 'Tin, thông báo', en: 'News and notices' },
  handbook: { vi: 'Cẩm nang', en: 'Handbook' },
  data: { vi: 'Dữ liệu mở', en: 'Open data' },
  report: { vi: 'Phản ánh, góp ý', en: 'Reports and comments' },
  verify: { vi: 'Kiểm tra giấy tờ', en: 'Checking papers' },
  office: { vi: 'Nơi nhận hồ sơ', en: 'Offices' },
} as const;
export type PageGroup = keyof typeof pageGroups;
export const isPageGroup = (text: string): text is PageGroup => Object.hasOwn(pageGroups, text);

const beginnings: readonly (readonly [RegExp, PageGroup])[] = [
  [/^\/$/, 'home'],
  [/^\/thu-tuc(?:\/|$)/, 'procedure'],
  [/^\/tin-tuc(?:\/|$)/, 'news'],
  [/^\/cam-nang(?:\/|$)/, 'handbook'],
  [/^\/du-lieu-mo(?:\/|$)/, 'data'],
  [/^\/(?:phan-anh|gop-y)(?:\/|$)/, 'report'],
  [/^\/xac-minh(?:\/|$)/, 'verify'],
  [/^\/noi-nop\//, 'office'],
];

export const groupOf = (path: string): PageGroup | undefined => beginnings.find(([pattern]) => pattern.test(path))?.[1];

/** Programs that read pages by themselves say so in their name, or give none. */
export const isProgram = (userAgent: string): boolean =>
  userAgent.trim() === '' ||
  /bot\b|bot\/|crawl|spider|slurp|archiver|preview|monitor|lighthouse|headless|curl|wget|python|java\/|go-http|okhttp|libwww|httpclient|axios|scrapy|facebookexternalhit/i.test(
    userAgent,
  );
