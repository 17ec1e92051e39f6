// The softphone page: what the user does, and what is shown.

import { Api } from './api.js';
import { Call, capture } from './call.js';
import * as devices from './devices.js';
import * as history from './history.js';
import * as sounds from './sounds.js';
import { choose, current, LANGUAGES, knows, other, say } from './words.js';

const $ = (id) => document.getElementById(id);
const KEYS = '123456789*0#';
const LETTERS = { 2: 'ABC', 3: 'DEF', 4: 'GHI', 5: 'JKL', 6: 'MNO', 7: 'PQRS', 8: 'TUV', 9: 'WXYZ', 0: '+' };
const NUMBER = /^(\+?[0-9A-D*#]{1,40}|[A-Za-z0-9_.-]{1,64})$/;
const IDENTITY = 'dragoman.identity';
const FAIR = { roundTrip: 250, loss: 2, jitter: 30 };
const POOR = { roundTrip: 500, loss: 6, jitter: 60 };

const socketUrl = new URL('../api/v1/ws', location.href);
socketUrl.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
const api = new Api(socketUrl);

const calls = []; // those that are not over; the one shown is the last
let waiting = []; // incoming ones that nobody took yet
let asking = null; // the call that the transfer dialog is about
let notice = null; // { key, values }
let counter = 0;
let camera = false;
let sentDigits = '';

const active = () => calls.at(-1);

// ---- words

function translate() {
  document.documentElement.lang = current();
  document.querySelectorAll('[data-word]').forEach((e) => { e.textContent = say(e.dataset.word); });
  document.querySelectorAll('[data-label]').forEach((e) => { e.setAttribute('aria-label', say(e.dataset.label)); });
  $('number').placeholder = say('number');
  $('language').textContent = LANGUAGES[other()];
  $('language').lang = other();
  show();
  showHistory();
}

$('language').onclick = () => { choose(other()); translate(); };

function tell(key, values = {}) {
  notice = key ? { key, values } : null;
  showNotice();
}

function showNotice() {
  $('notice').hidden = !notice;
  $('notice').textContent = notice ? say(notice.key, notice.values) : '';
}

function tellError(error) {
  tell(error.code === 'offline' ? 'error-offline' : knows(error.code ?? '') ? error.code : 'failed', { number: '' });
}

// ---- logging in

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
  calls.concat(waiting).forEach((call) => call.hangup());
  api.logout();
};

api.addEventListener('online', () => {
  if (notice?.key === 'offline') {
    tell('');
  }
  show();
  showHistory();
});

api.addEventListener('offline', () => { tell('offline'); show(); });

api.addEventListener('lost', () => { calls.concat(waiting).forEach((call) => call.lost()); });

api.addEventListener('out', ({ detail }) => {
  sessionStorage.removeItem(IDENTITY);
  calls.concat(waiting).forEach((call) => call.lost());
  if (detail) {
    tellError(detail);
  } else {
    tell('');
  }
  show();
  $('account').focus();
});

async function loginAsBefore() {
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
    show();
  }
}

// ---- calling

