/** Decisions per second of a table with 1,000 rules, and of the fees and deadlines that a province really asks for. */
import { isRefusal } from '../src/base/refusal.ts';
import { decide, readDmn } from '../src/engine/dmn/dmn.ts';
import { chance, options, rates, report } from './kit.ts';

const { seed } = options({ count: 0 });
const dice = chance(seed);

const wards = Array.from({ length: 20 }, (_, index) => `ward ${index}`);
const column = (name: string, type: string): string =>
  `<input id="in-${name}" label="${name}"><inputExpression typeRef="${type}"><text>${name}</text></inputExpression></input>`;
const needs = (name: string): string => `<informationRequirement><requiredInput href="#${name}" /></informationRequirement>`;
const inputs = [
  ['ward', 'string'],
  ['area', 'number'],
  ['express', 'boolean'],
] as const;

/** 20 places x 25 ranges of area x express or not: each situation has exactly one rule. */
function tableOf(policy: 'UNIQUE' | 'FIRST'): string {
  const rules: string[] = [];
  for (const ward of wards)
    for (let range = 0; range < 25; range += 1)
      for (const express of ['true', 'false']) {
        const cells = [`"${ward}"`, `[${range * 40}..${(range + 1) * 40})`, express].map(
          (cell) => `<inputEntry><text>${cell.replaceAll('<', '&lt;')}</text></inputEntry>`,
        );
        rules.push(`<rule>${cells.join('')}<outputEntry><text>${1000 + rules.length}</text></outputEntry></rule>`);
      }
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="price" namespace="https://cuaso.vn/bench">${inputs
    .map(([name, type]) => `<inputData id="${name}" name="${name}"><variable name="${name}" typeRef="${type}" /></inputData>`)
    .join(
      '',
    )}<decision id="price" name="price"><variable name="price" typeRef="number" />${inputs.map(([name]) => needs(name)).join('')}<decisionTable hitPolicy="${policy}">${inputs
    .map(([name, type]) => column(name, type))
    .join('')}<output name="price" typeRef="number" />${rules.join('')}</decisionTable></decision></definitions>`;
}

const asked = Array.from({ length: 1000 }, () => {
  const [ward, range, express] = [dice.pick(20), dice.pick(25), dice.pick(2)];
  return { given: { ward: wards[ward] ?? '', area: range * 40 + dice.pick(40), express: express === 0 }, price: 1000 + ward * 50 + range * 2 + express };
});

function modelOf(policy: 'UNIQUE' | 'FIRST') {
  const { model, findings } = readDmn(tableOf(policy));
  if (model === undefined) throw new Error(JSON.stringify(findings[0]));
  for (const { given, price } of asked) {
    const decided = decide(model, 'price', given);
    if (isRefusal(decided) || decided.json !== price) throw new Error(`${JSON.stringify(given)} costs ${price}`);
  }
  return model;
}

const [unique, first] = [modelOf('UNIQUE'), modelOf('FIRST')];
const decideAll = (model: typeof unique) => (): number => {
  for (const { given } of asked) decide(model, 'price', given);
  return asked.length;
};
const begun = process.cpuUsage();
for (let round = 0; round < 5; round += 1) readDmn(tableOf('UNIQUE'));
const used = process.cpuUsage(begun);
const readMs = (used.user + used.system) / 1000 / 5;
const [uniqueRate = 0, firstRate = 0] = await rates([decideAll(unique), decideAll(first)]);

const unit = 'decisions per second of CPU';
report(
  [
    { name: '1,000 rules, unique', unit, value: uniqueRate, budget: { atLeast: 20_000 }, note: 'with the explanation of each decision' },
    { name: '1,000 rules, first', unit, value: firstRate, budget: { atLeast: 20_000 }, note: 'with the explanation of each decision' },
    { name: 'reading that table', unit: 'ms of CPU', value: Math.round(readMs) },
  ],
  seed,
);
