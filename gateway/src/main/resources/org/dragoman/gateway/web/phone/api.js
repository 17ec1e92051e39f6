// The call API of the gateway (docs/protocols/webrtc.md): one WebSocket, kept up; requests with their replies; events.

const SUBPROTOCOL = 'dragoman.calls.v1';
const AWAY = 18_000; // ms that the gateway waits for a page whose network failed, less what a try takes
const FIRST_WAIT = 500; // ms before the first try to come back
const LONGEST_WAIT = 5_000;
const REPLY = 15_000; // ms; a gateway that does not answer is not there
const PING = 15_000; // ms of silence

const hex = (buffer) => [...new Uint8Array(buffer)].map((b) => b.toString(16).padStart(2, '0')).join('');
const bytes = (text) => new TextEncoder().encode(text);

/** HA1: what the password becomes; the password itself is kept nowhere. */
export async function secretOf(account, realm, password) {
  return hex(await crypto.subtle.digest('SHA-256', bytes(`${account}:${realm}:${password}`)));
}

async function proof(secret, nonce, cnonce) {
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return hex(await crypto.subtle.sign('HMAC', key, bytes(`${nonce}:${cnonce}`)));
}

/** What the gateway refused: code and field as the protocol has them. */
export class Refused extends Error {
  constructor(code, field, text) {
    super(text);
    this.code = code;
    this.field = field;
  }
}

/**
 * Events: 'message' (what the gateway says about calls, in detail), 'online', 'offline' (coming back is tried),
 * 'lost' (the calls there were are over), 'out' (logged out, by a Refused in detail or by the page).
 */
export class Api extends EventTarget {
  #url;
  #socket = null;
  #hello = null; // the last one, its nonce not used yet
  #helloTaken = null;
  #replies = new Map();
  #number = 0;
  #identity = null; // how to log in again: { account, secret } or { guest }
  #session = '';
  #lostAt = 0;
  #wait = FIRST_WAIT;
  #timer = 0;
  #silence = 0;
  welcome = null;

  constructor(url) {
    super();
    this.#url = url;
    globalThis.addEventListener('pagehide', () => this.#socket?.close(1000, 'the page is left'));
    globalThis.addEventListener('online', () => this.#comeBack());
  }

  /** Logs in by password; afterwards the account's secret is what identity() gives. */
  async login(account, password) {
    await this.#open();
    const secret = await secretOf(account, this.#hello.realm, password);
    await this.#enter({ account, secret });
  }

  /** Logs in as before, by what identity() gave. */
  async loginAgain(identity) {
    await this.#open();
    await this.#enter(identity);
  }

  async guest(to, name, token) {
    await this.#open();
    await this.#enter({ guest: { to, ...(name && { name }), ...(token && { token }) } });
  }

  identity() {
    return this.#identity;
  }

  get isOnline() {
    return this.welcome !== null && this.#socket?.readyState === WebSocket.OPEN;
  }

  logout() {
    this.#identity = null;
    this.#end();
    this.dispatchEvent(new CustomEvent('out'));
  }

  #end() {
    clearTimeout(this.#timer);
    this.welcome = null;
    this.#session = '';
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000, 'logged out');
  }

  /** Asks for something; resolves with the reply, rejects with Refused. */
  ask(message) {
    return new Promise((resolve, reject) => {
      const socket = this.#socket;
      if (socket?.readyState !== WebSocket.OPEN) {
        reject(new Refused('offline', '', 'The gateway cannot be reached.'));
        return;
      }
      const ref = String(++this.#number);
      const timer = setTimeout(() => {
        this.#replies.delete(ref);
        reject(new Refused('offline', '', 'The gateway does not answer.'));
        socket.close(3000, 'no reply');
      }, REPLY);
      this.#replies.set(ref, {
        resolve: (reply) => { clearTimeout(timer); resolve(reply); },
        reject: (error) => { clearTimeout(timer); reject(error); },
      });
      socket.send(JSON.stringify({ ...message, ref }));
    });
  }

  // ---- the WebSocket

  #open() {
    if (this.#socket?.readyState === WebSocket.OPEN && this.#hello) {
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.#url, SUBPROTOCOL);
      this.#socket?.close();
      this.#socket = socket;
      this.#hello = null;
      this.#helloTaken = resolve;
      socket.onmessage = (event) => this.#received(JSON.parse(event.data));
      socket.onclose = () => {
        reject(new Refused('offline', '', 'The gateway cannot be reached.'));
        if (this.#socket === socket) {
          this.#closed();
        }
      };
    });
  }

  async #enter(identity) {
    const welcome = identity.guest
      ? await this.ask({ type: 'guest', ...identity.guest })
      : await this.#prove(identity);
    this.#identity = identity;
    this.#entered(welcome);
  }

  async #prove({ account, secret }) {
    const cnonce = hex(crypto.getRandomValues(new Uint8Array(16)));
    const response = await proof(secret, this.#hello.nonce, cnonce);
    return this.ask({ type: 'login', account, cnonce, response });
  }

  #entered(welcome) {
    this.welcome = welcome;
    this.#session = welcome.session;
    this.#wait = FIRST_WAIT;
    this.#heard();
    this.dispatchEvent(new CustomEvent('online'));
  }

  #received(message) {
    this.#heard();
    const waiting = message.ref && this.#replies.get(message.ref);
    if (waiting) {
      this.#replies.delete(message.ref);
      if (message.type === 'error') {
        waiting.reject(new Refused(message.code, message.field ?? '', message.text));
      } else {
        waiting.resolve(message);
      }
    } else if (message.type === 'hello') {
      this.#hello = message;
      this.#helloTaken?.();
    } else {
      this.dispatchEvent(new CustomEvent('message', { detail: message }));
    }
  }

  /** Something came: the gateway is there; after a silence it is asked. */
  #heard() {
    clearTimeout(this.#silence);
    if (this.welcome) {
      this.#silence = setTimeout(() => this.ask({ type: 'ping' }).catch(() => {}), PING);
    }
  }

  #closed() {
    clearTimeout(this.#silence);
    this.#socket = null;
    this.#hello = null;
    this.#replies.forEach(({ reject }) => reject(new Refused('offline', '', 'The gateway cannot be reached.')));
    this.#replies.clear();
    if (!this.welcome) {
      return; // whoever logs in is told by the rejection
    }
    if (!this.#lostAt) {
      this.#lostAt = Date.now();
      this.dispatchEvent(new CustomEvent('offline'));
    }
    this.#timer = setTimeout(() => this.#comeBack(), this.#wait);
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
  }

  async #comeBack() {
    if (!this.#lostAt || !this.#identity || this.#socket?.readyState === WebSocket.CONNECTING) {
      return;
    }
    clearTimeout(this.#timer);
    try {
      await this.#open();
      const back = Date.now() - this.#lostAt < AWAY && (await this.#again());
      if (!back) {
        this.dispatchEvent(new CustomEvent('lost'));
        await this.#enter(this.#identity);
      }
      this.#lostAt = 0;
    } catch (error) {
      if (error.code !== 'offline') { // the password has changed meanwhile
        this.#lostAt = 0;
        this.#identity = null;
        this.#end();
        this.dispatchEvent(new CustomEvent('out', { detail: error }));
      }
    }
  }

  async #again() {
    try {
      this.#entered(await this.ask({ type: 'reconnect', session: this.#session }));
      return true;
    } catch (error) {
      if (error.code === 'no-session') {
        return false;
      }
      throw error;
    }
  }
}
