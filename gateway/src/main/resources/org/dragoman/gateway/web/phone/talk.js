// The call that is talked in: what is shown of it, and its buttons.

import { $, element, press } from './dom.js';
import * as devices from './devices.js';
import { digitOf, pad } from './dialling.js';
import { tell, tellError } from './notice.js';
import { showPictures } from './pictures.js';
import { showQuality } from './quality.js';
import * as sounds from './sounds.js';
import { line } from './stage.js';
import { say } from './words.js';

let sentDigits = '';

export const people = (call) => call.name || call.number || say('unknown');

export const clock = (seconds) => {
  const two = (n) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours ? hours + ':' : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

line.addEventListener('entered', () => {
  sentDigits = '';
  $('talk-pad').hidden = true;
});

$('hangup').onclick = () => line.active?.hangup();
$('mute').onclick = () => line.active?.mute(!line.active.muted);
$('camera').onclick = () => line.active?.camera(!line.active.cameraOff);
$('speaker').onclick = () => { $('remote-audio').muted = !$('remote-audio').muted; show(); };
$('hold').onclick = () => { const call = line.active; call?.hold(!call.held).catch(tellError); };
$('keypad').onclick = () => { $('talk-pad').hidden = !$('talk-pad').hidden; show(); };
$('join').onclick = () => line.join()?.catch(tellError);

async function digit(key) {
  const call = line.active;
  if (!call || !['talking', 'ringing', 'dialing'].includes(call.state)) {
    return;
  }
  sounds.digit(key);
  try {
    await call.digits(key);
    sentDigits = (sentDigits + key).slice(-24);
    show();
  } catch (error) {
    tellError(error);
  }
}

pad($('talk-pad'), digit);

document.addEventListener('keydown', (event) => {
  const key = digitOf(event);
  if (key && line.active && !event.target.closest('input, select, textarea, dialog')) {
    event.preventDefault();
    digit(key);
  }
});

setInterval(() => {
  if (line.active?.state === 'talking') {
    $('talk-timer').textContent = clock(line.active.seconds);
  }
}, 500);

function stateText(call) {
  if (call.transfer === 'trying' || call.transfer === 'ringing') {
    return say('transferring');
  }
  if (call.transfer === 'failed') {
    return say('transferFailed');
  }
  switch (call.state) {
    case 'dialing': return say('dialing', { number: call.number });
    case 'ringing': return say('ringing');
    case 'connecting': return say('connecting');
    default:
  }
  if (call.held) {
    return say('held');
  }
  if (call.heldByOther) {
    return say('heldByOther');
  }
  return say(call.isConnected ? 'talking' : call.wasConnected ? 'reconnecting' : 'connecting');
}

export function show() {
  const call = line.active;
  const audio = $('remote-audio');
  if (!call) {
    audio.srcObject = null;
    return;
  }
  const talking = call.state === 'talking';
  $('talk-who').textContent = people(call);
  $('talk-number').textContent = call.name ? call.number : '';
  $('talk-state').textContent = stateText(call);
  $('talk-state').dataset.state = call.held || call.heldByOther ? 'held' : call.state;
  $('talk-timer').hidden = !talking;
  $('talk-timer').textContent = clock(call.seconds);
  press('mute', call.muted);
  press('camera', call.cameraOff);
  press('hold', call.held);
  press('speaker', audio.muted);
  press('keypad', !$('talk-pad').hidden);
  $('keypad').setAttribute('aria-expanded', String(!$('talk-pad').hidden));
  $('camera').hidden = !(call.local?.getVideoTracks().length) || call.videoRefused;
  $('hold').disabled = !talking;
  $('transfer').disabled = !talking;
  $('talk-digits').hidden = !sentDigits;
  $('talk-digits').textContent = say('digitsSent', { digits: sentDigits });
  if (call.videoRefused && !call.videoTold) {
    call.videoTold = true;
    tell('noVideo');
  }
  showQuality(call);
  showPictures(call);
  showOthers(call);
  if (audio.srcObject !== call.remote && call.remote.getTracks().length) {
    audio.srcObject = call.remote;
    devices.applyOutput(audio);
  }
}

function showOthers(call) {
  const others = line.calls.filter((c) => c !== call);
  $('others').hidden = !others.length;
  $('other-calls').replaceChildren(...others.map((c) => element('li', {},
    element('span', { textContent: `${people(c)} – ${stateText(c)}` }),
    element('button', {
      type: 'button', textContent: say('switchTo'), 'aria-label': `${say('switchTo')}: ${people(c)}`,
      onclick: () => line.switchTo(c).catch(tellError),
    }))));
  $('join').hidden = !(others.length && call.state === 'talking' && others.at(-1).state === 'talking');
}
