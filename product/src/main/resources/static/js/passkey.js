// Signing in with a passkey and making one. Without this script, or without passkeys, the mail link is there.
export const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

let waiting = null;

export function attach(section) {
  if (!globalThis.PublicKeyCredential) {
    return;
  }
  const offer = section.querySelector("[data-passkey-offer]");
  const signingIn = section.dataset.passkey === "sign-in";
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => attempt(section, signingIn ? signIn : create));
  if (signingIn) {
    offerInField(section);
  }
}

/** The browser offers a passkey in the mail field by itself where it can. */
async function offerInField(section) {
  if (await PublicKeyCredential.isConditionalMediationAvailable?.()) {
    attempt(section, (one) => signIn(one, "conditional"), true);
  }
}

async function attempt(section, action, quietly = false) {
  const trouble = section.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  try {
    await action(section);
  } catch (problem) {
    if (!quietly) {
      trouble.textContent = problem instanceof DOMException ? section.dataset.cancelled : section.dataset.refused;
      trouble.hidden = false;
    }
  }
}

async function signIn(section, mediation) {
  waiting?.abort();
  waiting = new AbortController();
  const options = await (await post("/sign-in/passkey/options")).json();
  const credential = await navigator.credentials.get({
    mediation,
    signal: waiting.signal,
    publicKey: { ...options, challenge: decode(options.challenge), allowCredentials: [] },
  });
  const next = section.dataset.next ? `?next=${encodeURIComponent(section.dataset.next)}` : "";
  const answer = await post(`/sign-in/passkey${next}`, signed(credential));
  location.assign(await answer.text());
}

async function create(section) {
  const options = await (await post("/account/passkeys/options")).json();
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      user: { ...options.user, id: decode(options.user.id) },
      excludeCredentials: options.excludeCredentials.map((known) => ({ ...known, id: decode(known.id) })),
    },
  });
  const { response } = credential;
  await post("/account/passkeys", {
    name: section.dataset.name,
    credential: {
      ...named(credential),
      response: {
        attestationObject: encode(response.attestationObject),
        clientDataJSON: encode(response.clientDataJSON),
        transports: response.getTransports?.() ?? [],
      },
    },
  });
  location.reload();
}

function named(credential) {
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

/** What the server is told of a challenge that was signed. */
export function signed(credential) {
  const { response } = credential;
  return {
    ...named(credential),
    response: {
      authenticatorData: encode(response.authenticatorData),
      clientDataJSON: encode(response.clientDataJSON),
      signature: encode(response.signature),
      userHandle: response.userHandle ? encode(response.userHandle) : undefined,
    },
  };
}

export async function post(address, body) {
  const token = document.querySelector("input[name=_csrf]").value;
  const answer = await fetch(address, {
    method: "POST",
    headers: { "X-CSRF-TOKEN": token, "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    throw Object.assign(new Error(`answered ${answer.status}`), { status: answer.status });
  }
  return answer;
}
