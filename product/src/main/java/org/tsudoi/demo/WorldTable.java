package org.tsudoi.demo;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The one row of `demo_world`.
@Component
class WorldTable {
    private final JdbcClient jdbc;

    WorldTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum State {
        LOADING,
        LOADED
    }

    Optional<State> state() {
        return jdbc.sql("select loaded_at is not null from demo_world")
                .query(Boolean.class)
                .optional()
                .map(loaded -> loaded ? State.LOADED : State.LOADING);
    }

    /// Where anybody has been before there is no room for a made-up past.
    boolean untouched() {
        return jdbc.sql("select not exists (select from member)")
                .query(Boolean.class)
                .single();
    }

    void loading(Instant begun) {
        jdbc.sql("insert into demo_world (begun_at) values (:begun)")
                .param("begun", Timestamp.from(begun))
                .update();
    }

    void loaded(Instant at) {
        jdbc.sql("update demo_world set loaded_at = :at")
                .param("at", Timestamp.from(at))
                .update();
    }
}
