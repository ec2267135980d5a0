import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { drawn, events, flows, more, userTask } from './draw.ts';
import { editXml } from './edit.ts';
import { readBpmn } from './read.ts';

const body = `\n  <!-- kept -->\n  ${events('startEvent', 's')}\n  ${userTask('a')}\n  <userTask id="b"   name='B' />\n  <userTask id="c"><documentation>why</documentation></userTask>\n  ${flows('s > a > b > c')}\n`;
const xml = drawn(body);

test('an attribute is changed, added and removed, and nothing else moves', () => {
  assert.equal(
    editXml(xml, [{ element: 'b', attribute: 'name', value: 'Ký "gấp" & trả' }]),
    xml.replace(`name='B'`, 'name="Ký &quot;gấp&quot; &amp; trả"').replace('id="b"   name', 'id="b" name'),
  );
  assert.equal(editXml(xml, [{ element: 'c', attribute: 'name', value: 'C' }]), xml.replace('<userTask id="c">', '<userTask id="c" name="C">'));
  assert.equal(editXml(xml, [{ element: 'b', attribute: 'name', value: undefined }]), xml.replace(`   name='B'`, ''));
});

test('an extension is added, changed and removed wherever there is room for it', async () => {
  const time = { element: '', extension: 'cuaso:time', attributes: { value: '4', unit: 'hours' } };
  const edited = editXml(xml, [
    { ...time, element: 'a' },
    { ...time, element: 'b' },
    { ...time, element: 'c' },
  ]);
  assert.ok(typeof edited === 'string');
  const { processes, findings } = await readBpmn(edited);
  assert.deepEqual(findings, []);
  for (const id of ['a', 'b', 'c']) assert.deepEqual(processes[0]!.elements.get(id)?.extensions, { time: { value: '4', unit: 'hours' } }, id);
  const changed = editXml(edited, [{ ...time, element: 'a', attributes: { value: '2', unit: 'working-days' } }]);
  assert.ok(typeof changed === 'string' && changed.length === edited.length + 'working-days'.length - 'hours'.length);
  assert.equal(
    editXml(edited, [{ element: 'a', extension: 'cuaso:time', attributes: undefined }]),
    editXml(xml, [
      { ...time, element: 'b' },
      { ...time, element: 'c' },
    ]),
  );
});

test('a namespace that is not declared yet is declared', async () => {
  const bare = xml.replace(' xmlns:cuaso="https://cuaso.vn/bpmn/1"', '');
  const edited = editXml(bare, [{ element: 'b', extension: 'cuaso:unit', attributes: { role: 'commune' } }]);
  assert.ok(typeof edited === 'string');
  assert.deepEqual((await readBpmn(edited)).findings, []);
});

test('extension elements that are empty take the first one', () => {
  const empty = drawn(`${events('startEvent', 's')}<userTask id="a">${more()}</userTask>`).replace(
    '<extensionElements></extensionElements>',
    '<extensionElements />',
  );
  const edited = editXml(empty, [{ element: 'a', extension: 'cuaso:unit', attributes: { role: 'x' } }]);
  assert.ok(typeof edited === 'string' && edited.includes('<extensionElements><cuaso:unit role="x" /></extensionElements>'));
});

test('an element that is not there is named', () => {
  const answer = editXml(xml, [{ element: 'zz', attribute: 'name', value: 'x' }]);
  assert.ok(typeof answer !== 'string' && answer.code === 'missing-element');
});
