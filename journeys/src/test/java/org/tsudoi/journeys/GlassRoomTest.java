package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The provider's script has changed overnight: in its place a hostile one runs on the page for
/// wallets, and reaches for what is ours.
@ExtendWith(SharedWorld.class)
class GlassRoomTest {
    private static final String REFUSED = "refused";

    /// Each answers what it got hold of, or that it was refused.
    private static final String HOSTILE = """
            globalThis.Stripe = () => { throw new Error("hostile") };
            const violated = (directive) => new Promise((resolve) => addEventListener("securitypolicyviolation",
              (event) => event.effectiveDirective === directive && resolve(`refused: ${directive}`)));
            const soon = () => new Promise((resolve) => setTimeout(() => resolve("refused: nothing came"), 2500));
            const until = (found) => Promise.race([soon(), new Promise((resolve) => {
              const look = setInterval(() => {
                const it = found();
                if (it) { clearInterval(look); resolve(it); }
              }, 50);
            })]);
            globalThis.hostile = {
              async fetch(path) { return (await fetch(path, { credentials: "include" })).status; },
              async frame(path) {
                const frame = document.createElement("iframe");
                frame.src = path;
                document.body.append(frame);
                return until(() => {
                  const page = frame.contentDocument;
                  return page && page.URL !== "about:blank" && page.URL;
                });
              },
              async emptyFrame(path) {
                const frame = document.createElement("iframe");
                document.body.append(frame);
                return (await frame.contentWindow.fetch(new URL(path, location.href))).status;
              },
              async open(path) {
                const other = globalThis.open(path);
                if (!other) return "no window could be opened at all";
                return until(() => {
                  if (other.closed) return "refused: it is another's window";
                  try {
                    return other.location.href !== "about:blank" && other.document.URL;
                  } catch (error) {
                    return `refused: ${error.name}`;
                  }
                });
              },
              async emptyWindow(path) {
                return (await globalThis.open("about:blank").fetch(new URL(path, location.href))).status;
              },
              async form(path) {
                const refused = violated("form-action");
                const form = document.createElement("form");
                Object.assign(form, { action: path, method: "post", target: "elsewhere" });
                document.body.append(form);
                form.submit();
                return Promise.race([refused, soon().then(() => "it was sent")]);
              },
              async json(path) { return (await import(path, { with: { type: "json" } })).default; },
              async sheet(path) {
                const refused = violated("style-src-elem");
                document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: path }));
                return Promise.race([refused, soon().then(() => "it was asked for")]);
              },
              async serviceWorker(path) { return (await navigator.serviceWorker.register(path)).scope; },
              async worker(path) {
                const worker = new Worker(path);
                return new Promise((resolve) => { worker.onerror = () => resolve("refused: worker"); soon().then(resolve); });
              },
              known() {
                return JSON.stringify([location.href, document.referrer, document.cookie, document.documentElement.outerHTML,
                  navigation.entries().map((one) => one.url), performance.getEntries().map((one) => one.name),
                  { ...localStorage }, { ...sessionStorage }]);
              },
            };
            """;

    private final World world;
    private final Chromium chromium;

    GlassRoomTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    private static void plant(Phone guest) {
        guest.context()
                .route(
                        url -> url.endsWith("/stripe/elements/stripe.js"),
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/javascript")
                                .setBody(HOSTILE)));
    }

    private static String attempt(Phone guest, String what, String path) {
        return String.valueOf(guest.page().evaluate("""
                async ([what, path]) => {
                    try { return String(await hostile[what](path)); } catch (error) { return `refused: ${error.name}`; }
                }""", List.of(what, path)));
    }

    private static void waitForTheScript(Phone guest) {
        guest.page().waitForFunction("() => globalThis.hostile !== undefined");
    }

    @Test
    void aHostileScriptReachesNothingOfOurs() {
        var offer = Organiser.signUp(world).offer("ガラスの部屋", 3000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja")) {
            plant(guest);
            guest.signIn("glass-room@example.jp");
            Booking.hold(guest, offer, "glass-room@example.jp");
            var order = guest.path();
            Booking.pick(guest, "wallet");
            Booking.go(guest);
            guest.waitForPath("/wallet/[^/]+");
            waitForTheScript(guest);
            var asset = Objects.requireNonNull(
                    guest.page().locator("link[rel=stylesheet]").getAttribute("href"));

            // Before the attempts, which name the order themselves.
            var link = order.substring(order.lastIndexOf('/') + 1);
            assertThat(attempt(guest, "known", ""))
                    .contains("/wallet/")
                    .doesNotContain(link, "glass-room@example.jp", "csrf", "session=");
            for (var what : List.of("fetch", "emptyFrame", "emptyWindow")) {
                assertThat(attempt(guest, what, order)).as(what).startsWith(REFUSED);
            }
            for (var path : List.of(order, "/account", asset)) {
                assertThat(attempt(guest, "frame", path)).as("frame " + path).startsWith(REFUSED);
            }
            assertThat(attempt(guest, "form", order + "/leave")).startsWith(REFUSED);
            assertThat(attempt(guest, "json", order + "/proof.json")).startsWith(REFUSED);
            assertThat(attempt(guest, "sheet", order)).startsWith(REFUSED);
            var script = asset.replace("tsudoi.css", "js/tsudoi.js");
            assertThat(attempt(guest, "serviceWorker", script)).startsWith(REFUSED);
            assertThat(attempt(guest, "worker", script)).startsWith(REFUSED);
            // Whatever is answered at our address, by the server's own refusals too.
            for (var path : List.of(
                    order,
                    "/account",
                    "/",
                    asset,
                    "/nowhere",
                    "/favicon.ico",
                    "/livez",
                    "/webhooks/stripe",
                    "/sign-in;x=1",
                    "/%00",
                    "/%zz",
                    "/a%5Cb",
                    "/?q=" + "a".repeat(20_000))) {
                assertThat(attempt(guest, "open", path)).as("open " + path).startsWith(REFUSED);
            }
        }
    }

    /// What the test above would see if the page were like any other, wall by wall.
    @Test
    void withoutTheGlassItReachesOurPages() {
        var offer = Organiser.signUp(world).offer("ガラスのない部屋", 3000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja")) {
            plant(guest);
            WalletTest.enter(guest, offer, "no-glass@example.jp");
            var wish = new JsonObject();
            wish.addProperty("enabled", true);
            guest.context().newCDPSession(guest.page()).send("Page.setBypassCSP", wish);
            guest.page().reload();
            waitForTheScript(guest);
            for (var what : List.of("fetch", "emptyFrame")) {
                assertThat(attempt(guest, what, "/")).as(what).isEqualTo("200");
            }
            assertThat(attempt(guest, "sheet", "/")).isEqualTo("it was asked for");
            // A page with the opener policy that all others have reads what it opens.
            guest.open("/legal");
            guest.page().evaluate("() => {" + HOSTILE + "}");
            assertThat(attempt(guest, "open", "/privacy")).endsWith("/privacy");
        }
    }
}
