// Microphone, speaker and camera: what there is, and what the user chose.

const KINDS = { microphone: 'audioinput', output: 'audiooutput', camera: 'videoinput' };
const key = (kind) => `dragoman.${kind}`;

let camera = false;
const looks = new EventTarget();

export function chosen(kind) {
  try {
    return localStorage.getItem(key(kind)) ?? '';
  } catch {
    return '';
  }
}

export function choose(kind, id) {
  try {
    localStorage.setItem(key(kind), id);
  } catch { // then it holds for this visit of the page alone
  }
}

export async function list(kind) {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return all.filter((device) => device.kind === KINDS[kind]);
}

/** Whether a camera was there when we looked last. */
export const hasCamera = () => camera;

/** Looks what there is now. */
export async function look() {
  const there = (await list('camera')).length > 0;
  if (there !== camera) {
    camera = there;
    looks.dispatchEvent(new Event('camera'));
  }
}

/** A camera was found, or is gone. */
export function onCamera(listener) {
  looks.addEventListener('camera', listener);
}

/** Something was plugged in or out. */
export function onChange(listener) {
  navigator.mediaDevices?.addEventListener?.('devicechange', listener);
}

/** Sound comes out where the user chose, in browsers that leave the choice to pages. */
export async function applyOutput(element) {
  const id = chosen('output');
  if (element.setSinkId && element.sinkId !== id) {
    await element.setSinkId(id).catch(() => element.setSinkId('')); // it was unplugged
  }
}

export const canChooseOutput = () => 'setSinkId' in HTMLMediaElement.prototype;
