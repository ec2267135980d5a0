/** Style and scripts made once at start: read, bundled for browsers of 2021 and later, minified, hashed. The same files give the same bytes. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, stop, transform } from 'esbuild';
import type { Assets } from './frame.ts';
import { apartBy, inlined, isForPaper, readStyle, sometimes, tokensFor, tokensOf, usedTokens, withoutClass } from './style.ts';
import { workerScript } from './worker-bundle.ts';

/** packed: the body as Brotli sends it, made once at the best quality. */
export type AssetFile = { readonly path: string; readonly type: string; readonly body: string; readonly packed: Uint8Array<ArrayBuffer> };

export type Bundle = {
  /** What pages put inline or link to. */
  readonly assets: Assets;
  /** To be served as immutable: desk style and scripts, at their hashed addresses under /tinh/. */
  readonly files: readonly AssetFile[];
  /** The service worker; its address stays, its hash says which one it is. */
  readonly worker: AssetFile;
  /** What stands at its address when devices shall do without: it takes itself away. */
  readonly farewell: AssetFile;
  /** Exact inline texts, for hashes in the content security policy. */
  readonly inlineScripts: readonly string[];
};

/** A form that its script shows step by step carries what it shows; what its answers need besides comes with the script. */
const askParts = ['tokens.css', 'base.css', 'frame.css', 'control.css'];
const formParts = [...askParts, 'record.css'];
/** Older browsers read the style as well; a script they do not understand leaves the page whole and working. */
const styleTarget = ['chrome87', 'firefox90', 'safari14.1'];
const scriptTarget = ['chrome93', 'firefox92', 'safari15.4'];

export async function loadBundle(): Promise<Bundle> {
  const tokens = await style(['tokens.css']);
  const sizes = sizesOf(forCitizens(tokens));
  const forCitizen = (css: string): string => inlined(forCitizens(css), sizes);
  const [askStyle, answers, photo, listen] = await Promise.all([
    style(askParts).then(forCitizen),
    style(['record.css', 'more.css', 'print.css']).then(forCitizen).then(forAnswers),
    script('chosen.ts', 'esm'),
    script('listen.ts', 'esm'),
  ]);
  const askRules = readStyle(askStyle);
  const { always, some } = apartBy(askRules, sometimes);
  const shown = `${tokensFor(tokens, answers, usedTokens(always))}${answers}`;
  const { always: usual, some: rare } = apartBy(readStyle(`${some}${answers}`), seldom);
  const answerStyle = `${tokensFor(tokens, usual, usedTokens(always))}${usual}`;
  const rareStyle = `${tokensFor(tokens, rare, usedTokens(`${always}${answerStyle}`))}${rare}`;
  // What a form loads only when it is asked for.
  const asked = [file('photo', 'js', 'text/javascript; charset=utf-8', photo), file('listen', 'js', 'text/javascript; charset=utf-8', listen)] as const;
  // The same rules as an answer with mistakes brings.
  const badStyle = apartBy(readStyle(rareStyle), new Set(['.errors', '[aria-invalid]'])).some;
  const lacks = file(
    'lacks',
    'js',
    'text/javascript; charset=utf-8',
    await script('lacks.ts', 'esm', { BAD_STYLE: JSON.stringify(`${tokensFor(tokens, badStyle, usedTokens(`${always}${answerStyle}`))}${badStyle}`) }),
  );
  const carried = {
    ANSWER_STYLE: JSON.stringify(answerStyle),
    PHOTO_SCRIPT: JSON.stringify(asked[0].path),
    LISTEN_SCRIPT: JSON.stringify(asked[1].path),
    LACKS_SCRIPT: JSON.stringify(lacks.path),
  };
  const [
    formStyle,
    citizenStyle,
    darkStyle,
    deskStyle,
    enhance,
    enhanceList,
    enhancePlace,
    swap,
    suggest,
    desk,
    leader,
    passkey,
    device,
    push,
    copy,
    place,
    kiosk,
    kioskStyle,
    farewell,
  ] = await Promise.all([
    style([...formParts, 'print.css']).then(forCitizen),
    style([...formParts, 'more.css', 'home.css', 'print.css']).then(forCitizen),
    style(['dark.css']),
    style([...formParts, 'dark.css', 'more.css', 'desk.css', 'print.css']),
    script('enhance.ts', 'iife', carried),
    script('enhance-list.ts', 'iife', carried),
    script('enhance-place.ts', 'iife', carried),
    script('swap.ts', 'iife'),
    script('suggest.ts', 'iife'),
    script('desk.ts', 'esm'),
    script('leader.ts', 'esm'),
    script('passkey.ts', 'esm'),
    script('device.ts', 'esm'),
    script('push.ts', 'esm'),
    script('copy.ts', 'esm'),
    script('place.ts', 'esm', carried),
    script('kiosk.ts', 'esm'),
    style(['kiosk.css']),
    script('worker/farewell.ts', 'iife'),
  ]);
  const files = [
    file('desk', 'css', 'text/css; charset=utf-8', deskStyle),
    file('desk', 'js', 'text/javascript; charset=utf-8', desk),
    file('leader', 'js', 'text/javascript; charset=utf-8', leader),
    file('passkey', 'js', 'text/javascript; charset=utf-8', passkey),
    file('form', 'js', 'text/javascript; charset=utf-8', enhance),
    file('list', 'js', 'text/javascript; charset=utf-8', enhanceList),
    file('push', 'js', 'text/javascript; charset=utf-8', push),
    file('copy', 'js', 'text/javascript; charset=utf-8', copy),
    file('device', 'js', 'text/javascript; charset=utf-8', device),
    file('place', 'js', 'text/javascript; charset=utf-8', place),
    asked[1],
    file('kiosk', 'js', 'text/javascript; charset=utf-8', kiosk),
    file('kiosk', 'css', 'text/css; charset=utf-8', kioskStyle),
    asked[0],
    file('address', 'js', 'text/javascript; charset=utf-8', enhancePlace),
    lacks,
  ] as const;
  const loaders = { enhance: loaderOf(files[4].path), enhanceList: loaderOf(files[5].path), enhancePlace: loaderOf(files[14].path) };
  const assets = {
    askRules,
    answerRules: readStyle(shown).filter((rule) => !isForPaper(rule)),
    rareRules: readStyle(rareStyle),
    formStyle,
    rules: readStyle(citizenStyle),
    darkStyle,
    ...loaders,
    swap,
    suggest,
    deskStyle: files[0].path,
    desk: files[1].path,
    leader: files[2].path,
    passkey: files[3].path,
    copy: files[7].path,
    push: files[6].path,
    device: files[8].path,
    place: files[9].path,
    hear: hearOf(files[10].path),
    kiosk: files[11].path,
    kioskStyle: files[12].path,
  };
  const inlineScripts = [...Object.values(loaders), swap, suggest, assets.hear];
  const worker = await workerScript(
    {
      ...assets,
      rules: citizenStyle,
      askRules: askStyle,
      answerRules: shown,
      rareRules: rareStyle,
      inline: inlineScripts,
      ahead: [files[4].path, files[5].path, files[14].path, files[8].path, files[10].path, asked[0].path, lacks.path],
    },
    scriptTarget,
  );
  await stop();
  return {
    assets,
    worker: file('may', 'js', 'text/javascript; charset=utf-8', worker),
    farewell: file('may', 'js', 'text/javascript; charset=utf-8', farewell),
    files,
    inlineScripts,
  };
}

