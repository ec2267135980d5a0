/** While somebody types a commune: the names it may be, as buttons below the box. Without this script, or without a line, the answer to the form asks. */
let timer = 0;

export function startNames(): void {
  document.addEventListener('input', ({ target: box, isTrusted }) => {
    const line = Reflect.get(navigator, 'connection');
    if (!isTrusted || !(box instanceof HTMLInputElement) || box.dataset.xa === undefined || (line && Reflect.get(line, 'saveData'))) return;
    clearTimeout(timer);
    timer = setTimeout(() => offer(box).catch(() => undefined), 250);
  });
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-noi]') : null;
    const list = button?.closest('[data-goi]');
    const box = list?.previousElementSibling?.querySelector('input');
    if (button === null || !list || !box) return;
    box.value = button.dataset.noi ?? '';
    // The draft hears of it like of anything typed.
    box.dispatchEvent(new Event('input', { bubbles: true }));
    list.nextElementSibling?.querySelector('input')?.focus();
    list.remove();
  });
}

async function offer(box: HTMLInputElement): Promise<void> {
  const line = box.parentElement;
  const text = box.value.trim();
  const province = box.form?.elements.namedItem(box.name.replace(/commune$/, 'province'));
  const asked = new URLSearchParams({ xa: text, tinh: province instanceof HTMLInputElement ? province.value : '' });
  const answer = text.length < 2 ? undefined : await fetch(`/dia-danh?${asked}`);
  const found = answer?.ok ? await answer.text() : '';
  // A slow answer to what stands there no more is dropped.
  if (line === null || text !== box.value.trim()) return;
  const former = line.nextElementSibling;
  const list = former instanceof HTMLElement && former.dataset.goi !== undefined ? former : document.createElement('div');
  list.dataset.goi = '';
  list.ariaLive = 'polite';
  list.innerHTML = found;
  line.after(list);
}
