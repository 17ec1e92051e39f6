// The line: the calls there are, which of them is talked in, and which wait to be taken.

import { Call } from './call.js';

/** Events: 'change' (anything to show), 'entered' (a call became the shown one), 'over' (in detail: { call, wasShown }). */
export class Line extends EventTarget {
  #api;
  #counter = 0;
  calls = []; // those that are not over; the one shown is the last
  waiting = []; // incoming ones that nobody took yet

  constructor(api) {
    super();
    this.#api = api;
    api.addEventListener('message', ({ detail }) => this.#received(detail));
    api.addEventListener('lost', () => this.#all().forEach((call) => call.lost()));
    api.addEventListener('out', () => this.#all().forEach((call) => call.lost()));
    api.addEventListener('online', () => this.#lookForWays());
    globalThis.addEventListener('online', () => this.#lookForWays());
    navigator.connection?.addEventListener?.('change', () => this.#lookForWays());
  }

  /** The call that is shown. */
  get active() {
    return this.calls.at(-1);
  }

  #all() {
    return this.calls.concat(this.waiting);
  }

  /** The network is another, or there again: sound may need another way. */
  #lookForWays() {
    this.calls.forEach((call) => call.checkWay());
  }

  async dial(number, stream, video) {
    const call = new Call(this.#api, `c${++this.#counter}-${Date.now().toString(36)}`, number);
    call.video = video;
    this.#watch(call);
    this.#enter(call);
    await call.dial(stream);
  }

  /** Takes the call that waits first; what captured the sound is let go where the caller has given up meanwhile. */
  async accept(call, stream, video) {
    if (call.state !== 'incoming') {
      stream.getTracks().forEach((track) => track.stop());
      return;
    }
    call.state = 'connecting';
    call.video = video;
    remove(this.waiting, call);
    this.#enter(call);
    await call.accept(stream);
  }

  hangUpAll() {
    this.#all().forEach((call) => call.hangup());
  }

  /** Puts whoever talks on hold, and goes on with this call. */
  async switchTo(call) {
    await this.#holdAllBut(call);
    remove(this.calls, call);
    this.calls.push(call);
    this.#changed();
    await call.hold(false);
  }

  /** Connects the other sides of the two calls that were talked in last. */
  join() {
    return this.active?.join(this.calls.at(-2));
  }

  #holdAllBut(call) {
    const others = this.calls.filter((c) => c !== call && c.state === 'talking' && !c.held);
    return Promise.all(others.map((c) => c.hold(true).catch(() => {}))); // one that is over needs no hold
  }

  #enter(call) {
    this.#holdAllBut(call);
    this.calls.push(call);
    this.dispatchEvent(new CustomEvent('entered', { detail: call }));
    this.#changed();
  }

  #watch(call) {
    call.addEventListener('change', () => this.#changed());
    call.addEventListener('ended', () => this.#over(call));
  }

  #over(call) {
    const wasShown = this.active === call;
    remove(this.calls, call);
    remove(this.waiting, call);
    this.dispatchEvent(new CustomEvent('over', { detail: { call, wasShown } }));
    this.#changed();
  }

  #received(message) {
    if (message.type === 'incoming') {
      const call = Call.incoming(this.#api, message);
      this.#watch(call);
      this.waiting.push(call);
      this.#changed();
    } else {
      this.#all().find((call) => call.id === message.call)?.received(message);
    }
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change'));
  }
}

function remove(list, call) {
  const at = list.indexOf(call);
  if (at >= 0) {
    list.splice(at, 1);
  }
}