/**
 * Runs before anything is drawn: shows the first step at once and fetches the script beside the page.
 * When the script does not come, the whole form stands there again.
 */
const loaderOf = (path: string): string =>
  `(d=>{let e=d.documentElement,s=d.createElement("script");e.className="js";s.src="${path}";s.onerror=()=>e.className="";d.head.append(s)})(document)`;

/** Voices of a device come late, so it asks again when they do. A press without the script still opens the recording. */
const hearOf = (path: string): string =>
  `(d=>{let s=window.speechSynthesis,b=d.getElementById("nghe"),f=()=>{if(b)b.hidden=!s.getVoices().some(v=>v.lang.startsWith(d.documentElement.lang))};if(s){f();s.onvoiceschanged=f}d.addEventListener("click",e=>{let t=e.target.closest("[data-nghe]");if(t){e.preventDefault();import("${path}").then(m=>m.listen(t),()=>{if(t.href)location=t.href})}})})(document)`;

/** 'sha256-...' as a content security policy wants it. */
export const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function file(name: string, ending: string, type: string, body: string): AssetFile {
  return {
    path: `/tinh/${name}.${createHash('sha256').update(body).digest('hex').slice(0, 10)}.${ending}`,
    type,
    body,
    packed: new Uint8Array(brotliCompressSync(body)),
  };
}

/** What check page and receipt never show, they need not bring. */
const elsewhere = 'seek gauge strong facts empty door chips blank prose wide links because pay ask lb flow stop tools tabs acts keys work who tile'.split(' ');
/** What most filings never show: mistakes, the outbox, other outcomes. An answer that shows it brings it. */
const seldom: ReadonlySet<string> = new Set(
  '.errors [aria-invalid] .head .list .lead .nw .tag .flow .lb .dung .xong .stop .unit .nghe [data-list] .at h3 figure textarea'.split(' '),
);
const forAnswers = (css: string): string => elsewhere.reduce((rest, name) => withoutClass(readStyle(rest), name), css);

/** Sizes of type and lines are the same for every citizen and theme: their values stand where they are used. A hall enlarges what is touched, --tap. */
const sizesOf = (tokens: string): ReadonlyMap<string, string> => new Map([...tokensOf(tokens)].filter(([name]) => /^--(?:t\d|sans|r|hair|rule)$/.test(name)));

const forCitizens = (css: string): string => withoutClass(readStyle(css), 'desk');

async function style(names: readonly string[]): Promise<string> {
  const texts = await Promise.all(names.map((name) => readFile(new URL(`parts/${name}`, import.meta.url), 'utf8')));
  const { code } = await transform(texts.join('\n'), { loader: 'css', minify: true, target: styleTarget, legalComments: 'none' });
  return code.trim();
}

async function script(name: string, format: 'iife' | 'esm', define: Readonly<Record<string, string>> = {}): Promise<string> {
  const entry = fileURLToPath(new URL(`browser/${name}`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format,
    define,
    target: scriptTarget,
    legalComments: 'none',
    charset: 'utf8',
  });
  const text = outputFiles[0]?.text.trim() ?? '';
  if (text.includes('</script')) throw new Error(`${name} would end its own script element`);
  return text;
}
