package town.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.RefundCreateParams;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import town.TownApplication;

class RestartTest {
    @TempDir
    Path directory;

    @Test
    void moneyAndKeysSurviveARestart() throws Exception {
        String session;
        String intent;
        try (var context = start()) {
            var town = new TownStripe(port(context));
            var paid = town.paid(1500, "4242424242424242");
            session = paid.getId();
            intent = paid.getPaymentIntent();
            refund(town, intent);
        }
        try (var context = start()) {
            var town = new TownStripe(port(context));
            assertThat(town.client()
                            .v1()
                            .checkout()
                            .sessions()
                            .retrieve(session)
                            .getPaymentStatus())
                    .isEqualTo("paid");
            refund(town, intent);
            assertThat(town.get("/town/stripe/tally").body()).contains("\"refunds\":1", "\"refunded\":500");
        }
    }

    private static void refund(TownStripe town, String intent) throws Exception {
        var params = RefundCreateParams.builder()
                .setPaymentIntent(intent)
                .setAmount(500L)
                .build();
        town.client().v1().refunds().create(params, TownStripe.key("refund-1"));
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(TownApplication.class)
                .run("--server.port=0", "--town.smtp.port=0", "--town.data=" + directory);
    }

    private static int port(ConfigurableApplicationContext context) {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return Objects.requireNonNull(server).getPort();
    }
}
