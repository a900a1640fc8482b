// The line to the server: one WebSocket, opened again after a loss with growing pauses, closed for good once the server has
// said that this person is out.

const PAUSES = [300, 1000, 2000, 4000, 8000];
const HEARTBEAT = 10000;
const SILENCE = 25000;
/** The server closes with these when coming back would not help. */
const FINAL = new Set([4000, 4001, 4002, 4003]);

export class Line extends EventTarget {
  #address;
  #socket = null;
  #tries = 0;
  #closed = false;
  #heard = 0;
  #beat = 0;

  constructor(path) {
    super();
    this.#address = new URL(path, location.href);
    this.#address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  }

  open() {
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#heard = Date.now();
      this.#beat = setInterval(() => this.#listen(socket), HEARTBEAT);
      this.dispatchEvent(new Event("open"));
    });
    socket.addEventListener("message", (event) => {
      this.#heard = Date.now();
      this.#tries = 0;
      const said = JSON.parse(event.data);
      if (said.type === "out") {
        this.#closed = true;
      }
      this.dispatchEvent(new CustomEvent("said", { detail: said }));
    });
    socket.addEventListener("close", (event) => this.#lost(socket, event.code));
  }

  say(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  close() {
    this.#closed = true;
    clearInterval(this.#beat);
    this.#socket?.close(1000);
  }

  /** A line that is silent although we spoke is dead, whatever the network pretends. */
  #listen(socket) {
    if (Date.now() - this.#heard > SILENCE) {
      socket.close();
      this.#lost(socket, 1006);
    } else {
      this.say({ type: "ping" });
    }
  }

  #lost(socket, code) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    clearInterval(this.#beat);
    if (this.#closed) {
      return;
    }
    if (FINAL.has(code)) {
      this.#closed = true;
      this.dispatchEvent(new CustomEvent("refused", { detail: code }));
      return;
    }
    const pause = PAUSES[Math.min(this.#tries++, PAUSES.length - 1)];
    this.dispatchEvent(new CustomEvent("lost", { detail: { tries: this.#tries } }));
    setTimeout(() => this.#closed || this.open(), pause + Math.random() * 300);
  }
}
