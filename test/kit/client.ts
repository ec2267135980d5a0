/** A browser without script: keeps cookies, follows redirects, fills the forms that stand in the page and sends them as they are. */
import { request } from 'node:http';

export type Page = {
  readonly status: number;
  /** Path and query after redirects. */
  readonly path: string;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly html: string;
  /** What a reader sees: no tags, entities decoded, white space joined. */
  readonly text: string;
  readonly forms: readonly PageForm[];
};

export type PageForm = {
  readonly action: string;
  readonly isMultipart: boolean;
  /** Names and values that would be sent now, in their order. */
  readonly fields: readonly Pair[];
  /** Every name the form can send, ticked or not. */
  readonly names: ReadonlySet<string>;
  readonly fileNames: ReadonlySet<string>;
  readonly buttons: readonly { readonly name: string; readonly value: string; readonly text: string; readonly action: string | undefined }[];
};
export type Pair = readonly [string, string];
export type GivenFile = { readonly field: string; readonly name: string; readonly bytes: Uint8Array };

/** What is put into a form; a list for several values of one name, null takes the field away. Throws for a name the form does not have. */
export type Filling = {
  readonly fields?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly files?: readonly GivenFile[];
  /** Name of the button that is pressed, with its value. */
  readonly button?: Pair;
};

/** A request as bytes, to be sent once, again, or broken off. */
export type Sending = { readonly path: string; readonly type: string; readonly body: Uint8Array };

export type Visitor = {
  get(path: string): Promise<Page>;
  /** Fills and sends; follows the redirect of the answer. */
  submit(form: PageForm, filling?: Filling): Promise<Page>;
  /** Sends what was made before, following redirects. */
  send(sending: Sending): Promise<Page>;
  /** Sends and hangs up as soon as the request has left: nobody ever sees the answer. */
  sendAndHangUp(sending: Sending): Promise<void>;
  /** One request as it is; redirects are not followed. */
  raw(path: string, init?: RequestInit): Promise<Page>;
  cookie(): string;
};

export function visitor(origin: string, cookie = ''): Visitor {
  const jar = new Map(
    cookie
      .split('; ')
      .filter((one) => one !== '')
      .map(splitAtEquals),
  );
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  const raw = async (path: string, init: RequestInit = {}): Promise<Page> => {
    const headers = new Headers(init.headers);
    if (jar.size > 0 && !headers.has('cookie')) headers.set('cookie', cookies());
    // Packed answers are the browsers' and the byte budgets' to see.
    if (!headers.has('accept-encoding')) headers.set('accept-encoding', 'identity');
    const answer = await fetch(new URL(path, origin), { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) keep(jar, line);
    return pageOf(path, answer.status, answer.headers, new Uint8Array(await answer.arrayBuffer()));
  };
  const follow = async (page: Page): Promise<Page> => {
    let at = page;
    for (let hops = 0; [301, 302, 303].includes(at.status) && hops < 5; hops += 1) at = await raw(at.headers.get('location') ?? '/');
    return at;
  };
  const send = async (sending: Sending): Promise<Page> =>
    follow(await raw(sending.path, { method: 'POST', headers: { 'content-type': sending.type }, body: sending.body as Uint8Array<ArrayBuffer> }));
  return {
    get: async (path) => follow(await raw(path)),
    submit: async (form, filling) => send(await encode(form, filling)),
    send,
    sendAndHangUp: (sending) => hangUp(new URL(sending.path, origin), cookies(), sending),
    raw,
    cookie: cookies,
  };
}

/** The form of a page whose action is, or begins with, this address. Throws with what there is. */
export function formTo(page: Page, action: string): PageForm {
  const form = page.forms.find((one) => one.action === action) ?? page.forms.find((one) => one.action.startsWith(action));
  if (form === undefined)
    throw new Error(
      `${page.path} (${page.status}) has no form to ${action}, only ${page.forms.map((one) => one.action).join(' ')}: ${page.text.slice(0, 600)}`,
    );
  return form;
}

/** The bytes a browser would send for this form. */
export async function encode(form: PageForm, filling: Filling = {}): Promise<Sending> {
  const pairs = fill(form, filling);
  const path = form.buttons.find((one) => one.name === filling.button?.[0])?.action ?? form.action;
  if (!form.isMultipart)
    return {
      path,
      type: 'application/x-www-form-urlencoded',
      body: new TextEncoder().encode(new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString()),
    };
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  for (const field of form.fileNames) {
    const given = (filling.files ?? []).filter((file) => file.field === field);
    // A browser sends an empty part for a box without a file.
    if (given.length === 0) data.append(field, new Blob([]), '');
    for (const file of given) data.append(field, new Blob([file.bytes as Uint8Array<ArrayBuffer>]), file.name);
  }
  const made = new Request('http://localhost/', { method: 'POST', body: data });
  return { path, type: made.headers.get('content-type') ?? '', body: new Uint8Array(await made.arrayBuffer()) };
}

function fill(form: PageForm, filling: Filling): readonly Pair[] {
  const changes = Object.entries(filling.fields ?? {});
  const strange = [...changes.map(([name]) => name), ...(filling.files ?? []).map((file) => file.field)].filter(
    (name) => !form.names.has(name) && !form.fileNames.has(name),
  );
  if (strange.length > 0) throw new Error(`the form to ${form.action} has no ${strange.join(', ')}; it has ${[...form.names].join(' ')}`);
  const kept = form.fields.filter(([name]) => changes.every(([changed]) => changed !== name));
  const added = changes.flatMap(([name, value]) => (value === null ? [] : [value].flat().map((one): Pair => [name, one])));
  return [...kept, ...added, ...(filling.button === undefined ? [] : [filling.button])];
}

function hangUp(url: URL, cookie: string, sending: Sending): Promise<void> {
  return new Promise((resume) => {
    const headers = { 'content-type': sending.type, 'content-length': sending.body.length, cookie };
    const asked = request(url, { method: 'POST', headers, agent: false });
    asked.on('error', () => undefined);
    asked.on('close', () => resume());
    asked.end(sending.body, () => asked.destroy());
  });
}

function keep(jar: Map<string, string>, line: string): void {
  const [name, value] = splitAtEquals(line.split(';')[0] ?? '');
  if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}

const splitAtEquals = (text: string): Pair => {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
};

function pageOf(path: string, status: number, headers: Headers, bytes: Uint8Array): Page {
  const isText = /^text\/html/.test(headers.get('content-type') ?? '');
  const html = isText ? new TextDecoder().decode(bytes) : '';
  return { status, path, headers, bytes, html, text: readable(html), forms: isText ? formsIn(html) : [] };
}

const readable = (html: string): string =>
  decoded(html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' '))
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
const decoded = (text: string): string => text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);

