// The one connection to the gateway and the one line that every part of the page works with.

import { Api } from './api.js';
import { Line } from './line.js';

const socketUrl = new URL('../api/v1/ws', location.href);
socketUrl.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';

export const api = new Api(socketUrl);
export const line = new Line(api);
