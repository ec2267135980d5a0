/** Answers put in place: a form that says so is sent without loading style and frame again. Without this script it is sent like any other. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.swap === undefined) return;
  event.preventDefault();
  send(form).catch(() => form.submit());
});
// What stood here before was never left on this side: the server shows it again.
addEventListener('popstate', () => location.reload());

async function send(form: HTMLFormElement): Promise<void> {
  const pairs = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(pairs), headers: { 'x-part': '1' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const main = page.querySelector('main');
  if (main === null) throw new Error('no page');
  history.pushState(null, '', form.action);
  document.querySelector('main')?.replaceWith(main);
  document.title = page.title;
  scrollTo(0, 0);
  (main.querySelector<HTMLElement>('.errors') ?? main).focus();
}
