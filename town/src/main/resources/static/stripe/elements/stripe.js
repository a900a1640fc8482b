// Town's Stripe.js: as much of docs.stripe.com/js as the express checkout element needs.
(() => {
  const town = new URL(document.currentScript.src).origin;

  // What the buyer's device has; a test may say that it has none.
  const device = () => globalThis.townWallets ?? ["apple_pay", "google_pay"];
  const WORDS = { applePay: "apple_pay", googlePay: "google_pay" };

  function framed(path, query, style) {
    const frame = document.createElement("iframe");
    frame.src = `${town}/stripe/elements/${path}?${new URLSearchParams(query)}`;
    Object.assign(frame.style, { border: "0", inlineSize: "100%", colorScheme: "normal" }, style);
    return frame;
  }

  function hear(frame, heard) {
    addEventListener("message", (event) => {
      if (event.source === frame.contentWindow && event.origin === town && event.data?.town) {
        heard(event.data.town);
      }
    });
  }

  function express(elements, options) {
    const listeners = {};
    const tell = (name, event) => listeners[name]?.(event);
    const wallets = Object.entries(WORDS)
      .filter(([ours, word]) => options.paymentMethods?.[ours] !== "never" && device().includes(word))
      .map(([, word]) => word);
    const element = {
      on(name, listener) {
        listeners[name] = listener;
        return element;
      },
      mount(place) {
        const home = typeof place === "string" ? document.querySelector(place) : place;
        if (wallets.length === 0) {
          setTimeout(() => tell("ready", { availablePaymentMethods: undefined }));
          return;
        }
        const frame = framed("buttons", { wallets, lang: elements.locale }, { blockSize: "120px" });
        frame.title = "Stripe";
        hear(frame, (said) => {
          if (said.ready) {
            frame.style.blockSize = `${said.height}px`;
            const have = (word) => wallets.includes(word);
            tell("ready", { availablePaymentMethods: { applePay: have("apple_pay"), googlePay: have("google_pay") } });
          } else if (said.pressed) {
            open(said.pressed);
          }
        });
        home.append(frame);
      },
    };

    function open(wallet) {
      const sheet = framed("sheet", { wallet, secret: elements.clientSecret, lang: elements.locale }, {
        position: "fixed", inset: "0", blockSize: "100%", zIndex: "9",
      });
      sheet.title = wallet;
      hear(sheet, (said) => {
        if (said.token === undefined) {
          return;
        }
        sheet.remove();
        elements.token = said.token;
        if (said.token) {
          tell("confirm", { expressPaymentType: wallet, paymentFailed() {} });
        } else {
          tell("cancel", {});
        }
      });
      document.body.append(sheet);
    }
    return element;
  }

  async function confirmed(key, elements, params) {
    const id = elements.clientSecret.replace(/_secret_.*/, "");
    const form = new URLSearchParams({
      "payment_method_data[type]": "card",
      "payment_method_data[card][token]": elements.token,
      return_url: params.return_url,
      use_stripe_sdk: "true",
      client_secret: elements.clientSecret,
      key,
    });
    try {
      const answer = await fetch(`${town}/stripe/v1/payment_intents/${id}/confirm`, { method: "POST", body: form });
      return await answer.json();
    } catch {
      return { error: { type: "api_connection_error" } };
    }
  }

  globalThis.Stripe = (key, options = {}) => ({
    elements(given) {
      const elements = { clientSecret: given.clientSecret, locale: given.locale ?? options.locale ?? "en" };
      elements.create = (type, wished = {}) => {
        if (type !== "expressCheckout") {
          throw new Error(`Town plays no ${type}`);
        }
        return express(elements, wished);
      };
      return elements;
    },

    async confirmPayment({ elements, confirmParams }) {
      const said = await confirmed(key, elements, confirmParams);
      if (said.error) {
        return { error: said.error };
      }
      const back = new URL(confirmParams.return_url);
      back.searchParams.set("payment_intent", said.id);
      back.searchParams.set("payment_intent_client_secret", said.client_secret);
      back.searchParams.set("redirect_status", said.status === "succeeded" ? "succeeded" : "pending");
      location.assign(said.next_action?.redirect_to_url?.url ?? back);
      return new Promise(() => {});
    },
  });
})();
