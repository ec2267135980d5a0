import type { Facts } from 'cuaso/form';
import { readAnswers, readForm } from 'cuaso/form';

const schema = {
  type: 'object',
  required: ['name', 'born'],
  properties: {
    name: { type: 'string', maxLength: 100 },
    born: { type: 'string', format: 'date' },
    guardian: { type: 'string', maxLength: 100 },
  },
};
const layout = {
  purposes: { card: { label: { vi: 'Làm thẻ thư viện', en: 'Library card' }, legal: 'Luật Thư viện 2019', keepDays: 365 } },
  purpose: 'card',
  pages: [
    {
      id: 'nguoi-doc',
      title: { vi: 'Người đọc', en: 'Reader' },
      groups: [
        {
          fields: [
            { path: 'name', label: { vi: 'Họ, chữ đệm và tên', en: 'Full name' }, autocomplete: 'name' },
            { path: 'born', label: { vi: 'Ngày sinh', en: 'Date of birth' } },
            { path: 'guardian', label: { vi: 'Người giám hộ', en: 'Guardian' }, when: 'born > date("2008-11-15")', required: true },
          ],
        },
      ],
    },
  ],
};

const { form } = readForm(schema, layout);
if (form === undefined) throw new Error('the files have findings');
const today = { today: '2022-11-15' } as Facts;
const post = new Map([
  ['name', ['Lê Minh Khôi']],
  ['born.day', ['31']],
  ['born.month', ['4']],
  ['born.year', ['2010']],
]);
export const first = readAnswers(form, post, today); // problem at born.day: Tháng 4 chỉ có 30 ngày. ...
export const second = readAnswers(form, new Map([...post, ['born.day', ['30']]]), today); // problem at guardian: now it is asked
