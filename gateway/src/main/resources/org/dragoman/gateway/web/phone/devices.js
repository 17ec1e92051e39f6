// Microphone, speaker and camera: what there is, and what the user chose.

const KINDS = { microphone: 'audioinput', output: 'audiooutput', camera: 'videoinput' };
const key = (kind) => `dragoman.${kind}`;

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

async function all() {
  return (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
}

export async function list(kind) {
  return (await all()).filter((device) => device.kind === KINDS[kind]);
}

export async function hasCamera() {
  return (await list('camera')).length > 0;
}

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
