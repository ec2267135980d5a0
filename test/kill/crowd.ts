/** Clients that live through kills: each leads whole cases over HTTP, writes down every sending, and sends again what nobody answered. */
import type { Page, PageForm, Sending, Visitor } from '../kit/client.ts';
import { encode, formTo, visitor } from '../kit/client.ts';
import type { Attempt } from '../kit/history.ts';
import type { Sample } from '../kit/walk.ts';
import { anXuan, birth, copies, withoutFiles } from '../kit/walk.ts';

export type Crowd = {
  readonly attempts: Attempt[];
  /** Nobody begins a new case any more; resolves when every case is closed. */
  readonly finish: () => Promise<void>;
  /** Ends at once, whatever is open. */
  readonly stop: () => void;
};

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Role = 'citizen' | 'receptionist' | 'officer' | 'chair';
const accounts: Record<Role, string> = { citizen: 'cong-dan-an', receptionist: anXuan.receptionist, officer: anXuan.officer, chair: anXuan.chair };

/** A case on its way: what the next step is. `work` counts finished tasks before the signature. */
type Open = { readonly sample: Sample; readonly tracking: string; code: string; next: 'receive' | 'work' | 'sign' | 'fee' | 'return'; work: number };

export async function gather(url: string, size: number, seed: number): Promise<Crowd> {
  const attempts: Attempt[] = [];
  let isEnding = false;
  const stopped = new AbortController();
  const lives = await Promise.all(
    Array.from({ length: size }, async (_, index) => {
      const people = new Map<Role, Visitor>();
      for (const role of Object.keys(accounts) as Role[]) people.set(role, await signIn(url, accounts[role]));
      return live({ people, random: dice(seed * 1000 + index), attempts, isEnding: () => isEnding, stopped: stopped.signal });
    }),
  );
  return {
    attempts,
    finish: async () => {
      isEnding = true;
      await Promise.all(lives.map((life) => life.done));
    },
    stop: () => stopped.abort(new Error('stopped')),
  };
}

