import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPackFolder } from '../../src/gate/pack-folder.ts';
import { assemble } from '../../src/pack/assemble.ts';
import { fileLimits } from '../../src/pack/files.ts';

const good = await readPackFolder(join(import.meta.dirname, '../../packs/khai-sinh'));
const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (path: string): string => new TextDecoder().decode(good.get(path));

/** The good pack with some files replaced (text or bytes) or taken away (null). */
function changed(changes: Readonly<Record<string, string | Uint8Array | null>>): ReadonlyMap<string, Uint8Array> {
  const files = new Map(good);
  for (const [path, content] of Object.entries(changes)) {
    if (content === null) files.delete(path);
    else files.set(path, typeof content === 'string' ? bytes(content) : content);
  }
  return files;
}

/** One file with a piece of its text replaced; the piece has to be there. */
function edited(path: string, from: string | RegExp, to: string): ReadonlyMap<string, Uint8Array> {
  const before = textOf(path);
  const after = before.replace(from, to);
  assert.notEqual(after, before, `${path} does not hold ${from}`);
  return changed({ [path]: after });
}

/** The diagram with several pieces replaced. */
const diagram = (...pieces: readonly (readonly [string | RegExp, string])[]): ReadonlyMap<string, Uint8Array> => {
  const xml = pieces.reduce((text, [from, to]) => {
    const next = text.replace(from, to);
    assert.notEqual(next, text, `the diagram does not hold ${from}`);
    return next;
  }, textOf('process.bpmn'));
  return changed({ 'process.bpmn': xml });
};

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const nested = Array.from({ length: 30 }, (_, at) => `<bpmn:subProcess id="s${at}">`).join('') + '</bpmn:subProcess>'.repeat(30);
const lost =
  '<bpmn:userTask id="lost" name="Lạc"><bpmn:outgoing>lostOn</bpmn:outgoing></bpmn:userTask><bpmn:sequenceFlow id="lostOn" sourceRef="lost" targetRef="returned" />';
const handedOver = '<bpmn:sequenceFlow id="handedOver" sourceRef="return" targetRef="returned" />';
const handedOverEdge = /<bpmndi:BPMNEdge id="handedOver_edge"[\s\S]*?<\/bpmndi:BPMNEdge>/;
const story = 'stories/on-time.json';

