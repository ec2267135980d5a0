/** Pictures are made small by a script of their own: who attaches none never waits for it. */
import { load } from './page.ts';

/** Address of that script, put in by the build. */
declare const PHOTO_SCRIPT: string;
type Photo = typeof import('./photo.ts');

let underWay: Promise<void> = Promise.resolve();

/** Done when every chosen picture has its final size: a form sent before that would carry the originals. */
export const picturesReady = (): Promise<void> => underWay;

/** Shows beside the box how far it is and what was chosen; the person goes on meanwhile. `doing`: 'Đang thu nhỏ ảnh {n} trên {m}'. */
export function shrinkPictures(box: HTMLInputElement, doing?: string): void {
  const earlier = underWay;
  // Without the script the original is sent.
  const done = load<Photo>(PHOTO_SCRIPT).then(
    ({ shrink }) => shrink(box, doing),
    () => undefined,
  );
  underWay = done.then(() => earlier);
}
