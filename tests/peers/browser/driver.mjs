// Drives Chromium for the tests: reads one JSON command a line on standard input, answers each with one line on standard
// output. Started by tests.peer.Browser in the folder where npm put playwright-core.
//
//   node driver.mjs CHROMIUM FOLDER-FOR-FILES WAV-OF-THE-MICROPHONE
//
// A command: { id, page, do, ... }; an answer: { id, value } or { id, error }.

import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const { chromium } = require('playwright-core');
const [executablePath, folder, microphone] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath,
  headless: true,
  handleSIGTERM: true,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required',
    '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone}`,
    // Chromium hides its addresses behind mDNS names where nobody listens for them
    '--disable-features=WebRtcHideLocalIpsWithMdns', '--allow-loopback-in-peer-connection',
  ],
});

// The microphone is a pure tone, which a browser takes for noise and suppresses: pages get it as it is.
const unprocessed = () => {
  const given = navigator.mediaDevices?.getUserMedia?.bind(navigator.mediaDevices);
  if (given) {
    navigator.mediaDevices.getUserMedia = (wanted) => given({
      ...wanted,
      audio: wanted.audio && { ...(wanted.audio === true ? {} : wanted.audio), echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
  }
};

// What the loudest frequency of a stream is: { hertz, level (dBFS), purity (its share of all power) }.
const listen = async (stream) => {
  globalThis.ears ??= new Map();
  let ear = globalThis.ears.get(stream);
  if (!ear) {
    const context = new AudioContext();
    await context.resume();
    const analyser = new AnalyserNode(context, { fftSize: 16384, smoothingTimeConstant: 0 });
    context.createMediaStreamSource(stream).connect(analyser);
    ear = { context, analyser };
    globalThis.ears.set(stream, ear);
  }
  const { context, analyser } = ear;
  const bins = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(bins);
  const power = (i) => (bins[i] > -200 ? 10 ** (bins[i] / 10) : 0);
  let best = 1;
  let all = 0;
  for (let i = 1; i < bins.length; i++) {
    all += power(i);
    best = bins[i] > bins[best] ? i : best;
  }
  let near = 0;
  for (let i = Math.max(1, best - 4); i <= best + 4; i++) {
    near += power(i);
  }
  return { hertz: best * context.sampleRate / analyser.fftSize, level: near > 0 ? 10 * Math.log10(near) : -200, purity: all > 0 ? near / all : 0 };
};

const pages = new Map();

async function open({ page, url, locale = 'en-US', scheme = 'light', width = 390, height = 844, permissions = [] }) {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true, locale, colorScheme: scheme, viewport: { width, height },
  });
  await context.grantPermissions(permissions); // the others are refused
  await context.addInitScript(unprocessed);
  await context.addInitScript({ content: `globalThis.listen = ${listen};` });
  const made = await context.newPage();
  const said = [];
  made.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  made.on('pageerror', (error) => said.push(`error: ${error.stack}`));
  pages.set(page, { context, made, said });
  await made.goto(url);
}

// What Chromium tells a screen reader, as its protocol for developers has it.
async function tree(p) {
  const session = await p.context.newCDPSession(p.made);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const property = (node, name) => node.properties?.find((q) => q.name === name)?.value?.value;
  return nodes.filter((node) => !node.ignored).map((node) => ({
    role: node.role?.value ?? '', name: node.name?.value ?? '', pressed: String(property(node, 'pressed') ?? ''),
  }));
}

const COMMANDS = {
  open,
  go: (p, c) => p.made.goto(c.url),
  click: (p, c) => p.made.click(c.selector, { timeout: c.timeout }),
  fill: (p, c) => p.made.fill(c.selector, c.text, { timeout: c.timeout }),
  press: (p, c) => p.made.keyboard.press(c.key),
  type: (p, c) => p.made.keyboard.type(c.text),
  select: (p, c) => p.made.selectOption(c.selector, c.text, { timeout: c.timeout }).then(() => {}),
  tree,
  visible: (p, c) => p.made.waitForSelector(c.selector, { state: 'visible', timeout: c.timeout }).then(() => {}),
  hidden: (p, c) => p.made.waitForSelector(c.selector, { state: 'hidden', timeout: c.timeout }).then(() => {}),
  text: (p, c) => p.made.innerText(c.selector, { timeout: c.timeout }),
  says: (p, c) => p.made.locator(c.selector).filter({ hasText: c.text, visible: true }).first().waitFor({ timeout: c.timeout }),
  eval: (p, c) => p.made.evaluate(c.script),
  offline: (p, c) => p.context.setOffline(c.on),
  shot: (p, c) => p.made.screenshot({ path: path.join(folder, `${c.name}.png`), animations: 'disabled' }).then(() => {}),
  said: (p) => p.said,
  leave: async (p) => { await p.made.close(); },
  close: async (p, c) => { pages.delete(c.page); await p.context.close(); },
};

const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

async function perform(command) {
  try {
    const run = COMMANDS[command.do];
    const page = pages.get(command.page);
    const value = command.do === 'open' ? await open(command) : await run(page, command);
    say({ id: command.id, value: value && typeof value === 'object' && 'url' in value ? null : value ?? null });
  } catch (error) {
    say({ id: command.id, error: String(error.message ?? error) });
  }
}

say({ id: 0, value: browser.version() });
for await (const line of readline.createInterface({ input: process.stdin })) {
  perform(JSON.parse(line)); // pages do not wait for one another
}
await browser.close();
process.exit(0);