async function signIn(url: string, account: string): Promise<Visitor> {
  const one = visitor(url);
  const page = await one.raw('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ account }) });
  if (page.status !== 303) throw new Error(`${account} could not sign in: ${page.status}`);
  return one;
}

type Life = {
  readonly people: ReadonlyMap<Role, Visitor>;
  readonly random: () => number;
  readonly attempts: Attempt[];
  readonly isEnding: () => boolean;
  readonly stopped: AbortSignal;
};

/** Begins to live; `done` ends with the last case. */
function live(life: Life): { readonly done: Promise<void> } {
  const open: Open[] = [];
  const run = async (): Promise<void> => {
    while (!life.isEnding() || open.length > 0) {
      if (!life.isEnding() && (open.length === 0 || (open.length < 3 && life.random() < 0.5))) open.push(await submit(life));
      const one = open[Math.floor(life.random() * open.length)];
      if (one !== undefined && (await advance(life, one))) open.splice(open.indexOf(one), 1);
    }
  };
  const done = run();
  done.catch(() => undefined);
  return { done };
}

const personOf = (life: Life, role: Role): Visitor => life.people.get(role) ?? visitor('http://nobody');

async function submit(life: Life): Promise<Open> {
  const citizen = personOf(life, 'citizen');
  const sample = life.random() < 0.5 ? birth : copies;
  // Whose children are registered on the way is asked for whom: for oneself.
  const page = await look(life, citizen, `/nop/${sample.pack}?cho=toi`);
  // The clients share one account and so one draft: each filing brings a key of its own and none of the files the others left there.
  const key = `nop-${Math.floor(life.random() * 1e15).toString(36)}-${life.attempts.length}`;
  const check = await patiently(life, async () => citizen.raw(`/nop/${sample.pack}`, await posting(page, `/nop/${sample.pack}`, sample, key)));
  const said = await write(life, 'citizen', 'submit', '', await encode(formTo(check, `/nop/${sample.pack}`), { fields: { _declare: 'true' } }));
  return { sample, tracking: said, code: '', next: 'receive', work: 0 };
}

/** The filled form as one request; made anew for each try, since it writes nothing. */
function posting(page: Page, action: string, sample: Sample, key: string): Promise<RequestInit> {
  return encode(withoutFiles(formTo(page, action)), { fields: { ...sample.answers, _key: key }, files: sample.files }).then((sending) => ({
    method: 'POST',
    headers: { 'content-type': sending.type },
    body: sending.body as Uint8Array<ArrayBuffer>,
  }));
}

/** One step of one case; true when it is closed. */
async function advance(life: Life, one: Open): Promise<boolean> {
  switch (one.next) {
    case 'receive':
      one.code = await deed(life, one, 'receptionist', 'receive', 'tiep-nhan', one.tracking);
      // Nobody receives a case twice: another key is another deed, and it is refused.
      if (life.random() < 0.2) await refusedTwice(life, one);
      one.next = 'work';
      return false;
    case 'work': {
      const step = one.sample.work[one.work];
      if (step === undefined) one.next = 'sign';
      else if ((await deed(life, one, step.by, 'work', 'xong-viec', one.code, step.fields)) !== '') one.work += 1;
      return false;
    }
    case 'sign':
      if ((await deed(life, one, 'chair', 'sign', 'ky', one.code)) !== '') one.next = 'fee';
      return false;
    case 'fee':
      await deed(life, one, 'receptionist', 'fee', 'thu-phi', one.code);
      one.next = 'return';
      return false;
    case 'return':
      return (await deed(life, one, 'receptionist', 'work', 'xong-viec', one.code, { handedAs: 'electronic' })) !== '';
  }
}

/** The deed's form as it stands on the page now; '' when it is not there yet (the paper to sign is still being made). */
async function deed(
  life: Life,
  one: Open,
  role: Role,
  kind: Attempt['deed'],
  name: string,
  code: string,
  fields: Readonly<Record<string, string | readonly string[] | null>> = {},
): Promise<string> {
  const page = await look(life, personOf(life, role), `/ho-so/${code}`);
  const form = page.forms.find((candidate) => candidate.action.startsWith(`/ho-so/${code}/${name}`));
  return form === undefined ? '' : await write(life, role, kind, one.tracking, await encode(form, { fields }));
}

async function refusedTwice(life: Life, one: Open): Promise<void> {
  const key = `hai-lan-${Math.floor(life.random() * 1e9)}`;
  const form: PageForm = {
    action: `/ho-so/${one.code}/tiep-nhan`,
    isMultipart: false,
    fields: [['_key', key]],
    names: new Set(['_key']),
    fileNames: new Set(),
    buttons: [],
  };
  await write(life, 'receptionist', 'receive', one.tracking, await encode(form), 'fail');
}

/** Sends until there is an answer, then up to three times more. Answers what was said: tracking code or case code. */
async function write(life: Life, role: Role, kind: Attempt['deed'], on: string, sending: Sending, wanted: 'ok' | 'fail' = 'ok'): Promise<string> {
  const key = /name="_key"\r\n\r\n([\w-]+)/.exec(textOf(sending))?.[1] ?? new URLSearchParams(textOf(sending)).get('_key') ?? '';
  let again = Math.floor(life.random() * 4);
  for (;;) {
    life.stopped.throwIfAborted();
    const from = performance.now();
    const { answer, said, page } = await send(personOf(life, role), sending);
    life.attempts.push({ sender: accounts[role], key, deed: kind, on, from, to: performance.now(), answer, ...(answer === 'ok' ? { said } : {}) });
    if (answer === 'unknown') await breath();
    else if (answer !== wanted) throw new Error(`${kind} ${sending.path}: ${page?.status} ${page?.text.slice(0, 500)}`);
    else if (again === 0) return said;
    else again -= 1;
  }
}

const textOf = (sending: Sending): string => new TextDecoder('latin1').decode(sending.body);

/** A redirect acknowledges; anything below 500 refuses; the rest says nothing about what was done. */
async function send(who: Visitor, sending: Sending): Promise<{ readonly answer: Attempt['answer']; readonly said: string; readonly page?: Page }> {
  try {
    const page = await who.raw(sending.path, { method: 'POST', headers: { 'content-type': sending.type }, body: sending.body as Uint8Array<ArrayBuffer> });
    if (page.status === 303) return { answer: 'ok', said: /^\/(?:da-nop|ho-so)\/([^?]+)/.exec(page.headers.get('location') ?? '')?.[1] ?? '', page };
    return { answer: page.status < 500 ? 'fail' : 'unknown', said: '', page };
  } catch {
    return { answer: 'unknown', said: '' };
  }
}

const look = (life: Life, who: Visitor, path: string): Promise<Page> => patiently(life, () => who.raw(path));

/** Until the product answers: it may be down for some seconds. */
async function patiently(life: Life, ask: () => Promise<Page>): Promise<Page> {
  for (;;) {
    life.stopped.throwIfAborted();
    try {
      const page = await ask();
      if (page.status < 400) return page;
      if (page.status < 500) throw new Refused(`${page.path}: ${page.status} ${page.text.slice(0, 300)}`);
    } catch (fault) {
      if (fault instanceof Refused) throw fault;
    }
    await breath();
  }
}
class Refused extends Error {}

const breath = (): Promise<void> => new Promise((resume) => setTimeout(resume, 200));
