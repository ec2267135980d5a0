/** BPMN Model Interchange Working Group references: each file is read, written back and compared; what the engine would refuse to carry out is listed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'saxen';
import { readDiagram } from '../../src/engine/bpmn/read.ts';
import { decodeXml, parseXml, writeXml } from '../../src/engine/bpmn/read-xml.ts';

export type SuiteResult = {
  readonly name: string;
  readonly passed: number;
  readonly total: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
};
export type MiwgResult = SuiteResult & {
  /** Per file: executable processes, and why others are not carried out. */
  readonly files: readonly { readonly id: string; readonly processes: readonly string[]; readonly refused: readonly string[] }[];
};

/** @param folder the one that holds `Reference/*.bpmn` */
export async function runMiwg(folder: string): Promise<MiwgResult> {
  const names = readdirSync(join(folder, 'Reference'))
    .filter((name) => name.endsWith('.bpmn'))
    .sort();
  const files: MiwgResult['files'][number][] = [];
  const failed: SuiteResult['failed'][number][] = [];
  for (const name of names) {
    const { reason, ...file } = await runFile(name, decodeXml(readFileSync(join(folder, 'Reference', name))));
    files.push(file);
    if (reason !== undefined) failed.push({ id: name, reason });
  }
  return { name: 'BPMN MIWG', passed: names.length - failed.length, total: names.length, failed, files };
}

async function runFile(id: string, xml: string): Promise<MiwgResult['files'][number] & { readonly reason?: string }> {
  const { diagram, findings } = await parseXml(xml);
  if (diagram === undefined) return { id, processes: [], refused: [], reason: findings[0]?.message ?? 'not read' };
  const { processes, findings: refusals } = readDiagram(diagram);
  const refused = [...findings, ...refusals].filter(({ level }) => level === 'error').map(({ element, code }) => `${element}: ${code}`);
  const lost = difference(partsOf(xml), partsOf(await writeXml(diagram)));
  const file = { id, processes: processes.map((process) => process.id), refused };
  return lost.length === 0 ? file : { ...file, reason: `${lost.length} parts changed, first: ${lost[0]}` };
}

const prefixes = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi',
  'http://www.omg.org/spec/DD/20100524/DC': 'dc',
  'http://www.omg.org/spec/DD/20100524/DI': 'di',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
};

/** Every element with its path and attributes, and every text: what must be the same on both sides, whatever order and white space. */
function partsOf(xml: string): readonly string[] {
  const parts: string[] = [];
  const path: string[] = [];
  let text = '';
  const endText = (): void => {
    if (text.trim() !== '') parts.push(`${path.join('/')} "${text.trim().replace(/\s+/g, ' ')}"`);
    text = '';
  };
  const parser = new Parser().ns(prefixes);
  parser.on('openTag', (name, attributes, decode) => {
    endText();
    // the schema lets a formalExpression stand wherever an expression may, and the other way round with xsi:type
    const isFormal = name === 'bpmn:formalExpression';
    path.push(isFormal ? 'bpmn:expression' : name);
    // 'tFormalExpression' and 'bpmn:tFormalExpression' name the same type; a waypoint is a Point without saying so; declarations of namespaces may move
    const shown = Object.entries(attributes())
      .filter(([key]) => !key.startsWith('xmlns') && key !== 'xsi:schemaLocation' && !(name === 'di:waypoint' && key === 'xsi:type'))
      .map(([key, value]) => `${key}=${key === 'xsi:type' ? decode(value).replace(/^.*:/, '') : decode(value).replace(/\s+/g, ' ')}`);
    if (isFormal) shown.push('xsi:type=tFormalExpression');
    parts.push(`${path.join('/')} ${shown.sort().join(' ')}`);
  });
  parser.on('closeTag', () => {
    endText();
    path.pop();
  });
  parser.on('text', (part, decode) => {
    text += decode(part);
  });
  parser.on('cdata', (part) => {
    text += part;
  });
  parser.on('warn', () => undefined);
  parser.parse(xml);
  return parts;
}

/** Parts that are on one side only. */
function difference(before: readonly string[], after: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const part of before) counts.set(part, (counts.get(part) ?? 0) + 1);
  for (const part of after) counts.set(part, (counts.get(part) ?? 0) - 1);
  return [...counts].filter(([, count]) => count !== 0).map(([part, count]) => `${count > 0 ? 'lost' : 'added'} ${part}`);
}
