/** Further languages of a pack's form: texts/<code>.json with texts, with recorded voices, or with both. A language may be one of voices only. */
import type { Json } from '../base/json.ts';
import type { Label } from '../base/text.ts';
import type { Form } from '../engine/form/form.ts';
import type { Reader } from './files.ts';
import { voicePath } from './files.ts';
import type { Notes } from './notes.ts';
import { flag, label, mapOf, note, shape, text } from './notes.ts';
import type { Linted, PackLanguage } from './pack.ts';

const any = /^[\s\S]{1,500}$/;
const file = shape(
  { own: text(60), name: label },
  { sample: flag, texts: mapOf(any, text(500), 500), voice: mapOf(any, text(100, voicePath, '"voice/ktv/ho-ten.opus"'), 200) },
);

/** `code`: of ISO 639, from the name of the file. */
export function readLanguage(on: Notes, json: Json, code: string): PackLanguage | undefined {
  const read = file(on, '', json);
  if (read === undefined) return undefined;
  const { own, name, sample = false, texts = new Map(), voice = new Map() } = read;
  if (texts.size + voice.size === 0)
    note(on, '', 'language-empty', { message: 'The language has neither texts nor voices.', repair: 'Add "texts" or "voice", or remove the file.' });
  return { code, own, name, isSample: sample, texts: normal(texts), voice: normal(voice) };
}

const normal = (map: ReadonlyMap<string, string>): ReadonlyMap<string, string> => new Map([...map].map(([vi, one]) => [vi.normalize('NFC'), one]));

/** How the bytes of each kind of recording begin; a browser is never told that something else is sound. */
const beginnings: Readonly<Record<string, (head: string) => boolean>> = {
  ogg: (head) => head.startsWith('OggS'),
  opus: (head) => head.startsWith('OggS'),
  wav: (head) => head.startsWith('RIFF') && head.startsWith('WAVE', 8),
  m4a: (head) => head.startsWith('ftyp', 4),
  mp3: (head) => head.startsWith('ID3') || /^\u00ff[\u00e2-\u00fb]/.test(head),
};

export const soundTypes: Readonly<Record<string, string>> = { ogg: 'audio/ogg', opus: 'audio/ogg', wav: 'audio/wav', m4a: 'audio/mp4', mp3: 'audio/mpeg' };

/** The recordings of the pack by their path; what is no sound is noted. */
export function readVoices(reader: Reader): ReadonlyMap<string, Uint8Array> {
  const found = [...reader.files].filter(([path]) => voicePath.test(path));
  for (const [path, bytes] of found) {
    const ending = path.slice(path.lastIndexOf('.') + 1);
    if (bytes.length > 0 && beginnings[ending]?.(String.fromCharCode(...bytes.subarray(0, 12))) !== true)
      note({ file: path, findings: reader.findings }, '', 'voice-not-sound', {
        message: `The content is no ${ending} recording.`,
        repair: 'Record it as Opus, MP3, AAC or WAV and name it by its kind.',
      });
  }
  return new Map(found);
}

/** What the form says and a further language may say: labels, hints and choices of questions, names and hints of papers. */
export function textsAsked(form: Form): ReadonlySet<string> {
  const labels: (Label | undefined)[] = [
    ...[...form.fields.values()].flatMap((field) => [field.label, field.hint, ...(field.choices ?? []).flatMap((choice) => [choice.label, choice.hint])]),
    ...form.papers.flatMap((paper) => [paper.title, paper.hint]),
  ];
  return new Set(labels.flatMap((one) => (one === undefined ? [] : [one.vi.normalize('NFC')])));
}

/** Languages speak of what the form asks, with recordings that are there; no recording lies there for nothing. */
export function lintLanguages(pack: Linted, at: (file: string) => Notes): void {
  const asked = textsAsked(pack.form);
  const spoken = new Map<string, string>(
    [...pack.form.fields.values()].flatMap((field) => (field.voice === undefined ? [] : [[field.voice, 'form.ui.json'] as const])),
  );
  for (const language of pack.languages) {
    const path = `texts/${language.code}.json`;
    for (const vi of [...language.texts.keys(), ...language.voice.keys()])
      if (!asked.has(vi))
        note(at(path), vi, 'text-unknown', {
          message: 'No question, choice or paper of the form says this.',
          repair: 'Copy the Vietnamese text from form.ui.json.',
        });
    for (const voice of language.voice.values()) spoken.set(voice, path);
  }
  for (const [voice, path] of spoken)
    if (!pack.voices.has(voice)) note(at(path), voice, 'voice-missing', { message: `The recording ${voice} is not in the pack.`, repair: `Add ${voice}.` });
  for (const voice of pack.voices.keys())
    if (!spoken.has(voice))
      note(at(voice), '', 'voice-unused', { message: 'No question is read by this recording.', repair: 'Name it in a language or a question, or remove it.' });
}
