/** A plain tree of an XML file of a public suite. */
import { Parser } from 'saxen';

export type XmlElement = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly children: XmlElement[]; text: string };

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Prefixes are cut off. Throws on anything that is not well-formed. */
export function parseXml(xml: string): XmlElement {
  const top: XmlElement = { name: '', attributes: new Map(), children: [], text: '' };
  const stack = [top];
  const parser = new Parser();
  parser.on('error', (fault) => {
    throw fault;
  });
  parser.on('openTag', (name, attributes, decode) => {
    const element: XmlElement = {
      name: local(name),
      attributes: new Map(Object.entries(attributes()).map(([key, value]) => [local(key), decode(value)])),
      children: [],
      text: '',
    };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  parser.on('closeTag', () => void stack.pop());
  const addText = (text: string): void => {
    const here = stack.at(-1);
    if (here !== undefined) here.text += text;
  };
  parser.on('text', (text, decode) => addText(decode(text)));
  parser.on('cdata', (text) => addText(text));
  parser.parse(xml);
  const [root] = top.children;
  if (root === undefined) throw new Error('no root element');
  return root;
}

export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] => element.children.filter((child) => child.name === name);
export const childOf = (element: XmlElement, name: string): XmlElement | undefined => element.children.find((child) => child.name === name);
export const attributeOf = (element: XmlElement, name: string): string => element.attributes.get(name) ?? '';
