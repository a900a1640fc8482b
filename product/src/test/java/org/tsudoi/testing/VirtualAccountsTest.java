package org.tsudoi.testing;

import static java.util.Map.entry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/// As [ProductTest], where each transfer has an account of its own, one of them kept ready.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tsudoi.jobs=by-hand", "tsudoi.texts.strict=true"})
@ContextConfiguration(initializers = {FreshDatabase.class, TownAddress.class, VirtualAccountsTest.NetBank.class})
@Import(TestClockConfiguration.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface VirtualAccountsTest {
    /// Leads the product to the bank on the net.
    final class NetBank implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "net bank",
                            Map.ofEntries(
                                    entry("tsudoi.ganb.base-url", "http://127.0.0.1:" + TownAddress.PORT + "/ganb/api"),
                                    entry("tsudoi.ganb.client-id", "town-ganb-client"),
                                    entry("tsudoi.ganb.client-secret", "town-ganb-secret"),
                                    entry("tsudoi.ganb.refresh-token", "town-ganb-refresh-token"),
                                    entry("tsudoi.ganb.ra-id", "101011234567"),
                                    entry("tsudoi.ganb.pool", "1"))));
        }
    }
}
