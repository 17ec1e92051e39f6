// The calls of an account, kept in this browser.

const MOST = 100;
const key = (account) => `dragoman.calls.${account}`;

export function read(account) {
  try {
    const calls = JSON.parse(localStorage.getItem(key(account)) ?? '[]');
    return Array.isArray(calls) ? calls : [];
  } catch { // spoilt, or no storage here
    return [];
  }
}

export function add(account, call) {
  write(account, [call, ...read(account)].slice(0, MOST));
}

export function clear(account) {
  write(account, []);
}

function write(account, calls) {
  try {
    localStorage.setItem(key(account), JSON.stringify(calls));
  } catch { // no room, or no storage: then there is no history
  }
}
