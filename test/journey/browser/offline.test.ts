/** Journeys without a line, each with a worker of its own. */
import { describe, test } from 'node:test';
import { onStage } from '../../kit/browser.ts';
import { filedLater } from './offline.ts';

describe('without a line', { concurrency: 2 }, () => {
  test('a birth filled without a line, with its photograph, outlives the page and is filed once when the line is back', () => onStage(filedLater));
});
