/** Passkeys: asks the server for options, the device for a credential, the server for its word. */
const facts: Readonly<Record<string, string>> = JSON.parse(document.getElementById('facts')?.textContent ?? '{}');
const button = document.getElementById('passkey');
const problem = document.getElementById('passkey-error');

async function ask(url: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const data: Record<string, unknown> = await answer.json();
  if (!answer.ok) throw new Error(String(data.error ?? facts.failed));
  return data;
}

async function enter(): Promise<void> {
  const options = (await ask(facts.options ?? '', {})) as unknown as PublicKeyCredentialRequestOptionsJSON & PublicKeyCredentialCreationOptionsJSON;
  const credential =
    button?.dataset.do === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  if (!(credential instanceof PublicKeyCredential)) throw new Error(facts.failed);
  const answer = await ask(facts.finish ?? '', { ...credential.toJSON(), next: facts.next });
  location.assign(typeof answer.next === 'string' ? answer.next : (facts.next ?? '/'));
}

button?.addEventListener('click', () => {
  if (problem !== null) problem.hidden = true;
  enter().catch((error: unknown) => {
    if (problem === null) return;
    const isOurs = error instanceof Error && !(error instanceof DOMException) && !(error instanceof TypeError);
    problem.textContent = isOurs ? error.message : (facts.failed ?? '');
    problem.hidden = false;
  });
});
