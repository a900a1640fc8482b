// The one script of every page. Each behaviour is a small module, fetched only where the page asks for it by an attribute.
const behaviours = {
  "[data-countdown]": "./countdown.js",
  "[data-poll]": "./poll.js",
  "[data-queue]": "./queue.js",
  "[data-thread]": "./thread.js",
  "[data-copy]": "./copy.js",
  "[data-opens]": "./dialog.js",
  "[data-dirty]": "./dirty.js",
  "[data-passkey]": "./passkey.js",
  "[data-tap]": "./tap.js",
  "input[type=file][data-preview]": "./preview.js",
};

const started = new Map();

/** Starts what `root` asks for; called again for whatever htmx puts into the page. */
export async function start(root) {
  for (const [selector, module] of Object.entries(behaviours)) {
    const elements = root.querySelectorAll(selector);
    if (elements.length > 0) {
      const { attach } = await import(module);
      for (const element of elements) {
        const seen = started.get(module) ?? new WeakSet();
        started.set(module, seen);
        if (!seen.has(element)) {
          seen.add(element);
          attach(element);
        }
      }
    }
  }
}

/** One short sentence at the foot of the page, read out politely. */
export function toast(text) {
  const line = document.createElement("p");
  line.textContent = text;
  document.getElementById("toasts").append(line);
  setTimeout(() => line.remove(), 6000);
}

// A form is sent once: the second click of a double click does nothing, and a browser that comes back finds it open again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || (event.submitter?.formMethod || form.method) === "dialog" || form.hasAttribute("data-again")) {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.setAttribute("aria-busy", "true");
  }
});
function reopen() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
  }
}
addEventListener("pageshow", (event) => event.persisted && reopen());

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("htmx:load", (event) => start(event.detail.elt));
document.addEventListener("htmx:afterRequest", reopen);
document.addEventListener("htmx:sendError", () => toast(document.body.dataset.offline));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status >= 500) {
    toast(document.body.dataset.failed);
  }
});

// Tells the server the clock that this browser lives by, so dates name the zone only where it differs.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.includes(`zone=${zone}`)) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
}

start(document);
