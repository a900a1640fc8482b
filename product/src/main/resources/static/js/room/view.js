// What is seen of the room: tiles, the panel with chat and people, the line that is read out. Knows no network.

const byId = (id) => document.getElementById(id);

/** Texts come with the page, in the reader's language; `{0}` and `{1}` stand for what is known only here. */
export function text(key, ...values) {
  const entry = byId("texts").querySelector(`[data-key="${key}"]`);
  return values.reduce((said, value, at) => said.replaceAll(`{${at}}`, value), entry.textContent);
}

/** Read out by a screen reader, seen by nobody. */
export function tell(sentence) {
  const line = document.createElement("span");
  line.textContent = sentence;
  byId("news").replaceChildren(line);
}

export function show(section) {
  for (const id of ["lobby", "stage", "out"]) {
    byId(id).hidden = id !== section;
  }
  document.body.dataset.section = section;
}

/** Every switch of one device, in the lobby and in the room, shows the same. */
export function showSwitches(devices) {
  for (const kind of ["microphone", "camera"]) {
    for (const button of document.querySelectorAll(`[data-turn="${kind}"]`)) {
      button.setAttribute("aria-pressed", String(devices.on(kind)));
    }
  }
}

export function showTroubles(devices) {
  const found = Object.entries(devices.troubles).filter(([, trouble]) => trouble);
  const sentences = new Set(
    found.map(([kind, trouble]) => text(trouble === "insecure" ? "trouble.insecure" : `trouble.${kind}.${trouble}`)),
  );
  byId("troubles").replaceChildren(
    ...[...sentences].map((sentence) => {
      const line = document.createElement("p");
      line.className = "notice due";
      line.textContent = sentence;
      return line;
    }),
  );
}

export async function showChoices(devices) {
  let any = false;
  for (const [kind, select] of [["microphone", byId("microphones")], ["camera", byId("cameras")]]) {
    const list = await devices.list(kind);
    select.replaceChildren(...list.map(({ deviceId, label }) => new Option(label, deviceId)));
    const current = devices[kind]?.getSettings().deviceId;
    if (current) {
      select.value = current;
    }
    select.closest(".field").hidden = list.length < 2;
    any ||= list.length > 1;
  }
  byId("choices").hidden = !any;
}

export function initial(name) {
  return [...name.trim()][0]?.toUpperCase() ?? "?";
}

export class Tiles {
  #tiles = new Map();
  #list = byId("tiles");

  put(person, { own = false } = {}) {
    let tile = this.#tiles.get(person.id);
    if (!tile) {
      tile = byId("tile-template").content.firstElementChild.cloneNode(true);
      tile.dataset.peer = person.id;
      tile.classList.toggle("own", own);
      tile.querySelector(".initial").textContent = initial(person.name);
      tile.querySelector("video").muted = own;
      this.#tiles.set(person.id, tile);
      this.#list.append(tile);
    }
    tile.querySelector(".name").textContent = own ? text("you", person.name) : person.name;
    tile.querySelector(".host-mark").hidden = !person.host;
    tile.querySelector(".muted").hidden = person.microphone;
    tile.querySelector(".raised").hidden = !person.hand;
    tile.dataset.camera = person.camera || person.screen ? "on" : "off";
    tile.dataset.screen = person.screen ? "on" : "off";
    this.#arrange();
  }

  picture(id, stream) {
    const video = this.#tiles.get(id)?.querySelector("video");
    if (video && video.srcObject !== stream) {
      video.srcObject = stream;
    }
    video?.play().catch(() => {});
  }

  linked(id, state) {
    const tile = this.#tiles.get(id);
    if (tile) {
      tile.dataset.link = state;
    }
  }

  speaking(id, yes) {
    this.#tiles.get(id)?.classList.toggle("speaking", yes);
  }

  drop(id) {
    const tile = this.#tiles.get(id);
    if (tile) {
      tile.querySelector("video").srcObject = null;
      tile.remove();
      this.#tiles.delete(id);
      this.#arrange();
    }
  }

