package org.tsudoi.journeys;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// A browser of phone size in somebody's hand, with cookies of its own.
final class Phone implements AutoCloseable {
    /// `-Djourneys.pictures=../docs/pictures` renews those of the README.
    private static final Path PICTURES = Path.of(System.getProperty("journeys.pictures", "target/pictures"));

    private static final double SLOWEST_MILLIS = Await.LONG.toMillis();
    private static final int WIDE = 1280;
    private static final int HIGH = 860;

    private final World world;
    private final BrowserContext context;
    private final Page page;
    private final Wording wording;

    private Phone(World world, BrowserContext context, String language) {
        this.world = world;
        this.wording = Wording.of(language);
        this.context = context;
        this.page = context.newPage();
    }

    /// @param language `ja`, `en` or `th`
    static Phone of(World world, Browser browser, String language) {
        return of(world, browser, language, options(language.equals("ja") ? "ja-JP" : language));
    }

    /// The same inside an app whose browser says that of itself, in the hands of somebody from the United States.
    static Phone inside(World world, Browser browser, String userAgent) {
        return of(world, browser, "en", options("en-US").setUserAgent(userAgent));
    }

    private static Browser.NewContextOptions options(String locale) {
        return new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(1)
                .setHasTouch(true)
                .setIsMobile(true)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(locale)
                .setTimezoneId("Asia/Tokyo")
                .setPermissions(List.of("camera", "microphone"));
    }

    private static Phone of(World world, Browser browser, String language, Browser.NewContextOptions options) {
        var context = browser.newContext(options);
        context.setDefaultTimeout(SLOWEST_MILLIS);
        context.setDefaultNavigationTimeout(SLOWEST_MILLIS);
        return new Phone(world, context, language);
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    void open(String path) {
        page.navigate(
                path.startsWith("http") ? path : world.address(path),
                new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
    }

    /// By the link in the mail, as everybody does.
    void signIn(String mail) {
        int before = world.town().signInLinks(mail).size();
        open("/sign-in");
        page.locator("#mail").fill(mail);
        page.locator("form[action='/sign-in'] button.primary").click();
        waitForPath("/sign-in/sent");
        open(world.town().signInLink(mail, before));
        page.locator("form.form button.primary").click();
        page.waitForURL(url -> !java.net.URI.create(url).getPath().startsWith("/sign-in"));
    }

    /// A device that keeps passkeys and confirms everything by itself.
    void keepPasskeys() {
        var tools = context.newCDPSession(page);
        tools.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var wish = new JsonObject();
        wish.add("options", options);
        tools.send("WebAuthn.addVirtualAuthenticator", wish);
        // Without this the browser would offer the passkey in the mail field, and this one accepts at once.
        context.addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
    }

    String path() {
        return java.net.URI.create(page.url()).getPath();
    }

    void waitForPath(String pattern) {
        page.waitForURL(url -> java.net.URI.create(url).getPath().matches(pattern));
    }

    /// As if nothing had been chosen about how pages come.
    void forgetChoices() {
        for (var choice : List.of("lang", "theme")) {
            context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(choice));
        }
    }

    /// Until the page has no question open: before, it may load itself anew under whoever looks at it.
    void waitForRest() {
        page.locator("[data-poll]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /// The page as it looks now, small, for the README.
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".jpg"))
                .setType(ScreenshotType.JPEG)
                .setQuality(70));
    }

    /// In the reader's words and accessible; two pictures, on a phone in light and wide in dark.
    void isGoodToSee(String name) {
        isTranslated();
        isAccessible();
        picture(name);
        var before = page.viewportSize();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(WIDE, HIGH);
        picture(name + "-wide");
        page.setViewportSize(before.width, before.height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /// No rule of WCAG 2.2 AA that a machine can check is broken, in light and in dark.
    void isAccessible() {
        // Until its style sheet is there a page is not what people see.
        page.waitForLoadState();
        var broken = broken();
        if (!broken.isEmpty()) throw new AssertionError(page.url() + " breaks " + String.join("\n", broken));
    }

    /// Nothing on it is said in another language, or not at all.
    void isTranslated() {
        var pieces = (List<?>) page.evaluate("""
                () => {
                    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                    const said = [document.title];
                    while (walk.nextNode()) {
                        if (!walk.currentNode.parentElement.closest("script, style, [lang]:not(html)"))
                            said.push(walk.currentNode.data);
                    }
                    return said;
                }""");
        var foreign = wording.foreign(pieces.stream().map(String::valueOf).toList());
        if (!foreign.isEmpty()) throw new AssertionError(page.url() + " says in another language: " + foreign);
    }

    /// The rules of WCAG 2.2 AA that this page breaks as it is now, in light and in dark, and where.
    List<String> broken() {
        return Stream.concat(
                        brokenIn(ColorScheme.LIGHT).stream(),
                        brokenIn(ColorScheme.DARK, Accessibility::brokenByColours).stream())
                .toList();
    }

    /// All these rules in one colour scheme.
    List<String> brokenIn(ColorScheme colours) {
        return brokenIn(colours, Accessibility::broken);
    }

    private List<String> brokenIn(ColorScheme colours, Function<Page, List<String>> look) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        var broken = look.apply(page);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        var where = colours.name().toLowerCase(Locale.ROOT) + " ";
        return broken.stream().map(where::concat).toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
