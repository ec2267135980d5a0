/** Chosen files are the matter of a script of their own: who attaches none never waits for it. */
import { all, load, readStore } from './page.ts';

/** Address of that script, put in by the build. */
declare const PHOTO_SCRIPT: string;
type Script = typeof import('./chosen.ts');

let underWay: Promise<unknown> = Promise.resolve();
let script: Script | undefined;

/** Done when every chosen picture has its final size: a form sent before that would carry the originals. */
export const picturesReady = (): Promise<unknown> => underWay;

/** Without the script files go as they are, with the form. */
function then(work: (script: Script) => Promise<void>): void {
  const earlier = underWay;
  underWay = load<Script>(PHOTO_SCRIPT)
    .then((come) => {
      script = come;
      return work(come);
    })
    // Nobody lists what was chosen: the browser's own words come back.
    .catch(() => {
      for (const one of all('.pick-over')) one.remove();
    })
    .then(() => earlier);
}

/** Makes pictures small beside the box while the person goes on; those of a draft are sent on as well. */
export const shrinkPictures = (box: HTMLInputElement, draft?: string): void => then(({ choose }) => choose(box, draft));

/** Files chosen before this page was opened; without a form only what is done with is cleared away. */
export function restoreFiles(draft: string | undefined, form?: HTMLFormElement): void {
  if (draft !== undefined && (script !== undefined || readStore<{ n: number }>(`${draft}/tep`)?.n !== undefined)) then(({ restore }) => restore(form, draft));
}

/** The body names what is on its way instead of carrying it. */
export const referTo = (form: HTMLFormElement, body: FormData): Promise<void> | undefined => script?.refer(form, body);
export const formHeard = (form: HTMLFormElement, what: 'all' | 'some'): Promise<void> | undefined => script?.handed(form, what);
