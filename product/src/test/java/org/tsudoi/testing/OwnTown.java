package org.tsudoi.testing;

import static java.util.Map.entry;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Leads the product to a Town of its own, in which nothing happens but what its tests do.
public final class OwnTown implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final class Running {
        static final TownProcess TOWN = TownProcess.another();
    }

    public static TownProcess running() {
        return Running.TOWN;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var town = "http://127.0.0.1:" + running().port();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "own town",
                        Map.ofEntries(
                                entry("tsudoi.stripe.base-url", town + "/stripe"),
                                entry("tsudoi.stripe.read-timeout", "20s"),
                                entry("tsudoi.paypal.base-url", town + "/paypal"),
                                entry("tsudoi.paypal.read-timeout", "20s"),
                                entry("tsudoi.paypay.base-url", town + "/paypay"),
                                entry("tsudoi.komoju.base-url", town + "/komoju"),
                                entry("tsudoi.omise.base-url", town + "/omise"),
                                entry("tsudoi.omise.read-timeout", "20s"),
                                entry("tsudoi.slip.remitter", "ﾏﾁｼﾕｳﾉｳ"),
                                entry("tsudoi.transfer.reads", "statement"))));
    }
}
