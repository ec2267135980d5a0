/** While somebody types into the search box: what they may mean, as links below it. Without this script the button searches. */
let timer = 0;
document.addEventListener('input', (event) => {
  const box = event.target;
  const line = Reflect.get(navigator, 'connection');
  if (!(box instanceof HTMLInputElement) || box.id !== 'q' || (line && Reflect.get(line, 'saveData'))) return;
  clearTimeout(timer);
  timer = setTimeout(() => ask(box).catch(() => undefined), 200);
});

async function ask(box: HTMLInputElement): Promise<void> {
  const place = document.getElementById('goi-y');
  const text = box.value.trim();
  const found =
    text.length < 2 ? '' : await (await fetch(`/goi-y?${new URLSearchParams(new FormData(box.form ?? undefined) as unknown as URLSearchParams)}`)).text();
  // A slow answer to what stands there no more is dropped.
  if (place !== null && text === box.value.trim()) place.innerHTML = found;
}
