/** The history checker: what clients were told, against what the database holds. Shares no code with the product; knows only SQL and the words of the ledger. */
import { createHash } from 'node:crypto';

/** One sending of a command by a client. A command is a key of a sender; sent again it stays the same command. */
export type Attempt = {
  readonly sender: string;
  readonly key: string;
  readonly deed: 'submit' | 'receive' | 'work' | 'sign' | 'fee';
  /** Tracking code of the case; '' for a submission. */
  readonly on: string;
  /** Milliseconds on the clients' one clock. */
  readonly from: number;
  readonly to: number;
  /** ok: acknowledged. fail: refused. unknown: nobody heard an answer. */
  readonly answer: 'ok' | 'fail' | 'unknown';
  /** Tracking code or case code that an 'ok' named. */
  readonly said?: string;
};

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };
type Tree = { readonly [key: string]: Plain };

export type Entry = {
  readonly case: string;
  readonly seq: number;
  readonly what: string;
  readonly entry: Tree;
  readonly actor: string;
  readonly role: string;
  readonly hash: string;
};
export type Row = {
  readonly case: string;
  readonly tracking: string;
  readonly code: string | null;
  readonly version: number;
  readonly hash: string;
  readonly stage: string;
  readonly paid: boolean;
  readonly state: Tree;
};
export type Key = {
  readonly sender: string;
  readonly key: string;
  readonly receipt: { readonly id: string; readonly tracking: string; readonly code: string | null; readonly version: number } | null;
};
export type History = {
  readonly attempts: readonly Attempt[];
  readonly entries: readonly Entry[];
  readonly rows: readonly Row[];
  readonly keys: readonly Key[];
  readonly counters: readonly { readonly name: string; readonly value: number }[];
  /** Hashes of the stored files, computed from their bytes. */
  readonly blobs: ReadonlySet<string>;
};

/** Reads everything but the attempts; `query` runs one statement. */
export async function readHistory(query: <T>(text: string) => Promise<readonly T[]>): Promise<Omit<History, 'attempts' | 'blobs'>> {
  return {
    entries: await query<Entry>(`select case_id as "case", seq, what, entry, actor, role, hash from ledger where seq is not null order by case_id, seq`),
    rows: await query<Row>(`select case_id as "case", tracking, code, version, hash, stage, fee_paid as paid, state from case_row`),
    // Deeds about no case keep no receipt: their keys were claimed with an empty body hash, and no client of the crowd sends any.
    keys: await query<Key>("select sender, key, receipt from command_key where body_hash <> ''"),
    counters: await query<{ name: string; value: number }>('select name, value from counter'),
  };
}

/** What does not fit together, one sentence each; an empty list is a sound history. */
export function checkHistory(history: History): readonly string[] {
  const seen = index(history);
  return [
    ...eachOkOnce(history, seen),
    ...eachFailAbsent(history, seen),
    ...nothingUnasked(history, seen),
    ...versionsGapless(history, seen),
    ...orderKept(history, seen),
    ...codesGapless(history),
    ...moneyRight(history, seen),
    ...signedOnce(history, seen),
    ...filesKept(history),
    ...chainsWhole(history, seen),
    ...statesFolded(history, seen),
  ];
}

/** The kind of entry each deed leaves; signing completes its step too. */
const kindOf = { submit: 'case-submitted', receive: 'case-received', work: 'task-completed', sign: 'document-signed', fee: 'fee-taken' } as const;

