// The calls that the account had: the gateway keeps them, for all its browsers and phones.

import { $, element } from './dom.js';
import { tellError } from './notice.js';
import { api } from './stage.js';
import { clock } from './talk.js';
import { current, knows, say } from './words.js';

let past = [];

api.addEventListener('online', () => api.ask({ type: 'history' }).catch(() => {})); // a guest has none
api.addEventListener('out', () => { past = []; show(); });
api.addEventListener('message', ({ detail }) => {
  if (detail.type === 'history') {
    past = detail.calls;
    show();
  }
});

$('history-clear').onclick = () => api.ask({ type: 'forget' }).catch(tellError);

export function show() {
  $('history-empty').hidden = past.length > 0;
  $('history-clear').hidden = past.length === 0;
  $('history-calls').replaceChildren(...past.map(row));
}

function row(call) {
  const missed = call.reason === 'missed';
  const name = call.name || call.number || say('unknown');
  const when = new Intl.DateTimeFormat(current(), { dateStyle: 'short', timeStyle: 'short' }).format(new Date(call.at));
  const who = element('button', {
    type: 'button', textContent: name, disabled: !call.number, 'aria-label': say('callBack', { number: name }),
    onclick: () => { $('number').value = call.number; $('number').focus(); },
  });
  const detail = [call.name && call.number, say(missed ? 'missed' : call.direction), when, result(call)].filter(Boolean).join(' · ');
  return element('li', { className: missed ? 'missed' : call.direction }, who, element('span', { textContent: detail }));
}

function result(call) {
  if (call.reason === 'ended') {
    return clock(call.seconds);
  }
  return call.reason === 'missed' || !knows(call.reason) ? '' : say(call.reason, { number: call.number ?? '' });
}
