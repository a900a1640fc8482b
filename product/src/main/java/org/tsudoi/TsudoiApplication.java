package org.tsudoi;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class TsudoiApplication {
    private static final String COMMAND = "--tsudoi.command=";

    /// With `--tsudoi.command=…` the product does that one thing and ends; it takes no port and runs no jobs
    /// meanwhile.
    public static void main(String[] args) {
        boolean command = Arrays.stream(args).anyMatch(argument -> argument.startsWith(COMMAND));
        if (command) {
            var once = Stream.concat(Arrays.stream(args), Stream.of("--server.port=0", "--tsudoi.jobs=none"));
            System.exit(SpringApplication.exit(
                    SpringApplication.run(TsudoiApplication.class, once.toArray(String[]::new))));
        }
        SpringApplication.run(TsudoiApplication.class, args);
    }
}
