package org.tsudoi.platform.database;

import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Examination;

@Component
class DatabaseExamination implements Examination {
    private final Logins logins;
    private final JdbcClient sql;

    DatabaseExamination(Logins logins, JdbcClient sql) {
        this.logins = logins;
        this.sql = sql;
    }

    @Override
    public String subject() {
        return "Database";
    }

    @Override
    public String finding() {
        if (!ask("fsync").equals("on") || ask("synchronous_commit").equals("off")) {
            throw new CannotStart("what is committed may be lost: switch fsync and synchronous_commit on.");
        }
        var pending = Flyway.configure()
                .dataSource(logins.url(), logins.owner().user(), logins.owner().password())
                .outOfOrder(true)
                .load()
                .info()
                .pending();
        var size = sql.sql("select pg_size_pretty(pg_database_size(current_database()))")
                .query(String.class)
                .single();
        return "PostgreSQL " + ask("server_version") + ", durable, " + size + ", "
                + (pending.length == 0 ? "up to date" : pending.length + " migrations at the next start");
    }

    private String ask(String setting) {
        return sql.sql("select current_setting(:setting)")
                .param("setting", setting)
                .query(String.class)
                .single();
    }
}
