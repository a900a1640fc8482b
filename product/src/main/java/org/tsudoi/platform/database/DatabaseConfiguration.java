package org.tsudoi.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.database.Logins.Login;

/// Starts the database before anything asks for it and stops it after everything else.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
    @Bean(destroyMethod = "close")
    @Lazy
    EmbeddedPostgres embeddedPostgres(PlatformSettings platform, DatabaseSettings settings) {
        return settings.join()
                ? EmbeddedPostgres.startOrJoin(platform.data())
                : EmbeddedPostgres.start(platform.data(), settings.port());
    }

    @Bean
    Logins logins(DatabaseSettings settings, ObjectProvider<EmbeddedPostgres> embedded) {
        var url = settings.url();
        return url == null || url.isBlank() ? embedded.getObject().logins() : ExternalPostgres.logins(url, settings);
    }

    /// For migrations (and backups) only.
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(Logins logins) {
        return new SimpleDriverDataSource(
                new Driver(),
                logins.url(),
                logins.owner().user(),
                logins.owner().password());
    }

    @Bean(destroyMethod = "close")
    @Primary
    HikariDataSource dataSource(Logins logins, DatabaseSettings settings) {
        return pool(logins, logins.app(), settings.connectionsMax());
    }

    static HikariDataSource pool(Logins logins, Login login, int connectionsMax) {
        var pool = new HikariConfig();
        pool.setPoolName("tsudoi");
        pool.setJdbcUrl(logins.url());
        pool.setUsername(login.user());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(connectionsMax);
        pool.setMinimumIdle(Math.min(4, connectionsMax));
        pool.setConnectionTimeout(10_000);
        pool.setConnectionInitSql(Stream.concat(Stream.of("set time zone 'UTC'"), logins.atEachConnection().stream())
                .collect(Collectors.joining("; ")));
        pool.addDataSourceProperty("ApplicationName", "tsudoi");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(pool);
    }
}
