package org.tsudoi.platform.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the database is. Without `url` an embedded one in the data folder.
///
/// @param url `jdbc:postgresql://…` of a PostgreSQL 18 that the operator runs
/// @param user who owns the tables there and runs the migrations
/// @param appUser who the product works as; without it the product works as role `tsudoi_app` through `set
///     role`
/// @param port of the embedded one on the loopback address; 0 is any free one
/// @param connectionsMax of this process
/// @param join whether to use the embedded one of a product that runs beside this process
@ConfigurationProperties("tsudoi.db")
record DatabaseSettings(
        @Nullable String url,
        @DefaultValue("tsudoi_owner") String user,
        @DefaultValue("") String password,
        @Nullable String appUser,
        @DefaultValue("") String appPassword,
        @DefaultValue("0") int port,
        @DefaultValue("14") int connectionsMax,
        boolean join) {
    @Override
    public String toString() {
        return "DatabaseSettings[" + (url == null ? "embedded" : url) + "]";
    }
}
