/** A form that asks where somebody lives, and the same when a name was not clear. All people are invented. */
import type { Form, Problem } from '../../src/engine/form/form.ts';
import type { Frame } from '../../src/web/frame.ts';
import type { Html } from '../../src/web/parts/html.ts';
import type { ApplyView } from '../../src/web/portal/apply.view.ts';
import { applyPage } from '../../src/web/portal/apply.view.ts';

type Kit = {
  readonly citizen: (path: string) => Frame;
  /** Vietnamese, English. */
  readonly t: (vi: string, en: string) => string;
  /** Text of a person. */
  readonly p: (text: string) => string;
  readonly residence: Form;
};

export function addressScreens({ citizen, t, p, residence }: Kit): readonly { readonly name: string; readonly html: Html }[] {
  const home = residence.pages.filter((page) => page.groups.some((group) => group.fields.some((field) => field.path === 'newHome.address')));
  const fields = new Map([...residence.fields].filter(([, field]) => home.some((page) => page.id === field.page)));
  const typed = new Map([
    ['newHome.address.commune', [p('tam thanh')]],
    ['newHome.address.village', [p('Thôn Hư Cấu')]],
  ]);
  const view: ApplyView = {
    title: t('Đăng ký thường trú', 'Permanent residence registration'),
    action: '/nop/dang-ky-thuong-tru',
    key: 'k-12345678',
    back: '/thu-tuc/dang-ky-thuong-tru',
    draft: 'x',
    form: { ...residence, pages: home, fields, papers: [], checks: [] },
    typed,
    problems: [],
  };
  const places = [
    ['20359', 'xã Tam Thanh, thành phố Tam Kỳ'],
    ['20386', 'xã Tam Thành, huyện Phú Ninh'],
  ] as const;
  const names = p(places.map(([, name]) => name).join('; '));
  const unclear: Problem = {
    field: 'newHome.address.commune',
    path: 'newHome.address',
    code: 'which-place',
    text: {
      vi: `Có 2 nơi mang tên “tam thanh”: ${names}. Chọn đúng nơi, hoặc ghi thêm huyện.`,
      en: `2 places are called “tam thanh”: ${names}. Choose the right one, or add the district.`,
    },
    offers: places.map(([value, name]) => ({ value, label: { vi: p(name), en: p(name) } })),
  };
  return [
    { name: 'apply-address', html: applyPage(citizen('/nop/dang-ky-thuong-tru'), view) },
    { name: 'apply-address-unclear', html: applyPage(citizen('/nop/dang-ky-thuong-tru'), { ...view, problems: [unclear] }) },
  ];
}
