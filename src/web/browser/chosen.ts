/** Files from the moment they are chosen: made small, kept on the device, sent in pieces while the person goes on, and named by the form instead of carried. */
import type { KeptFile } from './kept-file.ts';
import { digestOf, dropFile, keptFiles, putFile } from './kept-file.ts';
import { all, fill, readStore, writeStore } from './page.ts';
import { listBeside, shrink } from './photo.ts';
import type { Sent } from './send-pieces.ts';
import { sendPieces } from './send-pieces.ts';

const words = {
  vi: {
    shrinking: 'Đang thu nhỏ ảnh {n} trên {m}…',
    sending: 'đang gửi {n}/{m}',
    done: 'đã gửi',
    lost: 'còn trong máy này, gửi tiếp khi có mạng',
    lapsed: 'còn trong máy này, gửi sau khi đăng nhập lại',
    later: 'gửi khi bấm tiếp',
    wait: 'Đang gửi tệp {n}/{m}…',
  },
  en: {
    shrinking: 'Making picture {n} of {m} smaller…',
    sending: 'sending {n}/{m}',
    done: 'sent',
    lost: 'kept on this device, sent on when the line is back',
    lapsed: 'kept on this device, sent when you have signed in again',
    later: 'sent when you go on',
    wait: 'Sending the file {n}/{m}…',
  },
};
const say = words[document.documentElement.lang === 'en' ? 'en' : 'vi'];

/** One chosen file in one box. */
type Chosen = {
  readonly box: HTMLInputElement;
  readonly kept: KeptFile;
  /** What it says of itself beside the box. */
  readonly line: HTMLElement;
  here: number;
  of: number;
  state: Sent['is'] | 'waiting' | 'sending';
  told?: Extract<Sent, { readonly is: 'refused' }>;
};

const chosen: Chosen[] = [];
/** How often something was chosen in a box. */
const turns = new WeakMap<HTMLInputElement, number>();
/** A form need not wait for its files any more when so few pieces are on the line: the server waits for them. */
const fewLeft = 4;
const oldMs = 7 * 86_400_000;
const flagOf = (draft: string): string => `${draft}/tep`;

