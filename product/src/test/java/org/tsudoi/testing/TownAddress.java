package org.tsudoi.testing;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Tells the product where Town will be, with Town's keys. Town itself is started by the first test that asks
/// for a [TownProcess].
public final class TownAddress implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /// Free when this run began, and the same for the whole run.
    static final int PORT = freePort();

    static final String STRIPE_KEY = "sk_test_town";
    static final String STRIPE_WEBHOOK_SECRET = "whsec_town_of_tests";

    static final String PAYPAL_CLIENT = "town-paypal-client";
    static final String PAYPAL_SECRET = "town-paypal-secret";
    static final String PAYPAL_WEBHOOK_ID = "8TESTS0WEBHOOK0ID";

    static final String PAYPAY_KEY = "paypay_town_of_tests";
    static final String PAYPAY_SECRET = "paypay_secret_of_tests";
    static final String PAYPAY_MERCHANT = "200000000000000002";

    /// What KOMOJU's customers pay at the till on top of the price.
    static final String KOMOJU_BUYER_FEE = "190";

    static final String KOMOJU_KEY = "sk_test_town_komoju";
    static final String KOMOJU_WEBHOOK_SECRET = "komoju_town_of_tests";

    static final String OMISE_KEY = "skey_test_town";
    /// In Base64, as Omise shows it.
    static final String OMISE_WEBHOOK_SECRET = "b21pc2UgdG93biBvZiB0ZXN0cw==";

    static final String BIGBLUEBUTTON_SECRET = "town-bigbluebutton-secret-of-40-letters-";

    static final String ZOOM_SECRET_TOKEN = "zoom_town_of_tests";

    /// Two, so that one can be used up.
    static final String ZOOM_HOSTS = "midori@town.example,ao@town.example";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "town",
                        Map.ofEntries(
                                entry("tsudoi.stripe.base-url", "http://127.0.0.1:" + PORT + "/stripe"),
                                entry("tsudoi.stripe.secret-key", STRIPE_KEY),
                                entry("tsudoi.stripe.webhook-secrets", STRIPE_WEBHOOK_SECRET),
                                entry("tsudoi.stripe.read-timeout", "2s"),
                                entry("tsudoi.provider-fees.stripe", "card:JPY:3.6,wallet:JPY:3.6"),
                                entry("tsudoi.provider-fees.paypal", "paypal:JPY:3.6+40"),
                                entry("tsudoi.stripe.express.enabled", "true"),
                                entry("tsudoi.stripe.express.publishable-key", "pk_test_town"),
                                entry(
                                        "tsudoi.stripe.express.script-url",
                                        "http://127.0.0.1:" + PORT + "/stripe/elements/stripe.js"),
                                entry(
                                        "tsudoi.rates.url",
                                        "http://127.0.0.1:" + PORT + "/ecb/stats/eurofxref/eurofxref-daily.xml"),
                                entry("tsudoi.feeds.insecure", "127.0.0.1:" + PORT),
                                entry("tsudoi.feeds.answer-max", "2s"),
                                entry("tsudoi.transfer.bank", "町銀行"),
                                entry("tsudoi.transfer.bank-code", "9999"),
                                entry("tsudoi.transfer.branch", "本店営業部"),
                                entry("tsudoi.transfer.branch-code", "001"),
                                entry("tsudoi.transfer.number", "1234567"),
                                entry("tsudoi.transfer.holder", "ﾂﾄﾞｲ"),
                                entry("tsudoi.payouts.yen.bank-code", "9999"),
                                entry("tsudoi.payouts.yen.branch-code", "001"),
                                entry("tsudoi.payouts.yen.number", "1234567"),
                                entry("tsudoi.payouts.yen.sender-code", "0000012345"),
                                entry("tsudoi.payouts.yen.sender-name", "ﾂﾄﾞｲ"),
                                entry("tsudoi.payouts.yen.fee", "145"),
                                entry("tsudoi.payouts.baht.bic", "KASITHBK"),
                                entry("tsudoi.payouts.baht.number", "0123456789"),
                                entry("tsudoi.payouts.baht.name", "Tsudoi Thailand"),
                                entry("tsudoi.paypal.base-url", "http://127.0.0.1:" + PORT + "/paypal"),
                                entry("tsudoi.paypal.client-id", PAYPAL_CLIENT),
                                entry("tsudoi.paypal.client-secret", PAYPAL_SECRET),
                                entry("tsudoi.paypal.webhook-ids", PAYPAL_WEBHOOK_ID),
                                entry("tsudoi.paypal.read-timeout", "2s"),
                                entry("tsudoi.paypay.base-url", "http://127.0.0.1:" + PORT + "/paypay"),
                                entry("tsudoi.paypay.api-key", PAYPAY_KEY),
                                entry("tsudoi.paypay.api-secret", PAYPAY_SECRET),
                                entry("tsudoi.paypay.merchant-id", PAYPAY_MERCHANT),
                                entry("tsudoi.paypay.read-timeout", "2s"),
                                entry("tsudoi.slip.issuer", "912345"),
                                entry("tsudoi.slip.client-code", "25207"),
                                entry("tsudoi.slip.agent", "町収納サービス"),
                                entry("tsudoi.slip.fee", "110"),
                                entry("tsudoi.slip.proven", "true"),
                                entry("tsudoi.komoju.base-url", "http://127.0.0.1:" + PORT + "/komoju"),
                                entry("tsudoi.komoju.secret-key", KOMOJU_KEY),
                                entry("tsudoi.komoju.buyer-fee", KOMOJU_BUYER_FEE),
                                entry("tsudoi.komoju.webhook-secrets", KOMOJU_WEBHOOK_SECRET),
                                entry("tsudoi.komoju.read-timeout", "2s"),
                                entry("tsudoi.omise.base-url", "http://127.0.0.1:" + PORT + "/omise"),
                                entry("tsudoi.omise.secret-key", OMISE_KEY),
                                entry("tsudoi.omise.webhook-secrets", OMISE_WEBHOOK_SECRET),
                                entry("tsudoi.omise.read-timeout", "2s"),
                                entry("tsudoi.nta.base-url", "http://127.0.0.1:" + PORT + "/nta"),
                                entry("tsudoi.nta.application-id", "town-nta-id01"),
                                entry("tsudoi.nta.read-timeout", "1s"),
                                entry("tsudoi.jitsi.base-url", "http://127.0.0.1:" + PORT + "/jitsi"),
                                entry("tsudoi.jitsi.app-id", "town-jitsi"),
                                entry("tsudoi.jitsi.secret", "town-jitsi-secret-of-more-than-32-bytes"),
                                entry("tsudoi.bigbluebutton.base-url", "http://127.0.0.1:" + PORT + "/bigbluebutton"),
                                entry("tsudoi.bigbluebutton.secret", BIGBLUEBUTTON_SECRET),
                                entry("tsudoi.bigbluebutton.read-timeout", "1s"),
                                entry("tsudoi.zoom.api-url", "http://127.0.0.1:" + PORT + "/zoom/v2"),
                                entry("tsudoi.zoom.token-url", "http://127.0.0.1:" + PORT + "/zoom/oauth/token"),
                                entry("tsudoi.zoom.account-id", "town-account"),
                                entry("tsudoi.zoom.client-id", "town-client"),
                                entry("tsudoi.zoom.client-secret", "town-secret"),
                                entry("tsudoi.zoom.webhook-secrets", ZOOM_SECRET_TOKEN),
                                entry("tsudoi.zoom.hosts", ZOOM_HOSTS),
                                entry("tsudoi.zoom.read-timeout", "1s"))));
    }

    /// Below those that systems give out by themselves: nobody takes it before Town does.
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException _) {
                // The next one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
