// Saves a choice without loading the page anew. The forms work without it: whatever goes wrong here, they are sent as they are.
"use strict";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.rgChoices || !event.submitter) {
    return;
  }

  const answer = event.submitter.value;
  const notice = form.closest(".rg");
  const values = new FormData(form);
  const body = { place: values.get("place"), language: values.get("language") };
  if (answer === "save") {
    body.purposes = {};
    for (const [name, value] of values) {
      if (name.startsWith("purpose.")) {
        body.purposes[name.slice("purpose.".length)] = value === "yes";
      }
    }
  } else {
    body.all = answer === "accept";
  }

  event.preventDefault();
  try {
    const response = await fetch(form.dataset.rgChoices, {
      method: "PUT", credentials: "same-origin", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(String(response.status));
    }

    const choices = await response.json();
    // A personal offer is taken out on the server: the page comes anew, and says that it was saved.
    if (answer !== "accept" && document.querySelector(".rg-why")) {
      send(form, event.submitter);
      return;
    }

    say(notice, form.dataset.rgChoices, answer);
    document.dispatchEvent(new CustomEvent("privacychoiceschange", { detail: choices }));
  } catch {
    send(form, event.submitter);
  }
});

function send(form, button) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = button.name;
  field.value = button.value;
  form.append(field);
  HTMLFormElement.prototype.submit.call(form);
}

// The message stands where the banner stood; the focus goes on from there, and is not taken from anywhere else.
function say(notice, address, answer) {
  const message = document.createElement("p");
  message.className = "rg rg-saved";
  message.id = "rg-saved";
  message.tabIndex = -1;
  message.lang = notice.lang;
  message.dir = notice.dir;
  message.setAttribute("role", "status");
  const hadFocus = notice.contains(document.activeElement);
  notice.before(message);
  notice.remove();
  message.textContent = document.querySelector(".rg-foot")?.dataset[answer === "accept" ? "rgAccepted" : "rgRefused"] ?? "";
  const state = document.querySelector(".rg-foot .rg-state");
  if (state) {
    state.textContent = document.querySelector(".rg-foot").dataset[answer === "accept" ? "rgStateAccepted" : "rgStateRefused"] ?? "";
  }

  if (hadFocus) {
    message.focus({ preventScroll: true });
  }
}
