/** Signing with keys on this machine, under a test authority made at first start: for the demo and for trials, never for papers with legal force. */
import { constants, createHash, createPrivateKey, generateKeyPair, privateEncrypt, randomBytes, randomUUID, webcrypto, X509Certificate } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Set as AsnSet, BitString, Integer, Null, ObjectIdentifier, OctetString, PrintableString, Sequence, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, AuthorityKeyIdentifier, BasicConstraints, Certificate, Extension, RelativeDistinguishedNames, Time } from 'pkijs';
import type { Signer, SignGate } from '../kernel/document/document.ts';
import { envelopeBy, oid, tight } from './cms.ts';

export type LocalSigning = {
  /** Holds keys: made with mode 0700, files 0600. */
  readonly folder: string;
  /** Common name of the authority. */
  readonly authority?: string;
};

export type LocalSigner = SignGate & {
  /** Certificates (DER) against which papers of this authority are checked. */
  readonly trusted: () => Promise<readonly Uint8Array[]>;
};

/** Every signer gets a key and a certificate at the first signature; a changed name gets new ones, and the old ones stay on old papers. */
export async function openLocalSigner({ folder, authority = 'CA thử nghiệm Cửa Số' }: LocalSigning): Promise<LocalSigner> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const root = await holdOrMake(join(folder, 'authority.pem'), () => makeAuthority(authority));
  const held = new Map<string, Promise<Held>>();

  const hold = (signer: Signer): Promise<Held> => {
    const file = `signer-${createHash('sha256')
      .update(JSON.stringify([signer.id, signer.name, signer.organisation]))
      .digest('hex')
      .slice(0, 32)}.pem`;
    const found = held.get(file) ?? holdOrMake(join(folder, file), () => makeSigner(root, signer));
    held.set(file, found);
    found.catch(() => held.delete(file));
    return found;
  };

  const keys: Pick<SignGate, 'certificate' | 'chain' | 'sign'> = {
    certificate: async (signer) => (await hold(signer)).certificate,
    chain: async () => [root.certificate],
    sign: async (signer, hash) => signHash((await hold(signer)).privateKey, hash),
  };
  return { ...keys, envelope: (signer, digest) => envelopeBy(keys, signer, digest), trusted: async () => [root.certificate] };
}

/** PEM private key, and certificate as DER. */
type Held = { readonly privateKey: string; readonly certificate: Uint8Array };

/** RSASSA-PKCS1-v1_5 over a hash made elsewhere (RFC 8017, 9.2: the hash is wrapped with the name of its algorithm). */
function signHash(privateKey: string, hash: Uint8Array): Uint8Array {
  if (hash.length !== 32) throw new RangeError('a SHA-256 hash has 32 bytes');
  const algorithm = new Sequence({ value: [new ObjectIdentifier({ value: oid.sha256 }), new Null()] });
  const wrapped = new Sequence({ value: [algorithm, new OctetString({ valueHex: tight(hash) })] });
  return new Uint8Array(privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(wrapped.toBER())));
}

