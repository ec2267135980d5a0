import assert from 'node:assert/strict';
import { test } from 'node:test';
import { date } from '../../base/time.ts';
import { newsProblems, newsState, tidyNews } from './news.ts';

const sound = {
  title: { vi: ' Lịch  tiếp công dân ', en: '' },
  text: { vi: 'Chủ tịch tiếp công dân ngày 20 hằng tháng.\n\n- sáng\n- chiều', en: '' },
  source: 'Thông báo số 12/TB-UBND',
  responsible: 'Trần Quốc Toản, Chủ tịch',
  starts: date('2022-11-15'),
  ends: null,
};

test('a sound text has no problem, and its lines keep their shape', () => {
  const tidied = tidyNews(sound);
  assert.deepEqual(newsProblems(tidied), []);
  assert.equal(tidied.title.vi, 'Lịch tiếp công dân');
  assert.match(tidied.text.vi, /\n- sáng\n- chiều$/);
  const apart = tidyNews({ ...sound, text: { ...sound.text, vi: sound.text.vi.normalize('NFD') } });
  assert.equal(apart.text.vi, tidied.text.vi, 'marks typed apart from their letters are the same text');
});

test('what is missing, half in English or ends before it begins is named by its box', () => {
  const wrong = { ...sound, title: { vi: 'A', en: 'Only a title' }, text: { vi: '## ', en: '' }, source: '', responsible: '', ends: date('2022-11-14') };
  assert.deepEqual(
    newsProblems(wrong).map(({ box }) => box),
    ['title', 'text', 'titleEn', 'source', 'responsible', 'ends'],
  );
});

test('it holds from its first to its last day, both included', () => {
  const row = { starts: date('2022-11-10'), ends: date('2022-11-20'), withdrawn: null };
  assert.deepEqual(
    ['2022-11-09', '2022-11-10', '2022-11-20', '2022-11-21'].map((day) => newsState(row, date(day))),
    ['coming', 'holds', 'holds', 'over'],
  );
  assert.equal(newsState({ ...row, withdrawn: '2022-11-12T00:00:00Z' }, date('2022-11-15')), 'withdrawn');
});
