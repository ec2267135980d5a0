/** Runs the OMG DMN Technology Compatibility Kit from a folder outside the project: every expected result of every test case is one result. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusal } from '../../src/base/refusal.ts';
import type { DmnModel } from '../../src/engine/dmn/dmn.ts';
import { decide, readDmn } from '../../src/engine/dmn/dmn.ts';
import type { FeelContext, FeelValue } from '../../src/engine/feel/feel.ts';
import { equal, evaluate, isContext, isList, isNumber, parseFeel, readTemporal, showValue } from '../../src/engine/feel/feel.ts';
import type { XmlElement } from './xml-tree.ts';
import { attributeOf, childOf, childrenOf, parseXml } from './xml-tree.ts';

export type Failure = { readonly id: string; readonly reason: string };
export type SuiteResult = { readonly name: string; readonly passed: number; readonly total: number; readonly failed: readonly Failure[] };

/** `folder` is the suite itself or its TestCases folder; one entry for each level found there. */
export function runDmnTck(folder: string): readonly SuiteResult[] {
  const base = readdirSync(folder).includes('TestCases') ? join(folder, 'TestCases') : folder;
  return ['compliance-level-2', 'compliance-level-3', 'non-compliant']
    .filter((level) => readdirSync(base).includes(level))
    .map((level) => runLevel(base, level));
}

function runLevel(base: string, level: string): SuiteResult {
  const failed: Failure[] = [];
  let total = 0;
  for (const name of readdirSync(join(base, level)).sort()) {
    const folder = join(base, level, name);
    const models = readdirSync(folder).filter((file) => file.endsWith('.dmn'));
    for (const file of readdirSync(folder)
      .filter((found) => found.endsWith('.xml'))
      .sort()) {
      const results = runFile(folder, file, models);
      total += results.length;
      failed.push(...results.flatMap((result) => (result.reason === '' ? [] : [{ id: `${name}/${result.id}`, reason: result.reason }])));
    }
  }
  return { name: `dmn-tck ${level}`, passed: total - failed.length, total, failed };
}

/** The reason is '' when the result is as expected. */
function runFile(folder: string, file: string, models: readonly string[]): readonly Failure[] {
  const cases = parseXml(readFileSync(join(folder, file), 'utf8'));
  const main = (childOf(cases, 'modelName')?.text ?? '').trim();
  const texts = [main, ...models.filter((name) => name !== main)].map((name) => ({ file: name, xml: readFileSync(join(folder, name), 'utf8') }));
  const { model, findings } = readDmn(...texts);
  return childrenOf(cases, 'testCase').flatMap((testCase) =>
    childrenOf(testCase, 'resultNode').map((result) => {
      const name = attributeOf(result, 'name');
      const id = `${attributeOf(testCase, 'id')} ${name}`;
      if (model === undefined) return { id, reason: `the model is not read: ${findings.find((finding) => finding.level === 'error')?.message ?? ''}` };
      return { id, reason: check(model, testCase, result) };
    }),
  );
}

function check(model: DmnModel, testCase: XmlElement, result: XmlElement): string {
  const inputs: FeelContext = new Map(childrenOf(testCase, 'inputNode').map((input) => [attributeOf(input, 'name'), valueIn(input)]));
  const invocable = attributeOf(testCase, 'invocableName');
  const name = attributeOf(result, 'name');
  const decided = decide(model, invocable === '' ? name : invocable, inputs, { now: '2022-11-15T08:00:00+07:00' });
  if (isRefusal(decided)) return `refused: ${decided.refused} ${JSON.stringify(decided.about ?? {})}`;
  const found = invocable !== '' && isContext(decided.value) && decided.value.has(name) ? (decided.value.get(name) ?? null) : decided.value;
  const expected = childOf(result, 'expected');
  const wanted = expected === undefined ? null : valueIn(expected);
  if (isSame(found, wanted)) return '';
  return `expected ${showValue(wanted)}, found ${showValue(found)}; ${decided.warnings.map((warning) => warning.message).join('; ')}`;
}

/** Numbers are compared with the tolerance the kit allows. */
function isSame(found: FeelValue, wanted: FeelValue): boolean {
  if (found === null || wanted === null) return found === wanted;
  if (isNumber(found) && isNumber(wanted)) return Math.abs(Number(found) - Number(wanted)) <= 1e-8 * Math.max(1, Math.abs(Number(wanted)));
  if (isList(found) && isList(wanted)) return found.length === wanted.length && found.every((item, index) => isSame(item, wanted[index] ?? null));
  if (isContext(found) && isContext(wanted))
    return found.size === wanted.size && [...found].every(([key, value]) => wanted.has(key) && isSame(value, wanted.get(key) ?? null));
  return equal(found, wanted) === true && showValue(found) === showValue(wanted);
}

function valueIn(holder: XmlElement): FeelValue {
  const list = childOf(holder, 'list');
  if (list !== undefined) return attributeOf(list, 'nil') === 'true' ? null : childrenOf(list, 'item').map(valueIn);
  const components = childrenOf(holder, 'component');
  if (components.length > 0)
    return new Map(components.map((component) => [attributeOf(component, 'name'), attributeOf(component, 'nil') === 'true' ? null : valueIn(component)]));
  const value = childOf(holder, 'value');
  if (value === undefined || attributeOf(value, 'nil') === 'true') return null;
  return simpleValue(value.text, attributeOf(value, 'type'));
}

function simpleValue(text: string, type: string): FeelValue {
  const kind = type.slice(type.indexOf(':') + 1);
  if (kind === 'boolean') return text.trim() === 'true';
  if (kind === 'decimal' || kind === 'double' || kind === 'integer') return numberOf(text.trim());
  if (kind === 'string') return text;
  if (kind === '') return untyped(text.trim());
  return readTemporal(text.trim()) ?? null;
}

/** A few files do not say of what type their values are. */
function untyped(text: string): FeelValue {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? numberOf(text) : text;
}

function numberOf(text: string): FeelValue {
  const expression = parseFeel(`number("${text}")`);
  if (isRefusal(expression)) return null;
  const result = evaluate(expression, {});
  return isRefusal(result) ? null : result.value;
}
