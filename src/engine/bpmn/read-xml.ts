/** The outer gate for diagrams: size, depth, number of elements, DOCTYPE and ids are checked before the text becomes a model. */
import type { Moddle, Reference } from 'bpmn-moddle';
import { BpmnModdle } from 'bpmn-moddle';
import { Parser } from 'saxen';
import type { Finding } from '../../base/finding.ts';
import { metamodel } from './metamodel.ts';
import { putTwinsBack, setTwinsAside } from './twin.ts';

/** Bytes in UTF-8; nesting of XML; BPMN elements; elements of every kind, drawing and other tools' included. */
export const xmlLimits = { bytes: 2_000_000, depth: 16, elements: 2_000, all: 40_000 };

/** A diagram as it was read, with everything that was in it but comments. */
export type Diagram = {
  readonly definitions: Moddle;
  /** 1-based line on which an element begins. */
  readonly lineOf: (id: string) => number | undefined;
  /** References to what is not in the file: kept for writing. */
  readonly loose: readonly Reference[];
};
/** Without a diagram the file cannot be read at all; with one, error findings forbid to carry it out. */
export type Parsed = { readonly diagram?: Diagram; readonly findings: readonly Finding[] };

/** Bytes of a file in the encoding they declare; UTF-8 when they declare none or one that is unknown. */
export function decodeXml(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /^\s*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** The types of the metamodel, made once; what is read keeps nothing in it. */
const moddle = new BpmnModdle(metamodel);

/** Text to model. What the parser warns of is a finding of level 'error'. */
export async function parseXml(text: string): Promise<Parsed> {
  // what has been decoded already has no encoding any more
  const xml = text.replace(/^(\s*<\?xml[^>]*encoding=["'])[\w-]+/, '$1UTF-8');
  const findings = gate(xml);
  if (findings.length > 0) return { findings };
  const lines = linesOfIds(xml);
  try {
    const { rootElement, warnings, references, elementsById } = await moddle.fromXML(setTwinsAside(xml));
    const loose = references.filter(({ id }) => elementsById[id] === undefined);
    return {
      diagram: { definitions: rootElement, lineOf: (id) => lines.get(id), loose },
      findings: warnings.slice(0, 20).map(({ message }) => parserFinding(message)),
    };
  } catch (fault) {
    return { findings: [parserFinding(fault instanceof Error ? fault.message : String(fault))] };
  }
}

function parserFinding(text: string): Finding {
  const line = /line: (\d+)/.exec(text)?.[1];
  const element = /<([^>]+)>/.exec(text)?.[1] ?? '';
  const message = text.split('\n')[0] ?? text;
  const place = line === undefined ? {} : { line: Number(line) + 1 };
  return { ...finding('parser-warning', message, 'Save the file again from a BPMN 2.0 modeler, or remove what it complains about.'), element, ...place };
}

const finding = (code: string, message: string, repair: string): Finding => ({ file: '', element: '', code, message, repair, level: 'error' });

const prefixes: Readonly<Record<string, string>> = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'drawn',
  'http://www.omg.org/spec/DD/20100524/DC': 'drawn',
  'http://www.omg.org/spec/DD/20100524/DI': 'drawn',
};
/** Letters of any script first, then also digits, dot, dash and underscore. */
const idPattern = /^[\p{L}_][\p{L}\p{M}\p{N}._-]{0,199}$/u;

function gate(xml: string): readonly Finding[] {
  const { bytes, depth, elements, all } = xmlLimits;
  if (xml.length > bytes || new TextEncoder().encode(xml).length > bytes)
    return [finding('too-large', `The file is larger than ${bytes} bytes.`, 'Split the process into called processes.')];
  const findings: Finding[] = [];
  const ids = new Set<string>();
  let here = 0;
  let count = 0;
  let total = 0;
  const parser = new Parser().ns(prefixes);
  const stop = (found: Finding, line?: number): void => {
    findings.push(line === undefined ? found : { ...found, line: line + 1 });
    parser.stop();
  };
  parser.on('openTag', (name, attributes, decode, _isSelfClosing, place) => {
    here += 1;
    total += 1;
    if (!isForeign(name)) count += 1;
    if (here > depth)
      return stop(finding('too-deep', `Elements are nested deeper than ${depth}.`, 'Use called processes instead of nested sub-processes.'), place().line);
    if (count > elements || total > all)
      return stop(
        finding(
          'too-many-elements',
          `The file has more than ${elements} BPMN elements, or more than ${all} of all kinds.`,
          'Split the process into called processes.',
        ),
        place().line,
      );
    const raw = attributes().id;
    if (raw === undefined || isForeign(name)) return;
    const id = decode(raw);
    if (!idPattern.test(id) || id in Object.prototype)
      return stop(
        {
          ...finding('bad-id', `'${id.slice(0, 60)}' cannot be an id.`, 'Begin ids with a letter; use letters, digits, dot, dash and underscore.'),
          element: id.slice(0, 60),
        },
        place().line,
      );
    if (ids.has(id)) return stop({ ...finding('duplicate-id', `The id '${id}' is used twice.`, 'Give each element its own id.'), element: id }, place().line);
    ids.add(id);
  });
  parser.on('closeTag', () => {
    here -= 1;
  });
  parser.on('attention', (text, _decode, place) => {
    if (/^<!DOCTYPE/i.test(text)) stop(finding('doctype', 'A DOCTYPE is not accepted.', 'Remove the <!DOCTYPE ...> line.'), place().line);
  });
  parser.on('error', (fault, place) => stop(finding('not-xml', fault.message, 'Save the file again from a BPMN 2.0 modeler.'), place().line));
  parser.on('warn', (fault, place) => {
    // the prefix xml is bound by definition
    if (!fault.message.includes('prefix <xml>')) stop(finding('parser-warning', fault.message, 'Save the file again from a BPMN 2.0 modeler.'), place().line);
  });
  parser.parse(xml);
  return findings;
}

/** Shapes and the headers of other tools may have ids of their own kind. */
const isForeign = (name: string): boolean => !name.startsWith('bpmn:');

/** Where ids stand first, 1-based. */
function linesOfIds(xml: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  let from = 0;
  for (const match of xml.matchAll(/\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const end = match.index + match[0].length;
    for (let at = from; at < end; at++) if (xml.charCodeAt(at) === 10) line += 1;
    from = end;
    const id = match[1] ?? match[2] ?? '';
    if (!lines.has(id)) lines.set(id, line);
  }
  return lines;
}

/** The diagram as XML again: every element, attribute, text and foreign extension that was read; comments and white space are not kept. */
export async function writeXml(diagram: Diagram): Promise<string> {
  for (const { element, property, id } of diagram.loose) {
    const list = element.get?.(property);
    if (!Array.isArray(list)) element.set?.(property, { id });
    else if (!list.some((one) => one.id === id)) list.push({ id });
  }
  return putTwinsBack((await moddle.toXML(diagram.definitions, { format: true })).xml);
}
