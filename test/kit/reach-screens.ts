/** Screens of reach: a form in a further language, a device in a hall. */
import { qrSvg } from '../../src/base/qr.ts';
import type { Frame } from '../../src/web/frame.ts';
import type { ApplyView } from '../../src/web/portal/apply.view.ts';
import { applyPage } from '../../src/web/portal/apply.view.ts';
import { kioskConfirmPage, kioskPage, kioskSignInPage } from '../../src/web/portal/kiosk.view.ts';
import type { Screen } from './screens.ts';

type Kit = {
  readonly t: (vi: string, en: string) => string;
  readonly frame: (path: string) => Frame;
  readonly citizen: (path: string) => Frame;
  readonly apply: ApplyView;
};

export function reachScreens({ t, frame, citizen, apply }: Kit): readonly Screen[] {
  const choice = (code: string, text: string, isChosen: boolean, note: string) => ({ href: `?tieng=${code}`, code, text, isChosen, note });
  const tongue = {
    code: 'ktv',
    text: () => undefined,
    recording: (label: { readonly vi: string }) => (/tên/.test(label.vi) ? '/thu-tuc/khai-sinh/tieng/ktv/ten-tre.wav?b=1' : undefined),
    choices: [choice('vi', t('Tiếng Việt', 'English'), false, ''), choice('ktv', 'Cơ Tu', true, t('mẫu, chỉ có tiếng nói', 'sample, voice only'))].map((one) =>
      one.code === 'vi' ? { ...one, code: t('vi', 'en') } : one,
    ),
  };
  const address = 'https://cuaso.example/kiosk/xac-nhan/4f02a91c';
  const hall = (one: Frame): Frame => ({ ...one, kiosk: true });
  return [
    { name: 'apply-tongue', html: applyPage(citizen('/nop/khai-sinh'), { ...apply, tongue }) },
    { name: 'kiosk-off', html: kioskPage(frame('/kiosk')) },
    { name: 'kiosk-on', html: kioskPage(hall(frame('/kiosk'))) },
    { name: 'kiosk-sign-in', html: kioskSignInPage(hall(frame('/kiosk/dang-nhap')), { qr: qrSvg(address), address, check: '4821' }) },
    { name: 'kiosk-apply', html: applyPage(hall(citizen('/nop/khai-sinh')), apply) },
    {
      name: 'kiosk-confirm',
      html: kioskConfirmPage(citizen('/kiosk/xac-nhan/1'), { is: 'asked', check: '4821', action: '/kiosk/xac-nhan/1', key: 'k-12345678' }),
    },
    { name: 'kiosk-confirmed', html: kioskConfirmPage(citizen('/kiosk/xac-nhan/1'), { is: 'done' }) },
  ];
}
