/** Loaded by the first press of "Nghe": plays a recorded question, or reads the page with the device's own voice; pressed again it stops. */

let sound: HTMLAudioElement | undefined;

export function listen(place: HTMLElement): void {
  const { speechSynthesis: voice, document: page } = window;
  const isOn = voice?.speaking || sound?.paused === false;
  sound?.pause();
  voice?.cancel();
  const file = place.getAttribute('href');
  if (file !== null && !(isOn && sound?.src.endsWith(file))) {
    sound = new Audio(file);
    void sound.play();
  }
  if (file !== null || isOn) return;
  for (const one of page.querySelectorAll<HTMLElement>('main :is(h1,h2,h3,p,dt,dd,li,legend,label)')) {
    if (one.offsetParent === null || one.querySelector('p,li,label') !== null || one.closest('.vh') !== null) continue;
    const words = new SpeechSynthesisUtterance(one.textContent);
    words.lang = one.closest<HTMLElement>('[lang]')?.lang ?? 'vi';
    voice.speak(words);
  }
}
