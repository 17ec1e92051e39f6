// Entering a number and calling it.

import { capture } from './call.js';
import { $, element } from './dom.js';
import * as devices from './devices.js';
import { tell } from './notice.js';
import * as sounds from './sounds.js';
import { line } from './stage.js';

const KEYS = '123456789*0#';
const LETTERS = { 2: 'ABC', 3: 'DEF', 4: 'GHI', 5: 'JKL', 6: 'MNO', 7: 'PQRS', 8: 'TUV', 9: 'WXYZ', 0: '+' };
const HELD = 600; // ms from which on a key counts as held down
const NUMBER = /^(\+?[0-9A-D*#]{1,40}|[A-Za-z0-9_.-]{1,64})$/;

/** A number as people write it, without what is only there to be read more easily; null where it is none. */
export function entered(text) {
  const number = text.trim();
  const plain = number.replace(/[\s().\u2013-]/g, '');
  const told = /^\+?[0-9*#]+$/.test(plain) ? plain : number;
  return NUMBER.test(told) ? told : null;
}

/** Sound and, where wanted, picture of here; null where there is none, which is told. */
export async function media(video) {
  try {
    const stream = await capture({ video, microphone: devices.chosen('microphone'), camera: devices.chosen('camera') });
    devices.look(); // names of devices are told to who was allowed to use one
    return stream;
  } catch (error) {
    const keys = { denied: video ? 'deniedVideo' : 'denied', missing: 'missing', insecure: 'insecure' };
    tell(keys[error.why] ?? 'busyDevice');
    return null;
  }
}

export async function dial(text, video = false) {
  const number = entered(text);
  if (!number) {
    tell('wrongNumber');
    $('number').focus();
    return;
  }
  sounds.wake();
  tell('');
  const stream = await media(video);
  if (stream) {
    await line.dial(number, stream, video);
  }
}

/** Fills an element with the keys of a telephone. */
export function pad(target, press) {
  target.replaceChildren(...[...KEYS].map((key) => {
    const letters = element('small', { textContent: LETTERS[key] ?? '', 'aria-hidden': 'true' });
    const button = element('button', { type: 'button', onclick: () => press(key) }, element('b', { textContent: key }), letters);
    button.dataset.key = key;
    return button;
  }));
}

/** What a press of a key means as a digit; undefined where it means none. */
export const digitOf = (event) => (event.ctrlKey || event.altKey || event.metaKey ? undefined : [...KEYS].find((k) => k === event.key));

$('dial-form').onsubmit = (event) => { event.preventDefault(); dial($('number').value); };
$('video-call').onclick = () => dial($('number').value, true);

pad($('pad'), (key) => { sounds.wake(); sounds.digit(key); $('number').value += key; });
holdForPlus($('pad').querySelector('[data-key="0"]'));

/** The 0 is a + where it is held down, as on telephones. */
function holdForPlus(zero) {
  let timer = 0;
  let isHeld = false;
  zero.addEventListener('pointerdown', () => {
    isHeld = false;
    timer = setTimeout(() => { isHeld = true; $('number').value += '+'; }, HELD);
  });
  ['pointerup', 'pointerleave', 'pointercancel'].forEach((end) => zero.addEventListener(end, () => clearTimeout(timer)));
  zero.addEventListener('click', (event) => isHeld && event.detail && event.stopImmediatePropagation(), true); // keys click too
  zero.addEventListener('contextmenu', (event) => event.preventDefault()); // of a long touch
}

$('erase').onclick = () => { $('number').value = $('number').value.slice(0, -1); $('number').focus(); };
$('paste').onclick = async () => {
  try {
    put(await navigator.clipboard.readText());
    $('number').focus();
  } catch {
    tell('pasteDenied');
  }
};
$('number').onpaste = (event) => {
  event.preventDefault();
  put(event.clipboardData.getData('text'));
};

function put(text) {
  const field = $('number');
  field.setRangeText(entered(text) ?? text.trim(), field.selectionStart, field.selectionEnd, 'end');
}

export function show() {
  $('video-call').hidden = !devices.hasCamera();
}
