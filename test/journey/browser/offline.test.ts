/** Journeys without a line, each with a worker of its own. */
import { describe, test } from 'node:test';
import { onStage } from '../../kit/browser.ts';
import { answerLost, draftFirst, filedLater, pagesSeen, repeated, sentOnInPieces, serviceChanged, sessionEnded, signedOut, wiped } from './offline.ts';

describe('without a line', { concurrency: 2 }, () => {
  test('a birth filled without a line, with its photograph, outlives the page and is filed once when the line is back', () => onStage(filedLater));
  test('an answer lost on its way files once', () => onStage(answerLost));
  test('a line broken while the outbox sends a file costs what was on it: the rest follows, and the case is filed once', () => onStage(sentOnInPieces));
  test('a service that changed meanwhile sends the form back to its owner with everything typed', () => onStage(serviceChanged));
  test('a session that ended meanwhile loses nothing and files nothing for somebody else', () => onStage(sessionEnded));
  test('signing out asks before it erases what was never sent; a file carries it away', () => onStage(signedOut));
  test('signing out leaves nothing of a person on the device', () => onStage(wiped));
  test('pages seen before open with the hour of their copy, without anything of a person', () => onStage(pagesSeen));
  test('a draft saved at the office is gone on with, also where the device keeps the form', () => onStage(draftFirst));
  test('with the form on the device a filing is one request below 4 KB', () => onStage(repeated));
});
