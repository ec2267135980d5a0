import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from './language.ts';

test('the own choice goes before what the browser prefers', () => {
  assert.equal(languageOf('vi', 'en'), 'vi');
  assert.equal(languageOf('en', 'vi'), 'en');
  assert.equal(languageOf('fr', 'en'), 'en');
});

test('the heaviest wish among the two languages counts; without one it is Vietnamese', () => {
  assert.equal(languageOf(undefined, 'en-US,en;q=0.9,vi;q=0.8'), 'en');
  assert.equal(languageOf(undefined, 'fr, en;q=0.4, vi;q=0.7'), 'vi');
  assert.equal(languageOf(undefined, 'en;q=0'), 'vi');
  assert.equal(languageOf(undefined, 'fr'), 'vi');
  assert.equal(languageOf(undefined, undefined), 'vi');
  assert.equal(languageOf(undefined, ';;,,q=,en;q=high'), 'en');
});
