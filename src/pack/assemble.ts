/** Files in, a pack or findings out. Whatever the files hold, nothing is thrown: a wrong pack stops only itself. */
import type { Finding } from '../base/finding.ts';
import { isError } from '../base/finding.ts';
import type { Json } from '../base/json.ts';
import { lintTemplate } from '../base/template.ts';
import type { Process } from '../engine/bpmn/bpmn.ts';
import { readBpmn } from '../engine/bpmn/bpmn.ts';
import type { DmnFile, DmnModel } from '../engine/dmn/dmn.ts';
import { analyse, readDmn } from '../engine/dmn/dmn.ts';
import type { Form } from '../engine/form/form.ts';
import { readForm } from '../engine/form/form.ts';
import { readIndicators, readShares, readSurveys, readWords } from './extras.ts';
import type { PackFiles, Reader } from './files.ts';
import { checkFiles, jsonOf, pathsIn, textOf } from './files.ts';
import { readLanguage, readVoices } from './language.ts';
import { lint } from './lint.ts';
import { lintRules } from './lint-rules.ts';
import { readManifest } from './manifest.ts';
import { note } from './notes.ts';
import type { Linted, Pack, PackLanguage, Story } from './pack.ts';

export type { Pack } from './pack.ts';

import { lintTimes, lintWays } from './steps.ts';
import { readStory } from './story.ts';

export type Assembled = { readonly pack?: Pack; readonly findings: readonly Finding[] };

/** `hash` is sha-256 in hexadecimal of text or bytes. The pack is there when no finding is an error; warnings may stand beside it. */
export async function assemble(files: PackFiles, hash: (data: string | Uint8Array) => string): Promise<Assembled> {
  const wrong = checkFiles(files);
  if (wrong.some((finding) => finding.code === 'too-many-files' || finding.code === 'pack-too-large')) return { findings: wrong };
  const reader: Reader = { files, findings: [...wrong] };
  const parts = await readParts(reader);
  if (parts === undefined || reader.findings.some(isError)) return { findings: reader.findings };
  const rules = lintRules(parts);
  const extension = Math.max(0, ...parts.reasons.extension.map((reason) => reason.days ?? 0));
  const findings = [...reader.findings, ...lint(parts), ...rules.findings, ...lintWays(parts.process), ...lintTimes(parts.process, rules.limits, extension)];
  return findings.some(isError) ? { findings } : { pack: { ...parts, hash: packHash(files, hash) }, findings };
}

async function readParts(reader: Reader): Promise<Linted | undefined> {
  const manifest = read(reader, 'pack.json', readManifest);
  const process = await readProcess(reader);
  const form = readFormAt(reader, '');
  const taskForms = readTaskForms(reader);
  const decisions = readRules(reader);
  const rest = {
    templates: readTemplates(reader),
    indicators: read(reader, 'indicators.json', readIndicators) ?? [],
    shares: read(reader, 'shares.json', readShares) ?? [],
    surveys: read(reader, 'surveys.json', readSurveys) ?? [],
    words: read(reader, 'texts/en.json', readWords) ?? new Map<string, string>(),
    languages: readLanguages(reader),
    voices: readVoices(reader),
    stories: readStories(reader),
  };
  textOf(reader, 'README.md');
  if (manifest === undefined || process === undefined || form === undefined || decisions === undefined) return undefined;
  return { ...manifest, ...rest, process, form, taskForms, decisions };
}

function read<T>(reader: Reader, path: string, make: (on: { readonly file: string; readonly findings: Finding[] }, json: Json) => T): T | undefined {
  const json = jsonOf(reader, path);
  return json === undefined ? undefined : make({ file: path, findings: reader.findings }, json);
}

async function readProcess(reader: Reader): Promise<Process | undefined> {
  const path = 'process.bpmn';
  const xml = textOf(reader, path);
  if (xml === undefined) return undefined;
  const { processes, findings } = await readBpmn(xml);
  reader.findings.push(...findings.map((finding) => ({ ...finding, file: path })));
  const [process, ...others] = processes;
  if (others.length > 0)
    note({ file: path, findings: reader.findings }, others[0]?.id ?? '', 'several-processes', {
      message: 'The file has several executable processes.',
      repair: 'Keep one; mark the others isExecutable="false".',
    });
  return process;
}

