// What the parts of the page share to show things.

export const $ = (id) => document.getElementById(id);

/** A toggle button is down or up. */
export function press(id, on) {
  $(id).setAttribute('aria-pressed', String(on));
}

/** An element with properties, attributes (whose names have a dash) and what is in it. */
export function element(tag, properties = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-')) {
      made.setAttribute(name, value);
    } else {
      made[name] = value;
    }
  }
  made.append(...inside);
  return made;
}
