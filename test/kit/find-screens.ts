/** Screens of finding: results of every kind, an office, the questions of a rule with their answers, the form on paper. */
import { qrSvg } from '../../src/base/qr.ts';
import type { Lang } from '../../src/base/text.ts';
import type { Form } from '../../src/engine/form/form.ts';
import { partOf } from '../../src/engine/form/form.ts';
import type { Frame } from '../../src/web/frame.ts';
import type { Html } from '../../src/web/parts/html.ts';
import { trusted } from '../../src/web/parts/html.ts';
import { blankFormPage } from '../../src/web/portal/blank-form.view.ts';
import { cataloguePage, suggestions } from '../../src/web/portal/catalogue.view.ts';
import { placePage } from '../../src/web/portal/place.view.ts';
import { quotePage } from '../../src/web/portal/quote.view.ts';

type Kit = {
  readonly lang: Lang;
  readonly frame: (path: string) => Frame;
  /** Passes every text of a person. */
  readonly p: (text: string) => string;
  readonly birth: Form;
  readonly copies: Form;
};

export function findScreens({ lang, frame, p, birth, copies }: Kit): readonly { readonly name: string; readonly html: Html }[] {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en);
  const title = t('Đăng ký khai sinh', 'Birth registration');
  const audiences = [t('Mọi người', 'Everybody'), t('Người dân', 'Citizens'), t('Người cao tuổi', 'Elderly people')].map((text, at) => ({
    href: `/thu-tuc?doi-tuong=${at}`,
    text,
    current: at === 2,
  }));
  const reason = {
    rule: 4,
    notes: [t('Luật Hộ tịch 2014, Điều 11 khoản 1 điểm a.', 'Law on Civil Status 2014, Article 11.')],
    looked: [
      { name: t('Số ngày từ ngày sinh', 'Days since birth'), value: '106' },
      { name: t('Diện miễn lệ phí', 'Ground of exemption'), value: p(t('Hộ nghèo', 'Poor household')) },
    ],
  };
  const asked = { title, action: '/thu-tuc/khai-sinh/le-phi', back: '/thu-tuc/khai-sinh', apply: '/nop/khai-sinh', problems: [] };
  const feeForm = partOf(birth, { paths: ['child.birthDate', 'copies', 'exemption'], names: new Set() });
  const typed = new Map<string, readonly string[]>([
    ['child.birthDate.day', ['1']],
    ['child.birthDate.month', ['8']],
    ['child.birthDate.year', [p('2022')]],
    ['copies', [p('2')]],
  ]);
  return [
    {
      name: 'list-found',
      html: cataloguePage(frame('/thu-tuc?q=khai'), {
        query: p('khai sihn'),
        audience: 'elder',
        audiences,
        categories: [
          { href: '?loai=procedure', text: t('Thủ tục', 'Procedure'), count: 1, current: false },
          { href: '?loai=place', text: t('Nơi nhận hồ sơ', 'Office'), count: 1, current: false },
        ],
        total: 42,
        isGuess: true,
        results: [
          {
            href: '/thu-tuc/khai-sinh',
            title,
            text: p(t('Giấy khai sinh.', 'A birth certificate.')),
            facts: t('Trong ngày · Miễn phí', 'Same day · Free'),
            code: '1.001193',
            hint: p(t('Người thân đến thay được.', 'A relative may come.')),
          },
          {
            href: '/noi-nop/20347',
            title: p('UBND phường An Xuân, TP Tam Kỳ'),
            text: p('Phường An Xuân, thành phố Tam Kỳ'),
            label: t('Nơi nhận hồ sơ', 'Office'),
          },
        ],
        next: '/thu-tuc?q=khai&trang=2',
      }),
    },
    {
      name: 'place',
      html: placePage(frame('/noi-nop/20347'), {
        title: p(t('UBND phường An Xuân, TP Tam Kỳ', "People's Committee of An Xuân ward, Tam Kỳ city")),
        desk: t('Bộ phận Tiếp nhận và Trả kết quả UBND phường An Xuân', 'One-stop desk of An Xuân ward'),
        place: p('Phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam'),
        code: '20347',
        former: [p('xã Tam An')],
        takes: [{ href: '/thu-tuc/khai-sinh', text: title }],
      }),
    },
    { name: 'quote-fee', html: quotePage(frame('/thu-tuc/khai-sinh/le-phi'), { ...asked, rule: 'fee', form: feeForm, typed: new Map() }) },
    {
      name: 'quote-fee-found',
      html: quotePage(frame('/thu-tuc/khai-sinh/le-phi'), {
        ...asked,
        rule: 'fee',
        form: feeForm,
        typed,
        found: {
          fee: {
            lines: [{ text: t('Bản sao trích lục', 'Extracts'), how: '2 × 8.000 đ', amount: '16.000 đ' }],
            total: '16.000 đ',
            because: p(t('Người thuộc hộ nghèo', 'Poor household')),
          },
          reasons: [reason],
        },
      }),
    },
    {
      name: 'quote-may-not',
      html: quotePage(frame('/thu-tuc/chung-thuc-ban-sao/dieu-kien'), {
        ...asked,
        title: t('Chứng thực bản sao', 'Certified copies'),
        rule: 'eligibility',
        form: partOf(copies, { paths: ['papers'], names: new Set(['condition']) }),
        typed: new Map([['papers.1.condition', ['secret']]]),
        found: {
          eligible: false,
          why: p(t('Giấy tờ đóng dấu mật không được chứng thực. Ông/bà bỏ giấy tờ đó khỏi hồ sơ.', 'Secret papers cannot be certified. Take it out.')),
          reasons: [reason],
        },
      }),
    },
    {
      name: 'blank-form',
      html: blankFormPage(frame('/thu-tuc/khai-sinh/to-khai'), {
        title,
        code: '1.001193',
        version: '1.0.0',
        form: birth,
        address: 'https://cuaso.example/thu-tuc/khai-sinh',
        qr: qrSvg('https://cuaso.example/thu-tuc/khai-sinh'),
        where: t('Ủy ban nhân dân cấp xã nơi cư trú của cha hoặc mẹ.', "The commune People's Committee."),
        back: '/thu-tuc/khai-sinh',
      }),
    },
    {
      name: 'suggested',
      html: withSuggestions(
        cataloguePage(frame('/thu-tuc'), { query: '', audiences, categories: [], total: 0, isGuess: false, results: [] }),
        suggestions([
          { href: '/thu-tuc/khai-sinh', title, label: t('Thủ tục', 'Procedure') },
          { href: '/noi-nop/20347', title: p('UBND phường An Xuân'), label: t('Nơi nhận hồ sơ', 'Office') },
        ]),
      ),
    },
  ];
}

/** What the script puts below the box. */
const withSuggestions = (page: Html, list: Html): Html => trusted(page.toString().replace(/(<div class="sug"[^>]*>)/, (_, open: string) => `${open}${list}`));