function entered(text) {
  const number = text.trim();
  const plain = number.replace(/[\s().\u2013-]/g, '');
  return /^\+?[0-9*#]+$/.test(plain) ? plain : number;
}

async function media(video) {
  try {
    const stream = await capture({ video, microphone: devices.chosen('microphone'), camera: devices.chosen('camera') });
    lookForCamera(); // names of devices are told to who was allowed to use one
    return stream;
  } catch (error) {
    const keys = { denied: video ? 'deniedVideo' : 'denied', missing: 'missing', insecure: 'insecure' };
    tell(keys[error.why] ?? 'busyDevice');
    return null;
  }
}

async function dial(text, video = false) {
  const number = entered(text);
  if (!NUMBER.test(number)) {
    tell('wrongNumber');
    $('number').focus();
    return null;
  }
  sounds.wake();
  tell('');
  const stream = await media(video);
  if (!stream) {
    return null;
  }
  const call = new Call(api, `c${++counter}-${Date.now().toString(36)}`, number);
  call.video = video;
  enter(call);
  await call.dial(stream);
  return call;
}

$('dial-form').onsubmit = (event) => { event.preventDefault(); dial($('number').value); };
$('video-call').onclick = () => dial($('number').value, true);

/** Takes a call among those that are talked in; whoever talks already is put on hold. */
function enter(call) {
  calls.filter((c) => c.state === 'talking' && !c.held).forEach((c) => c.hold(true).catch(() => {}));
  calls.push(call);
  watch(call);
  sentDigits = '';
  show();
  $('hangup').focus();
}

function watch(call) {
  call.addEventListener('change', show);
  call.addEventListener('ended', () => over(call));
}

function over(call) {
  const missed = call.wasIncoming && call.reason !== 'declined' && call.reason !== 'elsewhere';
  const values = { number: call.name || call.dialled || say('unknown') };
  const wasShown = active() === call;
  remove(calls, call);
  remove(waiting, call);
  history.add(api.welcome?.account ?? '', {
    direction: call.direction, number: call.dialled, name: call.name, at: call.since.getTime(), seconds: call.seconds,
    reason: missed ? 'missed' : call.wasTalking ? 'ended' : call.reason,
  });
  if (missed) {
    tell('missedCall', values);
  } else if (call.transfer === 'done' || !wasShown || call.reason === 'ended' || call.reason === 'declined' && call.direction === 'in') {
    tell(call.wasTalking && wasShown ? 'ended' : '');
  } else {
    tell(knows(call.reason) ? call.reason : 'failed', values);
  }
  show();
  showHistory();
}

function remove(list, call) {
  const at = list.indexOf(call);
  if (at >= 0) {
    list.splice(at, 1);
  }
}

api.addEventListener('message', ({ detail }) => {
  if (detail.type === 'incoming') {
    const call = Call.incoming(api, detail);
    watch(call);
    waiting.push(call);
    show();
  } else {
    calls.concat(waiting).find((call) => call.id === detail.call)?.received(detail);
  }
});

async function accept(video) {
  const call = waiting[0];
  sounds.wake();
  const stream = await media(video);
  if (!stream) {
    return; // the sentence is told; the call still rings
  }
  if (call.state !== 'incoming') {
    stream.getTracks().forEach((track) => track.stop());
    return;
  }
  call.state = 'connecting';
  call.video = video;
  remove(waiting, call);
  tell('');
  enter(call);
  await call.accept(stream);
}

$('accept-audio').onclick = () => accept(false);
$('accept-video').onclick = () => accept(true);
$('decline').onclick = () => waiting[0]?.decline();
$('incoming').oncancel = (event) => event.preventDefault(); // Escape neither takes nor refuses a call

// ---- in a call

$('hangup').onclick = () => active()?.hangup();
$('mute').onclick = () => active()?.mute(!active().muted);
$('camera').onclick = () => active()?.camera(!active().cameraOff);
$('speaker').onclick = () => { $('remote-audio').muted = !$('remote-audio').muted; show(); };
$('hold').onclick = () => { const call = active(); call?.hold(!call.held).catch(tellError); };
$('keypad').onclick = () => { $('talk-pad').hidden = !$('talk-pad').hidden; show(); };

async function digit(key) {
  const call = active();
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

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, select, textarea, dialog');
  if (!typing && !event.ctrlKey && !event.altKey && !event.metaKey && KEYS.includes(event.key) && active()) {
    event.preventDefault();
    digit(event.key);
  }
});

$('transfer').onclick = () => {
  asking = active();
  $('transfer-number').value = '';
  $('transfer-dialog').showModal();
};
$('transfer-cancel').onclick = () => $('transfer-dialog').close();

function transferTarget() {
  const number = entered($('transfer-number').value);
  if (!NUMBER.test(number)) {
    $('transfer-number').focus();
    return null;
  }
  $('transfer-dialog').close();
  return number;
}

$('transfer-form').onsubmit = (event) => {
  event.preventDefault();
  const number = transferTarget();
  if (number) {
    asking?.transferTo(number).catch(tellError);
  }
};

$('transfer-ask').onclick = () => {
  const number = transferTarget();
  if (number) {
    dial(number);
  }
};

$('join').onclick = () => active()?.join(calls.at(-2)).catch(tellError);

