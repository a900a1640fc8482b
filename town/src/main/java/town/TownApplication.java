package town;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The outside world, simulated: payment and meeting providers, an inbox, the weather between them and whoever calls.
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class TownApplication {
    public static void main(String[] args) {
        SpringApplication.run(TownApplication.class, args);
    }
}
