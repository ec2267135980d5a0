/** Files on their way to the office, in one browser. */
import { describe, test } from 'node:test';
import { onStage } from '../../kit/browser.ts';
import { closedOnTheWay, lapsedWithoutScript, lapsedWithScript, photoOverCutLine, refusedOnTheWay, savingData } from './pieces.ts';

describe('files in pieces', { concurrency: 4 }, () => {
  test('a line cut in the middle of a photograph: what is there is not sent again, and the filing carries no photograph', () => onStage(photoOverCutLine));
  test('a page closed while pieces are on the line goes on with the rest when it is opened again', () => onStage(closedOnTheWay));
  test('a bad file is refused on the way and named at its paper, the good one and the answers stay', () => onStage(refusedOnTheWay));
  test('with data saving on a file goes with the form, not before', () => onStage(savingData));
  test('a session lapsed with a file chosen, with script: the same form with answers and file after signing in', () => onStage(lapsedWithScript));
  test('a session lapsed with a file chosen, without script: the same form with answers and file after signing in', () => onStage(lapsedWithoutScript));
});
