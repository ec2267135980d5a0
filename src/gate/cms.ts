/** CAdES signatures for PDFs: building the detached CMS around a hash (ETSI EN 319 122-1, baseline B), with a signer who may be anywhere. */
import { createHash, X509Certificate } from 'node:crypto';
import { Set as AsnSet, fromBER, Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal } from '../base/refusal.ts';
import type { Signer, SignGate } from '../kernel/document/document.ts';

export const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaEncryption: '1.2.840.113549.1.1.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** Hash of the covered bytes in, CMS (DER) out; asks the gate for certificate, chain and one raw signature. */
export async function envelopeBy(gate: Pick<SignGate, 'certificate' | 'chain' | 'sign'>, signer: Signer, digest: Uint8Array): Promise<Uint8Array | Refusal> {
  const certificate = await gate.certificate(signer);
  if (isRefusal(certificate)) return certificate;
  const chain = await gate.chain(signer);
  if (isRefusal(chain)) return chain;
  const attributes = signedAttributes(certificate, digest);
  const raw = await gate.sign(signer, sha256(attributes.der));
  if (isRefusal(raw)) return raw;
  return assemble({ certificate, chain, attributes: attributes.list, raw });
}

type AttributeSet = { readonly list: readonly Attribute[]; readonly der: Uint8Array };

/** Content type, message digest and the certificate that alone may check this signature (ESS signing-certificate-v2, RFC 5035; SHA-256 is its default and not written). */
function signedAttributes(certificate: Uint8Array, digest: Uint8Array): AttributeSet {
  const certificateId = new Sequence({ value: [octets(sha256(certificate))] });
  const list = [
    new Attribute({ type: oid.contentType, values: [new ObjectIdentifier({ value: oid.data })] }),
    new Attribute({ type: oid.messageDigest, values: [octets(digest)] }),
    new Attribute({ type: oid.signingCertificateV2, values: [new Sequence({ value: [new Sequence({ value: [certificateId] })] })] }),
  ];
  // DER orders the members of a set by their bytes.
  const sorted = list.map((attribute) => ({ attribute, bytes: Buffer.from(attribute.toSchema().toBER()) })).sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  const set = new AsnSet({ value: sorted.map(({ attribute }) => attribute.toSchema()) });
  return { list: sorted.map(({ attribute }) => attribute), der: new Uint8Array(set.toBER()) };
}

function assemble(parts: {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly attributes: readonly Attribute[];
  readonly raw: Uint8Array;
}): Uint8Array {
  const certificate = Certificate.fromBER(tight(parts.certificate));
  const isElliptic = new X509Certificate(parts.certificate).publicKey.asymmetricKeyType === 'ec';
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256 }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: [...parts.attributes] }),
    signatureAlgorithm: isElliptic
      ? new AlgorithmIdentifier({ algorithmId: oid.ecdsaWithSha256 })
      : new AlgorithmIdentifier({ algorithmId: oid.rsaEncryption, algorithmParams: new Null() }),
    signature: octets(isElliptic ? ellipticDer(parts.raw) : parts.raw),
  });
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oid.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: [certificate, ...parts.chain.map((issuer) => Certificate.fromBER(tight(issuer)))],
    signerInfos: [signer],
  });
  return new Uint8Array(new ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) }).toSchema().toBER());
}

/** r and s joined, as tokens and WebCrypto give them, to the SEQUENCE of CMS (RFC 5753). */
function ellipticDer(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  const whole = (bytes: Uint8Array): Integer => Integer.fromBigInt(BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
  return new Uint8Array(new Sequence({ value: [whole(raw.subarray(0, half)), whole(raw.subarray(half))] }).toBER());
}

const octets = (bytes: Uint8Array): OctetString => new OctetString({ valueHex: tight(bytes) });
/** The bytes in a buffer of their own: the ASN.1 library reads whole buffers. */
export const tight = (bytes: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
};
/** Whole DER value or undefined. */
export const readDer = (bytes: Uint8Array): ReturnType<typeof fromBER>['result'] | undefined => {
  const { offset, result } = fromBER(tight(bytes));
  return offset === bytes.length ? result : undefined;
};
