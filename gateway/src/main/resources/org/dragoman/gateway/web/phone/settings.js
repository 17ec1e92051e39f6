// The window in which microphone, speaker and camera are chosen; a call that is talked in takes the new ones at once.

import { $ } from './dom.js';
import * as devices from './devices.js';
import { media } from './dialling.js';
import { line } from './stage.js';
import { say } from './words.js';

const LISTS = { microphone: 'microphone', output: 'output', 'camera-device': 'camera' };

async function fill() {
  for (const [id, kind] of Object.entries(LISTS)) {
    const found = (await devices.list(kind)).filter((d) => d.deviceId && d.deviceId !== 'default');
    $(id).replaceChildren(new Option(say('standard'), ''), ...found.map((d) => new Option(d.label, d.deviceId)));
    $(id).value = devices.chosen(kind);
    if ($(id).selectedIndex < 0) { // it was unplugged
      $(id).value = '';
    }
  }
  $('output-label').hidden = !devices.canChooseOutput();
  $('camera-label').hidden = !devices.hasCamera();
}

async function change(kind, id) {
  devices.choose(kind, id);
  if (kind === 'output') {
    await devices.applyOutput($('remote-audio'));
  } else {
    await Promise.all(line.calls.map(captureAnew));
  }
}

/** A call gets what the devices that are chosen now take in. */
async function captureAnew(call) {
  if (!call.local) {
    return;
  }
  const stream = await media(call.local.getVideoTracks().length > 0);
  if (stream) {
    await call.replace(stream);
  }
}

for (const [id, kind] of Object.entries(LISTS)) {
  $(id).onchange = () => change(kind, $(id).value);
}

$('devices-open').onclick = async () => { await fill(); $('devices').showModal(); };

line.addEventListener('entered', ({ detail: call }) => {
  call.addEventListener('unplugged', () => captureAnew(call)); // the standard one takes its place
});
devices.onChange(async () => {
  await devices.look();
  if ($('devices').open) {
    await fill();
  }
});
