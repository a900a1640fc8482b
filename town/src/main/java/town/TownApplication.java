package town;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The outside world, simulated: payment and meeting providers, an inbox, the weather between them and whoever calls.
@SpringBootApplication
public class TownApplication {
    public static void main(String[] args) {
        SpringApplication.run(TownApplication.class, args);
    }
}
