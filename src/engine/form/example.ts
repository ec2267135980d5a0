/** A small birth registration: the form that the tests and the README of this room speak of. */
import type { Json } from '../../base/json.ts';

const label = (vi: string, en: string): Json => ({ vi, en });

export const birthSchema: Json = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['requester', 'child', 'copies', 'pledge'],
  additionalProperties: false,
  $defs: {
    parent: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', maxLength: 100 },
        birth: { type: 'string', format: 'year-or-date' },
        id: { type: 'string', format: 'vn-id-or-old' },
      },
    },
  },
  properties: {
    requester: {
      type: 'object',
      required: ['name', 'id', 'phone', 'relationship'],
      properties: {
        name: { type: 'string', maxLength: 100 },
        id: { type: 'string', format: 'vn-id' },
        phone: { type: 'string', format: 'vn-phone' },
        relationship: { type: 'string', enum: ['mother', 'father', 'other'] },
        otherRelationship: { type: 'string', maxLength: 60 },
      },
    },
    child: {
      type: 'object',
      required: ['fullName', 'sex', 'birthDate'],
      properties: {
        fullName: { type: 'string', minLength: 2, maxLength: 100 },
        sex: { type: 'string', enum: ['nam', 'nu'] },
        birthDate: { type: 'string', format: 'date' },
        weight: { type: 'number', minimum: 0.3, maximum: 9, multipleOf: 0.01 },
      },
    },
    mother: { $ref: '#/$defs/parent' },
    father: { $ref: '#/$defs/parent' },
    witnesses: {
      type: 'array',
      maxItems: 3,
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', maxLength: 100 }, sex: { type: 'string', enum: ['nam', 'nu'] }, id: { type: 'string', format: 'vn-id' } },
      },
    },
    copies: { type: 'integer', minimum: 0, maximum: 10 },
    donation: { type: 'integer', format: 'vnd', minimum: 1000 },
    wants: { type: 'array', maxItems: 2, uniqueItems: true, items: { type: 'string', enum: ['residence', 'insurance', 'allowance'] } },
    pledge: { type: 'boolean', const: true },
  },
};

export const birthLayout: Json = {
  purposes: { 'civil-status': { label: label('Đăng ký hộ tịch', 'Civil status registration'), legal: 'Luật Hộ tịch 2014', keepDays: 0 } },
  purpose: 'civil-status',
  pages: [
    {
      id: 'nguoi-khai',
      title: label('Người đi khai', 'Who applies'),
      groups: [
        {
          fields: [
            { path: 'requester.name', label: label('Họ, chữ đệm và tên', 'Full name'), autocomplete: 'name', prefill: 'person.fullName' },
            { path: 'requester.id', label: label('Số định danh', 'Personal number'), prefill: 'person.id' },
            { path: 'requester.phone', label: label('Số điện thoại', 'Phone'), autocomplete: 'tel' },
            {
              path: 'requester.relationship',
              label: label('Quan hệ với trẻ', 'Relationship to the child'),
              choices: { mother: label('Mẹ', 'Mother'), father: label('Cha', 'Father'), other: label('Người khác', 'Somebody else') },
            },
            {
              path: 'requester.otherRelationship',
              label: label('Quan hệ cụ thể', 'Which relationship'),
              when: 'requester.relationship = "other"',
              required: true,
            },
          ],
        },
      ],
    },
    {
      id: 'tre',
      title: label('Thông tin của trẻ', 'The child'),
      groups: [
        {
          fields: [
            { path: 'child.fullName', label: label('Họ, chữ đệm và tên của trẻ', 'Full name of the child'), autocomplete: 'off' },
            { path: 'child.sex', label: label('Giới tính', 'Sex'), choices: { nam: label('Nam', 'Male'), nu: label('Nữ', 'Female') } },
            {
              path: 'child.birthDate',
              label: label('Ngày sinh của trẻ', 'Date of birth'),
              fix: label('Xem lại ngày sinh trên giấy chứng sinh.', 'Check the birth proof.'),
            },
            { path: 'child.weight', label: label('Cân nặng (kg)', 'Weight (kg)') },
          ],
        },
        {
          title: label('Mẹ', 'Mother'),
          fields: [
            { path: 'mother.name', label: label('Họ tên mẹ', 'Name of the mother') },
            { path: 'mother.birth', label: label('Năm hoặc ngày sinh của mẹ', 'Year or date of birth of the mother') },
            { path: 'mother.id', label: label('Số định danh của mẹ', 'Personal number of the mother'), agrees: { sex: 'female', birthDate: 'mother.birth' } },
          ],
        },
        {
          title: label('Cha', 'Father'),
          when: 'requester.relationship != "mother" or mother.name != null',
          fields: [
            { path: 'father.name', label: label('Họ tên cha', 'Name of the father') },
            { path: 'father.birth', label: label('Năm hoặc ngày sinh của cha', 'Year or date of birth of the father') },
            { path: 'father.id', label: label('Số định danh của cha', 'Personal number of the father') },
          ],
        },
        {
          title: label('Người làm chứng', 'Witnesses'),
          repeat: 'witnesses',
          item: label('Người làm chứng', 'Witness'),
          add: label('Thêm người làm chứng', 'Add a witness'),
          fields: [
            { path: 'name', label: label('Họ tên người làm chứng', 'Name of the witness') },
            { path: 'sex', label: label('Giới tính', 'Sex'), choices: { nam: label('Nam', 'Male'), nu: label('Nữ', 'Female') } },
            {
              path: 'id',
              label: label('Số định danh người làm chứng', 'Personal number of the witness'),
              when: 'name != null',
              agrees: { sex: 'witnesses.*.sex' },
            },
          ],
        },
      ],
    },
    {
      id: 'ket-qua',
      title: label('Kết quả', 'Result'),
      groups: [
        {
          fields: [
            { path: 'copies', label: label('Số bản sao', 'Copies') },
            { path: 'donation', label: label('Ủng hộ quỹ khuyến học', 'Donation') },
            {
              path: 'wants',
              label: label('Làm luôn', 'Also wanted'),
              choices: {
                residence: label('Thường trú', 'Residence'),
                insurance: label('Thẻ bảo hiểm y tế', 'Health insurance'),
                allowance: label('Trợ cấp', 'Allowance'),
              },
            },
            { path: 'pledge', label: label('Tôi cam đoan lời khai là đúng', 'I declare that this is true') },
          ],
        },
      ],
    },
  ],
  papers: [
    { id: 'giay-chung-sinh', title: label('Giấy chứng sinh', 'Birth proof'), required: 'witnesses = null', atCounter: true },
    {
      id: 'giay-ket-hon',
      title: label('Giấy chứng nhận kết hôn', 'Marriage certificate'),
      required: false,
      when: 'father.name != null',
      replacedBy: 'Dữ liệu hộ tịch',
    },
  ],
  checks: [
    {
      when: 'child.birthDate > today',
      field: 'child.birthDate',
      text: label('Ngày sinh ở sau hôm nay. Xem lại ngày sinh trên giấy chứng sinh.', 'The date of birth lies in the future. Check the birth proof.'),
    },
  ],
};
