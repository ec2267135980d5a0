/** The double of the national identity provider for one test file: a real process, ended with the file. */
import { after } from 'node:test';
import type { IdentityDouble } from '../../src/gate/identity-double.ts';
import { startIdentityDouble } from '../../src/gate/identity-double.ts';
import { openIdentity } from '../../src/gate/identity-oidc.ts';
import type { IdentityGate } from '../../src/kernel/person/person.ts';
import { identityBack } from '../../src/kernel/person/person.ts';
import { doublePeople } from '../../src/main/demo-identity.ts';
import { claimPort } from '../../src/main/port.ts';
import type { Page, Visitor } from './client.ts';
import { formTo, visitor } from './client.ts';

const running: IdentityDouble[] = [];
after(async () => {
  for (const one of running) await one.close();
});

/** A provider that knows the site at this address. */
export async function doubleFor(origin: string): Promise<IdentityDouble> {
  const port = await claimPort('127.0.0.1', 0);
  const at = { issuer: `http://127.0.0.1:${port}`, host: '127.0.0.1', port, client: 'cua-so', secret: 'chi-de-thu', back: `${origin}${identityBack}` };
  const double = startIdentityDouble({ ...at, people: doublePeople });
  running.push(double);
  if ((await double.ready) === 'ended') throw new Error('the identity double did not start');
  return double;
}

export const gateFor = async (origin: string): Promise<IdentityGate> => openIdentity((await doubleFor(origin)).settings, origin);

/** From the sign-in page out to the double and up to the address that leads back, which is not opened yet. */
export async function proveAt(citizen: Visitor, name: string, start = '/dang-nhap/dinh-danh'): Promise<string> {
  const out = await citizen.raw(start);
  const address = out.headers.get('location') ?? '';
  if (out.status !== 303 || !address.startsWith('http')) throw new Error(`the sign-in did not leave the site: ${out.status} ${out.text.slice(0, 300)}`);
  return await proveThere(new URL(address), name);
}

/** At the double: choose the person, type the code that stands there. Answers where the browser is sent. */
export async function proveThere(address: URL, name: string): Promise<string> {
  const there = visitor(address.origin);
  const choose = await there.get(`${address.pathname}${address.search}`);
  const index = doublePeople.findIndex((person) => person.name === name);
  const asked = await there.submit(formTo(choose, '/chon/'), { fields: { person: String(index) } });
  const code = /id="ma-mau">([\d ]+)</.exec(asked.html)?.[1] ?? '';
  const form = formTo(asked, `${new URL(choose.path, address).pathname}/ma`);
  let page: Page = await there.raw(form.action, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ code }).toString(),
  });
  for (let hops = 0; hops < 5; hops += 1) {
    const next = new URL(page.headers.get('location') ?? '/', address);
    if (next.origin !== address.origin) return next.href;
    page = await there.raw(`${next.pathname}${next.search}`);
  }
  throw new Error(`the double never sent the browser back: ${page.status} ${page.text.slice(0, 300)}`);
}

/** The whole way, to the page behind it. */
export async function signInAt(citizen: Visitor, name: string, next = '/ho-so-cua-toi'): Promise<Page> {
  const back = new URL(await proveAt(citizen, name, `/dang-nhap/dinh-danh?next=${encodeURIComponent(next)}`));
  return await citizen.get(`${back.pathname}${back.search}`);
}
