/** Buttons that copy what stands beside them. Without this script they are not there: the text can be selected as always. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  button.hidden = false;
  const name = button.textContent;
  button.addEventListener('click', () => {
    const text = button.dataset.copy ?? '';
    void put(text).then((done) => {
      if (!done) return;
      button.textContent = button.dataset.done ?? '';
      const told = document.getElementById('chep');
      if (told !== null) told.textContent = `${button.dataset.done} ${text}`;
      setTimeout(() => {
        button.textContent = name;
      }, 2_000);
    });
  });
}

/** Old browsers, and pages without https, have no clipboard of their own. */
async function put(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.createElement('textarea');
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    return done;
  }
}
