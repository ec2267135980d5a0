import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playDemoVoice } from '../../src/main/demo-voice.ts';
import { openSite } from '../kit/site.ts';
import { fine } from '../kit/walk.ts';

const site = await openSite();

test('the sample province has reports in several states, a finished survey and a draft; a second start adds nothing', async () => {
  await playDemoVoice(site.world);
  await playDemoVoice(site.world);
  await site.world.work();
  const states = await site.world.sql<{ state: string; merged: boolean; rating: number | null }>`
    select state, merged_into is not null as merged, rating from voice_report order by filed_at`;
  assert.deepEqual(
    states.map((one) => `${one.state}${one.merged ? ' merged' : ''}${one.rating ?? ''}`),
    ['answered5', 'forwarded', 'processing', 'received', 'withdrawn merged'],
  );
  const list = fine(await site.visitor().get('/phan-anh'));
  assert.match(list.text, /2 người cùng phản ánh/);
  const surveys = fine(await site.visitor().get('/lay-y-kien'));
  const [path] = /\/lay-y-kien\/[0-9a-f-]{36}/.exec(surveys.html) ?? [];
  const results = fine(await site.visitor().get(path ?? ''));
  assert.match(results.text, /Kết quả của 41 phiếu/);
  assert.match(results.text, /Phường mở thêm sáng thứ Bảy/);
  assert.match(fine(await site.visitor().get('/gop-y')).text, /2 ý kiến/);
  assert.deepEqual(site.faults, []);
});
