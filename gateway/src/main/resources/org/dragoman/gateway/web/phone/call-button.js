// A button that calls you from any page, without an account:
//
//   <script src="https://GATEWAY:8443/phone/call-button.js" data-to="800"></script>
//
// data-to: the number, one of those that web.guests in dragoman.yaml allows. data-label: what the button says.
// data-name: who calls, for your display. data-token-url: where on your server a POST gives {"token": "…"}, the
// safer way (docs/protocols/webrtc.md tells what is in it). data-language: en or ru.
// The page's origin must be among web.origins.

(() => {
  const script = document.currentScript;
  const base = new URL('.', script.src);
  const { to, label, name, tokenUrl, language } = script.dataset;

  const style = `
    :host { display: inline-block; font: 16px/1.4 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
    [hidden] { display: none !important; }
    div { display: inline-flex; align-items: center; gap: .6rem; flex-wrap: wrap; }
    button { font: inherit; font-weight: 600; border: 0; border-radius: 2rem; padding: .7rem 1.3rem; min-height: 2.75rem; cursor: pointer;
      color: #fff; background: #19804a; }
    button:hover { filter: brightness(1.1); }
    button:focus-visible { outline: 3px solid #1f6f5c; outline-offset: 2px; }
    button.stop { background: #c22f2f; }
    button.quiet { background: #586661; }
    button[aria-pressed=true] { background: #17211e; }
    span { min-width: 6rem; }`;

  class CallButton {
    #call = null;
    #api = null;
    #busy = false;

    constructor(host, { Api }, { Call, capture }, sounds, words) {
      this.modules = { Api, Call, capture, sounds };
      this.words = words;
      const root = host.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
      this.box = document.createElement('div');
      this.start = this.#button('', () => this.#begin());
      this.start.textContent = label ?? words.say('callUs');
      this.stop = this.#button('stop', () => this.#call?.hangup());
      this.stop.textContent = words.say('hangup');
      this.mute = this.#button('quiet', () => this.#call?.mute(!this.#call.muted));
      this.mute.textContent = words.say('mute');
      this.state = document.createElement('span');
      this.state.setAttribute('role', 'status');
      this.audio = document.createElement('audio');
      this.audio.autoplay = true;
      this.box.append(this.start, this.state, this.mute, this.stop);
      root.append(this.box, this.audio);
      this.#show('');
    }

    #button(kind, press) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = kind;
      button.onclick = press;
      return button;
    }

    #show(text) {
      const during = Boolean(this.#call);
      this.start.hidden = during || this.#busy;
      this.stop.hidden = !during;
      this.mute.hidden = this.#call?.state !== 'talking';
      this.mute.setAttribute('aria-pressed', String(Boolean(this.#call?.muted)));
      this.state.hidden = !text;
      this.state.textContent = text;
    }

    async #begin() {
      const { Api, Call, capture, sounds } = this.modules;
      const { say, knows } = this.words;
      sounds.wake();
      this.#busy = true;
      this.#show(say('connecting'));
      let stream = null;
      try {
        stream = await capture({});
        const url = new URL('../api/v1/ws', base);
        url.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
        this.#api = new Api(url);
        await this.#api.guest(to, name, await this.#token());
      } catch (error) {
        stream?.getTracks().forEach((track) => track.stop());
        this.#busy = false;
        const key = error.why ?? (error.code === 'offline' ? 'error-offline' : error.code === 'not-allowed' ? 'not-allowed-error' : error.code);
        this.#show(say(key === 'busy' && error.why ? 'busyDevice' : knows(key ?? '') ? key : 'failed', { number: to }));
        return;
      }
      this.#busy = false;
      const call = new Call(this.#api, `c${Date.now().toString(36)}`, to);
      this.#call = call;
      this.#api.addEventListener('message', ({ detail }) => detail.call === call.id && call.received(detail));
      this.#api.addEventListener('lost', () => call.lost());
      call.addEventListener('change', () => this.#changed(call));
      call.addEventListener('ended', () => this.#ended(call));
      this.#changed(call);
      await call.dial(stream);
    }

    async #token() {
      if (!tokenUrl) {
        return '';
      }
      const answer = await fetch(tokenUrl, { method: 'POST', credentials: 'same-origin' });
      return (await answer.json()).token;
    }

    #changed(call) {
      const { sounds } = this.modules;
      const { say } = this.words;
      if (call.remote.getTracks().length && this.audio.srcObject !== call.remote) {
        this.audio.srcObject = call.remote;
      }
      if (call.state === 'ringing' && !call.sound) {
        sounds.ringing();
      } else {
        sounds.stop();
      }
      const text = call.state === 'talking' ? (call.heldByOther ? 'heldByOther' : 'talking') : call.state === 'ringing' ? 'ringing' : 'connecting';
      this.#show(say(text));
    }

    #ended(call) {
      const { say, knows } = this.words;
      this.modules.sounds.stop();
      this.#call = null;
      this.#api.logout();
      this.#show(say(knows(call.reason) ? call.reason : 'failed', { number: label ?? to }));
    }
  }

  const host = document.createElement('span');
  script.after(host);
  Promise.all(['api', 'call', 'sounds', 'words'].map((module) => import(new URL(`${module}.js`, base))))
    .then(([api, call, sounds, words]) => {
      if (language) {
        words.use(language);
      }
      new CallButton(host, api, call, sounds, words);
    })
    .catch((error) => console.error('the call button cannot be shown', error));
})();
