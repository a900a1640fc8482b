// The microphone, the camera and the shared screen of this browser. A device that is refused or missing is a fact to show,
// never a reason to keep someone out of the room.

const CAMERA = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24 }, facingMode: "user" };
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** What a failed request for a device means to a person: one of the keys `refused`, `absent`, `busy`, `insecure`. */
function trouble(fault) {
  switch (fault?.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "absent";
    default:
      return "busy";
  }
}

export class Devices extends EventTarget {
  microphone = null;
  camera = null;
  screen = null;
  troubles = { microphone: null, camera: null };
  #chosen = { microphone: null, camera: null };

  /** Asks for both at once (one question to the person), then for each alone when that failed. */
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) {
      this.troubles = { microphone: "insecure", camera: "insecure" };
      this.#changed();
      return;
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: SOUND, video: CAMERA });
      this.#take("microphone", stream.getAudioTracks()[0]);
      this.#take("camera", stream.getVideoTracks()[0]);
      this.#changed();
    } catch {
      await this.turn("microphone", true);
      await this.turn("camera", true);
    }
  }

  on(kind) {
    const track = this[kind];
    return track != null && track.enabled;
  }

  /** A microphone is muted and stays open (fast to speak again); a camera is closed, so its light goes out. */
  async turn(kind, wanted) {
    if (!wanted) {
      if (kind === "microphone" && this.microphone) {
        this.microphone.enabled = false;
      } else {
        this.#drop(kind);
      }
    } else if (kind === "microphone" && this.microphone) {
      this.microphone.enabled = true;
    } else {
      await this.#request(kind);
    }
    this.#changed();
    return this.on(kind) === wanted;
  }

  async choose(kind, deviceId) {
    this.#chosen[kind] = deviceId;
    const wasOn = this.on(kind);
    this.#drop(kind);
    await this.#request(kind);
    if (kind === "microphone" && this.microphone && !wasOn) {
      this.microphone.enabled = false;
    }
    this.#changed();
  }

  async list(kind) {
    const wanted = kind === "microphone" ? "audioinput" : "videoinput";
    const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    return all.filter((device) => device.kind === wanted && device.deviceId !== "");
  }

  get canShare() {
    return typeof navigator.mediaDevices?.getDisplayMedia === "function";
  }

  /** False when the person changed their mind in the browser's own dialog. */
  async share() {
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 12 } }, audio: false });
      this.screen = stream.getVideoTracks()[0];
      this.screen.contentHint = "detail";
      this.screen.addEventListener("ended", () => this.stopSharing());
      this.#changed();
      return true;
    } catch {
      return false;
    }
  }

  stopSharing() {
    this.#drop("screen");
    this.#changed();
  }

  /** What others are to see: the screen while it is shared, else the camera. */
  get picture() {
    return this.screen ?? this.camera;
  }

  close() {
    for (const kind of ["microphone", "camera", "screen"]) {
      this.#drop(kind);
    }
    this.#changed();
  }

  async #request(kind) {
    const base = kind === "microphone" ? SOUND : CAMERA;
    const chosen = this.#chosen[kind];
    const wish = chosen ? { ...base, facingMode: undefined, deviceId: { exact: chosen } } : base;
    try {
      const stream = await navigator.mediaDevices.getUserMedia(kind === "microphone" ? { audio: wish } : { video: wish });
      this.#take(kind, stream.getTracks()[0]);
    } catch (fault) {
      this.troubles[kind] = navigator.mediaDevices ? trouble(fault) : "insecure";
    }
  }

  #take(kind, track) {
    this[kind] = track;
    this.troubles[kind] = null;
    track.addEventListener("ended", () => {
      if (this[kind] === track) {
        this[kind] = null;
        this.troubles[kind] = "absent";
        this.#changed();
      }
    });
  }

  #drop(kind) {
    this[kind]?.stop();
    this[kind] = null;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
