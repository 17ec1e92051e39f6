// A page's telephone without the page: JsSIP or SIP.js in node, with a WebSocket from ws and a
// peer connection that makes no sound. Reads orders from standard input, one on a line, and says
// what happens on standard output, one event on a line.
//
// Usage: node phone.mjs FOLDER LIBRARY URL NUMBER PASSWORD DOMAIN
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [folder, library, url, number, password, domain] = process.argv.slice(2);
const from = (path) => import(pathToFileURL(`${folder}/node_modules/${path}`).href);
const { default: WebSocket } = await from('ws/wrapper.mjs');
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the gateway's certificate is of its own making
globalThis.WebSocket = class extends WebSocket {
  constructor(address, protocols) {
    super(address, protocols, { rejectUnauthorized: false });
    sockets.push(this);
  }
};
const sockets = [];
const say = (...words) => console.log(words.join(' '));

// What Chromium 149 writes, shortened to one codec of each kind.
const description = (type, setup) =>
  [
    'v=0',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'a=msid-semantic: WMS s',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 8 0 126',
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    'a=candidate:1 1 udp 2113937151 127.0.0.1 50000 typ host generation 0',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    'a=ice-options:trickle',
    'a=fingerprint:sha-256 ' + Array(32).fill('7B').join(':'),
    `a=setup:${setup}`,
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    'a=fmtp:111 minptime=10;useinbandfec=1',
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:126 telephone-event/8000',
    'a=ssrc:1001 cname:x',
    '',
  ].join('\r\n');

const told = (sdp) => {
  const line = (name) => (sdp.match(new RegExp(`^a=${name}:?(.*)$`, 'm')) ?? ['', ''])[1].trim();
  say('remote', `ice-lite=${/^a=ice-lite/m.test(sdp)}`, `setup=${line('setup')}`, `mux=${/^a=rtcp-mux/m.test(sdp)}`);
};

class QuietPeerConnection extends EventTarget {
  constructor() {
    super();
    this.signalingState = 'stable';
    this.iceGatheringState = 'complete';
    this.iceConnectionState = 'connected';
    this.localDescription = null;
    this.remoteDescription = null;
  }
  addTrack() {}
  addStream() {}
  getSenders() { return []; }
  getReceivers() { return []; }
  getLocalStreams() { return []; }
  async createOffer() { return { type: 'offer', sdp: description('offer', 'actpass') }; }
  async createAnswer() { return { type: 'answer', sdp: description('answer', 'active') }; }
  async setLocalDescription(d) {
    this.localDescription = d;
    this.signalingState = d.type === 'offer' ? 'have-local-offer' : 'stable';
  }
  async setRemoteDescription(d) {
    told(d.sdp);
    this.remoteDescription = d;
    this.signalingState = d.type === 'offer' ? 'have-remote-offer' : 'stable';
  }
  close() { this.signalingState = 'closed'; }
}
globalThis.RTCPeerConnection = QuietPeerConnection;
globalThis.RTCSessionDescription = function (d) { return d; };
globalThis.window ??= globalThis;

const media = { getTracks: () => [], getAudioTracks: () => [], getVideoTracks: () => [] };

async function jssip() {
  const { default: JsSIP } = await from('jssip/lib/JsSIP.js');
  const ua = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(url)],
    uri: `sip:${number}@${domain}`,
    password,
    register_expires: 120,
    session_timers: true,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 2,
  });
  let session;
  const take = (s) => {
    session = s;
    s.on('progress', (e) => e.originator === 'remote' && say('ringing'));
    s.on('confirmed', () => say('confirmed'));
    s.on('ended', (e) => say('ended', e.originator, e.cause));
    s.on('failed', (e) => say('failed', e.originator, e.cause, e.message?.status_code ?? ''));
    s.on('newInfo', (e) => e.originator === 'remote' && say('info', e.info.body));
  };
  ua.on('registered', () => say('registered'));
  ua.on('unregistered', () => say('unregistered'));
  ua.on('registrationFailed', (e) => say('refused', e.response?.status_code ?? e.cause));
  ua.on('disconnected', () => say('disconnected'));
  ua.on('newRTCSession', ({ originator, session: s, request }) => {
    take(s);
    if (originator === 'remote') say('incoming', request.from.uri.user);
  });
  return {
    start: () => ua.start(),
    stop: () => ua.stop(),
    call: (to) => ua.call(`sip:${to}@${domain}`, { mediaStream: media, rtcOfferConstraints: {} }),
    answer: () => session.answer({ mediaStream: media }),
    bye: () => session.terminate(),
    hold: () => session.hold(),
    unhold: () => session.unhold(),
    digit: (d) => session.sendDTMF(d, { transportType: 'INFO' }),
    refer: (to) => session.refer(`sip:${to}@${domain}`),
  };
}

