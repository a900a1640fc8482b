package org.tsudoi.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.database.Logins.Login;

/// A PostgreSQL that the operator runs and names with TSUDOI_DB_URL, TSUDOI_DB_USER and TSUDOI_DB_PASSWORD.
final class ExternalPostgres {
    private static final int VERSION_MIN = 16;

    private ExternalPostgres() {}

    static Logins logins(String url, DatabaseSettings settings) {
        var owner = new Login(settings.user(), settings.password());
        try (var connection = DriverManager.getConnection(url, owner.user(), owner.password())) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < VERSION_MIN) {
                throw new CannotStart("TSUDOI_DB_URL names a PostgreSQL " + version + "; 16 or newer is needed.");
            }
            if (settings.appUser() != null) {
                return new Logins(url, owner, new Login(settings.appUser(), settings.appPassword()), List.of());
            }
            makeRole(connection);
            return new Logins(url, owner, owner, List.of("set role " + Logins.APP));
        } catch (SQLException e) {
            throw new CannotStart(
                    "The database of TSUDOI_DB_URL does not let " + owner.user() + " in: " + e.getMessage(), e);
        }
    }

    private static void makeRole(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                      if not exists (select from pg_roles where rolname = 'tsudoi_app') then create role tsudoi_app; end if;
                      if not pg_has_role(current_user, 'tsudoi_app', 'set') then grant tsudoi_app to current_user with set true, inherit false; end if;
                    end $$""");
        } catch (SQLException e) {
            throw new CannotStart(
                    "The database of TSUDOI_DB_URL has no role tsudoi_app that its user may take; as its administrator"
                            + " run: create role tsudoi_app; grant tsudoi_app to <user> with set true.",
                    e);
        }
    }
}
