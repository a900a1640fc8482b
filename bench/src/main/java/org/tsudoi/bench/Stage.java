package org.tsudoi.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tsudoi.platform.database.Logins;

/// What a benchmark is given.
///
/// @param scratch a folder of its own, which `Bench` removes afterwards
public record Stage(Options options, Report report, Progress progress, Path scratch) {
    /// As long as was asked for each row.
    public Callers callers(int callers) {
        return new Callers(callers, options.seconds(), progress);
    }

    /// The same, after rounds of warm-up until the calls become no faster.
    public Measured steady(int callers, String what, Callers.Call call) throws InterruptedException {
        Steady.await(callers, progress, call);
        return callers(callers).make(what, call);
    }

    /// The command line with which a part of the product works on such a database.
    public String[] product(Logins logins, int connections, String... more) {
        var settings = List.of(
                "--tsudoi.db.url=" + logins.url(),
                "--tsudoi.db.user=" + logins.owner().user(),
                "--tsudoi.db.password=" + logins.owner().password(),
                "--tsudoi.db.app-user=" + logins.app().user(),
                "--tsudoi.db.app-password=" + logins.app().password(),
                "--tsudoi.db.connections-max=" + connections,
                "--tsudoi.data=" + scratch.resolve("data"),
                "--spring.main.log-startup-info=false",
                "--logging.level.root=warn");
        return Stream.concat(settings.stream(), Stream.of(more)).toArray(String[]::new);
    }

    public void say(String words) {
        progress.say(words);
    }
}
