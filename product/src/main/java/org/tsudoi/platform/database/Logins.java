package org.tsudoi.platform.database;

import java.util.List;

/// How the product gets into its database: as the owner of the tables for migrations only, else as
/// `tsudoi_app`, who may read and write rows but change no table, nor rows that are written once.
public record Logins(String url, Login owner, Login app, List<String> atEachConnection) {
    public static final String OWNER = "tsudoi_owner";
    public static final String APP = "tsudoi_app";

    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }
}
