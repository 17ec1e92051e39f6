// The pictures of a call: theirs and, small, ours.

import { $ } from './dom.js';

export function showPictures(call) {
  const theirs = call.remote.getVideoTracks().some((track) => track.readyState === 'live' && !track.muted);
  const ours = Boolean(call.local?.getVideoTracks().length) && !call.videoRefused;
  $('pictures').hidden = !theirs && !ours;
  attach($('remote-video'), theirs ? call.remote : null);
  attach($('local-video'), ours ? call.local : null);
}

function attach(target, stream) {
  target.hidden = !stream;
  if (target.srcObject !== stream) {
    target.srcObject = stream;
  }
}
