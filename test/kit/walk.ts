/** The steps of a case as people take them on the pages, for both packs: apply, receive, work, sign, hand over. */
import assert from 'node:assert/strict';
import { samplePaper } from '../../src/main/sample-paper.ts';
import type { Filling, GivenFile, Page, PageForm, Sending, Visitor } from './client.ts';
import { encode, formTo } from './client.ts';

export type Fields = Readonly<Record<string, string | readonly string[] | null>>;

/** A pack with everything a case of it needs to go from the citizen back to the citizen. */
export type Sample = {
  readonly pack: string;
  readonly answers: Fields;
  readonly files: readonly GivenFile[];
  /** Tasks before the signature: who does them and what is written. */
  readonly work: readonly { readonly by: 'receptionist' | 'officer'; readonly fields: Fields }[];
  /** Đồng. */
  readonly fee: number;
};

const paper = (field: string): GivenFile => ({ field, name: `${field.replace('_paper.', '')}.pdf`, bytes: samplePaper(field) });

export const birth: Sample = {
  pack: 'khai-sinh',
  answers: {
    _unit: '20347',
    'requester.relationship': 'father',
    'child.fullName': 'Nguyễn Trần Minh Thư',
    'child.sex': 'female',
    'child.birthDate.day': '1',
    'child.birthDate.month': '11',
    'child.birthDate.year': '2022',
    'child.birthPlace': 'Bệnh viện Phụ sản - Nhi Quảng Nam',
    'child.ethnicity': 'Kinh',
    'child.nationality': 'Việt Nam',
    'child.hometown': 'Tam Kỳ, Quảng Nam',
    'mother.name': 'Trần Thị Bích',
    'father.name': 'Nguyễn Văn An',
    exemption: 'none',
    copies: '1',
  },
  files: [paper('_paper.birth-proof')],
  work: [
    {
      by: 'officer',
      fields: {
        checkResult: 'registered',
        registerBook: '01/2022',
        registerNumber: '215',
        'registerDate.day': '15',
        'registerDate.month': '11',
        'registerDate.year': '2022',
        personalId: '049322001234',
      },
    },
  ],
  fee: 8000,
};

export const copies: Sample = {
  pack: 'chung-thuc-ban-sao',
  answers: {
    _unit: '20347',
    'papers.0.kind': 'diploma',
    'papers.0.pages': '3',
    'papers.0.copies': '2',
    'papers.0.condition': 'fit',
    '_counter.originals': 'true',
  },
  files: [],
  work: [
    { by: 'receptionist', fields: { isSame: 'true' } },
    { by: 'officer', fields: { certificationBook: '03/2022-SCT/BS', certificationNumber: '118' } },
  ],
  fee: 10_000,
};

/** A day as its three boxes, from 'YYYY-MM-DD'; '' leaves them empty. */
export function on(name: string, day: string): Readonly<Record<string, string>> {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year };
}

export const anXuan = { receptionist: 'mot-cua-an-xuan', officer: 'tu-phap-an-xuan', chair: 'chu-tich-an-xuan', deputy: 'pho-chu-tich-an-xuan' } as const;

/** A page that was expected to work. */
export function fine(page: Page, status = 200): Page {
  assert.equal(page.status, status, `${page.path}: ${page.status} ${page.text.slice(0, 1200)}`);
  return page;
}

/** The form as if its draft held no files from before. */
export const withoutFiles = (form: PageForm): PageForm => ({ ...form, fields: form.fields.filter(([name]) => !name.startsWith('_file.')) });

/** The form for oneself: whoever may act for somebody else is asked first. */
async function openForm(citizen: Visitor, pack: string): Promise<Page> {
  const page = fine(await citizen.get(`/nop/${pack}`));
  const [, self] = /<a class="t" href="(\/nop\/[^"]*cho=toi[^"]*)"/.exec(page.html) ?? [];
  return self === undefined ? page : fine(await citizen.get(self.replaceAll('&amp;', '&')));
}

/** Form, check of answers, and the last sending, which is not made yet. */
export async function fillIn(citizen: Visitor, sample: Sample, changes: Fields = {}): Promise<Sending> {
  const form = withoutFiles(formTo(await openForm(citizen, sample.pack), `/nop/${sample.pack}`));
  const check = fine(await citizen.submit(form, { fields: { ...sample.answers, ...changes }, files: sample.files }));
  return await encode(formTo(check, `/nop/${sample.pack}`), { fields: { _declare: 'true' } });
}

/** The whole filing; answers the tracking code. */
export async function apply(citizen: Visitor, sample: Sample, changes: Fields = {}): Promise<string> {
  return trackingOf(fine(await citizen.send(await fillIn(citizen, sample, changes))));
}

/** From the address of the page that says what was received. */
export function trackingOf(page: Page): string {
  const code = /^\/da-nop\/(\d{12})$/.exec(page.path)?.[1];
  if (code === undefined) throw new Error(`nothing was submitted: ${page.path} ${page.status} ${page.text.slice(0, 800)}`);
  return code;
}

/** One deed of the desk through its dialog; the page that follows. `code` is the case code, or the tracking code before reception. */
export async function deed(officer: Visitor, code: string, name: string, filling: Filling = {}): Promise<Page> {
  const page = fine(await officer.get(`/ho-so/${code}`));
  return await officer.submit(formTo(page, `/ho-so/${code}/${name}`), filling);
}

/** Reception of a submitted case; answers its code. */
export async function receive(receptionist: Visitor, tracking: string): Promise<string> {
  const page = fine(await deed(receptionist, tracking, 'tiep-nhan'));
  const code = /^\/ho-so\/([A-Z0-9.]+-\d{6}-\d{4})\?/.exec(page.path)?.[1];
  if (code === undefined) throw new Error(`no case code: ${page.path} ${page.text.slice(0, 600)}`);
  return code;
}

/** The open task of this officer. */
export const doTask = (officer: Visitor, code: string, fields: Fields = {}): Promise<Page> => deed(officer, code, 'xong-viec', { fields });
export const sign = (chair: Visitor, code: string): Promise<Page> => deed(chair, code, 'ky');

/** From submission to the moment before the signature. */
export async function prepare(
  site: { readonly as: (account: string) => Promise<Visitor>; readonly world: { readonly work: () => Promise<void> } },
  citizen: Visitor,
  sample: Sample,
  changes: Fields = {},
) {
  const [receptionist, officer] = [await site.as(anXuan.receptionist), await site.as(anXuan.officer)];
  const tracking = await apply(citizen, sample, changes);
  const code = await receive(receptionist, tracking);
  await site.world.work();
  for (const { by, fields } of sample.work) fine(await doTask(by === 'officer' ? officer : receptionist, code, fields));
  await site.world.work();
  return { tracking, code, receptionist, officer };
}

/** Address of the citizen's own page of the case with this code. */
export async function ownPage(citizen: Visitor, code: string): Promise<string> {
  const mine = fine(await citizen.get('/ho-so-cua-toi'));
  const line = mine.html.split('href="/ho-so-cua-toi/').find((part) => part.includes(code));
  if (line === undefined) throw new Error(`no case ${code} among one's own: ${mine.text}`);
  return `/ho-so-cua-toi/${line.slice(0, 36)}`;
}
