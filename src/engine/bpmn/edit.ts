/** Changes settings of a diagram inside its own text: everything that is not named stays byte for byte, comments and layout included. */
import { Parser } from 'saxen';
import type { Finding } from '../../base/finding.ts';

export type DiagramEdit =
  /** An attribute as it is written in the file ('name'); undefined removes it. */
  | { readonly element: string; readonly attribute: string; readonly value: string | undefined }
  /** An extension element ('cuaso:time', 'zeebe:assignmentDefinition') with all its attributes; undefined removes it. */
  | { readonly element: string; readonly extension: string; readonly attributes: Readonly<Record<string, string>> | undefined };

type Span = { readonly from: number; readonly to: number };
/** Where an element begins and ends; `inner` are the direct children that matter. */
type Found = {
  readonly id: string;
  readonly name: string;
  readonly tag: Span;
  readonly isSelfClosing: boolean;
  extensions?: Found;
  readonly children: Found[];
  end: number;
};
type Patch = Span & { readonly text: string };

const namespaces: Readonly<Record<string, string>> = { cuaso: 'https://cuaso.vn/bpmn/1', zeebe: 'http://camunda.org/schema/zeebe/1.0' };

/**
 * @param xml a text that `readBpmn` accepts; read the result again before it is used
 * @returns the changed text, or a finding that names an element the text does not have
 */
export function editXml(xml: string, edits: readonly DiagramEdit[]): string | Finding {
  return edits.reduce<string | Finding>((text, edit) => (typeof text === 'string' ? editOne(text, edit) : text), xml);
}

function editOne(xml: string, edit: DiagramEdit): string | Finding {
  const found = find(xml, edit.element);
  if (found === 'not-xml') {
    return { file: '', element: '', code: 'xml', message: 'The file is not well-formed XML.', repair: 'Read the diagram first and repair it.', level: 'error' };
  }
  if (found === undefined) {
    return {
      file: '',
      element: edit.element,
      code: 'missing-element',
      message: `There is no element '${edit.element}'.`,
      repair: 'Name an element of the diagram.',
      level: 'error',
    };
  }
  if ('attribute' in edit) return patched(xml, [{ ...found.tag, text: withAttribute(xml.slice(found.tag.from, found.tag.to), edit.attribute, edit.value) }]);
  return declared(patched(xml, extensionPatches(xml, found, edit.extension, edit.attributes)), edit.extension.split(':')[0] ?? '');
}

const patched = (xml: string, patches: readonly Patch[]): string =>
  patches.reduce((text, patch) => `${text.slice(0, patch.from)}${patch.text}${text.slice(patch.to)}`, xml);

/** The element with this id; places are asked of the tokenizer for it and its extensions only. */
function find(xml: string, id: string): Found | undefined | 'not-xml' {
  const lines = lineStarts(xml);
  const path: (Found | undefined)[] = [];
  let found: Found | undefined;
  const parser = new Parser();
  parser.on('openTag', (name, attributes, decode, isSelfClosing, place) => {
    const holder = path.at(-1);
    const raw = attributes().id;
    const isIt = found === undefined && raw !== undefined && decode(raw) === id;
    const isInside = holder !== undefined && (holder === found ? /(^|:)extensionElements$/.test(name) : holder === found?.extensions);
    if (!isIt && !isInside) return void path.push(undefined);
    const { line, column, data } = place();
    const from = (lines[line] ?? 0) + column;
    const one: Found = { id, name, tag: { from, to: from + data.length }, isSelfClosing, children: [], end: from + data.length };
    if (isIt) found = one;
    else if (holder === found && holder !== undefined) holder.extensions = one;
    else holder?.children.push(one);
    path.push(one);
  });
  parser.on('closeTag', (_name, _decode, isSelfClosing, place) => {
    const one = path.pop();
    if (one === undefined || isSelfClosing) return;
    const { line, column, data } = place();
    one.end = (lines[line] ?? 0) + column + data.length;
  });
  parser.on('warn', () => undefined);
  let isBroken = false;
  parser.on('error', () => {
    isBroken = true;
  });
  parser.parse(xml);
  return isBroken ? 'not-xml' : found;
}

const lineStarts = (xml: string): readonly number[] => [0, ...[...xml.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];

function withAttribute(tag: string, name: string, value: string | undefined): string {
  const written = value === undefined ? '' : ` ${name}="${escaped(value)}"`;
  const there = new RegExp(`\\s+${name.replace(/[.]/g, '\\.')}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
  if (there.test(tag)) return tag.replace(there, () => written);
  return tag.replace(/\s*\/?>$/, (close) => `${written}${close}`);
}

function extensionPatches(xml: string, element: Found, name: string, attributes: Readonly<Record<string, string>> | undefined): readonly Patch[] {
  const text =
    attributes === undefined
      ? ''
      : `<${name}${Object.entries(attributes)
          .map(([key, value]) => ` ${key}="${escaped(value)}"`)
          .join('')} />`;
  const old = element.extensions?.children.find((one) => one.name === name);
  if (old !== undefined) return [{ from: attributes === undefined ? blankBefore(xml, old.tag.from) : old.tag.from, to: old.end, text }];
  if (attributes === undefined) return [];
  const { extensions } = element;
  const prefix = element.name.includes(':') ? `${element.name.split(':')[0]}:` : '';
  if (extensions !== undefined && !extensions.isSelfClosing) {
    const last = extensions.children.at(-1);
    const at = last?.end ?? extensions.tag.to;
    return [{ from: at, to: at, text: `${last === undefined ? '' : xml.slice(blankBefore(xml, last.tag.from), last.tag.from)}${text}` }];
  }
  const whole = `<${prefix}extensionElements>${text}</${prefix}extensionElements>`;
  if (extensions !== undefined) return [{ ...extensions.tag, text: whole }];
  if (element.isSelfClosing)
    return [{ ...element.tag, text: `${xml.slice(element.tag.from, element.tag.to).replace(/\s*\/>$/, '>')}${whole}</${element.name}>` }];
  const at = afterDocumentation(xml, element, prefix);
  return [{ from: at, to: at, text: whole }];
}

/** Documentation comes before extension elements. */
function afterDocumentation(xml: string, element: Found, prefix: string): number {
  const close = `</${prefix}documentation>`;
  const inner = xml.slice(element.tag.to, element.end);
  const begins = new RegExp(`^\\s*<${prefix}documentation[\\s>]`);
  let at = 0;
  while (begins.test(inner.slice(at))) at = inner.indexOf(close, at) + close.length;
  return element.tag.to + at;
}

function blankBefore(xml: string, at: number): number {
  let from = at;
  while (/\s/.test(xml.charAt(from - 1))) from -= 1;
  return from;
}

/** Declares the namespace of a prefix on the root element when it is not there. */
function declared(xml: string, prefix: string): string {
  const uri = namespaces[prefix];
  if (uri === undefined || xml.includes(`xmlns:${prefix}=`)) return xml;
  return xml.replace(/<(?:[\w.-]+:)?definitions\b/, (root) => `${root} xmlns:${prefix}="${uri}"`);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
