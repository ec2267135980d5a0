import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { readBpmn } from './bpmn.ts';
import { drawn, flows, script, userTask } from './draw.ts';
import { player } from './play.ts';

test('two conditions that become true together fire one after the other: what the first does, the second sees', async () => {
  const free = '<conditionalEventDefinition><condition>=not(busy)</condition></conditionalEventDefinition>';
  const branch = (id: string) => `<intermediateCatchEvent id="w${id}">${free}</intermediateCatchEvent>${script(`t${id}`, 'busy', 'true')}${userTask(id)}`;
  const body = `<startEvent id="s" /><parallelGateway id="g" />${branch('a')}${branch('b')}${flows('s > g > wa > ta > a', 'g > wb > tb > b')}`;
  const { processes } = await readBpmn(drawn(body));
  const play = player(processes[0]!, { data: { busy: true } });
  assert.deepEqual(play.start(), []);
  assert.deepEqual(play.change({ busy: false }), ['set-data busy=true', 'open-task a']);
});
