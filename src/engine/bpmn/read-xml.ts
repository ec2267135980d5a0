/** The outer gate for diagrams: size, depth, number of elements, DOCTYPE and ids are checked before the text becomes a model. */
import type { Moddle } from 'bpmn-moddle';
import { BpmnModdle } from 'bpmn-moddle';
import { Parser } from 'saxen';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Finding } from '../../base/finding.ts';

/** Characters (UTF-8 bytes), nesting of XML, elements without those that only draw. */
export const xmlLimits = { bytes: 2_000_000, depth: 16, elements: 2_000 };

/** A diagram as it was read, with everything that was in it. */
export type Diagram = { readonly definitions: Moddle; readonly lineOf: (id: string) => number | undefined };
export type Parsed = { readonly diagram?: Diagram; readonly findings: readonly Finding[] };

/** Text to model. Any finding of level 'error' means there is no model. */
export async function parseXml(xml: string): Promise<Parsed> {
  const findings = gate(xml);
  if (findings.length > 0) return { findings };
  const lines = linesOfIds(xml);
  try {
    const { rootElement, warnings } = await new BpmnModdle({ zeebe }).fromXML(xml);
    if (warnings.length > 0) return { findings: warnings.slice(0, 20).map(({ message }) => parserFinding(message)) };
    return { diagram: { definitions: rootElement, lineOf: (id) => lines.get(id)?.[0] }, findings: [] };
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
  const { bytes, depth, elements } = xmlLimits;
  if (xml.length > bytes || new TextEncoder().encode(xml).length > bytes)
    return [finding('too-large', `The file is larger than ${bytes} bytes.`, 'Split the process into called processes.')];
  const findings: Finding[] = [];
  const ids = new Set<string>();
  let here = 0;
  let count = 0;
  const parser = new Parser().ns(prefixes);
  const stop = (found: Finding, line?: number): void => {
    findings.push(line === undefined ? found : { ...found, line: line + 1 });
    parser.stop();
  };
  parser.on('openTag', (name, attributes, decode, _isSelfClosing, place) => {
    here += 1;
    if (!name.startsWith('drawn:')) count += 1;
    if (here > depth)
      return stop(finding('too-deep', `Elements are nested deeper than ${depth}.`, 'Use called processes instead of nested sub-processes.'), place().line);
    if (count > elements)
      return stop(finding('too-many-elements', `The file has more than ${elements} elements.`, 'Split the process into called processes.'), place().line);
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
  parser.on('warn', (fault, place) => stop(finding('parser-warning', fault.message, 'Save the file again from a BPMN 2.0 modeler.'), place().line));
  parser.parse(xml);
  return findings;
}

/** Shapes and the headers of other tools may have ids of their own kind. */
const isForeign = (name: string): boolean => !name.startsWith('bpmn:');

/** Where ids stand, 1-based. */
function linesOfIds(xml: string): ReadonlyMap<string, readonly number[]> {
  const lines = new Map<string, number[]>();
  let line = 1;
  let from = 0;
  for (const match of xml.matchAll(/\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    for (let at = from; at < match.index + match[0].length; at++) if (xml.charCodeAt(at) === 10) line += 1;
    from = match.index + match[0].length;
    const id = match[1] ?? match[2] ?? '';
    lines.set(id, [...(lines.get(id) ?? []), line]);
  }
  return lines;
}

/** The diagram as XML again. */
export async function writeXml(diagram: Diagram): Promise<string> {
  return (await new BpmnModdle({ zeebe }).toXML(diagram.definitions, { format: true })).xml;
}
