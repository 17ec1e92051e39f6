// The one sentence at the top of the page: what went wrong, or what has just happened.

import { $ } from './dom.js';
import { knows, say } from './words.js';

let notice = null; // { key, values }

/** Tells by a key of the words; without one, what was told is taken away. */
export function tell(key, values = {}) {
  notice = key ? { key, values } : null;
  show();
}

/** Tells what the gateway refused. */
export function tellError(error) {
  tell(error.code === 'offline' ? 'error-offline' : knows(error.code ?? '') ? error.code : 'failed', { number: '' });
}

export const isTold = (key) => notice?.key === key;

export function show() {
  $('notice').hidden = !notice;
  $('notice').textContent = notice ? say(notice.key, notice.values) : '';
}
