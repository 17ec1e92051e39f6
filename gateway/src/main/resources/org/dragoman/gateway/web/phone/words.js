// What the page says, in the languages it speaks.

export const LANGUAGES = { en: 'English', ru: 'Русский' };

const WORDS = {
  en: {
    loginTitle: 'Log in', account: 'Account', password: 'Password', login: 'Log in', logout: 'Log out', loggingIn: 'Logging in…',
    dialTitle: 'Make a call', number: 'Number', paste: 'Paste a number', erase: 'Erase the last digit', pad: 'Dial pad',
    audioCall: 'Audio call', videoCall: 'Video call', hangup: 'Hang up',
    dialing: 'Dialing {number}…', ringing: 'Ringing…', connecting: 'Connecting…', talking: 'Talking', held: 'On hold',
    heldByOther: 'The other side has put you on hold', reconnecting: 'The sound was lost; looking for another way…',
    mute: 'Mute', speaker: 'Mute speaker', camera: 'Camera off', keypad: 'Keypad', hold: 'Hold', transfer: 'Transfer', digitsSent: 'Sent: {digits}',
    otherCall: 'Other call', switchTo: 'Switch', join: 'Connect them', incoming: 'Incoming call', incomingVideo: 'Incoming video call',
    acceptAudio: 'Accept audio', acceptVideo: 'Accept video', decline: 'Decline', unknown: 'Unknown caller',
    transferTitle: 'Transfer the call', transferNow: 'Transfer now', transferAsk: 'Call first', cancel: 'Cancel',
    transferring: 'Transferring…', transferFailed: 'The transfer failed; you are still connected.',
    devices: 'Devices', microphone: 'Microphone', output: 'Speaker', cameraDevice: 'Camera', close: 'Close', standard: 'Standard',
    history: 'Calls', historyEmpty: 'No calls yet.', clear: 'Clear', out: 'Outgoing', in: 'Incoming', missed: 'Missed', callBack: 'Enter {number} to call it',
    online: 'online', away: 'no connection', offline: 'No connection to the gateway; trying again…',
    good: 'Good sound', fair: 'Fair sound', poor: 'Poor sound', numbers: 'round trip {roundTrip} ms, loss {loss} %, jitter {jitter} ms',
    noVideo: 'The other side takes no video; the call goes on with sound.', wrongNumber: 'Enter a number: digits, *, # and a leading +.',
    denied: 'The browser may not use the microphone. Allow it beside the address of the page, and call again.',
    deniedVideo: 'The browser may not use the camera and the microphone. Allow it beside the address of the page, and call again.',
    missing: 'No microphone was found. Connect one, and call again.', busyDevice: 'The microphone cannot be used now; perhaps another program has it.',
    insecure: 'Browsers give pages a microphone only where the address begins with https.',
    pasteDenied: 'The browser may not read what was copied. Press Ctrl+V in the number field.',
    'wrong-credentials': 'There is no such account, or the password is wrong.',
    'too-many-attempts': 'Too many wrong passwords. Try again in a while.', 'error-offline': 'The gateway cannot be reached. Try again in a while.',
    'no-session': 'The account is no more.', 'not-allowed-error': 'This is not allowed.',
    ended: 'The call has ended.', busy: '{number} is busy.', 'no-answer': '{number} does not answer.', declined: 'The call was declined.',
    elsewhere: 'The call was taken on another device.', 'not-there': '{number} is not reachable now.', 'unknown-number': 'There is no number {number}.',
    'bad-number': 'The number {number} is not complete.', 'number-changed': 'The number {number} has changed.',
    'no-route': 'There is no way to {number}.', unreachable: '{number} cannot be reached.',
    congestion: 'The network is overloaded. Try again in a while.', 'no-media': 'The sound of the call could not be set up.',
    'not-allowed': 'You may not call {number}.', failed: 'The call failed. Try again in a while.', lost: 'The connection to the gateway was lost.',
    'too-many': 'There are too many calls already.', 'bad-sdp': 'The sound of the call could not be set up.', missedCall: 'Missed call from {number}',
    callUs: 'Call us',
  },
  ru: {
    loginTitle: 'Вход', account: 'Номер', password: 'Пароль', login: 'Войти', logout: 'Выйти', loggingIn: 'Входим…',
    dialTitle: 'Позвонить', number: 'Номер', paste: 'Вставить номер', erase: 'Стереть последнюю цифру', pad: 'Клавиши набора',
    audioCall: 'Аудиозвонок', videoCall: 'Видеозвонок', hangup: 'Положить трубку',
    dialing: 'Набираем {number}…', ringing: 'Идут гудки…', connecting: 'Соединяем…', talking: 'Разговор', held: 'На удержании',
    heldByOther: 'Собеседник поставил вас на удержание', reconnecting: 'Звук пропал; ищем другой путь…',
    mute: 'Без микрофона', speaker: 'Без звука', camera: 'Без камеры', keypad: 'Клавиши', hold: 'Удержать', transfer: 'Перевести', digitsSent: 'Отправлено: {digits}',
    otherCall: 'Другой звонок', switchTo: 'Переключиться', join: 'Соединить их', incoming: 'Входящий звонок', incomingVideo: 'Входящий видеозвонок',
    acceptAudio: 'Ответить', acceptVideo: 'Ответить с видео', decline: 'Отклонить', unknown: 'Номер скрыт',
    transferTitle: 'Перевод звонка', transferNow: 'Перевести сразу', transferAsk: 'Сначала позвонить', cancel: 'Отмена',
    transferring: 'Переводим…', transferFailed: 'Перевести не удалось; вы остались на связи.',
    devices: 'Устройства', microphone: 'Микрофон', output: 'Динамик', cameraDevice: 'Камера', close: 'Закрыть', standard: 'Обычное',
    history: 'Звонки', historyEmpty: 'Звонков ещё не было.', clear: 'Очистить', out: 'Исходящий', in: 'Входящий', missed: 'Пропущенный', callBack: 'Ввести {number}, чтобы позвонить',
    online: 'на связи', away: 'нет связи', offline: 'Нет связи со шлюзом; пробуем снова…',
    good: 'Хороший звук', fair: 'Средний звук', poor: 'Плохой звук', numbers: 'туда и обратно {roundTrip} мс, потери {loss} %, дрожание {jitter} мс',
    noVideo: 'Собеседник не принимает видео; разговор идёт без него.', wrongNumber: 'Введите номер: цифры, *, # и + в начале.',
    denied: 'Браузеру нельзя пользоваться микрофоном. Разрешите это рядом с адресом страницы и позвоните снова.',
    deniedVideo: 'Браузеру нельзя пользоваться камерой и микрофоном. Разрешите это рядом с адресом страницы и позвоните снова.',
    missing: 'Микрофон не найден. Подключите его и позвоните снова.', busyDevice: 'Микрофон сейчас недоступен; возможно, он занят другой программой.',
    insecure: 'Браузеры дают странице микрофон, только если её адрес начинается с https.',
    pasteDenied: 'Браузеру нельзя читать скопированное. Нажмите Ctrl+V в поле номера.',
    'wrong-credentials': 'Такого номера нет, или пароль неверен.',
    'too-many-attempts': 'Слишком много неверных паролей. Попробуйте позже.', 'error-offline': 'Шлюз недоступен. Попробуйте позже.',
    'no-session': 'Этого номера больше нет.', 'not-allowed-error': 'Это не разрешено.',
    ended: 'Разговор окончен.', busy: 'Номер {number} занят.', 'no-answer': 'Номер {number} не отвечает.', declined: 'Звонок отклонён.',
    elsewhere: 'На звонок ответили с другого устройства.', 'not-there': 'Номер {number} сейчас не на связи.', 'unknown-number': 'Номера {number} не существует.',
    'bad-number': 'Номер {number} неполный.', 'number-changed': 'Номер {number} изменился.',
    'no-route': 'На номер {number} нет маршрута.', unreachable: 'Номер {number} недоступен.',
    congestion: 'Сеть перегружена. Попробуйте позже.', 'no-media': 'Не удалось установить звук.',
    'not-allowed': 'Вам нельзя звонить на {number}.', failed: 'Звонок не удался. Попробуйте позже.', lost: 'Связь со шлюзом потеряна.',
    'too-many': 'Звонков уже слишком много.', 'bad-sdp': 'Не удалось установить звук.', missedCall: 'Пропущенный звонок: {number}',
    callUs: 'Позвонить нам',
  },
};

const KEY = 'dragoman.language';

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch { // a page in a frame may have no storage
    return null;
  }
}

let language = [stored(), ...(navigator.languages ?? [navigator.language])]
  .map((l) => (l ?? '').slice(0, 2)).find((l) => l in WORDS) ?? 'en';

export const current = () => language;
export const other = () => Object.keys(WORDS).find((l) => l !== language);

/** For this visit of the page. */
export function use(chosen) {
  language = chosen in WORDS ? chosen : language;
}

export function choose(chosen) {
  use(chosen);
  try {
    localStorage.setItem(KEY, chosen);
  } catch { // then it is asked again
  }
}

/** The words for a key, with {names} filled in; the key of something nobody knows is the failure in general. */
export function say(key, values = {}) {
  const text = WORDS[language][key] ?? WORDS[language].failed;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export const knows = (key) => key in WORDS.en;

/** For tests: keys that one language has and another has not. */
export const gaps = () => Object.keys({ ...WORDS.en, ...WORDS.ru }).filter((k) => !(k in WORDS.en && k in WORDS.ru));
