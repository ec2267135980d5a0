/** What a step still lacks, said on this device before it is left: at the question and in a summary, in the server's words. Loaded when something is empty. */
import type { Asked } from '../../engine/form/empty.ts';
import { missing, paperMissing } from '../../engine/form/empty.ts';
import { all, boxesOf, isTick } from './page.ts';

/** The rules of mistakes, put in by the build. */
declare const BAD_STYLE: string;
const words = {
  vi: { failed: 'Lỗi: ', lack: 'Bước này còn chỗ chưa điền' },
  en: { failed: 'Error: ', lack: 'Something in this step is not filled in yet' },
};
const lang = document.documentElement.lang === 'en' ? 'en' : 'vi';
const say = words[lang];

/** The province of an address alone says nothing: it may stand there from the start. */
const isGiven = (part: Element): boolean =>
  boxesOf(part).some((box) =>
    isTick(box) ? box.checked : box.value.trim() !== '' && (part.querySelector('[data-xa]') === null || !/\.province$/.test(box.name)),
  );

/** The server drops items of a list in which nothing stands, as long as enough are left. */
function isLacking(part: HTMLElement): boolean {
  if (isGiven(part) || part.closest('[hidden]') !== null) return false;
  const item = part.closest('[data-item]');
  const list = part.closest<HTMLElement>('[data-list]');
  return item === null || list === null || isGiven(item) || all('[data-item]', list).filter(isGiven).length < Number(list.dataset.min);
}

/** Where a link to the question leads. */
const targetOf = (part: HTMLElement): HTMLElement => part.querySelector<HTMLElement>('[data-xa]') ?? boxesOf(part).find(({ id }) => id !== '') ?? part;

function mark(part: HTMLElement, isBad: boolean): void {
  const target = targetOf(part);
  const told = part.querySelector('.err') ?? document.createElement('p');
  if (isBad && !told.isConnected) {
    told.className = 'err';
    told.id = `${target.id}-e`;
    part.querySelector('legend,label')?.after(told);
  }
  if (!isBad && told.textContent !== sentenceOf(part)) return;
  const boxes = target.matches('[type=radio]') ? [part] : part.dataset.k === 'd' ? boxesOf(part) : [target];
  for (const box of boxes) {
    box.setAttribute('aria-describedby', `${(box.getAttribute('aria-describedby') ?? '').replace(told.id, '')} ${isBad ? told.id : ''}`.trim());
    if (!isBad) box.removeAttribute('aria-invalid');
    else if (box !== part) box.setAttribute('aria-invalid', 'true');
  }
  told.textContent = sentenceOf(part);
  if (!isBad) told.remove();
  part.classList.toggle('bad', isBad);
}

/** As the server would say it: a question with words of its own brings them along. */
function sentenceOf(part: HTMLElement): string {
  if (part.dataset.r) return part.dataset.r;
  const name = part.querySelector('legend,label')?.firstChild?.textContent?.trim() ?? '';
  const label = { vi: name, en: name };
  if (part.querySelector('[name^="_paper."]')) return paperMissing({ title: label, atCounter: part.querySelector('[name^="_counter."]') !== null })[lang];
  const { wrong, fix } = missing({ label, control: controlOf(part) });
  return `${wrong[lang]} ${fix[lang]}`;
}

function controlOf(part: HTMLElement): Asked['control'] {
  if (part.dataset.k === 'd') return 'date3';
  if (part.querySelector('[data-k=l]')) return 'ticks';
  if (part.querySelector('[data-xa]')) return 'address';
  return part.querySelector('[type=radio],select') ? 'select' : part.querySelector('[type=file]') ? 'file' : 'text';
}

type Told = {
  readonly step: HTMLElement;
  readonly box: HTMLElement;
  /** The page's title before. */
  readonly title: string;
  /** Each question told of, with its line in the summary. */
  lines: (readonly [part: HTMLElement, line: HTMLElement])[];
};
let told: Told | undefined;
const watched = new WeakSet<HTMLElement>();
let isStyled = false;

function hush(): void {
  if (told === undefined) return;
  told.box.remove();
  if (document.title === say.failed + bare(told.title)) document.title = told.title;
  told = undefined;
}

const bare = (title: string): string => title.replace(say.failed, '');

/** Forgets what has been answered since, line by line: a list drawn anew would be read out again. */
function look(step: HTMLElement): void {
  if (step.hidden) {
    if (told?.step === step) hush();
    return;
  }
  for (const part of all('.bad[data-r]', step)) if (!isLacking(part)) mark(part, false);
  if (told === undefined || told.step !== step) return;
  told.lines = told.lines.filter(([part, line]) => {
    const isLeft = part.isConnected && isLacking(part);
    if (!isLeft) line.remove();
    // An item dropped from a list gives its number to the next one.
    line.firstElementChild?.setAttribute('href', `#${targetOf(part).id}`);
    return isLeft;
  });
  if (told.lines.length === 0) hush();
}

/** Looks again when something was answered, and when another step is shown. */
function watch(step: HTMLElement): void {
  if (watched.has(step)) return;
  watched.add(step);
  // Conditions are worked out after the key is seen.
  for (const kind of ['input', 'change', 'click']) step.addEventListener(kind, () => setTimeout(look, 50, step));
  new MutationObserver(() => look(step)).observe(step, { attributes: true, subtree: true, attributeFilter: ['hidden'] });
}

/** True when something is lacking: then it is told, and the summary has the focus. `style` puts rules into the page. */
export function tell(step: HTMLElement, style: (rules: string) => void): boolean {
  look(step);
  hush();
  const parts = all('[data-r]', step).filter(isLacking);
  const heading = document.getElementById('ten');
  if (parts.length === 0 || heading === null) return false;
  if (!isStyled) style(BAD_STYLE);
  isStyled = true;
  watch(step);
  heading.insertAdjacentHTML('afterend', '<div class="errors" data-here role="alert" tabindex="-1"><h2></h2><ul></ul></div>');
  const [box] = all('.errors[data-here]');
  const [lead, list] = all('h2,ul', box);
  if (box === undefined || lead === undefined || list === undefined) return false;
  lead.textContent = say.lack;
  const sentences = parts.map(sentenceOf);
  const lines = parts.map((part, index): Told['lines'][number] => {
    const line = list.appendChild(document.createElement('li'));
    const link = line.appendChild(document.createElement('a'));
    const isAlike = sentences.filter((one) => one === sentences[index]).length > 1;
    const where = isAlike ? `${part.closest('[data-item],.sec,.step')?.querySelector('legend,h2')?.textContent}: ` : '';
    link.href = `#${targetOf(part).id}`;
    link.textContent = where + sentences[index];
    mark(part, true);
    return [part, line];
  });
  told = { step, box, title: document.title, lines };
  document.title = say.failed + bare(document.title);
  box.focus();
  return true;
}