async function switchTo(call) {
  await Promise.all(calls.filter((c) => c !== call && c.state === 'talking' && !c.held).map((c) => c.hold(true).catch(() => {})));
  remove(calls, call);
  calls.push(call);
  await call.hold(false).catch(tellError);
  show();
}

// ---- what is shown

const people = (call) => call.name || call.number || say('unknown');
const clock = (seconds) => {
  const two = (n) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours ? hours + ':' : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

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
  return call.isConnected ? say('talking') : say('connecting');
}

function show() {
  const call = active();
  const inside = api.welcome !== null;
  document.body.dataset.view = !inside ? 'login' : call ? 'talk' : 'dial';
  for (const id of ['who', 'logout', 'devices-open']) {
    $(id).hidden = !inside;
  }
  if (inside) {
    $('who-name').textContent = [api.welcome.name, api.welcome.account].filter(Boolean).join(' · ');
    $('online').textContent = api.isOnline ? say('online') : '…';
    $('online').className = api.isOnline ? 'on' : 'off';
  }
  $('video-call').hidden = !camera;
  showNotice();
  showCall(call);
  showIncoming();
  playSounds(call);
}

function showCall(call) {
  document.title = call ? `${people(call)} – Dragoman` : waiting[0] ? `☎ ${people(waiting[0])}` : 'Dragoman phone';
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

function press(id, on) {
  $(id).setAttribute('aria-pressed', String(on));
}

function showQuality(call) {
  const q = call.quality;
  $('quality').hidden = !q || call.state !== 'talking';
  if (!q) {
    return;
  }
  const worse = (limit) => q.roundTrip > limit.roundTrip || Math.max(q.loss, q.farLoss) > limit.loss || q.jitter > limit.jitter;
  const grade = worse(POOR) ? 'poor' : worse(FAIR) ? 'fair' : 'good';
  const round = (n) => new Intl.NumberFormat(current(), { maximumFractionDigits: 1 }).format(n);
  $('quality').dataset.grade = grade;
  $('quality-text').textContent = `${say(grade)} (${say('numbers', {
    roundTrip: round(q.roundTrip), loss: round(Math.max(q.loss, q.farLoss)), jitter: round(q.jitter),
  })})`;
}

function showPictures(call) {
  const theirs = call.remote.getVideoTracks().some((track) => track.readyState === 'live' && !track.muted);
  const ours = Boolean(call.local?.getVideoTracks().length) && !call.videoRefused;
  $('pictures').hidden = !theirs && !ours;
  attach($('remote-video'), theirs ? call.remote : null);
  attach($('local-video'), ours ? call.local : null);
}

function attach(element, stream) {
  element.hidden = !stream;
  if (element.srcObject !== stream) {
    element.srcObject = stream;
  }
}

function showOthers(call) {
  const others = calls.filter((c) => c !== call);
  $('others').hidden = !others.length;
  $('other-calls').replaceChildren(...others.map((c) => {
    const item = document.createElement('li');
    const name = document.createElement('span');
    name.textContent = `${people(c)} – ${stateText(c)}`;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = say('switchTo');
    button.setAttribute('aria-label', `${say('switchTo')}: ${people(c)}`);
    button.onclick = () => switchTo(c);
    item.append(name, button);
    return item;
  }));
  $('join').hidden = !(others.length && call.state === 'talking' && others.at(-1).state === 'talking');
}

function showIncoming() {
  const call = waiting[0];
  const dialog = $('incoming');
  if (!call) {
    dialog.close();
    return;
  }
  $('incoming-title').textContent = say(call.video ? 'incomingVideo' : 'incoming');
  $('incoming-name').textContent = people(call);
  $('incoming-number').textContent = call.name ? call.number : '';
  $('accept-video').hidden = !(call.video && camera);
  if (!dialog.open) {
    dialog.showModal();
    $('accept-audio').focus();
  }
}

function playSounds(call) {
  if (waiting.length) {
    sounds.ring();
  } else if (call?.state === 'ringing' && !call.sound) {
    sounds.ringing();
  } else {
    sounds.stop();
  }
}

setInterval(() => {
  const call = active();
  if (call?.state === 'talking') {
    $('talk-timer').textContent = clock(call.seconds);
  }
}, 500);

// ---- history

function showHistory() {
  const account = api.welcome?.account;
  const past = account ? history.read(account) : [];
  $('history-empty').hidden = past.length > 0;
  $('history-clear').hidden = past.length === 0;
  const when = new Intl.DateTimeFormat(current(), { dateStyle: 'short', timeStyle: 'short' });
  $('history-calls').replaceChildren(...past.map((entry) => {
    const item = document.createElement('li');
    const missed = entry.reason === 'missed';
    item.className = missed ? 'missed' : entry.direction === 'in' ? 'in' : 'out';
    const who = document.createElement('button');
    who.type = 'button';
    who.textContent = entry.name || entry.number || say('unknown');
    who.disabled = !entry.number;
    who.setAttribute('aria-label', say('callBack', { number: who.textContent }));
    who.onclick = () => { $('number').value = entry.number; $('number').focus(); };
    const kind = say(missed ? 'missed' : entry.direction);
    const result = entry.reason === 'ended' ? clock(entry.seconds)
      : missed || !knows(entry.reason) ? '' : say(entry.reason, { number: entry.number });
    const detail = document.createElement('span');
    detail.textContent = [entry.name && entry.number, kind, when.format(entry.at), result].filter(Boolean).join(' · ');
    item.append(who, detail);
    return item;
  }));
}

$('history-clear').onclick = () => { history.clear(api.welcome.account); showHistory(); };

// ---- the dial pad and the number

function pad(element, press) {
  element.replaceChildren(...[...KEYS].map((key) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.key = key;
    const digit = document.createElement('b');
    digit.textContent = key;
    const letters = document.createElement('small');
    letters.textContent = LETTERS[key] ?? '';
    letters.setAttribute('aria-hidden', 'true');
    button.append(digit, letters);
    button.onclick = () => press(key);
    return button;
  }));
}

