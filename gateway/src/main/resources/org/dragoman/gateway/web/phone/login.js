// Logging in and out; who logged in stays so while the tab lives.

import { $ } from './dom.js';
import { isTold, tell, tellError } from './notice.js';
import * as sounds from './sounds.js';
import { api, line } from './stage.js';
import { say } from './words.js';

const IDENTITY = 'dragoman.identity';

$('login-form').onsubmit = async (event) => {
  event.preventDefault();
  sounds.wake();
  tell('');
  $('login-button').disabled = true;
  $('login-button').textContent = say('loggingIn');
  try {
    await api.login($('account').value.trim(), $('password').value);
    $('password').value = '';
    sessionStorage.setItem(IDENTITY, JSON.stringify(api.identity()));
  } catch (error) {
    tellError(error);
    $('password').select();
  }
  $('login-button').disabled = false;
  $('login-button').textContent = say('login');
};

$('logout').onclick = () => {
  line.hangUpAll();
  api.logout();
};

api.addEventListener('online', () => {
  if (isTold('offline')) {
    tell('');
  }
});

api.addEventListener('offline', () => tell('offline'));

api.addEventListener('out', ({ detail }) => {
  sessionStorage.removeItem(IDENTITY);
  if (detail) {
    tellError(detail);
  } else {
    tell('');
  }
});

export async function loginAsBefore() {
  const identity = JSON.parse(sessionStorage.getItem(IDENTITY) ?? 'null');
  if (!identity) {
    $('account').focus();
    return;
  }
  try {
    await api.loginAgain(identity);
  } catch (error) {
    sessionStorage.removeItem(IDENTITY);
    tellError(error);
  }
}

/** Who is logged in, and whether the gateway is there. */
export function show() {
  const inside = api.welcome !== null;
  for (const id of ['who', 'logout', 'devices-open']) {
    $(id).hidden = !inside;
  }
  if (inside) {
    $('who-name').textContent = [api.welcome.name, api.welcome.account].filter(Boolean).join(' · ');
    $('online').textContent = say(api.isOnline ? 'online' : 'away');
    $('online').className = api.isOnline ? 'on' : 'off';
  }
}