type Command = Pick<Attempt, 'sender' | 'key' | 'deed' | 'on'> & { readonly name: string; readonly attempts: readonly Attempt[] };
type Seen = {
  readonly commands: ReadonlyMap<string, Command>;
  readonly keys: ReadonlyMap<string, Key>;
  /** By case, in order. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly rows: ReadonlyMap<string, Row>;
};

const nameOf = (one: { readonly sender: string; readonly key: string }): string => `${one.sender}/${one.key}`;

function index(history: History): Seen {
  const commands = new Map<string, Command>();
  for (const attempt of history.attempts) {
    const name = nameOf(attempt);
    const known = commands.get(name);
    const { sender, key, deed, on } = attempt;
    commands.set(name, { name, sender, key, deed, on, attempts: [...(known?.attempts ?? []), attempt] });
  }
  const entries = new Map<string, Entry[]>();
  for (const entry of history.entries) entries.set(entry.case, [...(entries.get(entry.case) ?? []), entry]);
  return { commands, keys: new Map(history.keys.map((key) => [nameOf(key), key])), entries, rows: new Map(history.rows.map((row) => [row.case, row])) };
}

const isOk = (command: Command): boolean => command.attempts.some((attempt) => attempt.answer === 'ok');
const isFail = (command: Command): boolean => command.attempts.some((attempt) => attempt.answer === 'fail');

/** The entries a command left: those after the receipt before it, up to its own. */
function entriesOf(history: History, seen: Seen, receipt: NonNullable<Key['receipt']>): readonly Entry[] {
  const before = history.keys.flatMap((key) =>
    key.receipt !== null && key.receipt.id === receipt.id && key.receipt.version < receipt.version ? [key.receipt.version] : [],
  );
  const from = Math.max(0, ...before);
  return (seen.entries.get(receipt.id) ?? []).filter((entry) => entry.seq > from && entry.seq <= receipt.version);
}

function eachOkOnce(history: History, seen: Seen): readonly string[] {
  const found: string[] = [];
  const cases = new Map<string, string>();
  for (const command of [...seen.commands.values()].filter(isOk)) {
    if (isFail(command)) found.push(`${command.name} was acknowledged and also refused`);
    const said = new Set(command.attempts.flatMap((attempt) => (attempt.answer === 'ok' ? [attempt.said ?? ''] : [])));
    if (said.size > 1) found.push(`${command.name} was answered differently: ${[...said].join(', ')}`);
    const receipt = seen.keys.get(command.name)?.receipt;
    if (receipt === undefined || receipt === null) {
      found.push(`${command.name} (${command.deed}) was acknowledged and is not there`);
      continue;
    }
    for (const one of said)
      if (one !== receipt.tracking && one !== receipt.code) found.push(`${command.name} was told ${one}, the receipt says ${receipt.tracking} ${receipt.code}`);
    if (command.on !== '' && command.on !== receipt.tracking) found.push(`${command.name} was meant for ${command.on} and changed ${receipt.tracking}`);
    const left = entriesOf(history, seen, receipt).filter((entry) => entry.what === kindOf[command.deed] && entry.actor === command.sender);
    if (left.length !== 1) found.push(`${command.name} (${command.deed}) left ${left.length} entries`);
    if (seen.rows.get(receipt.id)?.tracking !== receipt.tracking) found.push(`${command.name}: there is no case ${receipt.tracking}`);
    if (command.deed === 'submit') {
      const other = cases.get(receipt.id);
      if (other !== undefined) found.push(`${command.name} and ${other} got one case`);
      cases.set(receipt.id, command.name);
    }
  }
  return found;
}

function eachFailAbsent(_history: History, seen: Seen): readonly string[] {
  return [...seen.commands.values()]
    .filter((command) => isFail(command) && seen.keys.has(command.name))
    .map((command) => `${command.name} was refused and is there`);
}

/** Whatever the clients' people did stands behind a command of theirs; an unknown one is there at most once because its key is. */
function nothingUnasked(history: History, seen: Seen): readonly string[] {
  const found: string[] = [];
  const names = new Set<string>();
  for (const key of history.keys) {
    if (names.has(nameOf(key))) found.push(`the key ${nameOf(key)} is there twice`);
    names.add(nameOf(key));
    if (key.receipt === null) found.push(`the key ${nameOf(key)} has no receipt`);
  }
  const senders = new Set(history.attempts.map((attempt) => attempt.sender));
  const ofClients = new Set([...seen.commands.keys()].map((name) => seen.keys.get(name)?.receipt?.id));
  const asked = new Map<string, number>();
  for (const command of seen.commands.values()) {
    const receipt = seen.keys.get(command.name)?.receipt;
    if (receipt === undefined || receipt === null) continue;
    for (const kind of command.deed === 'sign' ? [kindOf.sign, kindOf.work] : [kindOf[command.deed]]) {
      const name = `${receipt.id} ${kind} ${command.sender}`;
      asked.set(name, (asked.get(name) ?? 0) + 1);
    }
  }
  const done = new Map<string, number>();
  for (const entry of history.entries) {
    if (!senders.has(entry.actor) || !ofClients.has(entry.case) || !Object.values(kindOf).some((kind) => kind === entry.what)) continue;
    const name = `${entry.case} ${entry.what} ${entry.actor}`;
    done.set(name, (done.get(name) ?? 0) + 1);
  }
  for (const [name, times] of done) if (times !== asked.get(name)) found.push(`${name}: ${times} entries, ${asked.get(name) ?? 0} commands`);
  return found;
}

function versionsGapless(history: History, seen: Seen): readonly string[] {
  const found: string[] = [];
  for (const row of history.rows) {
    const entries = seen.entries.get(row.case) ?? [];
    if (entries.some((entry, at) => entry.seq !== at + 1)) found.push(`${row.tracking}: entries ${entries.map((entry) => entry.seq).join(' ')}`);
    if (entries.length !== row.version) found.push(`${row.tracking}: ${entries.length} entries, version ${row.version}`);
  }
  return [...found, ...[...seen.entries.keys()].filter((id) => !seen.rows.has(id)).map((id) => `entries of ${id}, which has no row`)];
}

/** What was acknowledged before another command was sent comes before it. */
function orderKept(_history: History, seen: Seen): readonly string[] {
  const byCase = new Map<string, { readonly command: Command; readonly version: number }[]>();
  for (const command of [...seen.commands.values()].filter(isOk)) {
    const receipt = seen.keys.get(command.name)?.receipt;
    if (receipt === undefined || receipt === null) continue;
    byCase.set(receipt.id, [...(byCase.get(receipt.id) ?? []), { command, version: receipt.version }]);
  }
  const firstOk = (command: Command): number => Math.min(...command.attempts.filter((attempt) => attempt.answer === 'ok').map((attempt) => attempt.to));
  const firstSent = (command: Command): number => Math.min(...command.attempts.map((attempt) => attempt.from));
  return [...byCase.values()].flatMap((list) =>
    list.flatMap((early) =>
      list.flatMap((late) =>
        firstOk(early.command) < firstSent(late.command) && early.version >= late.version
          ? [`${early.command.name} was acknowledged before ${late.command.name} and stands behind it`]
          : [],
      ),
    ),
  );
}

function codesGapless(history: History): readonly string[] {
  const found: string[] = [];
  const trackings = history.rows.map((row) => row.tracking);
  if (new Set(trackings).size !== trackings.length) found.push('a tracking code was given twice');
  const numbers = new Map<string, number[]>();
  for (const row of history.rows) {
    const match = /^(.+)-(\d\d)(\d\d)(\d\d)-(\d{4,})$/.exec(row.code ?? '');
    if (match === null) continue;
    const book = `case/${match[1]}/20${match[2]}-${match[3]}-${match[4]}`;
    numbers.set(book, [...(numbers.get(book) ?? []), Number(match[5])]);
  }
  for (const [book, list] of numbers) found.push(...gapless(history, book, list));
  return found;
}

/** 1, 2, 3 ... up to what the counter says, each once. */
function gapless(history: History, book: string, list: readonly number[]): readonly string[] {
  const sorted = [...list].sort((a, b) => a - b);
  const wrong = sorted.find((number, at) => number !== at + 1);
  const counter = history.counters.find((one) => one.name === book)?.value;
  return [
    ...(wrong === undefined ? [] : [`${book}: ${wrong} is out of order`]),
    ...(counter === list.length ? [] : [`${book}: the counter says ${counter}, there are ${list.length}`]),
  ];
}

/** Each fee once, of the amount owed, under a number of its book; the row says so. */
function moneyRight(history: History, seen: Seen): readonly string[] {
  const found: string[] = [];
  const serials = new Map<string, number[]>();
  for (const row of history.rows) {
    const taken = (seen.entries.get(row.case) ?? []).filter((entry) => entry.what === 'fee-taken');
    if (taken.length > 1) found.push(`${row.tracking}: the fee was taken ${taken.length} times`);
    if ((taken.length === 1) !== row.paid) found.push(`${row.tracking}: ${taken.length} payments, the row says ${row.paid}`);
    for (const entry of taken) {
      const payment = entry.entry.payment as Tree;
      if (payment.amount !== (row.state.fee as Tree).total) found.push(`${row.tracking}: paid ${payment.amount}, owed ${(row.state.fee as Tree).total}`);
      const match = /^BL-(\d\d)-(\d+)$/.exec(String(payment.serial));
      const agency = /^(.+)-\d{6}-\d+$/.exec(row.code ?? '')?.[1];
      const book = `fee/${agency}/20${match?.[1]}`;
      serials.set(book, [...(serials.get(book) ?? []), Number(match?.[2])]);
    }
  }
  for (const [book, list] of serials) found.push(...gapless(history, book, list));
  return found;
}

function signedOnce(history: History, seen: Seen): readonly string[] {
  return history.rows.flatMap((row) => {
    const documents = (seen.entries.get(row.case) ?? []).filter((entry) => entry.what === 'document-signed').map((entry) => entry.entry.document);
    return new Set(documents).size === documents.length ? [] : [`${row.tracking}: a document was signed twice`];
  });
}

function filesKept(history: History): readonly string[] {
  const wanted = history.rows.flatMap((row) =>
    [...(row.state.files as readonly Tree[]), ...(row.state.documents as readonly Tree[])].flatMap((file) =>
      typeof file.blob === 'string' ? [{ row, blob: file.blob }] : [],
    ),
  );
  return wanted.filter(({ blob }) => !history.blobs.has(blob)).map(({ row, blob }) => `${row.tracking}: the bytes ${blob.slice(0, 12)} are gone`);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Keys sorted, no white space. */
function written(value: Plain): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one: Plain) => written(one)).join(',')}]`;
  return `{${Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${written(one)}`)
    .join(',')}}`;
}

function chainsWhole(history: History, seen: Seen): readonly string[] {
  return history.rows.flatMap((row) => {
    let hash = '';
    for (const entry of seen.entries.get(row.case) ?? []) {
      hash = sha256(`${hash}\n${entry.seq}\n${entry.actor}\n${entry.role}\n${written(entry.entry)}`);
      if (hash !== entry.hash) return [`${row.tracking}: the chain breaks at ${entry.seq}`];
    }
    return hash === row.hash ? [] : [`${row.tracking}: the row has another hash than its last entry`];
  });
}

function statesFolded(history: History, seen: Seen): readonly string[] {
  return history.rows.flatMap((row) => {
    const made = (seen.entries.get(row.case) ?? []).reduce<Mutable>((state, entry) => told(state, entry.entry), {});
    const keys = [...new Set([...Object.keys(made), ...Object.keys(row.state)])].filter(
      (key) => written(made[key] ?? null) !== written(row.state[key] ?? null),
    );
    const stage = (made.stage as Tree | undefined)?.at;
    return [
      ...keys.map((key) => `${row.tracking}: ${key} is not what the ledger tells`),
      ...(stage === row.stage ? [] : [`${row.tracking}: the row stands at ${row.stage}, the ledger at ${stage}`]),
    ];
  });
}

type Mutable = Record<string, Plain>;
const list = (value: Plain | undefined): readonly Tree[] => (value ?? []) as readonly Tree[];

/** The state after one more entry, told again from the meaning of each kind. */
function told(old: Mutable, entry: Tree): Mutable {
  const state = moved(old, entry.moved as Tree | undefined);
  const { at } = entry;
  const closed = (outcome: Plain): Mutable => ({
    ...state,
    tasks: [],
    jobs: [],
    timers: [],
    finished: state.finished ?? at ?? null,
    stage: { at: 'closed', outcome, when: at ?? null },
  });
  const clock = entry.clock === undefined ? {} : { clock: entry.clock };
  switch (entry.what) {
    case 'case-submitted': {
      const { what: _what, at: submitted, ...given } = entry;
      const empty = { data: {}, tasks: [], jobs: [], timers: [], supplements: [], documents: [], incidents: [], children: [], informed: [] };
      return { ...given, ...empty, submitted: submitted ?? null, stage: { at: 'submitted' } };
    }
    case 'case-received':
      return { ...state, ...clock, code: entry.code ?? null, receivedBy: entry.by ?? null, fee: entry.fee ?? null, stage: { at: 'open' } };
    case 'document-made':
      return { ...state, documents: [...list(state.documents), entry.document as Tree] };
    case 'document-signed':
      return {
        ...state,
        documents: list(state.documents).map((one) =>
          one.id === entry.document
            ? { ...one, blob: entry.blob ?? null, size: entry.size ?? null, signatures: [...list(one.signatures), ...list(entry.signatures)] }
            : one,
        ),
      };
    case 'fee-taken':
      return { ...state, paid: entry.payment ?? null };
    case 'result-ready':
      return { ...state, finished: at ?? null };
    case 'case-withdrawn': {
      const { finished: _finished, ...rest } = closed('withdrawn');
      return { ...rest, ...clock };
    }
    case 'case-refused':
      return { ...closed('refused'), ...clock, refusal: { reason: entry.reason ?? null, note: entry.note ?? null, at: at ?? null } };
    case 'case-closed':
      return closed(entry.outcome ?? null);
    case 'supplement-requested': {
      const running = state.clock as Tree | undefined;
      const stopped = running === undefined ? {} : { clock: { ...running, pauses: [...list(running.pauses), { from: at ?? null, why: 'supplement' }] } };
      const before = (state.stage as Tree).at === 'submitted' ? 'submitted' : 'open';
      const asked = { asked: at ?? null, reasons: entry.reasons ?? null, note: entry.note ?? null };
      return { ...state, ...stopped, supplements: [...list(state.supplements), asked], stage: { at: 'waiting', on: 'citizen', since: at ?? null, before } };
    }
    case 'supplement-answered': {
      const supplements = list(state.supplements).map((one, place, all) => (place === all.length - 1 ? { ...one, answered: at ?? null } : one));
      const { answers = null, files = null, fee = null } = entry;
      const asked = entry.parties === undefined ? {} : { parties: entry.parties };
      return { ...state, ...clock, ...asked, answers, files, fee, supplements, stage: { at: (state.stage as Tree).before ?? 'open' } };
    }
    case 'consent-said': {
      const said = entry.party as Tree;
      return { ...state, ...clock, parties: list(state.parties).map((one) => (one.id === said.id ? said : one)) };
    }
    default:
      return { ...state, ...clock };
  }
}

/** What the process opened, closed and found out. */
function moved(state: Mutable, step: Tree | undefined): Mutable {
  if (step === undefined) return state;
  const turned = (name: string, gone: Plain | undefined, fresh: Plain | undefined): readonly Tree[] => [
    ...list(state[name]).filter((one) => !(gone as readonly Plain[]).some((id) => id === one.id)),
    ...list(fresh),
  ];
  return {
    ...state,
    process: step.process ?? null,
    tasks: turned('tasks', step.close, step.open),
    jobs: turned('jobs', step.closeJobs, step.openJobs),
    timers: turned('timers', step.clearTimers, step.setTimers),
    data: { ...(state.data as Tree), ...(step.data as Tree) },
    incidents: [...list(state.incidents), ...list(step.incidents)],
  };
}