pad($('pad'), (key) => { sounds.wake(); sounds.digit(key); $('number').value += key; });
pad($('talk-pad'), digit);
$('erase').onclick = () => { $('number').value = $('number').value.slice(0, -1); $('number').focus(); };
$('paste').onclick = async () => {
  try {
    $('number').value = entered(await navigator.clipboard.readText());
    $('number').focus();
  } catch {
    tell('pasteDenied');
  }
};
$('number').onpaste = (event) => {
  event.preventDefault();
  const text = entered(event.clipboardData.getData('text'));
  $('number').setRangeText(text, $('number').selectionStart, $('number').selectionEnd, 'end');
};

// ---- devices

async function lookForCamera() {
  const has = await devices.hasCamera();
  if (has !== camera) {
    camera = has;
    show();
  }
}

async function showDevices() {
  for (const [id, kind] of [['microphone', 'microphone'], ['output', 'output'], ['camera-device', 'camera']]) {
    const found = (await devices.list(kind)).filter((d) => d.deviceId);
    const options = [new Option(say('standard'), ''), ...found.filter((d) => d.deviceId !== 'default').map((d) => new Option(d.label, d.deviceId))];
    $(id).replaceChildren(...options);
    $(id).value = devices.chosen(kind);
    if ($(id).selectedIndex < 0) {
      $(id).value = '';
    }
  }
  $('output-label').hidden = !devices.canChooseOutput();
  $('camera-label').hidden = !camera;
}

$('devices-open').onclick = async () => { await showDevices(); $('devices').showModal(); };

async function changeDevice(kind, id) {
  devices.choose(kind, id);
  const call = active();
  if (kind === 'output') {
    await devices.applyOutput($('remote-audio'));
  } else if (call?.local) {
    const stream = await media(call.local.getVideoTracks().length > 0);
    if (stream) {
      await call.replace(stream);
    }
  }
}

$('microphone').onchange = () => changeDevice('microphone', $('microphone').value);
$('output').onchange = () => changeDevice('output', $('output').value);
$('camera-device').onchange = () => changeDevice('camera', $('camera-device').value);
devices.onChange(lookForCamera);

translate();
lookForCamera();
loginAsBefore();
