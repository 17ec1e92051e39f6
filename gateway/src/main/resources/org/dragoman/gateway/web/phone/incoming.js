// The window of a call that comes in.

import { $ } from './dom.js';
import * as devices from './devices.js';
import { media } from './dialling.js';
import { tell } from './notice.js';
import * as sounds from './sounds.js';
import { line } from './stage.js';
import { people } from './talk.js';
import { say } from './words.js';

async function accept(video) {
  const call = line.waiting[0];
  sounds.wake();
  const stream = await media(video);
  if (stream) { // else the sentence is told; the call still rings
    tell('');
    await line.accept(call, stream, video);
  }
}

$('accept-audio').onclick = () => accept(false);
$('accept-video').onclick = () => accept(true);
$('decline').onclick = () => line.waiting[0]?.decline();
$('incoming').oncancel = (event) => event.preventDefault(); // Escape neither takes nor refuses a call

export function show() {
  const call = line.waiting[0];
  const dialog = $('incoming');
  if (!call) {
    dialog.close();
    return;
  }
  $('incoming-title').textContent = say(call.video ? 'incomingVideo' : 'incoming');
  $('incoming-name').textContent = people(call);
  $('incoming-number').textContent = call.name ? call.number : '';
  $('accept-video').hidden = !(call.video && devices.hasCamera());
  if (!dialog.open) {
    dialog.showModal();
    $('accept-audio').focus();
  }
}
