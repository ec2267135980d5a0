/** Small models written in a few words, for the tests of this room. */

export type SampleTable = {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  /** Column expressions. */
  readonly inputs: readonly string[];
  /** Allowed values by column, '' for none. */
  readonly allowed?: readonly string[];
  readonly outputs: readonly string[];
  readonly priorities?: string;
  readonly otherwise?: string;
  /** Cells of inputs and outputs, separated by `|`. */
  readonly rules: readonly string[];
};

const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const text = (value: string): string => `<text>${plain(value)}</text>`;

export function tableXml(table: SampleTable): string {
  const inputs = table.inputs.map((input, index) => {
    const allowed = table.allowed?.[index] ?? '';
    return `<input><inputExpression>${text(input)}</inputExpression>${allowed === '' ? '' : `<inputValues>${text(allowed)}</inputValues>`}</input>`;
  });
  const outputs = table.outputs.map((output) => {
    const order = table.priorities === undefined ? '' : `<outputValues>${text(table.priorities)}</outputValues>`;
    const otherwise = table.otherwise === undefined ? '' : `<defaultOutputEntry>${text(table.otherwise)}</defaultOutputEntry>`;
    return `<output name="${output}">${order}${otherwise}</output>`;
  });
  const rules = table.rules.map((rule, index) => {
    const cells = rule.split('|').map((cell) => cell.trim());
    const entries = cells.map((cell, at) => (at < table.inputs.length ? `<inputEntry>${text(cell)}</inputEntry>` : `<outputEntry>${text(cell)}</outputEntry>`));
    return `<rule id="rule-${index + 1}">${entries.join('')}</rule>`;
  });
  const aggregation = table.aggregation === undefined ? '' : ` aggregation="${table.aggregation}"`;
  return `<decisionTable id="table" hitPolicy="${table.hitPolicy ?? 'UNIQUE'}"${aggregation}>${inputs.join('')}${outputs.join('')}${rules.join('')}</decisionTable>`;
}

/** Inputs as 'name' or 'name: type'; decisions by name with what they require and their logic as XML. */
export type SampleModel = {
  readonly inputs?: readonly string[];
  readonly items?: string;
  readonly decisions: Readonly<Record<string, { readonly needs?: readonly string[]; readonly type?: string; readonly logic: string }>>;
  readonly more?: string;
};

const idOf = (name: string): string => `id-${name.replaceAll(' ', '-')}`;

export function modelXml(model: SampleModel): string {
  const inputs = (model.inputs ?? []).map((input) => {
    const [name = '', type] = input.split(':').map((part) => part.trim());
    return `<inputData id="${idOf(name)}" name="${name}"><variable name="${name}"${type === undefined ? '' : ` typeRef="${type}"`}/></inputData>`;
  });
  const given = new Set((model.inputs ?? []).map((input) => input.split(':')[0]?.trim() ?? ''));
  const decisions = Object.entries(model.decisions).map(([name, { needs = [], type, logic }]) => {
    const required = needs.map((need) =>
      given.has(need)
        ? `<informationRequirement><requiredInput href="#${idOf(need)}"/></informationRequirement>`
        : need.endsWith('()')
          ? `<knowledgeRequirement><requiredKnowledge href="#${idOf(need.slice(0, -2))}"/></knowledgeRequirement>`
          : `<informationRequirement><requiredDecision href="#${idOf(need)}"/></informationRequirement>`,
    );
    return `<decision id="${idOf(name)}" name="${name}"><variable name="${name}"${type === undefined ? '' : ` typeRef="${type}"`}/>${required.join('')}${logic}</decision>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="sample" namespace="https://cuaso.vn/sample">
${model.items ?? ''}${inputs.join('\n')}${decisions.join('\n')}${model.more ?? ''}
</definitions>`;
}

export const literal = (expression: string): string => `<literalExpression>${text(expression)}</literalExpression>`;
