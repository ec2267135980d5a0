/** The sets of open data: what each holds, column by column. Pure; the rows come from the rooms. */
import type { Label } from '../../base/text.ts';
import { unitKinds } from '../../kernel/org/org.ts';
import { reportStates } from '../../kernel/voice/voice.ts';
import type { Cell } from './csv.ts';

export type Column = {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'decimal' | 'date' | 'dateTime' | 'anyURI';
  readonly about: Label;
  /** The only values there are. */
  readonly values?: readonly string[];
};
export type OpenSet = {
  readonly id: string;
  readonly title: Label;
  readonly about: Label;
  readonly keywords: readonly string[];
  /** ISO 8601 term of the EU frequency list that DCAT points to. */
  readonly every: 'DAILY' | 'MONTHLY' | 'IRREG';
  readonly columns: readonly Column[];
};
export type Rows = readonly (readonly Cell[])[];

const column = (name: string, type: Column['type'], vi: string, en: string): Column => ({ name, type, about: { vi, en } });

export const openSets: readonly OpenSet[] = [
  {
    id: 'thu-tuc',
    title: { vi: 'Thủ tục hành chính', en: 'Administrative procedures' },
    about: {
      vi: 'Thủ tục đang nhận hồ sơ trực tuyến: ai được làm, giấy tờ, phí, thời hạn, kết quả, nơi nhận, căn cứ pháp lý.',
      en: 'Procedures that can be filed online: who, papers, fee, time, result, office, legal basis.',
    },
    keywords: ['thủ tục hành chính', 'dịch vụ công', 'public services'],
    every: 'IRREG',
    columns: [
      column('ma_thu_tuc', 'string', 'Mã thủ tục quốc gia', 'National code'),
      column('ten', 'string', 'Tên thủ tục', 'Name in Vietnamese'),
      column('ten_en', 'string', 'Tên tiếng Anh', 'Name in English'),
      column('linh_vuc', 'string', 'Lĩnh vực', 'Field'),
      column('ai_duoc_lam', 'string', 'Ai được làm', 'Who may file'),
      column('giay_to', 'string', 'Giấy tờ, cách nhau bằng dấu chấm phẩy', 'Papers, separated by semicolons'),
      column('le_phi', 'string', 'Phí, lệ phí bằng lời', 'Fee in words'),
      column('thoi_han', 'string', 'Thời hạn bằng lời', 'Time in words'),
      column('ket_qua', 'string', 'Kết quả', 'Result'),
      column('noi_nhan', 'string', 'Nơi nhận hồ sơ', 'Where it is handed in'),
      column('can_cu', 'string', 'Căn cứ pháp lý, cách nhau bằng dấu chấm phẩy', 'Legal basis, separated by semicolons'),
      column('phien_ban', 'string', 'Phiên bản đang dùng', 'Version in use'),
      column('dia_chi', 'anyURI', 'Trang của thủ tục', 'Page of the procedure'),
    ],
  },
  {
    id: 'don-vi',
    title: { vi: 'Đơn vị nhận hồ sơ', en: 'Units' },
    about: {
      vi: 'Đơn vị hành chính và cơ quan đang hoạt động, mã và đơn vị cấp trên.',
      en: 'Administrative units and agencies in being, with codes and the unit above.',
    },
    keywords: ['đơn vị hành chính', 'mã định danh', 'administrative units'],
    every: 'IRREG',
    columns: [
      column('ma_don_vi', 'string', 'Mã định danh cơ quan', 'Code of the agency'),
      column('ma_gso', 'string', 'Mã đơn vị hành chính của cơ quan thống kê', 'Code of the statistics office'),
      column('ten', 'string', 'Tên', 'Name'),
      { ...column('cap', 'string', 'Loại đơn vị', 'Kind'), values: unitKinds },
      column('ma_cap_tren', 'string', 'Mã định danh của đơn vị cấp trên', 'Code of the unit above'),
      column('tu_ngay', 'date', 'Ngày bắt đầu', 'First day'),
    ],
  },
  {
    id: 'phan-anh',
    title: { vi: 'Phản ánh hiện trường đã công khai', en: 'Public reports' },
    about: {
      vi: 'Phản ánh mà người gửi đồng ý công khai và cơ quan không ẩn; số điện thoại, số định danh, biển số đã che, tọa độ làm tròn 100 mét, không có người gửi.',
      en: 'Reports their senders agreed to publish; personal numbers are covered, positions rounded to 100 metres, senders are not in it.',
    },
    keywords: ['phản ánh hiện trường', 'civic reports'],
    every: 'DAILY',
    columns: [
      column('ma', 'string', 'Mã phản ánh', 'Code'),
      column('loai', 'string', 'Loại việc', 'What it is about'),
      column('noi_dung', 'string', 'Lời đã che', 'Words, masked'),
      column('noi_xay_ra', 'string', 'Nơi xảy ra', 'Place'),
      column('vi_do', 'decimal', 'Vĩ độ WGS 84, làm tròn', 'Latitude, rounded'),
      column('kinh_do', 'decimal', 'Kinh độ WGS 84, làm tròn', 'Longitude, rounded'),
      column('don_vi', 'string', 'Đơn vị xử lý', 'Unit in charge'),
      { ...column('tinh_trang', 'string', 'Tình trạng xử lý', 'State'), values: reportStates },
      column('luc_gui', 'dateTime', 'Lúc gửi', 'Sent at'),
      column('han_tra_loi', 'dateTime', 'Hẹn trả lời', 'Answer due'),
      column('luc_tra_loi', 'dateTime', 'Lúc trả lời', 'Answered at'),
      column('tra_loi', 'string', 'Lời trả lời', 'Answer'),
    ],
  },
  {
    id: 'dung-hen',
    title: { vi: 'Hồ sơ trả đúng hẹn theo thủ tục và tháng', en: 'Answers on time by procedure and month' },
    about: {
      vi: 'Số hồ sơ kết thúc và số đúng hẹn của những tháng đã qua, hồ sơ rút không tính. Ô nhỏ hơn 5, và ô để lộ một số nhỏ hơn 5, được để trống.',
      en: 'Cases ended and ended on time in past months, withdrawn ones left out. Counts below 5, and those that would reveal one, are empty.',
    },
    keywords: ['đúng hẹn', 'tỷ lệ giải quyết', 'on time'],
    every: 'MONTHLY',
    columns: [
      column('thang', 'string', 'Tháng, YYYY-MM', 'Month'),
      column('thu_tuc', 'string', 'Mã thủ tục trên nền tảng', 'Id of the procedure here'),
      column('ten', 'string', 'Tên thủ tục', 'Name'),
      column('ket_thuc', 'integer', 'Hồ sơ đã kết thúc', 'Cases ended'),
      column('dung_hen', 'integer', 'Trong đó đúng hẹn', 'Of these on time'),
    ],
  },
  {
    id: 'luot-xem',
    title: { vi: 'Lượt xem trang theo ngày', en: 'Visits by day' },
    about: {
      vi: 'Tổng lượt xem theo nhóm trang và ngày, 90 ngày gần nhất, trừ hôm nay. Đếm trên máy chủ, không dùng cookie, không lưu địa chỉ mạng hay dấu hiệu của ai; máy tự động không tính.',
      en: 'Sums by group of pages and day, the last 90 days without today. Counted on the server without cookies; no address or mark of anybody is kept; programs are left out.',
    },
    keywords: ['lượt xem', 'visits'],
    every: 'DAILY',
    columns: [
      column('ngay', 'date', 'Ngày', 'Day'),
      column('nhom_trang', 'string', 'Nhóm trang', 'Group of pages'),
      column('luot_xem', 'integer', 'Lượt xem', 'Visits'),
    ],
  },
];

export const setNamed = (id: string): OpenSet | undefined => openSets.find((one) => one.id === id);

/** The same table as JSON: one object a row, named like the columns. */
export const rowsAsJson = ({ columns }: OpenSet, rows: Rows): readonly Readonly<Record<string, Cell>>[] =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));

/** The table's description for machines (CSV on the Web, W3C 2015). */
export const csvwOf = (set: OpenSet, address: string) => ({
  '@context': ['http://www.w3.org/ns/csvw', { '@language': 'vi' }],
  url: `${address}.csv`,
  'dc:title': set.title.vi,
  'dc:license': { '@id': licenceIri },
  dialect: { header: true, encoding: 'utf-8', lineTerminators: ['\r\n'] },
  tableSchema: {
    columns: set.columns.map(({ name, type, about, values }) => ({
      name,
      titles: name,
      datatype: values === undefined ? type : { base: type, format: values.join('|') },
      'dc:description': [
        { '@value': about.vi, '@language': 'vi' },
        { '@value': about.en, '@language': 'en' },
      ],
    })),
  },
});

export const licenceIri = 'https://creativecommons.org/licenses/by/4.0/';
