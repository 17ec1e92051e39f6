// The softphone page: puts its parts together, and says what is shown.

import * as devices from './devices.js';
import * as dialling from './dialling.js';
import { $ } from './dom.js';
import * as history from './history.js';
import * as incoming from './incoming.js';
import * as login from './login.js';
import * as notice from './notice.js';
import './settings.js';
import * as sounds from './sounds.js';
import { api, line } from './stage.js';
import * as talk from './talk.js';
import './transfer.js';
import { choose, current, knows, LANGUAGES, other, say } from './words.js';

function translate() {
  document.documentElement.lang = current();
  document.querySelectorAll('[data-word]').forEach((e) => { e.textContent = say(e.dataset.word); });
  document.querySelectorAll('[data-label]').forEach((e) => { e.setAttribute('aria-label', say(e.dataset.label)); e.title = say(e.dataset.label); });
  $('number').placeholder = say('number');
  $('language').textContent = LANGUAGES[other()];
  $('language').lang = other();
  show();
  history.show();
}

$('language').onclick = () => { choose(other()); translate(); };

function show() {
  const call = line.active;
  const view = api.welcome === null ? 'login' : call ? 'talk' : 'dial';
  const left = document.body.dataset.view;
  document.body.dataset.view = view;
  document.title = call ? `${talk.people(call)} – Dragoman` : line.waiting[0] ? `☎ ${talk.people(line.waiting[0])}` : 'Dragoman';
  [login, dialling, talk, incoming, notice].forEach((part) => part.show());
  playSounds(call);
  if (left !== view) {
    $(first(view)).focus();
  }
}

/** Where whoever uses the keyboard or a screen reader goes on; a touch screen's own keyboard stays away. */
function first(view) {
  const typing = matchMedia('(hover: hover)').matches;
  return { login: 'account', dial: typing ? 'number' : 'audio-call', talk: 'hangup' }[view];
}

function playSounds(call) {
  if (line.waiting.length) {
    sounds.ring();
  } else if (call?.state === 'ringing' && !call.sound) {
    sounds.ringing();
  } else {
    sounds.stop();
  }
}

line.addEventListener('over', ({ detail: { call, wasShown } }) => {
  const values = { number: call.name || call.dialled || say('unknown') };
  if (call.wasIncoming && call.reason !== 'declined' && call.reason !== 'elsewhere') {
    notice.tell('missedCall', values);
  } else if (call.transfer === 'done' || !wasShown || call.reason === 'ended' || call.reason === 'declined' && call.direction === 'in') {
    notice.tell(call.wasTalking && wasShown ? 'ended' : '');
  } else {
    notice.tell(knows(call.reason) ? call.reason : 'failed', values);
  }
});

line.addEventListener('change', show);
['online', 'offline', 'out'].forEach((event) => api.addEventListener(event, show));
devices.onCamera(show);

translate();
devices.look();
login.loginAsBefore();
