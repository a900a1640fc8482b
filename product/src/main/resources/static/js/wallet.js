// The page for wallets: puts the provider's button on it. Nothing of the order is here; what became of the payment is
// asked for by the page that the way back leads to.
const room = document.querySelector("[data-wallet]");
const buttons = room.querySelector("[data-buttons]");
const back = new URL(room.dataset.back, location.href).href;

// What the provider's script says when nothing was charged and another try may help.
const TRY_AGAIN = ["card_error", "validation_error"];

function say(wanted) {
  for (const words of room.querySelectorAll("[data-say]")) {
    words.hidden = words.dataset.say !== wanted;
  }
}

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

function isDark() {
  const theme = document.documentElement.dataset.theme;
  return theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function show() {
  const locale = document.documentElement.lang;
  const stripe = globalThis.Stripe(room.dataset.key, { locale });
  const elements = stripe.elements({
    clientSecret: room.dataset.secret,
    locale,
    appearance: { theme: isDark() ? "night" : "stripe", variables: { borderRadius: "999px" } },
  });
  const express = elements.create("expressCheckout", {
    buttonHeight: 48,
    layout: { maxColumns: 1, overflow: "never" },
    paymentMethods: {
      applePay: "always",
      googlePay: "always",
      amazonPay: "never",
      klarna: "never",
      link: "never",
      paypal: "never",
    },
  });
  express.on("ready", ({ availablePaymentMethods }) => say(availablePaymentMethods ? "buttons" : "none"));
  express.on("loaderror", () => say("failed"));
  express.on("confirm", async () => {
    say("wait");
    const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: back } });
    if (error && TRY_AGAIN.includes(error.type)) {
      say("declined");
    } else if (error) {
      // It is not known what became of it.
      location.assign(back);
    }
  });
  express.mount(buttons);
}

// Back by the browser's button: it may have been paid.
addEventListener("pageshow", (event) => event.persisted && location.reload());
say("wait");
load(room.dataset.wallet)
  .then(show)
  .catch(() => say("failed"));