/** Whoever saves data is asked for a picture once: with the form. */
const savesData = (): boolean => (navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData === true;

/** Done when every picture has its final size and lies in the store; sending goes on. Without a draft they are only made small. */
export async function choose(box: HTMLInputElement, draft: string | undefined, from: 'begin' | 'go-on' = 'begin'): Promise<void> {
  const turn = (turns.get(box) ?? 0) + 1;
  turns.set(box, turn);
  const lines = await shrink(box, say.shrinking);
  // Another choice in this box came meanwhile.
  if (turns.get(box) !== turn) return;
  for (const one of chosen.filter((other) => other.box === box)) {
    chosen.splice(chosen.indexOf(one), 1);
    if (draft !== undefined && from === 'begin') await dropFile(one.kept.key).catch(() => undefined);
  }
  // Pages without https have no digests: there the form carries its files.
  if (draft === undefined || crypto.subtle === undefined) return;
  for (const [index, file] of [...(box.files ?? [])].entries()) {
    const digest = await digestOf(await file.arrayBuffer());
    const kept: KeptFile = { key: `${draft}|${box.name}|${digest}`, draft, box: box.name, digest, name: file.name, bytes: file, at: Date.now() };
    // Without a store a lost page would lose it: the form carries it, as ever.
    const isKept =
      file.size > 0 &&
      writeStore(flagOf(draft), { n: 1 }) &&
      (await putFile(kept).then(
        () => true,
        () => false,
      ));
    const line = lines[index]?.querySelector<HTMLElement>('[data-sent]') ?? document.createElement('span');
    if (isKept) chosen.push({ box, kept, line, here: 0, of: Math.ceil(file.size / 65_536), state: 'waiting' });
  }
  if (savesData() && from === 'begin') for (const one of chosen) draw(one);
  else void sendOn(from);
}

let underWay: Promise<void> | undefined;
let pause = 2000;
let timer = 0;

/** One file after the other; what is lost is tried again, ever more seldom, and as soon as the device says that it is connected. */
function sendOn(from: 'begin' | 'go-on' = 'go-on'): Promise<void> {
  clearTimeout(timer);
  underWay ??= sendDue(from).finally(() => {
    underWay = undefined;
    if (!chosen.some((one) => one.state === 'lost')) return;
    timer = setTimeout(() => void sendOn(), pause);
    pause = Math.min(60_000, pause * 2);
  });
  return underWay;
}
addEventListener('online', () => void sendOn());

async function sendDue(from: 'begin' | 'go-on'): Promise<void> {
  const isOpen = ({ state }: Chosen): boolean => state === 'waiting' || state === 'lost' || state === 'lapsed';
  const tried = new Set<Chosen>();
  for (let one = chosen.find(isOpen); one !== undefined; one = chosen.find((other) => isOpen(other) && !tried.has(other))) {
    tried.add(one);
    await sendOne(one, one.state === 'waiting' ? from : 'go-on');
    if (one.state === 'lost') return;
    pause = 2000;
  }
}

async function sendOne(one: Chosen, from: 'begin' | 'go-on'): Promise<void> {
  one.state = 'sending';
  draw(one);
  const { kept } = one;
  const sent = await sendPieces(kept.bytes, kept, from, (here, of) => {
    one.here = here;
    one.of = of;
    draw(one);
  });
  one.state = sent.is;
  if (sent.is === 'done') one.here = one.of;
  if (sent.is === 'refused') {
    one.told = sent;
    await dropFile(kept.key).catch(() => undefined);
  }
  draw(one);
}

function draw({ line, state, here, of, told }: Chosen): void {
  if (told === undefined) {
    const isGoing = state === 'sending' || state === 'refused';
    line.textContent = ` · ${state === 'waiting' ? say.later : isGoing ? fill(say.sending, { n: here, m: of }) : say[state]}`;
    return;
  }
  // A refusal is read out, unlike the pieces before it.
  line.ariaLive = 'polite';
  line.className = 'err';
  line.textContent = told.text;
}

/** What the form takes along: names of files that are there or on the line, and reasons of those that were refused. While it waits for more than a few pieces it says so below the form. */
export async function refer(form: HTMLFormElement, body: FormData): Promise<void> {
  const mine = chosen.filter(({ box }) => form.contains(box));
  const left = (): number => mine.reduce((sum, { state, here, of }) => sum + (state === 'sending' || state === 'waiting' ? of - here : 0), 0);
  if (mine.some(({ state }) => state === 'waiting' || state === 'lost' || state === 'lapsed')) void sendOn('begin');
  while (underWay !== undefined && left() > fewLeft) {
    const [told] = all('#saved', form);
    if (told !== undefined)
      told.textContent = fill(say.wait, { n: mine.reduce((sum, { here }) => sum + here, 0), m: mine.reduce((sum, { of }) => sum + of, 0) });
    await new Promise((done) => setTimeout(done, 200));
  }
  for (const box of new Set(mine.map((one) => one.box))) {
    const named = mine.filter((one) => one.box === box);
    const paper = box.name.replace('_paper.', '');
    body.delete(box.name);
    for (const { kept, told } of named)
      if (told === undefined) body.append(`_sent.${paper}`, `${kept.digest} ${kept.name}`);
      else body.append(`_refused.${paper}`, `${told.code} ${kept.name}\n${told.text}`);
    // Files the device could not keep go as ever.
    for (const file of box.files ?? []) if (!named.some(({ kept }) => kept.bytes === file)) body.append(box.name, file);
  }
}

/** The form was heard with 'all' it named, by the server or by the worker of this device, though the answer to a last piece may still be on its way. Of 'some' only what is known to be whole belongs to it now; the rest goes on. */
export async function handed(form: HTMLFormElement, what: 'all' | 'some'): Promise<void> {
  for (const { kept, state } of chosen.filter(({ box }) => form.contains(box)))
    if (state === 'done' || (what === 'all' && state !== 'refused')) await putFile({ ...kept, isHanded: true }).catch(() => undefined);
}

/** Puts files that were chosen before the page was closed back into their boxes, and sends them on. Files of forms that are done leave the device. */
export async function restore(form: HTMLFormElement | undefined, draft: string): Promise<void> {
  const stored = await keptFiles().catch(() => []);
  for (const one of stored)
    if (Date.now() - one.at > oldMs || readStore<{ n: number }>(flagOf(one.draft))?.n === undefined) await dropFile(one.key).catch(() => undefined);
  if (form === undefined) return;
  for (const box of all<HTMLInputElement>('input[type=file]', form)) {
    const mine = stored.filter((one) => one.draft === draft && one.box === box.name && one.isHanded === undefined && Date.now() - one.at <= oldMs);
    if (mine.length === 0 || (box.files?.length ?? 0) > 0) continue;
    const files = new DataTransfer();
    for (const { bytes, name } of mine) files.items.add(new File([bytes], name, { type: bytes.type }));
    box.files = files.files;
    listBeside(box);
    await choose(box, draft, 'go-on');
  }
}
