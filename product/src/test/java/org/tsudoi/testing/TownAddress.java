package org.tsudoi.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
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

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "town",
                        Map.of(
                                "tsudoi.stripe.base-url",
                                "http://127.0.0.1:" + PORT + "/stripe",
                                "tsudoi.stripe.secret-key",
                                STRIPE_KEY,
                                "tsudoi.stripe.webhook-secrets",
                                STRIPE_WEBHOOK_SECRET,
                                "tsudoi.stripe.read-timeout",
                                "1s")));
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
