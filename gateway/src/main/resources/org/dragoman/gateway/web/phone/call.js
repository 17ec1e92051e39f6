// One call of the page: what the gateway says of it, and the browser's own connection that carries sound and picture.

const RESTART = 2_000; // ms without connection before another way is looked for

/** Why the browser gives no microphone or camera. */
export class NoMedia extends Error {
  constructor(why) {
    super(why);
    this.why = why; // 'denied', 'missing', 'busy', 'insecure'
  }
}

/** Sound of the microphone and, where wanted, picture of the camera. */
export async function capture({ video = false, microphone = '', camera = '' }) {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new NoMedia('insecure');
  }
  const chosen = (id) => (id ? { deviceId: { exact: id } } : {}); // Chromium (156) overhears what is ideal
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...chosen(microphone) };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio, video: video && { width: { ideal: 1280 }, ...chosen(camera) } });
  } catch (error) {
    if ((microphone || camera) && ['OverconstrainedError', 'NotFoundError'].includes(error.name)) {
      return capture({ video }); // what was chosen is not plugged in
    }
    const why = { NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'missing', OverconstrainedError: 'missing' };
    throw new NoMedia(why[error.name] ?? 'busy');
  }
}

/** An offer without its picture, for who accepts sound: Chromium 156 answers a stopped transceiver with an inactive
 * picture, and is deaf then. */
const soundAlone = (sdp) => sdp.replace(/^m=video \d+/gm, 'm=video 0').replace(/^(a=group:BUNDLE \S+).*$/m, '$1');

/**
 * State: 'dialing', 'ringing', 'incoming', 'talking', 'ended'.
 * Events: 'change' (anything to show), 'ended', 'digit' (from the other side, in detail), 'unplugged' (microphone or camera).
 */
export class Call extends EventTarget {
  #api;
  #connection = null;
  #offer = '';
  #restart = 0;
  #work = Promise.resolve(); // descriptions are dealt with one after another
  state = 'dialing';
  direction = 'out';
  held = false; // by us
  heldByOther = false;
  muted = false;
  cameraOff = false;
  sound = false; // the other side is heard before it answers
  video = false;
  videoRefused = false;
  quality = null;
  transfer = '';
  reason = '';
  local = null;
  remote = new MediaStream();
  since = new Date();
  talkingSince = null;
  wasConnected = false;

  constructor(api, id, number, name = '') {
    super();
    this.#api = api;
    this.id = id;
    this.number = number;
    this.dialled = number; // who answers may be somebody else
    this.name = name;
  }

  static incoming(api, message) {
    const call = new Call(api, message.call, message.number ?? '', message.name ?? '');
    call.direction = 'in';
    call.state = 'incoming';
    call.video = message.video;
    call.#offer = message.sdp;
    api.ask({ type: 'ringing', call: call.id }).catch(() => {}); // it may be over already: 'ended' says so
    return call;
  }

  // ---- what the user does

  async dial(stream) {
    const connection = this.#connect(stream);
    try {
      await connection.setLocalDescription(await connection.createOffer());
      await this.#api.ask({ type: 'call', call: this.id, to: this.number, sdp: connection.localDescription.sdp });
    } catch (error) {
      this.#end(error.code ?? 'failed');
    }
  }

  async accept(stream) {
    const connection = this.#connect(stream);
    try {
      const sdp = stream.getVideoTracks().length ? this.#offer : soundAlone(this.#offer);
      await connection.setRemoteDescription({ type: 'offer', sdp });
      await connection.setLocalDescription(await connection.createAnswer());
      await this.#api.ask({ type: 'answer', call: this.id, sdp: connection.localDescription.sdp });
      this.#talk();
    } catch (error) {
      if (this.state !== 'ended') {
        this.hangup();
      }
    }
  }

  decline(reason = 'declined') {
    this.#tell({ type: 'hangup', reason });
    this.#end('declined');
  }

  hangup() {
    this.#tell({ type: 'hangup' });
    this.#end('ended');
  }

  async hold(on) {
    await this.#api.ask({ type: on ? 'hold' : 'resume', call: this.id });
    this.held = on;
    this.#sending();
    this.#changed();
  }

  mute(on) {
    this.muted = on;
    this.#sending();
    this.#changed();
  }

  camera(off) {
    this.cameraOff = off;
    this.#sending();
    this.#changed();
  }

  digits(digits) {
    return this.#api.ask({ type: 'dtmf', call: this.id, digits });
  }

  transferTo(to) {
    return this.#transfer({ to });
  }

  /** Connects the other sides of this and that call. */
  join(other) {
    return this.#transfer({ with: other.id });
  }