type Hostile = readonly [what: string, files: () => ReadonlyMap<string, Uint8Array>, file: string, code: string];
const hostile: readonly Hostile[] = [
  // files
  ['a pack without pack.json', () => changed({ 'pack.json': null }), 'pack.json', 'file-missing'],
  ['a pack without a diagram', () => changed({ 'process.bpmn': null }), 'process.bpmn', 'file-missing'],
  ['a pack without its need in words', () => changed({ 'README.md': null }), 'README.md', 'file-missing'],
  ['an empty file', () => changed({ 'shares.json': '' }), 'shares.json', 'file-empty'],
  ['a script smuggled in', () => changed({ 'run.js': 'process.exit()' }), 'run.js', 'file-unknown'],
  ['a path that climbs out', () => changed({ '../secrets.json': '{}' }), '../secrets.json', 'file-unknown'],
  ['a file over the limit', () => changed({ 'shares.json': new Uint8Array(fileLimits.text + 1) }), 'shares.json', 'file-too-large'],
  ['a diagram over the limit', () => changed({ 'process.bpmn': new Uint8Array(fileLimits.xml + 1) }), 'process.bpmn', 'file-too-large'],
  ['thousands of files', () => changed(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`stories/s${at}.json`, '{}']))), '', 'too-many-files'],
  ['bytes that are no text', () => changed({ 'pack.json': new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) }), 'pack.json', 'not-utf-8'],
  ['a byte order mark', () => changed({ 'pack.json': `\ufeff${textOf('pack.json')}` }), 'pack.json', 'byte-order-mark'],
  // JSON
  ['broken JSON', () => changed({ 'pack.json': '{ "id": "khai-sinh", ' }), 'pack.json', 'json-syntax'],
  ['__proto__ in pack.json', () => edited('pack.json', '"id":', '"__proto__": { "isAdmin": true }, "id":'), 'pack.json', 'json-forbidden-name'],
  ['constructor in the form', () => edited('form.schema.json', '"requester": {', '"constructor": {'), 'form.schema.json', 'json-forbidden-name'],
  ['a key that stands twice', () => edited('pack.json', '"version"', '"id": "other", "version"'), 'pack.json', 'json-key-twice'],
  ['JSON without a floor', () => changed({ 'texts/en.json': deep(40) }), 'texts/en.json', 'json-too-deep'],
  // pack.json
  ['an unknown key', () => edited('pack.json', '"version"', '"autoApprove": true, "version"'), 'pack.json', 'unknown-key'],
  ['a version that is none', () => edited('pack.json', '"1.0.0"', '"latest"'), 'pack.json', 'wrong-pattern'],
  ['a text in one language', () => edited('pack.json', ', "en": "Birth registration"', ''), 'pack.json', 'not-a-label'],
  ['a role no post can hold', () => edited('pack.json', '"role": "unitLeader"', '"role": "systemAdmin"'), 'pack.json', 'not-in-list'],
  ['a decision that is not there', () => edited('pack.json', '"fee": "fee"', '"fee": "nothing"'), 'pack.json', 'decision-missing'],
  ['a reason about a field that is not there', () => edited('pack.json', '"about": "birth-proof"', '"about": "passport"'), 'pack.json', 'about-unknown'],
  [
    'an applicant the form does not ask',
    () => edited('pack.json', '"name": "requester.name"', '"name": "requester.fullName"'),
    'pack.json',
    'applicant-field-unknown',
  ],
  ['an extension without a limit', () => edited('pack.json', /,\s*"days": 5/, ''), 'pack.json', 'extension-without-days'],
  [
    'a mandate for whichever child the applicant types',
    () => edited('pack.json', '"number": "personalId"', '"number": "requester.id"'),
    'pack.json',
    'effect-typed',
  ],
  ['a birth that is no day', () => edited('pack.json', '"birth": "child.birthDate"', '"birth": "child.fullName"'), 'pack.json', 'effect-no-date'],
  // diagram
  ['a DOCTYPE', () => edited('process.bpmn', '?>', '?><!DOCTYPE x [<!ENTITY a "aaaa">]>'), 'process.bpmn', 'doctype'],
  ['broken XML', () => edited('process.bpmn', '</bpmn:process>', ''), 'process.bpmn', 'not-xml'],
  ['XML without a floor', () => edited('process.bpmn', '<bpmn:startEvent', `${nested}<bpmn:startEvent`), 'process.bpmn', 'too-deep'],
  ['an id that stands twice', () => edited('process.bpmn', '<bpmn:userTask id="verify"', '<bpmn:userTask id="check"'), 'process.bpmn', 'duplicate-id'],
  [
    'a step for a role nobody declared',
    () => edited('process.bpmn', 'candidateGroups="unitLeader"', 'candidateGroups="president"'),
    'process.bpmn',
    'role-unknown',
  ],
  ['a step for nobody', () => edited('process.bpmn', '<zeebe:assignmentDefinition candidateGroups="unitLeader" />', ''), 'process.bpmn', 'role-missing'],
  ['a form that is not there', () => edited('process.bpmn', 'formKey="check"', 'formKey="inspect"'), 'process.bpmn', 'task-form-missing'],
  ['a job nobody does', () => edited('process.bpmn', 'type="document"', 'type="shell"'), 'process.bpmn', 'job-type-unknown'],
  ['a paper that is not there', () => edited('process.bpmn', 'value="result.typ"', 'value="secret.typ"'), 'process.bpmn', 'template-missing'],
  ['a condition on a name nobody gives', () => edited('process.bpmn', 'checkResult = &quot;verify&quot;', 'bribe = 1'), 'process.bpmn', 'name-unknown'],
  ['a step without a time', () => edited('process.bpmn', '<cuaso:time value="2" unit="hours" />', ''), 'process.bpmn', 'step-time-missing'],
  [
    'steps longer than the law',
    () => edited('process.bpmn', '<cuaso:time value="4" unit="hours" />', '<cuaso:time value="6" unit="hours" />'),
    'process.bpmn',
    'steps-longer-than-law',
  ],
  [
    'a verification longer than its extension',
    () => edited('process.bpmn', '<cuaso:time value="5" unit="working-days" />', '<cuaso:time value="9" unit="working-days" />'),
    'process.bpmn',
    'longest-way-too-long',
  ],
  [
    'a way that ends nowhere',
    () => diagram(['<bpmn:outgoing>handedOver</bpmn:outgoing>', ''], [handedOver, ''], ['<bpmn:incoming>handedOver</bpmn:incoming>', ''], [handedOverEdge, '']),
    'process.bpmn',
    'dead-end',
  ],
  ['a step nobody comes to', () => diagram(['<bpmn:endEvent id="returned"', `${lost}<bpmn:endEvent id="returned"`]), 'process.bpmn', 'unreachable'],
  [
    'a round without a way out',
    () => edited('process.bpmn', 'sourceRef="mustVerify" targetRef="makeCertificate"', 'sourceRef="mustVerify" targetRef="enter"'),
    'process.bpmn',
    'no-way-to-end',
  ],
  ['a job without what it needs', () => edited('process.bpmn', 'type="document"', 'type="number"'), 'process.bpmn', 'header-missing'],
  [
    'a header nobody reads',
    () => edited('process.bpmn', '<zeebe:header key="template"', '<zeebe:header key="color" value="red" /><zeebe:header key="template"'),
    'process.bpmn',
    'header-unread',
  ],
  [
    'a setting nobody reads',
    () => edited('process.bpmn', '<cuaso:sign role="unitLeader" />', '<cuaso:sign role="unitLeader" /><zeebe:priorityDefinition priority="90" />'),
    'process.bpmn',
    'setting-unread',
  ],
  [
    'a setting of our own nobody knows',
    () => edited('process.bpmn', '<cuaso:sign role="unitLeader" />', '<cuaso:colour value="red" />'),
    'process.bpmn',
    'unknown-setting',
  ],
  [
    'a step for a unit no name stands for',
    () => edited('process.bpmn', '<cuaso:sign role="unitLeader" />', '<cuaso:sign role="unitLeader" /><cuaso:unit role="leadUnit" />'),
    'process.bpmn',
    'name-unknown',
  ],
  [
    'a message nobody sends',
    () =>
      diagram(
        ['<bpmn:process ', '<bpmn:message id="paid" name="paid" /><bpmn:process '],
        ['name="Đã tiếp nhận">', 'name="Đã tiếp nhận"><bpmn:messageEventDefinition id="m" messageRef="paid" />'],
      ),
    'process.bpmn',
    'message-unknown',
  ],
  // rules
  ['a table with a gap', () => edited('rules/fee.dmn', '<text>&gt; 60</text>', '<text>&gt; 61</text>'), 'rules/fee.dmn', 'table-gap'],
  ['a table whose rules clash', () => edited('rules/fee.dmn', '<text>&lt;= 60</text>', '<text>&lt;= 61</text>'), 'rules/fee.dmn', 'table-clash'],
  ['a DOCTYPE in the rules', () => edited('rules/fee.dmn', '?>', '?><!DOCTYPE x>'), 'rules/fee.dmn', 'doctype'],
  ['a rule on an input nobody gives', () => edited('rules/eligibility.dmn', /name="mother"/g, 'name="grandmother"'), 'rules', 'input-unknown'],
  [
    'a fee with half a đồng',
    () => edited('rules/fee.dmn', 'lateRegistration: 8000, copy: 8000', 'lateRegistration: 8000, copy: 8000.5'),
    'stories/late.json',
    'answer-wrong',
  ],
  ['a fee that adds up wrong', () => edited('rules/fee.dmn', 'total: sum(', 'total: 1 + sum('), story, 'answer-wrong'],
  ['a deadline that gives no rule', () => edited('rules/deadline.dmn', '"same-day"', '"someday"'), story, 'answer-wrong'],
  [
    'a rule on a name it never announced',
    () => edited('rules/fee.dmn', 'copies * tariff.copy', 'coupons * tariff.copy'),
    'stories/exempt.json',
    'name-unknown',
  ],
  // forms
  ['a text without an end', () => edited('form.schema.json', '"minLength": 2, "maxLength": 200', '"minLength": 2'), 'form.schema.json', 'not-a-whole-number'],
  ['half a task form', () => changed({ 'tasks/check.ui.json': null }), 'tasks/check.ui.json', 'file-missing'],
  ['a task form that hides an answer', () => edited('tasks/return.schema.json', /handedTo/g, 'child'), 'tasks/return.ui.json', 'field-unknown'],
  ['a share of a field nobody asks', () => edited('shares.json', '"child.fullName"', '"child.bankAccount"'), 'shares.json', 'field-unknown'],
  // papers
  [
    'a paper that calls the network',
    () => edited('templates/result.typ', '#import "/lib.typ": *', '#import "@preview/x:1.0.0": *'),
    'templates/result.typ',
    'template-imports-package',
  ],
  ['a missing paper', () => changed({ 'templates/refusal.typ': null }), 'templates/refusal.typ', 'template-missing'],
  [
    'a paper that prints what nobody asked',
    () => edited('templates/result.typ', 'shown.requester.name', 'shown.requester.salary'),
    'templates/result.typ',
    'printed-field-unknown',
  ],
  // stories and words
  [
    'no story at all',
    () => changed(Object.fromEntries([...good.keys()].filter((path) => path.startsWith('stories/')).map((path) => [path, null]))),
    'stories',
    'no-story',
  ],
  ['a story by a person nobody gave', () => edited(story, '"by": "unitLeader"', '"by": "stranger"'), story, 'person-unknown'],
  ['a text without English', () => edited('texts/en.json', '"Xác minh": "Verify",', ''), 'texts/en.json', 'text-untranslated'],
];

for (const [what, files, file, code] of hostile) {
  test(`${what} is refused by name`, async () => {
    const { pack, findings } = await assemble(files(), hash);
    assert.ok(pack === undefined);
    const found = findings.find((finding) => finding.file === file && finding.code === code);
    assert.ok(found !== undefined, `no ${code} at ${file}: ${JSON.stringify(findings.map((one) => `${one.file} ${one.element} ${one.code}`))}`);
    assert.ok(found.message.length > 0 && found.repair.length > 0);
  });
}

test('cut and scrambled files never throw', async () => {
  let seed = 20_221_115;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const paths = [...good.keys()];
  for (let round = 0; round < 60; round += 1) {
    const path = paths[random(paths.length)] ?? '';
    const content = Uint8Array.from(good.get(path) ?? []);
    if (round % 2 === 0) content[random(content.length)] = random(256);
    const { findings } = await assemble(changed({ [path]: round % 2 === 0 ? content : content.subarray(0, random(content.length)) }), hash);
    assert.ok(Array.isArray(findings), path);
  }
});
