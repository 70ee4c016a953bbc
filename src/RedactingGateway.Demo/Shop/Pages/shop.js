// The shop's trackers, as real ones behave: they send all they know to everybody. The gateway stands behind the paths.
"use strict";

const page = document.body.dataset.page;
const customer = "KD-2026-4711";
const browser = remembered("demo-browser", () => `${number(10)}.${number(10)}`);
const session = remembered("demo-session", () => number(10));

function number(digits) {
  const bytes = crypto.getRandomValues(new Uint8Array(digits));
  return Array.from(bytes, (b, i) => (i === 0 ? 1 + (b % 9) : b % 10)).join("");
}

function remembered(name, make) {
  const value = sessionStorage.getItem(name) ?? make();
  sessionStorage.setItem(name, value);
  return value;
}

// Google Analytics 4: shared parameters in the query, further events as lines of the body.
function analytics(event, lines) {
  const query = new URLSearchParams({
    v: "2", tid: "G-TEST12345", gtm: "45je5a10v9100000000za200", _p: String(Date.now()), cid: browser, ul: navigator.language.toLowerCase(),
    sr: `${screen.width}x${screen.height}`, _s: "1", sid: session, sct: "1", seg: "1", uid: customer, dl: location.href, dt: document.title,
  });
  if (document.referrer) {
    query.set("dr", document.referrer);
  }
  for (const [name, value] of Object.entries(lines ? {} : event)) {
    query.set(name, value);
  }
  const body = lines?.map((line) => new URLSearchParams(line).toString()).join("\r\n");
  return fetch(`/t/ga4/g/collect?${query}`, { method: "POST", keepalive: true, headers: body ? { "Content-Type": "text/plain;charset=UTF-8" } : {}, body });
}

function pixelFields(event, more) {
  return {
    id: "123456789012345", ev: event, dl: location.href, rl: document.referrer, if: "false", ts: String(Date.now()), sw: String(screen.width),
    sh: String(screen.height), v: "2.9.180", r: "stable", fbp: `fb.1.${Date.now()}.${session}`, ...more,
  };
}

// Meta pixel: an image where the values are few, a form where they are many.
function pixel(event, more) {
  new Image().src = `/t/meta/tr/?${new URLSearchParams(pixelFields(event, more))}`;
}

function pixelForm(event, more) {
  const form = new FormData();
  for (const [name, value] of Object.entries(pixelFields(event, more))) {
    form.append(name, value);
  }
  navigator.sendBeacon("/t/meta/tr/", form);
}

if (page === "shop" || page === "product") {
  analytics({ en: "page_view", "up.email": "anna.sommerfeld+shop@example.org" });
  pixel("PageView", {});
}

if (page === "thanks") {
  analytics({}, [
    { en: "purchase", "epn.value": "149.8", cu: "EUR", "ep.transaction_id": "B-880217", "ep.karte": "4111 1111 1111 1111", "ep.familienstand": "verheiratet" },
    { en: "view_search_results", "ep.search_term": "Mühle für anna.sommerfeld@example.net" },
  ]);
  pixel("Purchase", {
    "cd[value]": "149.80", "cd[currency]": "EUR", "cd[order_id]": "B-880217",
    "ud[em]": "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b",
    "ud[ph]": "03ac674216f3e15c761ee1a5e255f067953623c8b388b4459e13f978d7c846f4",
  });
  // The shop's server reports the order too.
  fetch("/bestellen", { method: "POST", keepalive: true });
}

if (page === "support") {
  pixelForm("PageView", { "cd[buttonText]": "Anrufen 0171 3920017" });
  document.getElementById("support").addEventListener("submit", (event) => {
    event.preventDefault();
    analytics({ en: "support", "ep.message": document.getElementById("message").value });
    const done = document.getElementById("done");
    done.textContent = done.dataset.text;
  });
}