  clear() {
    for (const id of [...this.#tiles.keys()]) {
      this.drop(id);
    }
  }

  #arrange() {
    const tiles = [...this.#tiles.values()];
    this.#list.dataset.count = String(tiles.length);
    this.#list.dataset.shared = String(tiles.some((tile) => tile.dataset.screen === "on"));
  }
}

export class Panel extends EventTarget {
  #unread = 0;
  #opener = null;

  constructor() {
    super();
    byId("open-chat").addEventListener("click", () => this.#toggle("chat"));
    byId("open-people").addEventListener("click", () => this.#toggle("people"));
    byId("panel-close").addEventListener("click", () => this.close());
    const tabs = [byId("tab-chat"), byId("tab-people")];
    tabs.forEach((tab, at) => {
      tab.addEventListener("click", () => this.open(tab.getAttribute("aria-controls")));
      tab.addEventListener("keydown", (event) => {
        if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
          const other = tabs[1 - at];
          this.open(other.getAttribute("aria-controls"));
          other.focus();
        }
      });
    });
    byId("panel").addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    byId("chat-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    byId("chat-text").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    });
  }

  open(which) {
    byId("panel").hidden = false;
    document.body.dataset.panel = which;
    for (const id of ["chat", "people"]) {
      const chosen = id === which;
      byId(id).hidden = !chosen;
      byId(`tab-${id}`).setAttribute("aria-selected", String(chosen));
      byId(`tab-${id}`).tabIndex = chosen ? 0 : -1;
      byId(`open-${id}`).setAttribute("aria-expanded", String(chosen));
    }
    if (which === "chat") {
      this.#count(0);
    }
  }

  close() {
    byId("panel").hidden = true;
    delete document.body.dataset.panel;
    byId("open-chat").setAttribute("aria-expanded", "false");
    byId("open-people").setAttribute("aria-expanded", "false");
    this.#opener?.focus();
  }

  message({ name, text: said, at, own }) {
    const line = document.createElement("div");
    line.className = own ? "own" : "";
    const head = document.createElement("p");
    head.className = "small soft";
    head.textContent = `${own ? text("you", name) : name} · ${new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(at)}`;
    const body = document.createElement("p");
    body.className = "pre";
    body.textContent = said;
    line.append(head, body);
    byId("chat-empty").hidden = true;
    const log = byId("messages");
    log.append(line);
    while (log.children.length > 300) {
      log.firstElementChild.remove();
    }
    log.scrollTop = log.scrollHeight;
    if (!own && document.body.dataset.panel !== "chat") {
      this.#count(this.#unread + 1);
      tell(text("message", name, said));
    }
  }

  people(everyone, { canRemove, remove }) {
    byId("people-list").replaceChildren(
      ...everyone.map((person) => {
        const line = byId("person-template").content.firstElementChild.cloneNode(true);
        line.querySelector(".name").textContent = person.own ? text("you", person.name) : person.name;
        line.querySelector(".host-mark").hidden = !person.host;
        line.querySelector(".muted").hidden = person.microphone;
        line.querySelector(".raised").hidden = !person.hand;
        const button = line.querySelector("button");
        button.hidden = !canRemove || person.own || person.host;
        button.setAttribute("aria-label", text("removeTitle", person.name));
        button.addEventListener("click", () => remove(person));
        return line;
      }),
    );
  }

  #toggle(which) {
    this.#opener = byId(`open-${which}`);
    if (document.body.dataset.panel === which) {
      this.close();
    } else {
      this.open(which);
      (which === "chat" ? byId("chat-text") : byId("tab-people")).focus();
    }
  }

  #send() {
    const field = byId("chat-text");
    const said = field.value.trim();
    if (said) {
      this.dispatchEvent(new CustomEvent("say", { detail: said }));
      field.value = "";
    }
  }

  #count(unread) {
    this.#unread = unread;
    const badge = byId("unread");
    badge.hidden = unread === 0;
    badge.textContent = unread > 9 ? "9+" : String(unread);
    badge.setAttribute("aria-label", text("unread", unread));
  }
}

/** Asks in a dialog; answers with the value of the button pressed, or the first button's when closed otherwise. */
export function ask(id, title) {
  const dialog = byId(id);
  if (title) {
    dialog.querySelector("h2").textContent = title;
  }
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answered) => dialog.addEventListener("close", () => answered(dialog.returnValue), { once: true }));
}
