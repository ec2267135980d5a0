import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tidied } from './browser/tidy.ts';

test('a name without capitals, or in nothing but capitals, gets those of a name; any other stays as its owner writes it', () => {
  assert.equal(tidied('requester.name', '  nguyễn  văn an '), 'Nguyễn Văn An');
  assert.equal(tidied('child.fullName', 'NGUYỄN TRẦN MINH THƯ'), 'Nguyễn Trần Minh Thư');
  assert.equal(tidied('members.0.name', 'Nguyễn văn An'), 'Nguyễn văn An');
  assert.equal(tidied('child.fullName', 'h’hen niê'), 'H’Hen Niê');
  assert.equal(tidied('child.fullName', 'A Lăng đhoa'), 'A Lăng đhoa');
});

test('letters typed in parts become one letter each', () => {
  assert.equal(tidied('newHome.address', 'Tổ 3'.normalize('NFD')), 'Tổ 3'.normalize('NFC'));
});

test('an id number of twelve digits stands in fours; anything else is not touched', () => {
  assert.equal(tidied('requester.id', '049085002345'), '0490 8500 2345');
  assert.equal(tidied('requester.id', '0490 8500 2345'), '0490 8500 2345');
  assert.equal(tidied('requester.id', '201234567'), '201234567');
  assert.equal(tidied('requester.phone', '049085002345'), '049085002345');
  assert.equal(tidied('note', 'số nhà 12  tổ 3'), 'số nhà 12 tổ 3');
});
