package org.tsudoi.testing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.tsudoi.TsudoiApplication;

/// Another process of the product on the database of a `ProductTest`, as far as one JVM can have it: a context of its
/// own at a port of its own, with the same keys and the same clock. Whoever starts it closes it.
public final class SecondNode {
    private static final List<String> SHARED = List.of(
            "tsudoi.db.url",
            "tsudoi.db.user",
            "tsudoi.db.password",
            "tsudoi.db.app-user",
            "tsudoi.db.app-password",
            "tsudoi.data",
            "tsudoi.stripe.base-url",
            "tsudoi.stripe.secret-key");

    private SecondNode() {}

    /// @param settings what is other there, such as `tsudoi.web.trusted-proxies=127.0.0.1`
    public static ConfigurableApplicationContext start(Environment first, TestClock clock, String... settings) {
        var arguments = new ArrayList<String>(List.of("--server.port=0", "--tsudoi.jobs=by-hand"));
        SHARED.forEach(same -> arguments.add("--" + same + "=" + first.getRequiredProperty(same)));
        Arrays.stream(settings).forEach(other -> arguments.add("--" + other));
        return new SpringApplicationBuilder(TsudoiApplication.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("clock", (Clock) clock))
                .run(arguments.toArray(String[]::new));
    }

    public static int port(ConfigurableApplicationContext node) {
        return node.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
