// One connection to each other person, sound and picture both ways (a full mesh: small groups only). Whoever came later calls;
// so the two never call each other at the same time, and what is sent changes by replacing tracks, without a new negotiation.

class Peer {
  constructor(id, calls, ice, owner) {
    this.id = id;
    this.calls = calls;
    this.owner = owner;
    this.stream = new MediaStream();
    this.waiting = [];
    this.queue = Promise.resolve();
    this.connection = new RTCPeerConnection({ iceServers: ice });
    this.connection.addEventListener("icecandidate", ({ candidate }) => {
      if (candidate?.candidate) {
        owner.signal(id, {
          kind: "candidate",
          candidate: candidate.candidate,
          mid: candidate.sdpMid,
          line: candidate.sdpMLineIndex,
        });
      }
    });
    this.connection.addEventListener("track", ({ track }) => {
      this.stream.addTrack(track);
      owner.dispatchEvent(new CustomEvent("stream", { detail: { peer: id, stream: this.stream } }));
    });
    this.connection.addEventListener("connectionstatechange", () => this.#watch());
  }

  /** Steps of one negotiation never overlap. */
  next(step) {
    this.queue = this.queue.then(step).catch((fault) => console.warn("call", this.id, fault));
    return this.queue;
  }

  call(restart = false) {
    return this.next(async () => {
      if (this.connection.getTransceivers().length === 0) {
        this.connection.addTransceiver("audio", { direction: "sendrecv" });
        this.connection.addTransceiver("video", { direction: "sendrecv" });
        await this.send();
      }
      await this.connection.setLocalDescription(await this.connection.createOffer({ iceRestart: restart }));
      this.owner.signal(this.id, { kind: "offer", sdp: this.connection.localDescription.sdp });
    });
  }

  hear(signal) {
    return this.next(async () => {
      const connection = this.connection;
      if (signal.kind === "candidate") {
        const candidate = { candidate: signal.candidate, sdpMid: signal.mid, sdpMLineIndex: signal.line };
        if (connection.remoteDescription) {
          await connection.addIceCandidate(candidate);
        } else {
          this.waiting.push(candidate);
        }
        return;
      }
      if (signal.kind === "answer" && connection.signalingState !== "have-local-offer") {
        return;
      }
      await connection.setRemoteDescription({ type: signal.kind, sdp: signal.sdp });
      for (const candidate of this.waiting.splice(0)) {
        await connection.addIceCandidate(candidate);
      }
      if (signal.kind === "offer") {
        for (const transceiver of connection.getTransceivers()) {
          transceiver.direction = "sendrecv";
        }
        await this.send();
        await connection.setLocalDescription(await connection.createAnswer());
        this.owner.signal(this.id, { kind: "answer", sdp: connection.localDescription.sdp });
      }
    });
  }

  async send() {
    const { microphone, picture } = this.owner.devices;
    for (const { sender, receiver } of this.connection.getTransceivers()) {
      const wanted = receiver.track.kind === "audio" ? microphone : picture;
      if (sender.track !== wanted) {
        await sender.replaceTrack(wanted);
      }
    }
  }

  /** How loud the other is just now, 0 to 1. */
  get loudness() {
    const receiver = this.connection.getReceivers().find(({ track }) => track.kind === "audio");
    return receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  close() {
    clearTimeout(this.again);
    for (const track of this.stream.getTracks()) {
      track.stop();
    }
    this.connection.close();
  }

  #watch() {
    const state = this.connection.connectionState;
    this.owner.dispatchEvent(new CustomEvent("state", { detail: { peer: this.id, state } }));
    if (this.calls && (state === "failed" || state === "disconnected")) {
      clearTimeout(this.again);
      this.again = setTimeout(() => this.connection.connectionState === state && this.call(true), 2000);
    }
  }
}

export class Peers extends EventTarget {
  #peers = new Map();
  #ice;
  #say;

  constructor(devices, ice, say) {
    super();
    this.devices = devices;
    this.#ice = ice;
    this.#say = say;
    devices.addEventListener("change", () => this.#peers.forEach((peer) => peer.next(() => peer.send())));
  }

  /** @param calls whether we came later and therefore call */
  meet(id, calls) {
    this.part(id);
    const peer = new Peer(id, calls, this.#ice, this);
    this.#peers.set(id, peer);
    if (calls) {
      peer.call();
    }
  }

  part(id) {
    this.#peers.get(id)?.close();
    this.#peers.delete(id);
  }

  partAll() {
    for (const id of [...this.#peers.keys()]) {
      this.part(id);
    }
  }

  /** Signals of someone who is not in the room are ignored. */
  hear(id, signal) {
    this.#peers.get(id)?.hear(signal);
  }

  loudness(id) {
    return this.#peers.get(id)?.loudness ?? 0;
  }

  signal(to, signal) {
    this.#say({ type: "signal", to, ...signal });
  }
}