type Building = {
  readonly id: string;
  readonly action: string;
  readonly isMultipart: boolean;
  readonly fields: Pair[];
  readonly names: Set<string>;
  readonly fileNames: Set<string>;
  readonly buttons: { readonly name: string; readonly value: string; readonly text: string; readonly action: string | undefined }[];
};

/** Reads the tags one after the other; enough for the pages of this product, whose attributes are all quoted. */
function formsIn(html: string): readonly PageForm[] {
  const forms = [...tagsIn(html)].filter((tag) => tag.name === 'form').map(newForm);
  let current = -1;
  let form: Building | undefined;
  let select: { readonly name: string; readonly values: string[]; chosen: string | undefined } | undefined;
  for (const tag of tagsIn(html)) {
    if (tag.name === 'form') {
      current += 1;
      form = forms[current];
    } else if (tag.name === '/form') form = undefined;
    const owner = tag.has('form') ? forms.find((one) => one.id === tag.get('form')) : form;
    if (owner === undefined) continue;
    const name = tag.get('name');
    if (tag.name === 'select') select = { name, values: [], chosen: undefined };
    else if (tag.name === 'option' && select !== undefined) {
      select.values.push(tag.get('value'));
      if (tag.has('selected')) select.chosen = tag.get('value');
    } else if (tag.name === '/select' && select !== undefined) {
      owner.names.add(select.name);
      owner.fields.push([select.name, select.chosen ?? select.values[0] ?? '']);
      select = undefined;
    } else if (tag.name === 'textarea') {
      owner.names.add(name);
      owner.fields.push([name, decoded(tag.after.slice(0, tag.after.indexOf('</textarea')))]);
    } else if (tag.name === 'button') {
      const text = readable(tag.after.slice(0, tag.after.indexOf('</button')));
      if (tag.get('type') !== 'button') owner.buttons.push({ name, value: tag.get('value'), text, action: tag.get('formaction').split('#')[0] || undefined });
    } else if (tag.name === 'input' && name !== '') addInput(owner, name, tag);
  }
  return forms;
}

function addInput(owner: Building, name: string, tag: Tag): void {
  const type = tag.get('type');
  if (type === 'file') {
    owner.fileNames.add(name);
    return;
  }
  owner.names.add(name);
  const isTick = type === 'radio' || type === 'checkbox';
  if (!isTick || tag.has('checked')) owner.fields.push([name, tag.has('value') ? tag.get('value') : isTick ? 'on' : '']);
}

const newForm = (tag: Tag): Building => ({
  id: tag.get('id'),
  action: tag.get('action'),
  isMultipart: tag.get('enctype') === 'multipart/form-data',
  fields: [],
  names: new Set(),
  fileNames: new Set(),
  buttons: [],
});

type Tag = { readonly name: string; readonly get: (name: string) => string; readonly has: (name: string) => boolean; readonly after: string };

function* tagsIn(html: string): Generator<Tag> {
  for (const match of html.matchAll(/<(\/?(?:form|input|select|option|textarea|button))\b((?:[^>"]|"[^"]*")*)>/g)) {
    const attributes = new Map([...(match[2] ?? '').matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map((one) => [one[1] ?? '', decoded(one[2] ?? '')]));
    const after = html.slice(match.index + match[0].length);
    yield { name: match[1] ?? '', get: (name) => attributes.get(name) ?? '', has: (name) => attributes.has(name), after };
  }
}