async function holdOrMake(path: string, make: () => Promise<Held>): Promise<Held> {
  const found = await read(path);
  if (found !== undefined) return found;
  const made = await make();
  const draft = `${path}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${made.privateKey}${new X509Certificate(made.certificate).toString()}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // Two processes may start at once: the first to link wins, and both use what it made.
  await link(draft, path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  await rm(draft);
  const folder = await open(join(path, '..'), 'r');
  await folder.sync().finally(() => folder.close());
  const kept = await read(path);
  if (kept === undefined) throw new Error(`the key file ${path} cannot be read back`);
  return kept;
}

async function read(path: string): Promise<Held | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const at = text.indexOf('-----BEGIN CERTIFICATE-----');
  return { privateKey: text.slice(0, at), certificate: new Uint8Array(new X509Certificate(text.slice(at)).raw) };
}

// ---- certificates -----------------------------------------------------------------------------

const validFrom = new Date('2020-01-01T00:00:00+07:00');
const validTo = new Date('2040-01-01T00:00:00+07:00');

async function makeAuthority(name: string): Promise<Held> {
  const key = await makeKey();
  const names = nameOf([country, attribute('2.5.4.3', name)]);
  const usage = keyUsage(0b0000_0110, 1); // keyCertSign, cRLSign
  return issue({ key, subject: names, issuer: names, issuerKey: key.privateKey, extensions: [constraints(), usage, ownKeyId(key.id), issuerKeyId(key.id)] });
}

async function makeSigner(root: Held, subject: Signer): Promise<Held> {
  const key = await makeKey();
  const issuer = Certificate.fromBER(tight(root.certificate));
  const usage = keyUsage(0b1100_0000, 6); // digitalSignature, nonRepudiation
  return issue({
    key,
    subject: nameOf([country, attribute('2.5.4.10', subject.organisation), attribute('2.5.4.3', subject.name)]),
    issuer: issuer.subject,
    issuerKey: root.privateKey,
    extensions: [
      new Extension({ extnID: '2.5.29.19', critical: true, extnValue: der(new BasicConstraints({ cA: false }).toSchema()) }),
      usage,
      ownKeyId(key.id),
      issuerKeyId(keyIdOf(root)),
    ],
  });
}

type Key = { readonly privateKey: string; readonly publicKey: Uint8Array; readonly id: Uint8Array };
type Issue = {
  readonly key: Key;
  readonly subject: RelativeDistinguishedNames;
  readonly issuer: RelativeDistinguishedNames;
  readonly issuerKey: string;
  readonly extensions: readonly Extension[];
};

async function issue({ key, subject, issuer, issuerKey, extensions }: Issue): Promise<Held> {
  const certificate = new Certificate({
    version: 2,
    serialNumber: serial(),
    issuer,
    subject,
    notBefore: new Time({ type: 0, value: validFrom }),
    notAfter: new Time({ type: 0, value: validTo }),
    extensions: [...extensions],
  });
  const scheme = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  await certificate.subjectPublicKeyInfo.importKey(await webcrypto.subtle.importKey('spki', tight(key.publicKey), scheme, true, ['verify']));
  const pkcs8 = createPrivateKey(issuerKey).export({ type: 'pkcs8', format: 'der' });
  await certificate.sign(await webcrypto.subtle.importKey('pkcs8', tight(pkcs8), scheme, false, ['sign']), 'SHA-256');
  return { privateKey: key.privateKey, certificate: new Uint8Array(certificate.toSchema(true).toBER()) };
}

async function makeKey(): Promise<Key> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const publicKey = new Uint8Array(pair.publicKey);
  return { privateKey: pair.privateKey, publicKey, id: keyId(publicKey) };
}

/** RFC 7093: 160 bits of SHA-256 over the public key. */
const keyId = (publicKey: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(publicKey).digest().subarray(0, 20));
const keyIdOf = (held: Held): Uint8Array => keyId(new Uint8Array(new X509Certificate(held.certificate).publicKey.export({ type: 'spki', format: 'der' })));

/** 126 random bits below a leading 01: positive, and never two alike. */
function serial(): Integer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return new Integer({ valueHex: tight(bytes) });
}

/** One relative name per attribute, as certificates are usually written; the library alone would put all into one. */
const nameOf = (attributes: readonly AttributeTypeAndValue[]): RelativeDistinguishedNames =>
  RelativeDistinguishedNames.fromBER(new Sequence({ value: attributes.map((one) => new AsnSet({ value: [one.toSchema()] })) }).toBER());
// Country is a PrintableString by X.520; names are Vietnamese, so UTF-8. X.520 allows 64 characters.
const country = new AttributeTypeAndValue({ type: '2.5.4.6', value: new PrintableString({ value: 'VN' }) });
const attribute = (type: string, value: string): AttributeTypeAndValue =>
  new AttributeTypeAndValue({ type, value: new Utf8String({ value: [...value].slice(0, 64).join('') }) });
const constraints = (): Extension =>
  new Extension({ extnID: '2.5.29.19', critical: true, extnValue: der(new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema()) });
const keyUsage = (bits: number, unusedBits: number): Extension =>
  new Extension({ extnID: '2.5.29.15', critical: true, extnValue: der(new BitString({ valueHex: tight(Uint8Array.of(bits)), unusedBits })) });
const ownKeyId = (id: Uint8Array): Extension =>
  new Extension({ extnID: '2.5.29.14', critical: false, extnValue: der(new OctetString({ valueHex: tight(id) })) });
const issuerKeyId = (id: Uint8Array): Extension =>
  new Extension({
    extnID: '2.5.29.35',
    critical: false,
    extnValue: der(new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: tight(id) }) }).toSchema()),
  });
const der = (block: { readonly toBER: () => ArrayBuffer }): ArrayBuffer => block.toBER();
