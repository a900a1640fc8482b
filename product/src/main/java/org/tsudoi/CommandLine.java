package org.tsudoi;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Command;

/// Runs one `Command` of the modules that have any, without pages, jobs and migrations, and ends; also beside a
/// running product.
@EnableAutoConfiguration
@ComponentScan({"org.tsudoi.platform", "org.tsudoi.privacy", "org.tsudoi.ledger", "org.tsudoi.points"})
class CommandLine {
    private CommandLine() {}

    static int run(String name, String[] args) {
        var settings = Stream.concat(
                        Arrays.stream(args),
                        Stream.of(
                                "--tsudoi.jobs=by-hand",
                                "--tsudoi.db.join=true",
                                "--tsudoi.db.connections-max=3",
                                "--spring.flyway.enabled=false",
                                "--spring.main.lazy-initialization=true",
                                "--spring.main.log-startup-info=false",
                                "--logging.level.root=warn"))
                .toArray(String[]::new);
        try (var context = new SpringApplicationBuilder(CommandLine.class)
                .web(WebApplicationType.NONE)
                .run(settings)) {
            var command = context.getBeansOfType(Command.class).values().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new CannotStart("There is no command " + name + "."));
            return command.run(System.out);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CannotStart sentence) {
                    System.err.println("tsudoi: " + sentence.getMessage());
                    return 1;
                }
            }
            throw e;
        }
    }
}
