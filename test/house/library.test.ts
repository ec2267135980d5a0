import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { home } from '../../src/main/config.ts';
import { buildLibrary } from '../run/library.ts';

const place = mkdtempSync(join(tmpdir(), 'cuaso-stranger-'));
after(() => rmSync(place, { recursive: true, force: true }));

// Every entry is loaded, and one process is read and started: what a stranger does first.
const program = `
import { evaluate, parseFeel } from 'cuaso/feel';
import { readBpmn, step } from 'cuaso/bpmn';
import * as dmn from 'cuaso/dmn';
import * as form from 'cuaso/form';
import * as clock from 'cuaso/clock';
import * as pack from 'cuaso/pack';
const xml = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x"><process id="p" isExecutable="true">' +
  '<startEvent id="s"/><userTask id="t" name="Check"/><endEvent id="e"/><sequenceFlow id="a" sourceRef="s" targetRef="t"/><sequenceFlow id="b" sourceRef="t" targetRef="e"/></process></definitions>';
const { processes } = await readBpmn(xml);
const started = step(processes[0], undefined, { do: 'start' }, {});
console.log([typeof evaluate, typeof parseFeel, typeof dmn.decide, typeof form.readForm, typeof clock.dueBy, typeof pack, 'refused' in started].join(' '));
`;

test('a stranger installs the generated package and runs a program on every entry', () => {
  const library = join(place, 'node_modules', 'cuaso');
  mkdirSync(join(place, 'node_modules'), { recursive: true });
  buildLibrary(library);
  const { dependencies } = JSON.parse(readFileSync(join(library, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  // Its own dependencies and what they need in turn, as npm would lay them out; nothing else of this checkout is in reach.
  const wanted = [...Object.keys(dependencies), ...readdirSync(join(home, 'node_modules')).filter((name) => /^(?:moddle|moddle-xml|min-dash)$/.test(name))];
  for (const name of wanted) symlinkSync(join(home, 'node_modules', name), join(place, 'node_modules', name));
  writeFileSync(join(place, 'package.json'), '{"type":"module"}');
  writeFileSync(join(place, 'program.js'), program);
  const said = execFileSync(process.execPath, ['program.js'], { cwd: place, encoding: 'utf8' });
  assert.equal(said.trim(), 'function function function function function object false');
  assert.deepEqual(
    readdirSync(library, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.test.js')),
    [],
  );
});
