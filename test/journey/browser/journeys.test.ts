/** Journeys through the running product in one browser, a window per person and a database per journey, some at once. */

import { describe, test } from 'node:test';
import { onStage } from '../../kit/browser.ts';
import { bytes } from './bytes.ts';
import { birthWithoutScript, birthWithScript, copiesWithoutScript, copiesWithScript } from './case.ts';
import { counterByKeyboard, counterKeepsWhatWasTyped } from './counter.ts';
import { draftOnTwoDevices, draftWithoutScript, sessionLostMidForm } from './draft.ts';
import { agreedByTwo } from './joint.ts';
import { toldWithoutScript, toldWithScript } from './notice.ts';
import { threePagesWithoutScript, threePagesWithScript } from './papers.ts';
import { passkeys } from './passkey.ts';
import { payByQr, payThroughGateway } from './pay.ts';
import { toldByPush } from './push.ts';
import { daylight, night, rounds } from './rounds.ts';
import { focusIsSeen, pagesOnPaper } from './touch.ts';
import { reportWithoutScript, reportWithScript, speakWithoutScript } from './voice.ts';
import { takenBack } from './withdraw.ts';

// Telephones spend most of their time waiting for the weak line; more than this at once gains nothing on two cores.
describe('journeys', { concurrency: 4 }, () => {
  test('every page of every role by daylight in Vietnamese: nothing for axe, nothing too wide', () => onStage(rounds(daylight)));
  test('every page of every role in the dark in English: nothing too wide, no Vietnamese text', () => onStage(rounds(night)));
  test('a birth from the phone to the signed paper: script on, several signed at once, the leader sees it within two seconds', () => onStage(birthWithScript));
  test('a birth without any script, sent back once to be supplemented', () => onStage(birthWithoutScript));
  test('certified copies at a desktop with script: an item more, a supplement, a result', () => onStage(copiesWithScript));
  test('certified copies at a desktop without script, officers on phones', () => onStage(copiesWithoutScript));
  test('the counter receives a known person without a mouse in at most 25 presses', () => onStage(counterByKeyboard));
  test('the counter keeps what was typed while somebody is looked up, a paper is added or a mistake is made', () => onStage(counterKeepsWhatWasTyped));
  test('a form left half-way goes on at another phone; where two phones disagree both answers are shown', () => onStage(draftOnTwoDevices));
  test('a draft without script, and a session lost on the way that loses nothing', () => onStage(draftWithoutScript));
  test('a session lost in mid-form with script: nothing typed is lost', () => onStage(sessionLostMidForm));
  test('three photographs for one paper with script: made small on the phone, put in order, seen by the officer', () => onStage(threePagesWithScript));
  test('three photographs for one paper without script: put in order, one left out, seen by the officer', () => onStage(threePagesWithoutScript));
  test('the bell, the list and how one wants to be told, on a telephone', () => onStage(toldWithScript));
  test('the same without any script', () => onStage(toldWithoutScript));
  test('a message by web push, sealed for this browser and shown by its worker', () => onStage(toldByPush));
  test('an officer enrols a passkey, signs out and in, loses the device and gets another one from two persons', () => onStage(passkeys, 'localhost'));
  test('a fee paid through the gateway from a phone with script; tracking and the officer show it', () => payThroughGateway({ width: 360 }));
  test('a fee paid through the gateway from a phone without script', () => payThroughGateway({ width: 360, script: 'off' }));
  test('a fee paid by the QR picture kept on the same phone, with script', () => payByQr({ width: 360 }));
  test('a fee paid by the QR picture kept on the same phone, without script', () => payByQr({ width: 360, script: 'off' }));
  test('a report from a phone with script: position, photo, code; the answer, a rating', () => onStage(reportWithScript));
  test('a report from a phone without script: a tap on the map, the place in words', () => onStage(reportWithoutScript));
  test('a survey and a draft answered on a phone without script', () => onStage(speakWithoutScript));
  test('a case that names a second person: she agrees from her own phone, both without script', () =>
    onStage((stage) => agreedByTwo(stage, { width: 360, script: 'off' })));
  test('a case taken back from a phone without script', () => onStage((stage) => takenBack(stage, { width: 360, script: 'off' })));
  test('pages keep their budgets of bytes and requests on the wire', () => onStage(bytes));
  test('the focus is seen at every stop and moves as one reads', () => onStage(focusIsSeen));
  test('queue, case and receipt are legible on paper and show no controls', () => onStage(pagesOnPaper));
});
