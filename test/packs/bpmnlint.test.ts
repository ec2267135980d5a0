import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { BpmnModdle } from 'bpmn-moddle';
import { readPackFolders } from '../../src/gate/pack-folder.ts';

type Report = { readonly id: string; readonly message: string; readonly category: string };
type Linter = { readonly lint: (definitions: unknown) => Promise<Readonly<Record<string, readonly Report[]>>> };
const require = createRequire(import.meta.url);
const { Linter: NewLinter } = require('bpmnlint') as { readonly Linter: new (options: object) => Linter };
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver') as new () => object;

const root = join(import.meta.dirname, '../../packs');
const reports = async (xml: string): Promise<readonly string[]> => {
  // Some rules remember what they have seen: each diagram gets a linter of its own.
  const linter = new NewLinter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver() });
  const { rootElement } = await new BpmnModdle().fromXML(xml);
  return Object.entries(await linter.lint(rootElement)).flatMap(([rule, found]) => found.map((one) => `${rule} ${one.id}: ${one.message}`));
};

for (const { id } of await readPackFolders(root)) {
  test(`${id}: its diagram keeps the recommended rules of other BPMN tools`, async () => {
    assert.deepEqual(await reports(readFileSync(join(root, id, 'process.bpmn'), 'utf8')), []);
  });
}

test('the diagram a new pack begins with keeps them too', async () => {
  assert.deepEqual(await reports(readFileSync(join(root, '../data/new-pack/process.bpmn'), 'utf8')), []);
});

test('a diagram that breaks such a rule is told', async () => {
  const xml = readFileSync(join(root, 'khai-sinh/process.bpmn'), 'utf8').replace(' name="Phải xác minh?"', '');
  assert.deepEqual(await reports(xml), ['label-required mustVerify: Element is missing label/name']);
});
