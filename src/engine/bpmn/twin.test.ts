import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml, writeXml } from './read-xml.ts';
import { putTwinsBack, setTwinsAside } from './twin.ts';

const file = (inside: string): string =>
  `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:t="urn:t" id="d" targetNamespace="x"><b:process id="p">${inside}</b:process></b:definitions>`;

test('an attribute and its prefixed twin are both written again, in foreign elements and in elements of BPMN', async () => {
  const { diagram, findings } = await parseXml(
    file(`<b:extensionElements><t:v t:a="2" a="1"><t:w b='3'\n t:b='a > b' c="4"/></t:v></b:extensionElements><b:task id="q" name="A" b:name="B" t:name="C"/>`),
  );
  assert.deepEqual(findings, []);
  const written = await writeXml(diagram!);
  for (const part of [/<t:v (?=[^>]*\bt:a="2")(?=[^>]* a="1")/, /<t:w b="3" t:b="a > b" c="4" \/>/])
    assert.match(written.replaceAll('&#62;', '>').replaceAll('&gt;', '>'), part);
  assert.match(written, /<b:task (?=[^>]* name="A")(?=[^>]* b:name="B")(?=[^>]* t:name="C")/);
  assert.ok(!written.includes('twin'), written);
  assert.equal(await writeXml((await parseXml(written)).diagram!), written);
});

test('what only looks like a tag stays: comments, character data, values', () => {
  for (const text of [
    '<!-- <t:v a="1" t:a="2"/> -->',
    '<t:x><![CDATA[<t:v a="1" t:a="2"/>]]></t:x>',
    `<t:x v='<t:v a="1" t:a="2"/>'/>`,
    '<t:x a="1" s:a="2"/>',
  ])
    assert.equal(setTwinsAside(text), text);
});

test('set aside and put back is the same text', () => {
  const text = `<t:x a="1"\n t:a='2' t:b="3"><t:y t:z="" z=""></t:y></t:x>`;
  assert.notEqual(setTwinsAside(text), text);
  assert.equal(putTwinsBack(setTwinsAside(text)), text);
});
