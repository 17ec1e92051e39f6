// Sounds that the page makes itself: the ring of an incoming call, the ringing tone where the other side sends none, digits.

const RINGING = { frequencies: [425], on: 1, off: 4, level: 0.08 }; // ITU-T E.180: most of Europe
const RING = { frequencies: [440, 480], on: 1.2, off: 1.8, level: 0.15 };
const ROWS = [697, 770, 852, 941]; // ITU-T Q.23
const COLUMNS = [1209, 1336, 1477, 1633];
const KEYS = '123A456B789C*0#D';

let context = null;
let playing = null;

/** Browsers let a page sound after its user did something: called from there. */
export function wake() {
  context ??= new AudioContext();
  context.resume();
}

function tone(frequencies, level, from, length) {
  const gain = context.createGain();
  gain.connect(context.destination);
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(level, from + 0.01);
  gain.gain.setValueAtTime(level, from + length - 0.02);
  gain.gain.linearRampToValueAtTime(0, from + length);
  return frequencies.map((frequency) => {
    const oscillator = new OscillatorNode(context, { frequency });
    oscillator.connect(gain);
    oscillator.start(from);
    oscillator.stop(from + length);
    return oscillator;
  });
}

function repeat(name, { frequencies, on, off, level }) {
  if (playing?.name === name || !context) {
    return;
  }
  stop();
  const play = () => {
    playing.oscillators = tone(frequencies, level, context.currentTime + 0.02, on);
  };
  playing = { name, oscillators: [], timer: setInterval(play, (on + off) * 1000) };
  play();
}

export function stop() {
  if (playing) {
    clearInterval(playing.timer);
    playing.oscillators.forEach((oscillator) => oscillator.stop());
    playing = null;
  }
}

export const ring = () => repeat('ring', RING);
export const ringing = () => repeat('ringing', RINGING);

export function digit(key) {
  const at = KEYS.indexOf(key);
  if (context && at >= 0) {
    tone([ROWS[Math.floor(at / 4)], COLUMNS[at % 4]], 0.06, context.currentTime, 0.12);
  }
}