/** All rule files together; a gap or a clash in a table is a finding. */
function readRules(reader: Reader): DmnModel | undefined {
  const paths = pathsIn(reader.files, 'rules', '.dmn');
  if (paths.length === 0)
    note({ file: 'rules', findings: reader.findings }, '', 'file-missing', {
      message: 'The pack has no rules.',
      repair: 'Add rules/eligibility.dmn, rules/fee.dmn and rules/deadline.dmn.',
    });
  const files = paths.flatMap((file): readonly DmnFile[] => {
    const xml = textOf(reader, file);
    return xml === undefined ? [] : [{ file, xml }];
  });
  if (paths.length === 0 || files.length < paths.length) return undefined;
  const { model, findings } = readDmn(...files);
  reader.findings.push(...findings);
  if (model !== undefined) reader.findings.push(...analyse(model).map(asProof));
  return model;
}

/** What a warning is to an engine is an error to a service people rely on: a table answers every case, once. */
const asProof = (finding: Finding): Finding => (proofs.has(finding.code) ? { ...finding, level: 'error' } : finding);
const proofs: ReadonlySet<string> = new Set(['table-gap', 'table-clash', 'rule-unreachable']);

/** `base` is '' for the application, 'tasks/check' for the form of a task. */
function readFormAt(reader: Reader, base: string): Form | undefined {
  const path = (kind: 'schema' | 'ui') => (base === '' ? `form.${kind}.json` : `${base}.${kind}.json`);
  const [schema, layout] = [jsonOf(reader, path('schema')), jsonOf(reader, path('ui'))];
  if (schema === undefined || layout === undefined) return undefined;
  const { form, findings } = readForm(schema, layout);
  reader.findings.push(...findings.map((finding) => ({ ...finding, file: path(finding.file === 'form.schema.json' ? 'schema' : 'ui') })));
  return form;
}

function readTaskForms(reader: Reader): ReadonlyMap<string, Form> {
  const endings = ['.schema.json', '.ui.json'] as const;
  const keys = new Set(endings.flatMap((ending) => pathsIn(reader.files, 'tasks', ending).map((path) => path.slice('tasks/'.length, -ending.length))));
  return new Map(
    [...keys].flatMap((key): readonly [string, Form][] => {
      for (const ending of endings) {
        const path = `tasks/${key}${ending}`;
        if (!reader.files.has(path))
          note({ file: path, findings: reader.findings }, '', 'file-missing', { message: 'Half of the form is missing.', repair: `Add ${path}.` });
      }
      const form = readFormAt(reader, `tasks/${key}`);
      return form === undefined ? [] : [[key, form]];
    }),
  );
}

function readTemplates(reader: Reader): ReadonlyMap<string, string> {
  return new Map(
    pathsIn(reader.files, 'templates', '.typ').flatMap((path): readonly [string, string][] => {
      const source = textOf(reader, path);
      if (source === undefined) return [];
      reader.findings.push(...lintTemplate(path, source));
      return [[path.slice('templates/'.length), source]];
    }),
  );
}

/** texts/en.json holds the words of diagram and rules; every other file is a language of the form. */
const readLanguages = (reader: Reader): readonly PackLanguage[] =>
  pathsIn(reader.files, 'texts', '.json')
    .filter((path) => path !== 'texts/en.json')
    .flatMap((path) => read(reader, path, (on, json) => readLanguage(on, json, path.slice('texts/'.length, -'.json'.length))) ?? []);

function readStories(reader: Reader): readonly Story[] {
  const paths = pathsIn(reader.files, 'stories', '.json');
  if (paths.length === 0)
    note({ file: 'stories', findings: reader.findings }, '', 'no-story', {
      message: 'The pack has no story: nothing shows that it works.',
      repair: 'Write at least stories/on-time.json.',
    });
  return paths.flatMap((path) => read(reader, path, (on, json) => readStory(on, json, path.slice('stories/'.length, -'.json'.length))) ?? []);
}

/** One hash over all files: path, length and content, in order of path. */
export function packHash(files: PackFiles, hash: (data: string | Uint8Array) => string): string {
  const lines = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, bytes]) => `${hash(bytes)} ${bytes.length} ${path}\n`);
  return hash(lines.join(''));
}
