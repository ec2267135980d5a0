/** Words of the document room: papers, files, signatures, and the ports through which they are made and checked. */

import type { Finding } from '../../base/finding.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import type { Verdict } from './verdict.ts';

export type { FileKind } from './file-kind.ts';
export { fileKind as kindOf, maxPixels } from './file-kind.ts';
export type { HeicHeader } from './heic.ts';
export { heicHeader } from './heic.ts';
export type { Prepared, SignatureRequest, SigningHand } from './pades.ts';
export { coveredParts, embed, prepareSignature, signPdf, usualRoom } from './pades.ts';
export { givingWay } from './piece.ts';
export type { Addition, FoundSignature } from './signature.ts';
export { findSignatures } from './signature.ts';
export type { SignatureCheck, SignatureCode, SignatureState, Verdict } from './verdict.ts';
export { reasonOf, verdictOf } from './verdict.ts';

/** A template and what it is filled with. */
export type PaperJob = {
  /** Template files by path inside the pack ('templates/result.typ'); '/lib.typ' is laid beside them. */
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  /** Path of the template to print. */
  readonly main: string;
  readonly data: JsonObject;
  /** When the paper is made: the date inside the PDF. */
  readonly at: Instant;
};

/** A place left free for one digital signature. */
export type SignPlace = {
  /** The name given in the template, unique in the paper. */
  readonly id: string;
  /** 1-based. */
  readonly page: number;
  /** PDF points from the lower left corner of the page: left, bottom, right, top. */
  readonly rect: readonly [number, number, number, number];
};

/** A printed paper: PDF/A-2b, the same bytes for the same job. */
export type Paper = {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly places: readonly SignPlace[];
  /** Characters in the data that no font has; each was printed as □. */
  readonly replaced: readonly string[];
};

/** The platform's own letter of apology: any job may name it as its main file. */
export const apologyPaper = 'paper/apology.typ';

export type PaperGate = {
  /** Refuses with 'paper-failed' (template wrong, too slow or too large) or 'too-busy' (queue full). */
  readonly render: (job: PaperJob) => Promise<Paper | Refusal>;
  /** The same run for the author of a template: what is wrong and where; an empty list when the paper can be printed. */
  readonly proof: (job: PaperJob) => Promise<readonly Finding[]>;
};

/** Who signs: a person in a post, or an organisation with its seal (then both names are the organisation's). */
export type Signer = {
  /** Chosen by the kernel, stable; a gate with keys elsewhere knows its certificates by it. */
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
};

/** Keys live behind this gate, on the same machine or far away; a signature may take minutes. Refuses with 'signer-unknown' or 'sign-failed'. */
export type SignGate = {
  /** X.509 certificate of the signer, DER. */
  readonly certificate: (signer: Signer) => Promise<Uint8Array | Refusal>;
  /** Issuers of that certificate up to the root, DER, nearest first. */
  readonly chain: (signer: Signer) => Promise<readonly Uint8Array[] | Refusal>;
  /** SHA-256 hash in, raw signature out (RSASSA-PKCS1-v1_5, or r and s of ECDSA joined). */
  readonly sign: (signer: Signer, hash: Uint8Array) => Promise<Uint8Array | Refusal>;
  /** SHA-256 of the covered bytes of a PDF in, detached CAdES signature (DER) out; made with the three above. */
  readonly envelope: (signer: Signer, digest: Uint8Array) => Promise<Uint8Array | Refusal>;
};

/** SHA-256 in lower-case hexadecimal: the name of a file by its content. */
export type BlobHash = string & { readonly brand: 'BlobHash' };
export type StoredBlob = { readonly hash: BlobHash; readonly size: number };
export const isBlobHash = (text: string): text is BlobHash => /^[0-9a-f]{64}$/.test(text);

/** Files by content: the same bytes are stored once; what was answered is on the disk. */
export type BlobGate = {
  /** Refuses with 'file-too-large' beyond the store's limit and 'file-empty' for nothing; then nothing is left behind. */
  readonly put: (source: Uint8Array | AsyncIterable<Uint8Array>) => Promise<StoredBlob | Refusal>;
  readonly get: (hash: BlobHash) => Promise<Uint8Array | undefined>;
  readonly stream: (hash: BlobHash) => Promise<{ readonly size: number; readonly bytes: AsyncIterable<Uint8Array> } | undefined>;
};

export type PdfInspectGate = {
  /** Refuses with 'not-a-pdf', 'file-too-large' (20 MB) or 'too-busy'. */
  readonly inspect: (pdf: Uint8Array) => Promise<Verdict | Refusal>;
};

/** Points on the longer side of a page as it is shown, and of its small picture. */
export const pageSide = 1_600;
export const thumbSide = 320;

/** One page as people see it: upright, at most 1600 points long, JPEG, without place, camera and comments; and the small picture of it. */
export type LookedPage = {
  readonly picture: Uint8Array;
  readonly thumb: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Pages of the whole file. */
  readonly pages: number;
};

export type LookGate = {
  /**
   * `page` from 1. Refuses with 'file-broken', 'file-active' (a PDF that holds scripts, commands or files), 'file-too-heavy' (40 megapixels, memory, time),
   * 'not-found' (no such page) or 'too-busy'.
   */
  readonly look: (file: { readonly bytes: Uint8Array; readonly mediaType: string }, page: number) => Promise<LookedPage | Refusal>;
};