  async #transfer(target) {
    this.transfer = 'trying';
    this.#changed();
    try {
      await this.#api.ask({ type: 'transfer', call: this.id, ...target });
    } catch (error) {
      this.transfer = 'failed';
      this.#changed();
      throw error;
    }
  }

  /** Another microphone or camera, in the middle of the call. */
  async replace(stream) {
    const before = this.local;
    if (this.state === 'ended') {
      stream.getTracks().forEach((track) => track.stop());
      return;
    }
    this.#take(stream);
    for (const sender of this.#connection?.getSenders() ?? []) {
      const track = stream.getTracks().find((t) => t.kind === sender.track?.kind);
      if (track) {
        await sender.replaceTrack(track);
      }
    }
    this.#sending();
    before?.getTracks().forEach((track) => track.stop());
    this.#changed();
  }

  // ---- what the gateway says

  received(message) {
    this.#work = this.#work.then(() => this.#receive(message)).catch((error) => console.warn('call', this.id, error));
  }

  async #receive(message) {
    switch (message.type) {
      case 'progress':
        this.state = message.stage === 'ringing' ? 'ringing' : this.state;
        this.sound = message.sound;
        await this.#answered(message.sdp);
        break;
      case 'answered':
        await this.#answered(message.sdp);
        this.#named(message);
        this.#talk();
        break;
      case 'offer':
        await this.#connection.setRemoteDescription({ type: 'offer', sdp: message.sdp });
        await this.#connection.setLocalDescription(await this.#connection.createAnswer());
        await this.#api.ask({ type: 'answer', call: this.id, sdp: this.#connection.localDescription.sdp });
        break;
      case 'updated':
        await this.#answered(message.sdp);
        break;
      case 'held':
      case 'resumed':
        this.heldByOther = message.type === 'held';
        break;
      case 'identity':
        this.#named(message);
        break;
      case 'transfer':
        this.transfer = message.status;
        break;
      case 'quality':
        this.quality = message;
        break;
      case 'digit':
        this.dispatchEvent(new CustomEvent('digit', { detail: message.digit }));
        break;
      case 'ended':
        this.#end(message.reason, message.text);
        return;
      default: // a later gateway may say more
    }
    this.#changed();
  }

  /** The network failed for so long that the gateway gave the call up. */
  lost() {
    this.#end('lost');
  }

  #named({ number, name }) {
    this.number = number ?? this.number;
    this.name = name ?? (number ? '' : this.name);
  }

  async #answered(sdp) {
    if (sdp && this.#connection?.signalingState === 'have-local-offer') {
      await this.#connection.setRemoteDescription({ type: 'answer', sdp });
      const sends = (t) => t.sender.track?.kind === 'video' && ['sendrecv', 'sendonly'].includes(t.currentDirection);
      const wanted = this.local.getVideoTracks().length > 0; // one that is refused is no transceiver any more
      this.videoRefused = wanted && !this.#connection.getTransceivers().some(sends);
    }
  }

  // ---- the browser's connection

  #connect(stream) {
    const connection = new RTCPeerConnection({
      iceServers: this.#api.welcome?.iceServers ?? [],
      bundlePolicy: 'max-bundle',
      rtcpMuxPolicy: 'require',
    });
    this.#connection = connection;
    this.#take(stream);
    stream.getTracks().forEach((track) => connection.addTrack(track, stream));
    connection.ontrack = ({ track }) => {
      this.remote.addTrack(track);
      this.#changed();
    };
    connection.onconnectionstatechange = () => this.#connectionChanged();
    return connection;
  }

  /** What is sent from now on; that a device was pulled out is told. */
  #take(stream) {
    this.local = stream;
    stream.getTracks().forEach((track) => {
      track.onended = () => this.dispatchEvent(new CustomEvent('unplugged'));
    });
  }

  /** The network may be another: where sound gets through no more, another way is looked for at once. */
  checkWay() {
    if (['disconnected', 'failed'].includes(this.#connection?.connectionState)) {
      clearTimeout(this.#restart);
      this.#findAnotherWay();
    }
  }

  #connectionChanged() {
    clearTimeout(this.#restart);
    const state = this.#connection?.connectionState;
    this.wasConnected ||= state === 'connected';
    if (state === 'disconnected' || state === 'failed') {
      this.#restart = setTimeout(() => this.#findAnotherWay(), state === 'failed' ? 0 : RESTART);
    }
    this.#changed();
  }

  async #findAnotherWay() {
    const connection = this.#connection;
    if (this.state !== 'talking' || !connection || connection.signalingState !== 'stable') {
      return;
    }
    try {
      await connection.setLocalDescription(await connection.createOffer({ iceRestart: true }));
      await this.#api.ask({ type: 'update', call: this.id, sdp: connection.localDescription.sdp });
    } catch { // the gateway is away too: when it is back, the connection says again that it has failed
      if (connection.signalingState === 'have-local-offer') {
        await connection.setLocalDescription({ type: 'rollback' });
      }
      this.#restart = setTimeout(() => this.#findAnotherWay(), RESTART);
    }
  }

  get isConnected() {
    return this.#connection?.connectionState === 'connected';
  }

  /** What a track sends follows from mute, hold and camera. */
  #sending() {
    this.local?.getAudioTracks().forEach((track) => { track.enabled = !this.muted && !this.held; });
    this.local?.getVideoTracks().forEach((track) => { track.enabled = !this.cameraOff && !this.held; });
  }

  // ---- helpers

  #talk() {
    this.state = 'talking';
    this.talkingSince ??= new Date();
    this.#changed();
  }

  #end(reason, text = '') {
    if (this.state === 'ended') {
      return;
    }
    this.wasTalking = this.state === 'talking';
    this.wasIncoming = this.state === 'incoming';
    this.state = 'ended';
    this.reason = reason;
    this.text = text;
    clearTimeout(this.#restart);
    this.local?.getTracks().forEach((track) => track.stop());
    this.#connection?.close();
    this.dispatchEvent(new CustomEvent('ended'));
  }

  /** Seconds since the answer. */
  get seconds() {
    return this.talkingSince ? Math.floor((Date.now() - this.talkingSince) / 1000) : 0;
  }

  #tell(message) {
    this.#api.ask({ ...message, call: this.id }).catch(() => {}); // over is over, whoever said it first
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change'));
  }
}
