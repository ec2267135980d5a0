/** XML text to a bounded tree of elements; prefixes are cut off, so every version of the DMN name space reads alike. */
import { Parser } from 'saxen';
import type { Finding } from '../../base/finding.ts';

export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Own text with the text of CDATA sections. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
};
type Growing = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly children: Growing[]; text: string; readonly line: number };

/** Characters, nesting and number of elements of one file. */
export const xmlLimits = { characters: 2_000_000, depth: 16, elements: 20_000 };

export function readXml(text: string): { readonly root: XmlElement | undefined; readonly findings: readonly Finding[] } {
  if (text.length > xmlLimits.characters) {
    return { root: undefined, findings: [finding(1, 'too-large', `The file has more than ${xmlLimits.characters} characters.`, 'Split it and use imports.')] };
  }
  const state: State = { stack: [], root: undefined, count: 0, ids: new Map(), findings: [] };
  parse(text, state);
  const found =
    state.findings.length > 0 || state.root !== undefined
      ? state.findings
      : [finding(1, 'empty', 'The file holds no element.', 'Save the file again from a modeler.')];
  return { root: found.length > 0 ? undefined : state.root, findings: found };
}

type State = { readonly stack: Growing[]; root: Growing | undefined; count: number; readonly ids: Map<string, number>; readonly findings: Finding[] };

function parse(text: string, state: State): void {
  const parser = new Parser();
  const refuse = (line: number, code: string, message: string, repair: string): void => {
    // The tokenizer may go on a little after it was stopped; the first problem is the one to repair.
    if (state.findings.length === 0) state.findings.push(finding(line, code, message, repair));
    parser.stop();
  };
  const addText = (value: string): void => {
    const top = state.stack.at(-1);
    if (top !== undefined) top.text += value;
  };
  parser.on('attention', (_, __, place) =>
    refuse(place().line + 1, 'doctype', 'The file declares a document type.', 'Remove the <!DOCTYPE ...> part; a DMN file needs none.'),
  );
  parser.on('error', (fault, place) => {
    // An element left open is only noticed at the end of the file.
    const line = fault.message.startsWith('unexpected end') ? state.stack.at(-1)?.line : undefined;
    refuse(line ?? place().line + 1, 'not-xml', `The file is not well-formed XML: ${fault.message}.`, 'Save the file again from a modeler.');
  });
  parser.on('warn', (fault, place) => refuse(place().line + 1, 'not-xml', `The XML is doubtful: ${fault.message}.`, 'Save the file again from a modeler.'));
  parser.on('text', (value, decode) => addText(decode(value)));
  parser.on('cdata', (value) => addText(value));
  parser.on('openTag', (name, attributes, decode, _, place) => {
    const line = place().line + 1;
    const element: Growing = { name: localName(name), attributes: attributesOf(attributes(), decode), children: [], text: '', line };
    const problem = problemOf(state, element);
    if (problem !== undefined) return refuse(line, problem.code, problem.message, problem.repair);
    state.stack.at(-1)?.children.push(element);
    state.root ??= element;
    state.stack.push(element);
  });
  parser.on('closeTag', () => {
    state.stack.pop();
  });
  parser.parse(text);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributesOf(raw: Readonly<Record<string, string>>, decode: (text: string) => string): ReadonlyMap<string, string> {
  return new Map(Object.entries(raw).map(([name, value]) => [name, decode(value)]));
}

type Problem = { readonly code: string; readonly message: string; readonly repair: string };

function problemOf(state: State, element: Growing): Problem | undefined {
  state.count += 1;
  if (state.count > xmlLimits.elements)
    return { code: 'too-large', message: `The file has more than ${xmlLimits.elements} elements.`, repair: 'Split it and use imports.' };
  if (state.stack.length >= xmlLimits.depth)
    return { code: 'too-deep', message: `Elements are nested deeper than ${xmlLimits.depth}.`, repair: 'Move inner parts into decisions of their own.' };
  for (const word of [element.name, ...element.attributes.keys(), element.attributes.get('id') ?? '', element.attributes.get('name') ?? '']) {
    if (word.includes('__proto__'))
      return { code: 'forbidden-name', message: `The name '${word.slice(0, 60)}' is not allowed.`, repair: 'Choose another name.' };
  }
  const id = element.attributes.get('id');
  if (id === undefined) return undefined;
  const before = state.ids.get(id);
  if (before !== undefined)
    return {
      code: 'duplicate-id',
      message: `The id '${id.slice(0, 60)}' of <${element.name}> is already used in line ${before}.`,
      repair: 'Give each element an id of its own.',
    };
  state.ids.set(id, element.line);
  return undefined;
}

const finding = (line: number, code: string, message: string, repair: string): Finding => ({
  file: '',
  element: '',
  code,
  message,
  repair,
  line,
  level: 'error',
});

export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] => element.children.filter((child) => child.name === name);
export const childOf = (element: XmlElement, name: string): XmlElement | undefined => element.children.find((child) => child.name === name);
export const attribute = (element: XmlElement, name: string): string | undefined => element.attributes.get(name);
/** The text of a child element, without outer white space; undefined when there is no such child. */
export const childText = (element: XmlElement, name: string): string | undefined => childOf(element, name)?.text.trim();
