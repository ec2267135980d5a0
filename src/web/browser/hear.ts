/** "Nghe" on a form: the button shows itself where the device has a voice; what speaks is loaded by the first press. */
import { load } from './page.ts';

/** Address of the script that speaks, put in by the build. */
declare const LISTEN_SCRIPT: string;
type Listen = typeof import('./listen.ts');

/** A press on a recording before the voices of the device are known is heard as well. */
export function startHearing(): void {
  document.addEventListener('click', (event) => {
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-nghe]') : null;
    if (place === null) return;
    event.preventDefault();
    load<Listen>(LISTEN_SCRIPT).then(
      ({ listen }) => listen(place),
      () => {
        if (place instanceof HTMLAnchorElement) location.assign(place.href);
      },
    );
  });
}

/** `text`: words of the button. Asking the device for its voices takes long on old ones. */
export function lookForVoices(text: string | undefined): void {
  const voice = window.speechSynthesis;
  const button = text === undefined ? null : buttonOf(text);
  if (voice === undefined) return;
  const look = (): void => {
    if (button !== null) button.hidden = !voice.getVoices().some((one) => one.lang.startsWith(document.documentElement.lang));
  };
  look();
  // Voices of a device come late.
  voice.onvoiceschanged = look;
}

/** Without script there is no voice, so the button comes with it. */
function buttonOf(text: string): HTMLButtonElement {
  const button = document.createElement('button');
  Object.assign(button, { className: 'btn', id: 'nghe', type: 'button', textContent: text, hidden: true });
  button.dataset.nghe = '';
  document.getElementById('ten')?.after(button);
  return button;
}
