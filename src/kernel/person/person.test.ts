import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant, plusMs } from '../../base/time.ts';
import { birthYearOf, deviceOf, failuresNow, isLive, isToken, pauseAfter, readNewPerson, readPhone, sessionEnds, tokenOf, waitSeconds } from './person.ts';

const began = instant('2026-05-04T08:00:00+07:00');
const minutes = (count: number): number => count * 60_000;
const after = (ms: number) => plusMs(began, ms);

test('a session ends an hour after it was last seen, and twelve hours after it began in any case', () => {
  assert.equal(sessionEnds({ began, seen: began }), '2026-05-04T09:00:00+07:00');
  assert.equal(sessionEnds({ began, seen: after(minutes(11 * 60 + 30)) }), '2026-05-04T20:00:00+07:00');
  assert.equal(isLive({ began, seen: began }, after(minutes(60) - 1)), true);
  assert.equal(isLive({ began, seen: began }, after(minutes(60))), false);
  assert.equal(isLive({ began, seen: after(minutes(719)) }, after(minutes(720) - 1)), true);
  assert.equal(isLive({ began, seen: after(minutes(719)) }, after(minutes(720))), false);
});

test('a session from the future is not live: somebody turned the machine clock back', () => {
  assert.equal(isLive({ began, seen: began }, after(-minutes(2))), false);
});

test('a token is 256 bits in 43 characters', () => {
  const token = tokenOf(Uint8Array.from({ length: 32 }, (_, index) => 255 - index));
  assert.equal(Buffer.from(token, 'base64url').length, 32);
  assert.equal(isToken(token), true);
  for (const wrong of ['', token.slice(1), `${token}A`, `${token.slice(1)}=`, `${token.slice(1)} `]) assert.equal(isToken(wrong), false, wrong);
});

test('the first three failures are free, then the pause doubles up to a quarter of an hour', () => {
  assert.deepEqual([0, 1, 3, 4, 5, 6, 12, 13, 40, 10_000].map(pauseAfter), [0, 0, 0, 2000, 4000, 8000, 512_000, 900_000, 900_000, 900_000]);
});

test('one waits until the pause is over, and a day later nothing is left of it', () => {
  const tries = { failures: 5, last: began };
  assert.equal(waitSeconds(tries, after(0)), 4);
  assert.equal(waitSeconds(tries, after(3100)), 1);
  assert.equal(waitSeconds(tries, after(4000)), 0);
  assert.equal(waitSeconds(undefined, began), 0);
  assert.equal(failuresNow(tries, after(minutes(24 * 60))), 5);
  assert.equal(failuresNow(tries, after(minutes(24 * 60) + 1)), 0);
});

test('Vietnamese telephone numbers become E.164, others are refused', () => {
  assert.equal(readPhone('0905 412 768'), '+84905412768');
  assert.equal(readPhone('+84 905.412.768'), '+84905412768');
  assert.equal(readPhone('0235 3852 739'), '+842353852739');
  for (const wrong of ['', '905412768', '0105412768', '09054127680', '+1 905 412 768', '0905 41276x']) assert.equal(readPhone(wrong), undefined, wrong);
});

test('the year of birth is read from the id number', () => {
  assert.equal(birthYearOf('049190001234'), 1990);
  assert.equal(birthYearOf('049215000456'), 2015);
  assert.equal(birthYearOf('049085002345'), 1985);
  assert.equal(birthYearOf('04908500234'), undefined);
});

test('a new person is tidied, and every wrong field is named at once', () => {
  const read = readNewPerson({ name: `  Alăng  Thị Bhơi `.normalize('NFD'), idNumber: '049190001234', phone: '0868 441 903', account: 'cong-dan-bhoi' });
  assert.deepEqual(read, {
    name: 'Alăng Thị Bhơi',
    idNumber: '049190001234',
    phone: '+84868441903',
    birthYear: 1990,
    account: 'cong-dan-bhoi',
    identityLevel: 0,
    groups: [],
  });
  const wrong = readNewPerson({ name: ' .. ', idNumber: '12', phone: '1', account: 'Ông Ba', birthYear: 1800, groups: ['rich' as 'poorHousehold'] });
  assert.deepEqual(wrong, { problems: ['name', 'account', 'idNumber', 'phone', 'birthYear', 'groups'] });
});

test('a device is told in words its owner recognises', () => {
  assert.equal(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:120.0) Gecko/20100101 Firefox/120.0'), 'Firefox · Windows');
  assert.equal(deviceOf('Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36'), 'Chrome · Android');
  assert.equal(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1 Version/16.0 Mobile/15E148 Safari/604.1'), 'Safari · iPhone');
  assert.equal(deviceOf('<script>'), 'Trình duyệt');
});