async function sipjs() {
  const SIP = await from('sip.js/lib/index.js');
  class Quiet {
    async getDescription() {
      const offers = !this.heard;
      return {
        body: description('', offers ? 'actpass' : 'active'),
        contentType: 'application/sdp',
      };
    }
    hasDescription(type) { return type === 'application/sdp'; }
    async setDescription(sdp) { this.heard = true; told(sdp); }
    async holdModifier(d) { return d; }
    rollbackDescription() { return Promise.resolve(); }
    sendDtmf() { return false; }
    close() {}
  }
  let session;
  const take = (s) => {
    session = s;
    s.stateChange.addListener((state) => {
      if (state === SIP.SessionState.Established) say('confirmed');
      if (state === SIP.SessionState.Terminated) say('ended');
    });
  };
  const ua = new SIP.UserAgent({
    uri: SIP.UserAgent.makeURI(`sip:${number}@${domain}`),
    transportOptions: { server: url },
    authorizationUsername: number,
    authorizationPassword: password,
    logBuiltinEnabled: false,
    sessionDescriptionHandlerFactory: () => new Quiet(),
    delegate: {
      onDisconnect: () => say('disconnected'),
      onInvite: (invitation) => {
        take(invitation);
        say('incoming', invitation.remoteIdentity.uri.user);
      },
    },
  });
  const registerer = new SIP.Registerer(ua, { expires: 120 });
  registerer.stateChange.addListener((s) => say(s.toLowerCase()));
  return {
    start: async () => {
      await ua.start();
      await registerer.register({
        requestDelegate: { onReject: (r) => say('refused', r.message.statusCode) },
      });
    },
    stop: async () => { await registerer.unregister(); await ua.stop(); },
    call: (to) => {
      const inviter = new SIP.Inviter(ua, SIP.UserAgent.makeURI(`sip:${to}@${domain}`));
      take(inviter);
      return inviter.invite({
        requestDelegate: {
          onProgress: () => say('ringing'),
          onReject: (r) => say('failed', 'remote', '', r.message.statusCode),
        },
      });
    },
    answer: () => session.accept(),
    bye: () =>
      session.state === SIP.SessionState.Established
        ? session.bye()
        : session instanceof SIP.Inviter ? session.cancel() : session.reject(),
    digit: (d) =>
      session.info({
        requestOptions: {
          body: {
            contentDisposition: 'render',
            contentType: 'application/dtmf-relay',
            content: `Signal=${d}\r\nDuration=100`,
          },
        },
      }),
    refer: (to) => session.refer(SIP.UserAgent.makeURI(`sip:${to}@${domain}`)),
  };
}

const phone = library === 'jssip' ? await jssip() : await sipjs();
const orders = {
  ...phone,
  // what a network that fails does: no word is said
  cut: () => sockets.filter((s) => s.readyState === 1).forEach((s) => s.terminate()),
  // what a page that is left does
  leave: () => sockets.filter((s) => s.readyState === 1).forEach((s) => s.close(1001)),
  quit: () => process.exit(0),
};
createInterface({ input: process.stdin }).on('line', async (line) => {
  const [order, ...rest] = line.split(' ');
  try {
    await orders[order](...rest);
  } catch (e) {
    say('error', order, e?.message ?? e);
  }
}).on('close', () => process.exit(0));
say('ready');
