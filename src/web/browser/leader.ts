/** Live numbers: the stream sends the ones that changed; a lost link says so and keeps the last picture. */
import './desk.ts';

type News = { readonly asOf: string; readonly numbers: Readonly<Record<string, string>> };

const facts: Readonly<Record<string, string>> = JSON.parse(document.getElementById('facts')?.textContent ?? '{}');
const status = document.getElementById('live');

function show(name: string, value: string): void {
  for (const place of document.querySelectorAll<HTMLElement>(`[data-n="${CSS.escape(name)}"]`)) {
    if (place.textContent === value) continue;
    const label = place.getAttribute('aria-label');
    if (label !== null) place.setAttribute('aria-label', label.replace(/: [^:]*$/, `: ${value}`));
    place.textContent = value;
    place.classList.remove('fresh');
    void place.offsetWidth;
    place.classList.add('fresh');
  }
}

if (facts.live !== undefined) {
  const stream = new EventSource(facts.live);
  stream.onopen = () => {
    if (status !== null) status.textContent = facts.on ?? '';
  };
  stream.onerror = () => {
    if (status !== null) status.textContent = facts.off ?? '';
  };
  stream.onmessage = (message) => {
    const news: News = JSON.parse(message.data);
    show('asOf', news.asOf);
    for (const [name, value] of Object.entries(news.numbers)) show(name, value);
  };
}
