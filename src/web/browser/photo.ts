let underWay: Promise<void> = Promise.resolve();

/** Done when every chosen picture has its final size: a form sent before that would carry the originals. */
export const picturesReady = (): Promise<void> => underWay;

/** Photographs leave the phone at 1600 pixels: 4 MB become 200 KB. Whatever fails, the picture goes as it is. */
export function shrinkPictures(box: HTMLInputElement): void {
  const earlier = underWay;
  underWay = shrink(box).then(() => earlier);
}

async function shrink(box: HTMLInputElement): Promise<void> {
  try {
    const files = new DataTransfer();
    for (const file of box.files ?? []) files.items.add(file.type.startsWith('image/') && file.size > 400_000 ? await smaller(file) : file);
    box.files = files.files;
  } catch {
    // An old browser without these functions sends the original.
  }
}

async function smaller(file: File): Promise<File> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = picture.width * scale;
  canvas.height = picture.height * scale;
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8));
  return blob === null || blob.size >= file.size ? file : new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' });
}
