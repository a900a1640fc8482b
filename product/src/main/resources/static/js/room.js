// The room: lobby, then the meeting, then why it is over. The server says who is inside and relays the calls; sound and picture
// go from browser to browser.
import { Devices } from "./room/devices.js";
import { Line } from "./room/line.js";
import { Peers } from "./room/peers.js";
import { Panel, Tiles, ask, initial, show, showChoices, showSwitches, showTroubles, tell, text } from "./room/view.js";

const byId = (id) => document.getElementById(id);
const room = byId("room");
const isHost = room.dataset.host === "true";
const devices = new Devices();
const line = new Line(room.dataset.socket);
const tiles = new Tiles();
const panel = new Panel();
const everyone = new Map();
let peers = null;
let own = null;
let hand = false;
let welcomed = false;
let early = [];

// ---- the lobby

byId("lobby").querySelector(".initial").textContent = initial(room.dataset.name);
for (const button of document.querySelectorAll("[data-turn]")) {
  const kind = button.dataset.turn;
  button.addEventListener("click", async () => {
    const wanted = !devices.on(kind);
    await devices.turn(kind, wanted);
    tell(text(`${kind}${devices.on(kind) ? "On" : "Off"}`));
  });
}
byId("microphones").addEventListener("change", (event) => devices.choose("microphone", event.target.value));
byId("cameras").addEventListener("change", (event) => devices.choose("camera", event.target.value));

devices.addEventListener("change", () => {
  showSwitches(devices);
  showTroubles(devices);
  const preview = byId("preview");
  const camera = devices.camera;
  preview.srcObject = camera ? new MediaStream([camera]) : null;
  preview.closest(".tile").dataset.camera = camera ? "on" : "off";
  byId("share").setAttribute("aria-pressed", String(devices.screen != null));
  if (own) {
    showOwn();
    tellState();
  }
});

const level = { context: null, source: null, meter: null, of: null };
/** How loud the own microphone is, 0 to 1; browsers let us listen only once the person has touched the page. */
function ownLevel() {
  const track = devices.microphone;
  if (!track?.enabled || !navigator.userActivation?.hasBeenActive) {
    return 0;
  }
  if (level.of !== track) {
    level.context ??= new AudioContext();
    level.source?.disconnect();
    level.source = level.context.createMediaStreamSource(new MediaStream([track]));
    level.meter = level.context.createAnalyser();
    level.meter.fftSize = 512;
    level.source.connect(level.meter);
    level.of = track;
  }
  const samples = new Float32Array(level.meter.fftSize);
  level.meter.getFloatTimeDomainData(samples);
  return Math.min(1, Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length) * 4);
}
setInterval(() => {
  if (document.body.dataset.section === "lobby") {
    byId("level").value = ownLevel();
    byId("level").hidden = level.context?.state !== "running";
  } else if (own) {
    tiles.speaking(own.id, ownLevel() > 0.08);
    for (const id of everyone.keys()) {
      tiles.speaking(id, (peers?.loudness(id) ?? 0) > 0.03);
    }
  }
}, 250);

byId("enter").addEventListener("click", () => {
  byId("enter").setAttribute("aria-busy", "true");
  line.open();
});
byId("back").addEventListener("click", () => location.reload());

// ---- the meeting

line.addEventListener("open", () => line.say({ type: "join", ...state() }));
line.addEventListener("lost", ({ detail }) => {
  welcomed = false;
  byId("connection").hidden = !own;
  if (own && detail.tries === 1) {
    tell(text("lost"));
  }
});
line.addEventListener("refused", ({ detail: code }) => over(code === 4001 ? "replaced" : "invalid"));
line.addEventListener("said", ({ detail: said }) => {
  if (welcomed || said.type === "welcome" || said.type === "out") {
    hear(said);
  } else {
    early.push(said);
  }
});

function hear(said) {
  switch (said.type) {
    case "welcome":
      welcome(said);
      break;
    case "opened":
      opened(said);
      break;
    case "joined":
      joined(said.person);
      break;
    case "left":
      left(said.id, said.why);
      break;
    case "state":
      changed(said);
      break;
    case "signal":
      peers?.hear(said.from, said);
      break;
    case "chat":
      panel.message({ name: said.name, text: said.text, at: said.at, own: said.from === own.id });
      break;
    case "out":
      over(said.why);
      break;
    case "slower":
      tell(text("tooFast"));
      break;
    default:
      break;
  }
}

