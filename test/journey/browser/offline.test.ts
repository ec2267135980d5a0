/** Journeys without a line, each with a worker of its own. */
import { describe, test } from 'node:test';
import { onStage } from '../../kit/browser.ts';
import {
  answerLost,
  draftFirst,
  filedLater,
  leftWithoutLine,
  pagesSeen,
  repeated,
  sentOnInPieces,
  serviceChanged,
  sessionEnded,
  signedOut,
  wiped,
} from './offline.ts';

/** A worker's requests are slow only where the line itself is. */
const onWeakLine = (run: Parameters<typeof onStage>[0]): Promise<void> => onStage(run, undefined, { line: '2G' });

describe('without a line', { concurrency: 4 }, () => {
  test('a birth filled without a line, with its photograph, outlives the page and is filed once when the line is back', () => onWeakLine(filedLater));
  test('an answer lost on its way files once', () => onWeakLine(answerLost));
  test('a line broken while the outbox sends a file costs what was on it: the rest follows, and the case is filed once', () => onWeakLine(sentOnInPieces));
  test('a service that changed meanwhile sends the form back to its owner with everything typed', () => onWeakLine(serviceChanged));
  test('a session that ended meanwhile loses nothing and files nothing for somebody else', () => onWeakLine(sessionEnded));
  test('signing out asks before it erases what was never sent; a file carries it away', () => onWeakLine(signedOut));
  test('signing out without a line empties the device at once and ends the session before anything else later', () => onWeakLine(leftWithoutLine));
  test('signing out leaves nothing of a person on the device', () => onWeakLine(wiped));
  test('pages seen before open with the hour of their copy, without anything of a person', () => onWeakLine(pagesSeen));
  test('a draft saved at the office is gone on with, also where the device keeps the form', () => onWeakLine(draftFirst));
  test('with the form on the device a filing is one request below 4 KB', () => onWeakLine(repeated));
});
