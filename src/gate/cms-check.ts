/** Judging one CAdES signature of a PDF from anywhere: the mathematics, the certificate, the authority, the time. Runs in the helper process only. */
import type { KeyObject } from 'node:crypto';
import { createHash, verify, X509Certificate } from 'node:crypto';
import type { AsnType } from 'asn1js';
import { Set as AsnSet, BitString, Constructed, EndOfContent, GeneralizedTime, Null, ObjectIdentifier, OctetString, Sequence, UTCTime } from 'asn1js';
import type { SignedAndUnsignedAttributes, SignerInfo } from 'pkijs';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData } from 'pkijs';
import type { Instant } from '../base/time.ts';
import { instantOf, toMs } from '../base/time.ts';
import type { SignatureCode, SignatureState } from '../kernel/document/document.ts';
import { oid, readDer, sha256 } from './cms.ts';

export type CmsCheck = {
  readonly state: SignatureState;
  readonly code: SignatureCode;
  readonly signer: string;
  readonly organisation: string;
  readonly at?: Instant;
};
export type CmsQuestion = {
  readonly cms: Uint8Array;
  readonly parts: readonly Uint8Array[];
  /** The PDF names the CAdES profile, which asks for the certificate inside the signature. */
  readonly isCades: boolean;
  /** Signing time of the PDF. */
  readonly at: Instant | undefined;
  readonly trusted: readonly X509Certificate[];
};

export function checkCms(question: CmsQuestion): CmsCheck {
  const envelope = read(question.cms);
  if (envelope === undefined) return { ...failed('signature-broken'), signer: '', organisation: '' };
  if (envelope === 'foreign') return { ...unsure('unknown-format'), signer: '', organisation: '' };
  const { signer, organisation } = envelope;
  const at = question.at ?? envelope.statedAt;
  const judged = judge(question, envelope, at);
  return at === undefined ? { ...judged, signer, organisation } : { ...judged, signer, organisation, at };
}

type Judgement = { readonly state: SignatureState; readonly code: SignatureCode };
const failed = (code: SignatureCode): Judgement => ({ state: 'failed', code });
const unsure = (code: SignatureCode): Judgement => ({ state: 'indeterminate', code });

function judge({ parts, isCades, trusted }: CmsQuestion, envelope: Envelope, at: Instant | undefined): Judgement {
  const { hash, attributes, certificate, others } = envelope;
  const chain = chainOf(certificate, others, trusted);
  // Those we trust sign in known forms: an unknown one under their name was tampered with. Of strangers we only say that we cannot read it.
  if (hash === undefined || !envelope.isFitting) return chain === undefined ? unsure('unknown-format') : failed('signature-broken');
  const digest = createHash(hash);
  for (const part of parts) digest.update(part);
  if (attributes.digest === undefined || !sameBytes(digest.digest(), attributes.digest)) return failed('digest-mismatch');
  if (attributes.certificateHash === undefined ? isCades : !sameBytes(attributes.certificateHash, sha256(certificate.raw))) return failed('signature-broken');
  if (!verifies(hash, attributes.signed, certificate.publicKey, envelope.signature)) return failed('signature-broken');
  if (chain === undefined) return unsure('unknown-authority');
  // Certificates beside the chain, and parts added later, are covered by no signature: with them the file is not proved byte by byte.
  if (!others.every((one) => chain.some((known) => known.raw.equals(one.raw)))) return failed('signature-broken');
  if (envelope.hasUnsigned) return unsure('unknown-format');
  if (!envelope.isForSigning) return unsure('unknown-authority');
  const isValid = at !== undefined && [certificate, ...chain].every((one) => toMs(at) >= one.validFromDate.getTime() && toMs(at) <= one.validToDate.getTime());
  return isValid ? { state: 'passed', code: 'intact' } : unsure('outside-validity');
}

/** Issuers from nearest to root; undefined when no trusted one is reached in four steps. */
function chainOf(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  depth = 4,
): readonly X509Certificate[] | undefined {
  const root = trusted.find((one) => issued(one, certificate));
  if (root !== undefined) return [root];
  if (depth === 0) return undefined;
  for (const middle of others.filter((one) => one.ca && !one.raw.equals(certificate.raw) && issued(one, certificate))) {
    const rest = chainOf(middle, others, trusted, depth - 1);
    if (rest !== undefined) return [middle, ...rest];
  }
  return undefined;
}

