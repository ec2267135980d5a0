/** BPMN Model Interchange Working Group references: each file is read, written back and compared; what the engine would refuse to carry out is listed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'saxen';
import { editXml } from '../../src/engine/bpmn/edit.ts';
import { readDiagram } from '../../src/engine/bpmn/read.ts';
import { decodeXml, parseXml, writeXml } from '../../src/engine/bpmn/read-xml.ts';

export type SuiteResult = {
  readonly name: string;
  readonly passed: number;
  readonly total: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
};
export type MiwgResult = {
  /** Reading; changing a name inside the text and back; writing the whole model anew. */
  readonly suites: readonly SuiteResult[];
  /** Per file: executable processes, and why others are not carried out. */
  readonly files: readonly { readonly id: string; readonly processes: readonly string[]; readonly refused: readonly string[] }[];
};
type Answer = MiwgResult['files'][number] & { /** Why a suite is missed, by suite. */ readonly missed: Readonly<Record<string, string>> };

const suites = ['read', 'edit in place', 'write the model'] as const;

/** @param folder the one that holds `Reference/*.bpmn` */
export async function runMiwg(folder: string): Promise<MiwgResult> {
  const names = readdirSync(join(folder, 'Reference'))
    .filter((name) => name.endsWith('.bpmn'))
    .sort();
  const answers: Answer[] = [];
  for (const name of names) answers.push(await runFile(name, decodeXml(readFileSync(join(folder, 'Reference', name)))));
  return {
    suites: suites.map((suite) => {
      const failed = answers.flatMap(({ id, missed }) => (missed[suite] === undefined ? [] : [{ id, reason: missed[suite] }]));
      return { name: `BPMN MIWG: ${suite}`, passed: names.length - failed.length, total: names.length, failed };
    }),
    files: answers.map(({ missed: _, ...file }) => file),
  };
}

async function runFile(id: string, xml: string): Promise<Answer> {
  const { diagram, findings } = await parseXml(xml);
  if (diagram === undefined) {
    const reason = findings[0]?.message ?? 'not read';
    return { id, processes: [], refused: [], missed: Object.fromEntries(suites.map((suite) => [suite, reason])) };
  }
  const { processes, findings: refusals } = readDiagram(diagram);
  const refused = [...findings, ...refusals].filter(({ level }) => level === 'error').map(({ element, code }) => `${element}: ${code}`);
  const lost = difference(partsOf(xml), partsOf(await writeXml(diagram)));
  const edit = missedEdit(xml);
  const missed = {
    ...(edit === undefined ? {} : { 'edit in place': edit }),
    ...(lost.length === 0 ? {} : { 'write the model': `${lost.length} parts changed, first: ${lost[0]}` }),
  };
  return { id, processes: processes.map((process) => process.id), refused, missed };
}

/** Renames every named task, one after the other: exactly that one part may change, and naming it back gives the same text. */
function missedEdit(xml: string): string | undefined {
  const before = partsOf(xml);
  const named = [...xml.matchAll(/<(?:[\w]+:)?(?:task|userTask|serviceTask|sendTask|receiveTask|manualTask|startEvent)\b[^>]*>/g)].flatMap(([tag]) => {
    const [element, name] = [/\sid="([^"]*)"/.exec(tag)?.[1], /\sname="([^"]*)"/.exec(tag)?.[1]];
    return element === undefined || name === undefined || /[&<>\r\n]/.test(name) ? [] : [{ element, name }];
  });
  for (const { element, name } of named) {
    const edited = editXml(xml, [{ element, attribute: 'name', value: 'Tên mới' }]);
    if (typeof edited !== 'string') return edited.message;
    if (difference(before, partsOf(edited)).length !== 2) return `renaming ${element} changed more than its name`;
    const back = editXml(edited, [{ element, attribute: 'name', value: name }]);
    if (typeof back !== 'string' || difference(before, partsOf(back)).length !== 0 || back.length !== xml.length)
      return `naming ${element} back did not restore the text`;
  }
  return undefined;
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
