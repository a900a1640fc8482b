package org.tsudoi;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// The product. Beans are named by package and class, so that two modules may each have a `Providers` of their
/// own.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class TsudoiApplication {
    private static final String COMMAND = "--tsudoi.command=";

    /// With `--tsudoi.command=…` the product does that one thing and ends.
    public static void main(String[] args) {
        var command = Arrays.stream(args)
                .filter(each -> each.startsWith(COMMAND))
                .findFirst()
                .map(each -> each.substring(COMMAND.length()));
        if (command.isEmpty()) {
            SpringApplication.run(TsudoiApplication.class, args);
        } else if (command.get().equals("admin-link")) {
            System.exit(wholeProductOnce(args));
        } else {
            System.exit(CommandLine.run(command.get(), args));
        }
    }

    /// On any port, without jobs, for what only the whole product can do.
    private static int wholeProductOnce(String[] args) {
        var once = Stream.concat(
                Arrays.stream(args),
                Stream.of(
                        "--server.port=0",
                        "--tsudoi.jobs=by-hand",
                        "--spring.main.log-startup-info=false",
                        "--logging.level.root=warn"));
        return SpringApplication.exit(SpringApplication.run(TsudoiApplication.class, once.toArray(String[]::new)));
    }
}
