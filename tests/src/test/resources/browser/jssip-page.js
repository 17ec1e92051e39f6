// A page as JsSIP's own documentation tells to write one; the test calls these functions.
const remote = document.getElementById('remote-audio');
const state = { registered: '', call: '', cause: '', digits: '' };
let agent = null;
let session = null; // the one that began last
let first = null; // the one before

function register(url, account, password, domain) {
  agent = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(url)], uri: `sip:${account}@${domain}`, password, register_expires: 60,
  });
  agent.on('registered', () => { state.registered = 'yes'; });
  agent.on('registrationFailed', (e) => { state.registered = `no: ${e.cause}`; });
  agent.on('newRTCSession', (e) => take(e.session, e.originator));
  agent.start();
}

function take(taken, originator) {
  first = session;
  session = taken;
  state.call = originator === 'remote' ? 'incoming' : 'calling';
  state.cause = '';
  const hear = (connection) => {
    connection.addEventListener('track', (e) => { remote.srcObject = e.streams[0] ?? new MediaStream([e.track]); });
  };
  if (session.connection) {
    hear(session.connection);
  }
  session.on('peerconnection', (e) => hear(e.peerconnection));
  session.on('progress', () => { state.call = originator === 'remote' ? 'incoming' : 'ringing'; });
  session.on('confirmed', () => { state.call = 'talking'; });
  session.on('hold', () => { state.call = 'held'; });
  session.on('unhold', () => { state.call = 'talking'; });
  session.on('newDTMF', (e) => { if (e.originator === 'remote') { state.digits += e.dtmf.tone; } });
  session.on('ended', (e) => { state.call = 'ended'; state.cause = e.cause; });
  session.on('failed', (e) => { state.call = 'failed'; state.cause = e.cause; });
}

const media = { mediaConstraints: { audio: true, video: false } };
const call = (number, domain) => { agent.call(`sip:${number}@${domain}`, media); };
const answer = () => session.answer(media);
const decline = () => session.terminate({ status_code: 603 });
const connected = () => session.connection?.connectionState === 'connected';
const hangup = () => session.terminate();
const digits = (text) => session.sendDTMF(text, { transportType: 'RFC2833' });
const info = (text) => session.sendDTMF(text, { transportType: 'INFO', interToneGap: 200 });
const hold = () => session.hold();
const unhold = () => session.unhold();
const refer = (number, domain) => session.refer(`sip:${number}@${domain}`);
const join = () => first.refer(session.remote_identity.uri, { replaces: session });
