// Puts the board into place. Every value is text, never markup: what is shown was written by strangers.
"use strict";

const texts = document.body.dataset;
const byId = (id) => document.getElementById(id);

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function bar(outcomes) {
  return ["kept", "treated", "withheld"].filter((o) => outcomes?.[o] > 0).map((o) => {
    const part = element("b", { class: o });
    part.style.flexGrow = String(outcomes[o]);
    return part;
  });
}

function row(field, outcome) {
  const received = field.received === null
    ? element("span", { class: "none" }, texts.nothing)
    : document.createTextNode(field.received);
  const rule = field.rule === null ? null : element("span", { class: "rule" }, `${texts.rule}: `,
    field.ruleAddress === null ? field.rule : element("a", { href: field.ruleAddress }, field.rule));
  return element("tr", { class: outcome },
    element("th", { scope: "row" }, element("strong", null, field.label), element("code", null, field.address)),
    element("td", { class: "value sent", "data-label": texts.sent }, field.sent),
    element("td", { class: "value received", "data-label": texts.received }, received),
    element("td", { "data-label": texts.reason }, field.reason,
      field.form === null ? null : element("span", { class: "form" }, field.form),
      field.warning === null ? null : element("span", { class: "warning" }, field.warning), rule));
}

function table(group, rows) {
  return element("table", null,
    element("caption", { class: group.outcome }, group.title),
    element("thead", null, element("tr", null,
      ...["field", "sent", "received", "reason"].map((c) => element("th", { scope: "col" }, texts[c])))),
    element("tbody", null, ...rows.map((field) => row(field, group.outcome))));
}

function groupParts(group) {
  const open = group.rows.filter((field) => !field.isTechnical);
  const technical = group.rows.filter((field) => field.isTechnical);
  const parts = [];
  if (open.length > 0) {
    parts.push(table(group, open));
  }
  if (technical.length > 0) {
    const title = open.length > 0 ? group.unlisted : `${group.title}: ${texts.technical}`;
    parts.push(element("details", null, element("summary", null, title), table({ ...group, title: group.unlisted }, technical)));
  }
  return parts;
}

function request(card) {
  const heading = `request-${card.id}`;
  return element("article", { class: "request", "aria-labelledby": heading, "data-left": card.hasLeft },
    element("header", null,
      element("h3", { id: heading }, card.title),
      element("p", null, card.verdict),
      element("p", null, element("code", null, card.line))),
    ...card.groups.flatMap(groupParts),
    element("details", null, element("summary", null, texts.raw),
      element("div", { class: "bytes" },
        element("div", null, element("h4", null, texts.rawSent), element("pre", { tabindex: "0" }, card.sent)),
        element("div", null, element("h4", null, texts.rawReceived), element("pre", { tabindex: "0" }, card.received)))));
}

function show(board) {
  byId("where").textContent = board.where;
  byId("headline").textContent = board.headline;
  byId("detail").textContent = board.detail;
  byId("flow").replaceChildren(...bar(board.total));
  for (const visitor of board.visitors) {
    const card = document.querySelector(`[data-visitor="${visitor.code}"]`);
    card.setAttribute("aria-pressed", visitor.isCurrent);
    card.querySelector("em").textContent = visitor.result;
    card.querySelector("i").replaceChildren(...bar(visitor.outcomes));
  }
  byId("list").replaceChildren(...board.requests.map(request));
  byId("before").hidden = board.earlier.length === 0;
  byId("log").replaceChildren(...board.earlier.map((visit) => element("li", null, `${visit.time}  ${visit.where}: ${visit.result}`)));
}

function listen() {
  const stream = new EventSource("/demo/stream");
  const connection = byId("connection");
  stream.addEventListener("board", (event) => show(JSON.parse(event.data)));
  stream.addEventListener("open", () => { connection.classList.remove("lost"); connection.textContent = texts.live; });
  stream.addEventListener("error", () => { connection.classList.add("lost"); connection.textContent = texts.lost; });
}

for (const button of document.querySelectorAll("[data-visitor]")) {
  button.addEventListener("click", () => fetch(`/demo/visitor?as=${button.dataset.visitor}`, { method: "POST" }));
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(byId(button.dataset.copy).textContent);
    button.textContent = texts.copied;
  });
}

listen();
