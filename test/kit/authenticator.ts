/** A passkey device in software: real P-256 keys, real authenticator data, real signatures, no screen and no finger. */
import type { KeyObject } from 'node:crypto';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Json } from '../../src/base/json.ts';
import { readPath } from '../../src/base/json.ts';

type Credential = { readonly id: Buffer; readonly key: KeyObject; readonly rpId: string; counter: number };

export type Authenticator = {
  /** Answers the options of a registration, as `navigator.credentials.create` would. */
  register(options: Json, origin: string): Json;
  /** Answers the options of a sign-in with the last key made for that site. */
  signIn(options: Json, origin: string): Json;
  /** Exact copy, counters included: what a cloned device looks like. */
  copy(): Authenticator;
};

/** `verifiesUser` false: the finger was not asked for. */
export function makeAuthenticator(settings: { readonly verifiesUser?: boolean; readonly credentials?: readonly Credential[] } = {}): Authenticator {
  const credentials: Credential[] = (settings.credentials ?? []).map((one) => ({ ...one }));
  const flags = 0x01 | (settings.verifiesUser === false ? 0 : 0x04);
  return {
    register(options, origin) {
      const rpId = String(readPath(options, 'rp.id'));
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const credential: Credential = { id: randomBytes(32), key: privateKey, rpId, counter: 0 };
      credentials.push(credential);
      const attested = Buffer.concat([Buffer.alloc(16), uint16(credential.id.length), credential.id, coseKey(publicKey)]);
      const authData = Buffer.concat([authenticatorData(credential, flags | 0x40), attested]);
      const attestationObject = cbor(
        new Map<Cbor, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      );
      const response = {
        clientDataJSON: text64(clientData('webauthn.create', options, origin)),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      };
      return { ...envelope(credential), response };
    },
    signIn(options, origin) {
      const credential = credentials.findLast((one) => one.rpId === readPath(options, 'rpId'));
      if (credential === undefined) throw new Error('this device holds no key for the site');
      credential.counter += 1;
      const authData = authenticatorData(credential, flags);
      const client = clientData('webauthn.get', options, origin);
      const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), credential.key);
      const response = { clientDataJSON: text64(client), authenticatorData: authData.toString('base64url'), signature: signature.toString('base64url') };
      return { ...envelope(credential), response };
    },
    copy: () => makeAuthenticator({ ...settings, credentials }),
  };
}

const envelope = (credential: Credential) => {
  const id = credential.id.toString('base64url');
  return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, authenticatorAttachment: 'platform' };
};

const clientData = (type: string, options: Json, origin: string): string =>
  JSON.stringify({ type, challenge: readPath(options, 'challenge'), origin, crossOrigin: false });

function authenticatorData(credential: Credential, flags: number): Buffer {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(credential.counter);
  return Buffer.concat([sha256(credential.rpId), Buffer.from([flags]), counter]);
}

/** RFC 9052: key type EC2, algorithm ES256, curve P-256. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return cbor(
    new Map<Cbor, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(String(x), 'base64url')],
      [-3, Buffer.from(String(y), 'base64url')],
    ]),
  );
}

type Cbor = number | string | Buffer | Map<Cbor, Cbor>;

/** RFC 8949, as much of it as a passkey needs. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)])]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.concat([Buffer.from([(major << 5) | 25]), uint16(length)]);
}

const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const text64 = (text: string): string => Buffer.from(text).toString('base64url');