function welcome(said) {
  const again = own != null;
  own = { ...said.you, own: true };
  peers?.partAll();
  tiles.clear();
  everyone.clear();
  peers = new Peers(devices, said.ice, (message) => line.say(message));
  peers.addEventListener("stream", ({ detail }) => tiles.picture(detail.peer, detail.stream));
  peers.addEventListener("state", ({ detail }) => tiles.linked(detail.peer, detail.state));
  byId("connection").hidden = true;
  byId("enter").removeAttribute("aria-busy");
  byId("waiting").hidden = !said.waiting;
  byId("stage").classList.toggle("is-waiting", said.waiting);
  if (!again) {
    byId("share").hidden = !devices.canShare;
    show("stage");
    (said.waiting ? byId("waiting").querySelector("h2") : byId("stage-title")).focus({ preventScroll: true });
  } else {
    tell(text("connected"));
  }
  showOwn();
  said.people.forEach(meet);
  refresh();
  welcomed = true;
  early.splice(0).forEach(hear);
}

/** The host has come: everyone who waited meets everyone else. */
function opened(said) {
  byId("waiting").hidden = true;
  byId("stage").classList.remove("is-waiting");
  tell(text("opened"));
  said.people.filter((person) => person.id !== own.id).forEach(meet);
  refresh();
}

function joined(person) {
  const known = everyone.has(person.id);
  meet(person);
  refresh();
  if (!known) {
    tell(text("joined", person.name));
  }
}

/** Whoever came later calls. */
function meet(person) {
  everyone.set(person.id, person);
  tiles.put(person);
  tiles.linked(person.id, "new");
  peers.meet(person.id, own.turn > person.turn);
}

function left(id, why) {
  const person = everyone.get(id);
  peers?.part(id);
  tiles.drop(id);
  if (everyone.delete(id)) {
    tell(text(why === "removed" ? "removed" : "left", person.name));
    refresh();
  }
}

function changed({ id, microphone, camera, screen, hand: up }) {
  const person = everyone.get(id);
  if (person) {
    const before = { ...person };
    Object.assign(person, { microphone, camera, screen, hand: up });
    tiles.put(person);
    if (up && !before.hand) {
      tell(text("handUp", person.name));
    }
    if (screen && !before.screen) {
      tell(text("sharing", person.name));
    }
    refresh();
  }
}

function state() {
  return {
    microphone: devices.on("microphone"),
    camera: devices.camera != null,
    screen: devices.screen != null,
    hand,
  };
}

function tellState() {
  line.say({ type: "state", ...state() });
}

function showOwn() {
  Object.assign(own, state());
  tiles.put(own, { own: true });
  tiles.picture(own.id, devices.picture ? new MediaStream([devices.picture]) : null);
  tiles.linked(own.id, "own");
  refresh();
}

function refresh() {
  const all = [own, ...everyone.values()];
  byId("count").textContent = all.length === 1 ? text("alone") : text("count", all.length);
  panel.people(all, { canRemove: isHost, remove: askToRemove });
}

async function askToRemove(person) {
  if ((await ask("ask-remove", text("removeTitle", person.name))) === "remove") {
    line.say({ type: "remove", id: person.id });
  }
}

byId("share").addEventListener("click", () => (devices.screen ? devices.stopSharing() : devices.share()));
byId("hand").addEventListener("click", () => {
  hand = !hand;
  byId("hand").setAttribute("aria-pressed", String(hand));
  tell(text(hand ? "handMine" : "handDown"));
  showOwn();
  tellState();
});
panel.addEventListener("say", ({ detail }) => line.say({ type: "chat", text: detail }));

byId("leave").addEventListener("click", async () => {
  const answer = isHost ? await ask("ask-leave") : "leave";
  if (answer === "end") {
    line.say({ type: "end" });
  } else if (answer === "leave") {
    line.say({ type: "leave" });
    over("left");
  }
});
addEventListener("pagehide", () => line.say({ type: "leave" }));
addEventListener("pageshow", (event) => event.persisted && location.reload());

// ---- over

/** The ticket's page, from which this room was entered. */
const cameFrom = document.referrer.startsWith(`${location.origin}/`) && !document.referrer.includes("/room/");
if (cameFrom) {
  byId("to-ticket").href = document.referrer;
}

const CAN_COME_BACK = new Set(["left", "replaced"]);

function over(why) {
  line.close();
  peers?.partAll();
  own = null;
  devices.close();
  tiles.clear();
  everyone.clear();
  for (const dialog of document.querySelectorAll("dialog[open]")) {
    dialog.close();
  }
  byId("out-title").textContent = text(`out.${why}.title`);
  byId("out-text").textContent = text(`out.${why}.text`);
  byId("back").hidden = !CAN_COME_BACK.has(why);
  byId("to-ticket").hidden = !cameFrom;
  show("out");
  byId("out-title").focus();
}

show("lobby");
await devices.open();
await showChoices(devices);
