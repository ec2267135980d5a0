/** One page of a file from anywhere as a picture: decoded, put upright, made small, written anew. Called in the helper process only, and in tests. */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import { heicHeader, maxPixels, pageSide, thumbSide } from '../kernel/document/document.ts';
import { heicPicture } from './heic-picture.ts';
import type { LookAnswer, LookJob } from './page-look.ts';
import { worryAbout } from './pdf-active.ts';

// One job at a time in a process with little memory: no threads, nothing kept.
sharp.concurrency(1);
sharp.cache(false);

export async function drawPage(job: LookJob): Promise<LookAnswer> {
  try {
    return job.mediaType === 'application/pdf' ? await pdfPage(job) : await picturePage(job);
  } catch (error) {
    // The decoders tell of memory in words only.
    const isHeavy = error instanceof RangeError || (error instanceof Error && /memory|alloc|pixel limit/i.test(error.message));
    return refuse(isHeavy ? 'file-too-heavy' : 'file-broken');
  }
}

async function picturePage(job: LookJob): Promise<LookAnswer> {
  if (job.page !== 1) return refuse('not-found');
  return { pages: 1, ...(await written(job.mediaType === 'image/heic' ? await heicPoints(job.bytes) : encoded(job.bytes))) };
}

/** A picture cut off in the middle is refused: nobody would see what is missing. */
const encoded = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: maxPixels, failOn: 'truncated', sequentialRead: true, animated: false }).autoOrient();

async function heicPoints(bytes: Uint8Array) {
  const header = heicHeader(bytes);
  const points = header === undefined || header.pixels > maxPixels ? undefined : heicPicture(bytes, header, pageSide);
  if (points === undefined) throw new Error('nothing to decode');
  return sharp(points.rgb, { raw: { width: points.width, height: points.height, channels: 3 } });
}

/** Written anew: no place, no camera, no comments, no colour tables of strangers. Both as JPEG: every browser shows it and a PDF can hold it. */
async function written(source: Sharp) {
  const fit = (side: number) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;
  const page = await source
    .resize(fit(pageSide))
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 74 })
    .toBuffer({ resolveWithObject: true });
  const thumb = await sharp(page.data).resize(fit(thumbSide)).jpeg({ quality: 60, mozjpeg: true }).toBuffer();
  return { picture: new Uint8Array(page.data), thumb: new Uint8Array(thumb), width: page.info.width, height: page.info.height };
}

let library: PDFiumLibrary | undefined;

async function pdfPage(job: LookJob): Promise<LookAnswer> {
  const worry = job.page === 1 ? worryAbout(job.bytes) : undefined;
  if (worry !== undefined) return refuse(({ active: 'file-active', unreadable: 'file-broken', 'too-heavy': 'file-too-heavy' } as const)[worry]);
  library ??= await PDFiumLibrary.init();
  const document = await library.loadDocument(job.bytes);
  try {
    const pages = document.getPageCount();
    if (pages < 1) return refuse('file-broken');
    if (job.page > pages) return refuse('not-found');
    const drawn = await rendered(document.getPage(job.page - 1));
    return isRefusal(drawn) ? drawn : { pages, ...drawn };
  } finally {
    document.destroy();
  }
}

async function rendered(
  page: ReturnType<Awaited<ReturnType<PDFiumLibrary['loadDocument']>>['getPage']>,
): Promise<Omit<Exclude<LookAnswer, Refusal>, 'pages'> | Refusal> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const longer = Math.max(originalWidth, originalHeight);
  if (!Number.isFinite(longer) || Math.min(originalWidth, originalHeight) <= 0) return refuse('file-broken');
  const scale = Math.min(pageSide / longer, 3);
  const drawn = await page.render({ scale, render: (one) => Promise.resolve(one.data) });
  return await written(sharp(drawn.data, { raw: { width: drawn.width, height: drawn.height, channels: 4 } }));
}
