/** Photographs leave the phone as readable pages of at most 120 KB: 4 MB become 90 to 120. Whatever fails, the picture goes as it is. */
import { fill } from './page.ts';

/** Below this a picture is sent as it is. */
const small = 120_000;
const most = 120_000;
/** Longer side and quality, from the best page to the smallest that is still read. */
const steps = [
  [1600, 0.7],
  [1600, 0.6],
  [1600, 0.5],
  [1280, 0.5],
  [1024, 0.4],
] as const;

/** `doing`: 'Đang thu nhỏ ảnh {n} trên {m}'. Answers the line of each file beside the box. */
export async function shrink(box: HTMLInputElement, doing: string): Promise<readonly HTMLElement[]> {
  const chosen = box.files;
  const files = [...(chosen ?? [])];
  const told = listBeside(box);
  const kept = new DataTransfer();
  const lines: HTMLElement[] = [];
  for (const [index, file] of files.entries()) {
    const line = told.appendChild(document.createElement('li'));
    lines.push(line);
    const telling = line.appendChild(document.createElement('span'));
    telling.textContent = fill(doing, { n: index + 1, m: files.length });
    // An old browser without these functions, or a format it cannot read, sends the original.
    const sent = await smaller(file, line, box.accept).catch(() => file);
    kept.items.add(sent);
    const text = line.appendChild(document.createElement('p'));
    text.textContent = `${file.name} · ${Math.ceil(sent.size / 1000)} KB`;
    const state = text.appendChild(document.createElement('span'));
    state.dataset.sent = '';
    // Every piece changes it: it is there to be looked at, not to be read out each time.
    state.ariaLive = 'off';
    telling.remove();
  }
  // A form that was sent meanwhile, or another choice, wins.
  if (box.files === chosen) box.files = kept.files;
  return lines;
}

export function listBeside(box: HTMLInputElement): HTMLElement {
  const old = box.nextElementSibling;
  if (old instanceof HTMLElement && old.dataset.chosen !== undefined) old.remove();
  const list = document.createElement('ul');
  list.className = 'pages';
  list.dataset.chosen = '';
  list.role = 'status';
  box.after(list);
  return list;
}

async function smaller(file: File, line: HTMLElement, accept: string): Promise<File> {
  if (!/^image\//.test(file.type) && !/\.hei[cf]$/i.test(file.name)) return file;
  const picture = await createImageBitmap(file);
  line.append(drawn(picture, 80));
  if (file.size <= small) return file;
  // WebP where the browser writes it and the paper takes it: a third smaller.
  const type = accept.includes('webp') ? 'image/webp' : 'image/jpeg';
  let best: Blob = file;
  for (const [side, quality] of steps) {
    const canvas = drawn(picture, side);
    const blob = (await encoded(canvas, type, quality)) ?? (await encoded(canvas, 'image/jpeg', quality));
    if (blob !== undefined && blob.size < best.size) best = blob;
    if (best.size <= most) break;
  }
  return best === file ? file : new File([best], file.name.replace(/\.\w+$/, best.type === 'image/webp' ? '.webp' : '.jpg'), { type: best.type });
}

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  canvas.width = picture.width * scale;
  canvas.height = picture.height * scale;
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A browser that cannot write a type writes PNG instead: that is no answer. */
const encoded = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | undefined> =>
  new Promise((done) => canvas.toBlob((blob) => done(blob?.type === type ? blob : undefined), type, quality));
