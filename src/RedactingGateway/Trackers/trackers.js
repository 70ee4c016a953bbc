// Starts what the gateway held back in the page, once its destination has something granted, and deletes what vendors stored that may not.
// A module of the page's own origin. It reads what PageTrackers wrote, and {prefix}/trackers.json after a choice.
const own = document.querySelector('script[data-rg-settings]');
const address = own.dataset.rgSettings;
const heldElements = 'script[data-rg-destination], img[data-rg-destination], iframe[data-rg-destination], link[data-rg-destination]';
let settings = JSON.parse(own.dataset.rgStores);
let wasChanged = false;

// Only what the gateway can have written: below the destination's path, or at one of its hosts.
function allowed(destination, text) {
  const url = new URL(text, location.origin);
  if (url.origin === location.origin) {
    return url.pathname.startsWith(`${destination.path}/`) ? url.href : null;
  }
  const isOfVendor = destination.hosts.some((host) => (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host));
  return isOfVendor && /^https?:$/.test(url.protocol) ? url.href : null;
}

function startScript(held, src) {
  const script = document.createElement('script');
  for (const { name, value } of held.attributes) {
    if (name !== 'type' && name !== 'src' && !name.startsWith('data-rg-')) {
      script.setAttribute(name, value);
    }
  }
  if (held.dataset.rgType !== undefined) {
    script.type = held.dataset.rgType;
  }
  // Browsers hide it from the attribute.
  script.nonce = held.nonce;
  // A script that a script inserts would run as it arrives; those that waited for each other in the page still do.
  script.async = held.hasAttribute('async');
  script.src = src;
  held.replaceWith(script);
}

function startElement(held, src) {
  for (const name of ['srcset', 'imagesrcset']) {
    const value = held.getAttribute(`data-rg-${name}`);
    if (value !== null) {
      held.removeAttribute(`data-rg-${name}`);
      held.setAttribute(name, value);
    }
  }
  held.removeAttribute('data-rg-src');
  held.removeAttribute('data-rg-destination');
  held.setAttribute(held.localName === 'link' ? 'href' : 'src', src);
}

function start() {
  const granted = new Map(settings.granted.map((destination) => [destination.id, destination]));
  for (const held of document.querySelectorAll(heldElements)) {
    const destination = granted.get(held.dataset.rgDestination);
    const src = destination && held.dataset.rgSrc ? allowed(destination, held.dataset.rgSrc) : null;
    if (src !== null) {
      (held.localName === 'script' ? startScript : startElement)(held, src);
    }
  }
}

function matches(patterns, name) {
  return patterns.some((pattern) => {
    const parts = pattern.split('*');
    if (parts.length === 1) {
      return pattern === name;
    }
    const last = parts.pop();
    let rest = name;
    for (const [index, part] of parts.entries()) {
      const at = rest.indexOf(part);
      if (at < 0 || (index === 0 && at > 0)) {
        return false;
      }
      rest = rest.slice(at + part.length);
    }
    return rest.length >= last.length && rest.endsWith(last);
  });
}

const goes = (kind, name) => matches(settings.delete[kind], name) && !matches(settings.keep[kind], name);

function deleteCookies() {
  const labels = location.hostname.split('.');
  const domains = [''];
  for (let i = 0; i < labels.length - 1; i++) {
    domains.push(`; Domain=${labels.slice(i).join('.')}`);
  }
  const parts = location.pathname.split('/');
  const paths = new Set(['/', ...settings.paths]);
  for (let i = 2; i <= parts.length; i++) {
    paths.add(parts.slice(0, i).join('/'));
    paths.add(`${parts.slice(0, i).join('/')}/`);
  }
  for (const pair of document.cookie.split('; ')) {
    const name = pair.split('=')[0];
    if (name === '' || !goes('cookies', name)) {
      continue;
    }
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    for (const domain of domains) {
      for (const path of paths) {
        document.cookie = `${name}=; Max-Age=0; Path=${path}${domain}${secure}`;
      }
    }
  }
}

function deleteKeys(kind) {
  try {
    const storage = window[kind];
    for (const name of Object.keys(storage)) {
      if (goes(kind, name)) {
        storage.removeItem(name);
      }
    }
  } catch {
    // Storage is switched off: there is nothing.
  }
}

async function deleteDatabases() {
  if (settings.delete.indexedDb.length === 0 || !window.indexedDB) {
    return;
  }
  try {
    const known = indexedDB.databases ? (await indexedDB.databases()).map((database) => database.name) : settings.delete.indexedDb.filter((name) => !name.includes('*'));
    known.filter((name) => goes('indexedDb', name)).forEach((name) => indexedDB.deleteDatabase(name));
  } catch {
    // The same.
  }
}

function clear() {
  deleteCookies();
  deleteKeys('localStorage');
  deleteKeys('sessionStorage');
  return deleteDatabases();
}

async function follow() {
  const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store' });
  if (!response.ok) {
    return;
  }
  settings = await response.json();
  wasChanged = true;
  await clear();
  start();
  document.dispatchEvent(new CustomEvent('privacytrackerschange', { detail: { granted: settings.granted.map((destination) => destination.id) } }));
}

document.addEventListener('privacychoiceschange', follow);
// Scripts that ran before a withdrawal may write once more while the page goes.
window.addEventListener('pagehide', () => wasChanged && clear());
clear();