const issued = (issuer: X509Certificate, certificate: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

function verifies(hash: string, signed: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  try {
    return verify(hash, signed, key, signature);
  } catch {
    // A signature of the wrong length or shape.
    return false;
  }
}

// ---- reading ----------------------------------------------------------------------------------

type Envelope = {
  readonly certificate: X509Certificate;
  readonly others: readonly X509Certificate[];
  readonly signer: string;
  readonly organisation: string;
  readonly isForSigning: boolean;
  /** Name of the hash; undefined for one that is too weak or unknown. */
  readonly hash: string | undefined;
  /** The signature algorithm belongs to the key and the hash. */
  readonly isFitting: boolean;
  /** Time-stamps, revocation lists: parts that no signature covers and that are not judged here. */
  readonly hasUnsigned: boolean;
  readonly signature: Uint8Array;
  readonly statedAt: Instant | undefined;
  readonly attributes: { readonly signed: Uint8Array; readonly digest: Uint8Array | undefined; readonly certificateHash: Uint8Array | undefined };
};

const hashes: ReadonlyMap<string, string> = new Map([
  [oid.sha256, 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** Signature algorithms by the key they need: RSA with PKCS#1 padding (bare or with its hash), ECDSA with its hash. */
const signatureKinds: ReadonlyMap<string, { readonly key: string; readonly hash?: string }> = new Map([
  [oid.rsaEncryption, { key: 'rsa' }],
  ['1.2.840.113549.1.1.11', { key: 'rsa', hash: 'sha256' }],
  ['1.2.840.113549.1.1.12', { key: 'rsa', hash: 'sha384' }],
  ['1.2.840.113549.1.1.13', { key: 'rsa', hash: 'sha512' }],
  [oid.ecdsaWithSha256, { key: 'ec', hash: 'sha256' }],
  ['1.2.840.10045.4.3.3', { key: 'ec', hash: 'sha384' }],
  ['1.2.840.10045.4.3.4', { key: 'ec', hash: 'sha512' }],
]);

/** Undefined for anything that is not one SignedData with one signer whose certificate is inside. */
function read(cms: Uint8Array): Envelope | 'foreign' | undefined {
  try {
    return readEnvelope(cms);
  } catch {
    // The ASN.1 library throws on what it cannot read.
    return undefined;
  }
}

function readEnvelope(cms: Uint8Array): Envelope | 'foreign' | undefined {
  const root = readDer(cms);
  // DER has one way to write a value: whatever reads back differently was written by no signer.
  if (root === undefined || !sameBytes(new Uint8Array(root.toBER()), cms)) return undefined;
  const info = new ContentInfo({ schema: root });
  if (info.contentType !== oid.signedData) return undefined;
  const signed = new SignedData({ schema: info.content });
  const [signer, ...more] = signed.signerInfos;
  // Signers named by their key (RFC 5652, version 3) exist, but not here.
  if (signer?.version === 3 && signed.version >= 3 && !(signer.sid instanceof IssuerAndSerialNumber)) return 'foreign';
  if (signer?.signedAttrs === undefined || more.length > 0 || !hasKnownShape(signed, signer) || !hasOnlyKnownParts(root, signed, signer)) return undefined;
  const known = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  const raw = rawCertificates(root);
  const own = known.findIndex((one) => isNamedBy(one, signer));
  const [certificate, parsed] = [raw[own], known[own]];
  if (certificate === undefined || parsed === undefined || raw.length !== known.length) return undefined;
  const hash = hashes.get(signer.digestAlgorithm.algorithmId);
  const kind = signatureKinds.get(signer.signatureAlgorithm.algorithmId);
  const statedAt = timeIn(soleValue(signer.signedAttrs, oid.signingTime));
  return {
    certificate,
    others: raw.filter((one) => one !== certificate),
    signer: partOfName(parsed, '2.5.4.3'),
    organisation: partOfName(parsed, '2.5.4.10'),
    isForSigning: isForSigning(parsed) && !certificate.ca,
    hash,
    isFitting: kind !== undefined && kind.key === certificate.publicKey.asymmetricKeyType && (kind.hash ?? hash) === hash,
    hasUnsigned: signer.unsignedAttrs !== undefined || signed.crls !== undefined || signed.ocsps !== undefined,
    signature: new Uint8Array(signer.signature.valueBlock.valueHexView),
    statedAt,
    attributes: readAttributes(signer.signedAttrs),
  };
}

/** Detached data, one hash algorithm said twice alike, parameters empty, versions as RFC 5652 counts them. */
function hasKnownShape({ version, digestAlgorithms, encapContentInfo }: SignedData, signer: SignerInfo): boolean {
  const [algorithm, ...more] = digestAlgorithms;
  const isDetached = encapContentInfo.eContentType === oid.data && encapContentInfo.eContent === undefined;
  const isOneHash = algorithm?.algorithmId === signer.digestAlgorithm.algorithmId && more.length === 0;
  const areBare = [algorithm, signer.digestAlgorithm, signer.signatureAlgorithm].every(
    (one) => one?.algorithmParams === undefined || one.algorithmParams instanceof Null,
  );
  return isDetached && isOneHash && areBare && version === 1 && signer.version === 1 && signer.sid instanceof IssuerAndSerialNumber;
}

/** The library skips what it does not know at the end of a list: bytes could hide there, covered by no signature. */
function hasOnlyKnownParts(root: AsnType, signed: SignedData, signer: SignerInfo): boolean {
  const [, content] = childrenOf(root);
  const [body] = childrenOf(content);
  const fields = childrenOf(body);
  const one = childrenOf(childrenOf(fields.at(-1))[0]);
  const optional = (...parts: readonly unknown[]): number => parts.filter((part) => part !== undefined).length;
  const counts = [
    childrenOf(root).length,
    childrenOf(content).length,
    fields.length - optional(signed.certificates, signed.crls ?? signed.ocsps),
    one.length - optional(signer.unsignedAttrs),
  ];
  return counts.join() === '2,1,4,6' && !hasEnd(root);
}

/** End-of-contents octets belong to lists of open length, which DER does not have; zeros after a signature look like them. */
const hasEnd = (block: AsnType): boolean => block instanceof EndOfContent || childrenOf(block).some(hasEnd);

const isNamedBy = (certificate: Certificate, { sid }: SignerInfo): boolean =>
  sid instanceof IssuerAndSerialNumber &&
  sid.serialNumber.isEqual(certificate.serialNumber) &&
  sameBytes(bytesOf(sid.issuer.toSchema()), bytesOf(certificate.issuer.toSchema()));

/** The certificates as they stand in the file: a copy written anew would hide a changed byte. */
function rawCertificates(root: AsnType): readonly X509Certificate[] {
  const [, content] = childrenOf(root);
  const fields = childrenOf(childrenOf(content)[0]);
  const list = fields.find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0);
  return childrenOf(list).map((one) => new X509Certificate(new Uint8Array(one.valueBeforeDecodeView)));
}

function readAttributes(attributes: SignedAndUnsignedAttributes): Envelope['attributes'] {
  const digest = soleValue(attributes, oid.messageDigest);
  const type = soleValue(attributes, oid.contentType);
  const isData = type instanceof ObjectIdentifier && type.valueBlock.toString() === oid.data;
  // SigningCertificateV2 -> certs -> first ESSCertIDv2 -> certHash; SHA-256 is the default algorithm and then not written.
  const [certificateId] = childrenOf(childrenOf(soleValue(attributes, oid.signingCertificateV2))[0]);
  const hash = childrenOf(certificateId).find((one) => one instanceof OctetString);
  return {
    signed: new Uint8Array(attributes.encodedValue),
    digest: digest instanceof OctetString && isData ? new Uint8Array(digest.valueBlock.valueHexView) : undefined,
    certificateHash: hash instanceof OctetString ? new Uint8Array(hash.valueBlock.valueHexView) : undefined,
  };
}

/** The one value of the one attribute of that type. */
function soleValue({ attributes }: SignedAndUnsignedAttributes, type: string): AsnType | undefined {
  const found = attributes.filter((attribute) => attribute.type === type);
  const [value, ...more] = found[0]?.values ?? [];
  return found.length === 1 && more.length === 0 ? value : undefined;
}

const childrenOf = (block: AsnType | undefined): readonly AsnType[] =>
  block instanceof Constructed || block instanceof Sequence || block instanceof AsnSet ? block.valueBlock.value : [];

function partOfName({ subject }: Certificate, type: string): string {
  const found = subject.typesAndValues.find((part) => part.type === type);
  return found === undefined ? '' : String(found.value.valueBlock.value).slice(0, 200);
}

function isForSigning({ extensions }: Certificate): boolean {
  const usage = extensions?.find(({ extnID }) => extnID === '2.5.29.15')?.parsedValue;
  // Bits 0 and 1: digitalSignature, nonRepudiation (RFC 5280, 4.2.1.3).
  return usage === undefined || (usage instanceof BitString && ((usage.valueBlock.valueHexView[0] ?? 0) & 0b1100_0000) !== 0);
}

const timeIn = (value: AsnType | undefined): Instant | undefined =>
  value instanceof UTCTime || value instanceof GeneralizedTime ? instantOf(value.toDate().getTime()) : undefined;

const bytesOf = (block: { readonly toBER: () => ArrayBuffer }): Uint8Array => new Uint8Array(block.toBER());
const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
