import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../base/json.ts';
import type { Form } from '../../engine/form/form.ts';
import { readForm } from '../../engine/form/form.ts';
import type { FormView } from './form.ts';
import { formSteps, itemCount, problemsOf, typedFrom } from './form.ts';

const label = (text: string): Json => ({ vi: text, en: `${text} (en)` });
const schema: Json = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'sex', 'born', 'phone'],
  properties: {
    name: { type: 'string', maxLength: 100 },
    sex: { type: 'string', enum: ['nam', 'nu'] },
    born: { type: 'string', format: 'date' },
    phone: { type: 'string', format: 'vn-phone' },
    agrees: { type: 'boolean' },
    papers: {
      type: 'array',
      minItems: 1,
      maxItems: 3,
      items: { type: 'object', additionalProperties: false, required: ['kind'], properties: { kind: { type: 'string', maxLength: 50 } } },
    },
  },
};
const layout: Json = {
  purposes: { work: { label: label('Giải quyết'), legal: 'Luật mẫu', keepDays: 10 } },
  purpose: 'work',
  pages: [
    {
      id: 'mot',
      title: label('Người nộp'),
      groups: [
        {
          fields: [
            { path: 'name', label: label('Họ tên'), hint: label('Ghi đủ dấu') },
            { path: 'sex', label: label('Giới tính'), control: 'radio', choices: { nam: label('Nam'), nu: label('Nữ') } },
            { path: 'born', label: label('Ngày sinh') },
            { path: 'phone', label: label('Điện thoại') },
            { path: 'agrees', label: label('Đồng ý nhận tin'), when: 'sex = "nu"' },
          ],
        },
      ],
    },
    {
      id: 'hai',
      title: label('Giấy'),
      groups: [{ repeat: 'papers', item: label('Tờ'), add: label('Thêm tờ'), fields: [{ path: 'kind', label: label('Loại') }] }],
    },
  ],
};

function theForm(): Form {
  const { form, findings } = readForm(schema, layout);
  if (form === undefined) throw new Error(JSON.stringify(findings));
  return form;
}
const form = theForm();
const view = (typed: Readonly<Record<string, readonly string[]>>, problems: FormView['problems'] = []): FormView => ({
  form,
  typed: new Map(Object.entries(typed)),
  problems,
});
const print = (one: FormView): string =>
  formSteps(one, 'vi')
    .map((step) => step.html.toString())
    .join('');

test('each page is a step with its title', () => {
  assert.deepEqual(
    formSteps(view({}), 'vi').map((step) => step.title),
    ['Người nộp', 'Giấy'],
  );
  assert.deepEqual(
    formSteps(view({}), 'en').map((step) => step.title),
    ['Người nộp (en)', 'Giấy (en)'],
  );
});

test('every box has a label, keeps what was typed and is named by its path', () => {
  const page = print(view({ name: ['Ưỡng <b>'], 'born.day': ['31'] }));
  assert.match(page, /<label for="f-name">Họ tên<\/label>/);
  assert.match(page, /name="name"[^>]* value="Ưỡng &lt;b&gt;"/);
  assert.match(page, /<label for="f-born-day">[^<]+<\/label><input id="f-born-day" name="born.day"[^>]* value="31"/);
});

test('a mistake stands at its field, in the summary, and both lead to the same box', () => {
  const wrong = view({}, [{ field: 'born.day', path: 'born', code: 'no-such-date', text: { vi: 'Tháng 11 chỉ có 30 ngày.', en: 'November has 30 days.' } }]);
  assert.match(print(wrong), /<p class="err" id="f-born-e">Tháng 11 chỉ có 30 ngày\.<\/p>/);
  assert.match(print(wrong), /id="f-born-day"[^>]*aria-invalid="true" aria-describedby="f-born-e"/);
  assert.deepEqual(problemsOf(wrong, 'en'), [{ name: 'born.day', text: 'November has 30 days.' }]);
});

test('a condition the page can decide travels with its field', () => {
  assert.match(print(view({})), /data-when="\[&quot;=&quot;,\{&quot;get&quot;:&quot;sex&quot;\},&quot;nu&quot;\]"/);
});

test('a list shows as many items as were typed, at least one, at most what the pack allows', () => {
  const repeat = form.pages[1]?.groups[0]?.repeat;
  assert.ok(repeat);
  assert.equal(itemCount(view({}), repeat), 1);
  assert.equal(itemCount(view({ 'papers.1.kind': ['bằng'] }), repeat), 2);
  assert.equal(itemCount(view({ 'papers.9999.kind': ['x'] }), repeat), 3);
});

test('stored answers come back as they are typed: three boxes, a local phone, ticks', () => {
  const typed = typedFrom(form, { name: 'Nguyễn Văn An', born: '1985-02-09', phone: '+84905412768', agrees: true, papers: [{ kind: 'bằng' }] });
  assert.deepEqual(Object.fromEntries(typed), {
    name: ['Nguyễn Văn An'],
    'born.day': ['09'],
    'born.month': ['02'],
    'born.year': ['1985'],
    phone: ['0905412768'],
    agrees: ['true'],
    'papers.0.kind': ['bằng'],
  });
});
