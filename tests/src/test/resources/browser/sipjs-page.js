// A page as SIP.js's own documentation tells to write one, on its UserAgent; the test calls these functions.
const remote = document.getElementById('remote-audio');
const state = { registered: '', call: '', cause: '', digits: '' };
let agent = null;
let registerer = null;
let session = null; // the one that began last
let first = null; // the one before
let seen = '';

async function register(server, account, password, domain) {
  agent = new SIP.UserAgent({
    uri: SIP.UserAgent.makeURI(`sip:${account}@${domain}`), transportOptions: { server },
    authorizationUsername: account, authorizationPassword: password, logLevel: 'error',
    delegate: { onInvite: (invitation) => take(invitation, 'incoming') },
  });
  await agent.start();
  registerer = new SIP.Registerer(agent, { expires: 60 });
  registerer.stateChange.addListener((s) => { state.registered = s === SIP.RegistererState.Registered ? 'yes' : seen; });
  await registerer.register({ requestDelegate: { onReject: (r) => { seen = state.registered = `no: ${r.message.statusCode}`; } } });
}

function take(taken, how) {
  first = session;
  session = taken;
  state.call = how;
  state.cause = '';
  session.delegate = {
    onInfo: (info) => { state.digits += /Signal=\s*(.)/.exec(info.request.body)?.[1] ?? ''; info.accept(); },
    onBye: (bye) => bye.accept(),
  };
  session.stateChange.addListener((s) => {
    if (s === SIP.SessionState.Established) {
      state.call = 'talking';
      const stream = new MediaStream();
      session.sessionDescriptionHandler.peerConnection.getReceivers().forEach((r) => stream.addTrack(r.track));
      remote.srcObject = stream;
    } else if (s === SIP.SessionState.Terminated) {
      state.call = state.call === 'talking' || state.call === 'held' ? 'ended' : 'failed';
    }
  });
}

const media = { sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } } };

async function call(number, domain) {
  const inviter = new SIP.Inviter(agent, SIP.UserAgent.makeURI(`sip:${number}@${domain}`), media);
  take(inviter, 'calling');
  await inviter.invite({ requestDelegate: {
    onProgress: (r) => { if (r.message.statusCode === 180) { state.call = 'ringing'; } },
    onReject: (r) => { state.cause = String(r.message.statusCode); },
  } });
}

const answer = () => session.accept(media);
const decline = () => session.reject({ statusCode: 603 });
const connected = () => session.sessionDescriptionHandler?.peerConnection?.connectionState === 'connected';
const hangup = () => (session.state === SIP.SessionState.Established ? session.bye() : session.cancel());
const digits = (text) => session.sessionDescriptionHandler.sendDtmf(text);

async function info(text) {
  for (const digit of text) {
    await session.info({ requestOptions: { body: {
      contentDisposition: 'render', contentType: 'application/dtmf-relay', content: `Signal=${digit}\r\nDuration=160`,
    } } });
  }
}

async function holding(hold) {
  await session.invite({ sessionDescriptionHandlerOptions: { ...media.sessionDescriptionHandlerOptions, hold } });
  state.call = hold ? 'held' : 'talking';
}

const hold = () => holding(true);
const unhold = () => holding(false);
const refer = (number, domain) => session.refer(SIP.UserAgent.makeURI(`sip:${number}@${domain}`));
const join = () => first.refer(session);
