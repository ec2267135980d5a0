/** Screens of reach: a form in a further language. */
import type { Frame } from '../../src/web/frame.ts';
import type { ApplyView } from '../../src/web/portal/apply.view.ts';
import { applyPage } from '../../src/web/portal/apply.view.ts';
import type { Screen } from './screens.ts';

type Kit = { readonly t: (vi: string, en: string) => string; readonly citizen: (path: string) => Frame; readonly apply: ApplyView };

export function reachScreens({ t, citizen, apply }: Kit): readonly Screen[] {
  const choice = (code: string, text: string, isChosen: boolean, note: string) => ({ href: `?tieng=${code}`, code, text, isChosen, note });
  const tongue = {
    code: 'ktv',
    text: () => undefined,
    recording: (label: { readonly vi: string }) => (/tên/.test(label.vi) ? '/thu-tuc/khai-sinh/tieng/ktv/ten-tre.wav?b=1' : undefined),
    choices: [choice('vi', t('Tiếng Việt', 'English'), false, ''), choice('ktv', 'Cơ Tu', true, t('mẫu, chỉ có tiếng nói', 'sample, voice only'))].map((one) =>
      one.code === 'vi' ? { ...one, code: t('vi', 'en') } : one,
    ),
  };
  return [{ name: 'apply-tongue', html: applyPage(citizen('/nop/khai-sinh'), { ...apply, tongue }) }];
}
