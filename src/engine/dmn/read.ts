/** A DMN file to its definitions: item types, inputs, decisions, business knowledge, services, imports. */
import type { Finding } from '../../base/finding.ts';
import type { Boxed, Decision, Definitions, DrgElement, ItemDefinition, Reference, TextAt, Variable } from './model.ts';
import type { Report } from './read-boxed.ts';
import { boxedIn, tidyName, typeOf, variableOf } from './read-boxed.ts';
import type { XmlElement } from './xml.ts';
import { attribute, childOf, childrenOf, childText, readXml } from './xml.ts';

export function readDefinitions(xml: string): { readonly definitions: Definitions | undefined; readonly findings: readonly Finding[] } {
  const { root, findings } = readXml(xml);
  if (root === undefined) return { definitions: undefined, findings };
  if (root.name !== 'definitions') {
    return {
      definitions: undefined,
      findings: [{ ...blank, code: 'not-dmn', message: `The file holds <${root.name}>, not DMN definitions.`, repair: 'Give a DMN file.', line: root.line }],
    };
  }
  const found: Finding[] = [];
  const definitions = definitionsOf(root, reporter(found));
  return { definitions, findings: found };
}

const blank = { file: '', element: '', level: 'error' } as const;
const reporter =
  (found: Finding[]): Report =>
  (element, code, message, repair, level = 'error') =>
    void found.push({
      file: '',
      element: attribute(element, 'id') ?? attribute(element, 'name') ?? element.name,
      code,
      message,
      repair,
      line: element.line,
      level,
    });

const kinds = new Set(['inputData', 'decision', 'businessKnowledgeModel', 'decisionService']);

function definitionsOf(root: XmlElement, report: Report): Definitions {
  const elements = root.children.filter((child) => kinds.has(child.name)).map((child) => drgElement(child, report));
  for (const name of twice(elements.map((element) => element.name))) {
    report(root, 'duplicate-name', `Two elements are named '${name}'.`, 'Give each input, decision and knowledge model a name of its own.', 'warning');
  }
  return {
    name: tidyName(attribute(root, 'name') ?? ''),
    namespace: attribute(root, 'namespace') ?? '',
    imports: childrenOf(root, 'import').map((found) => ({ name: tidyName(attribute(found, 'name') ?? ''), namespace: attribute(found, 'namespace') ?? '' })),
    items: childrenOf(root, 'itemDefinition').map(itemDefinition),
    elements,
  };
}

const twice = (names: readonly string[]): ReadonlySet<string> => new Set(names.filter((name, index) => names.indexOf(name) < index));

function drgElement(element: XmlElement, report: Report): DrgElement {
  const name = tidyName(attribute(element, 'name') ?? '');
  if (name === '') report(element, 'no-name', `A <${element.name}> has no name.`, 'Give it a name.');
  const variable = childOf(element, 'variable');
  const named: Variable = variable === undefined ? { name, type: '' } : { ...variableOf(variable), name: variableOf(variable).name || name };
  const common = { id: attribute(element, 'id') ?? '', name, line: element.line, variable: named };
  if (element.name === 'inputData') return { ...common, is: 'input' };
  if (element.name === 'decision') return decision(element, common, report);
  if (element.name === 'businessKnowledgeModel') return { ...common, is: 'knowledge', requires: knowledgeOf(element), logic: encapsulated(element, report) };
  const references = (child: string): readonly Reference[] => childrenOf(element, child).map(reference);
  return {
    ...common,
    is: 'service',
    outputs: references('outputDecision'),
    encapsulated: references('encapsulatedDecision'),
    inputDecisions: references('inputDecision'),
    inputs: references('inputData'),
  };
}

function decision(
  element: XmlElement,
  common: { readonly id: string; readonly name: string; readonly line: number; readonly variable: Variable },
  report: Report,
): Decision {
  const information = childrenOf(element, 'informationRequirement').flatMap((requirement) => [
    ...childrenOf(requirement, 'requiredInput'),
    ...childrenOf(requirement, 'requiredDecision'),
  ]);
  return { ...common, is: 'decision', requires: [...information.map(reference), ...knowledgeOf(element)], logic: boxedIn(element, report) };
}

const knowledgeOf = (element: XmlElement): readonly Reference[] =>
  childrenOf(element, 'knowledgeRequirement')
    .flatMap((requirement) => childrenOf(requirement, 'requiredKnowledge'))
    .map(reference);

function reference(element: XmlElement): Reference {
  const href = attribute(element, 'href') ?? '';
  const at = href.indexOf('#');
  return at < 0 ? { namespace: '', id: href } : { namespace: href.slice(0, at), id: href.slice(at + 1) };
}

function encapsulated(element: XmlElement, report: Report): Boxed | undefined {
  const logic = childOf(element, 'encapsulatedLogic');
  if (logic === undefined) return undefined;
  const parameters = childrenOf(logic, 'formalParameter').map(variableOf);
  return { is: 'function', line: logic.line, type: typeOf(logic), kind: attribute(logic, 'kind') ?? 'FEEL', parameters, body: boxedIn(logic, report) };
}

function textOf(element: XmlElement, name: string): TextAt | undefined {
  const holder = childOf(element, name);
  const text = holder === undefined ? undefined : childOf(holder, 'text');
  return text === undefined || text.text.trim() === '' ? undefined : { text: text.text.trim(), line: text.line };
}

function itemDefinition(element: XmlElement): ItemDefinition {
  const call = childOf(element, 'functionItem');
  return {
    name: tidyName(attribute(element, 'name') ?? ''),
    line: element.line,
    type: tidyName(childText(element, 'typeRef') ?? '').replace(/^feel:/, ''),
    isList: attribute(element, 'isCollection') === 'true',
    allowed: textOf(element, 'allowedValues'),
    constraint: textOf(element, 'typeConstraint'),
    fields: childrenOf(element, 'itemComponent').map(itemDefinition),
    call:
      call === undefined
        ? undefined
        : { parameters: childrenOf(call, 'parameters').map(variableOf), returns: (attribute(call, 'outputTypeRef') ?? '').replace(/^feel:/, '') },
  };
}
