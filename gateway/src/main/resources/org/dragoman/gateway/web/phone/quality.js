// How a call sounds, in a word and in numbers.

import { $ } from './dom.js';
import { current, say } from './words.js';

// from where on people hear it; ITU-T G.114 wants less than 150 ms one way, all that is added at both ends included
const FAIR = { roundTrip: 250, loss: 2, jitter: 30 };
const POOR = { roundTrip: 500, loss: 6, jitter: 60 };

/** 'good', 'fair' or 'poor', by what the gateway measured. */
export function grade({ roundTrip, loss, farLoss, jitter }) {
  const worse = (limit) => roundTrip > limit.roundTrip || Math.max(loss, farLoss) > limit.loss || jitter > limit.jitter;
  return worse(POOR) ? 'poor' : worse(FAIR) ? 'fair' : 'good';
}

export function showQuality(call) {
  const q = call.quality;
  $('quality').hidden = !q || call.state !== 'talking' || !call.isConnected;
  if (!q) {
    return;
  }
  const round = (n) => new Intl.NumberFormat(current(), { maximumFractionDigits: 1 }).format(n);
  $('quality').dataset.grade = grade(q);
  $('quality-text').textContent = `${say(grade(q))} (${say('numbers', {
    roundTrip: round(q.roundTrip), loss: round(Math.max(q.loss, q.farLoss)), jitter: round(q.jitter),
  })})`;
}
