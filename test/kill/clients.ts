/** People who file and officers who work over HTTP, and who send again with the same key whatever breaks, until they are answered. */

export type Deed = { readonly key: string; readonly what: 'file' | 'receive' | 'complete'; readonly answer: string };
export type Person = { readonly cookie: string };

export type Street = {
  /** Where the server is now; changes with each restart. */
  url: string;
  /** Deeds that were answered with success, in the order of their answers. */
  readonly kept: Deed[];
  /** Sends that got no answer: the deed may have happened or not. */
  unanswered: number;
  /** Answers that differ for the same key. */
  readonly doubled: string[];
  readonly random: () => number;
  /** Set when the test is over, whatever came of it: nobody goes on sending. */
  closed: boolean;
};

/** Deterministic chance (mulberry32): the same seed gives the same run of choices. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export async function signIn(street: Street, account: string): Promise<Person> {
  const answer = await send(street, '/demo/sign-in', undefined, { account });
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  return { cookie: cookie.join('; ') };
}

/** One whole case: filed by the citizen, received and compared at the counter. */
export async function liveOneCase(street: Street, people: { readonly citizen: Person; readonly desk: Person }, name: string): Promise<void> {
  const place = await deed(street, people.citizen, { what: 'file', key: `${name}-file`, path: '/nop/chung-thuc-ban-sao', fields: form });
  const tracking = place.split('/').at(-1) ?? '';
  await deed(street, people.desk, { what: 'receive', key: `${name}-receive`, path: `/ho-so/${tracking}/tiep-nhan`, fields: {} });
  const page = await (await send(street, `/ho-so/${tracking}`, people.desk)).text();
  const task = /xong-viec\?viec=([^"&]+)/.exec(page)?.[1];
  if (task === undefined) throw new Error(`no open task on /ho-so/${tracking}`);
  await deed(street, people.desk, { what: 'complete', key: `${name}-complete`, path: `/ho-so/${tracking}/xong-viec?viec=${task}`, fields: { isSame: 'true' } });
}

const form = {
  _unit: '20347',
  _declare: 'true',
  '_counter.originals': 'true',
  'requester.name': 'Trần Thị Bích',
  'requester.id': '049195003456',
  'requester.phone': '0982331550',
  'papers.0.kind': 'diploma',
  'papers.0.pages': '1',
  'papers.0.copies': '3',
};

type Asked = { readonly what: Deed['what']; readonly key: string; readonly path: string; readonly fields: Readonly<Record<string, string>> };

/** Sent until it is answered, then sometimes once or twice more: each answer must be the first one. */
async function deed(street: Street, person: Person, { what, key, path, fields }: Asked): Promise<string> {
  const ask = async (): Promise<string> => {
    const answer = await send(street, path, person, { ...fields, _key: key });
    if (answer.status !== 303) throw new Error(`${key}: ${answer.status} ${textOf(await answer.text())}`);
    return answer.headers.get('location') ?? '';
  };
  const first = await ask();
  street.kept.push({ key, what, answer: first });
  for (let again = Math.floor(street.random() * 3); again > 0; again -= 1) {
    const later = await ask();
    if (later !== first) street.doubled.push(`${key}: ${first} then ${later}`);
  }
  return first;
}

/** A lost connection and 'come again' (503) are tried again; every other answer is an answer. */
async function send(street: Street, path: string, person?: Person, fields?: Readonly<Record<string, string>>): Promise<Response> {
  while (!street.closed) {
    try {
      const answer = await fetch(street.url + path, {
        redirect: 'manual',
        headers: person === undefined ? {} : { cookie: person.cookie },
        ...(fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }),
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.status < 500) return answer;
    } catch {
      street.unanswered += 1;
    }
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error('the street is closed');
}

const textOf = (page: string): string =>
  page
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 500);
