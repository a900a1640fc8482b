package org.tsudoi.payments.transfer;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town, the test environment of GMO Aozora Net Bank (GANB) and the bank.
///
/// @param baseUrl      up to `/ganb/api`
/// @param refreshToken that the bank gave when the account's owner allowed it; those that follow are kept sealed
/// @param raId         the account that the money comes to (入金口座ID): branch 3, kind 2, number 7 digits
/// @param bank         as buyers read it, `bankCode` 4 digits
/// @param pool         how many accounts are kept ready, for the hours in which the bank issues none
/// @param rest         how long after its transfer an account is nobody's
@ConfigurationProperties("tsudoi.ganb")
record GanbSettings(
        @DefaultValue("https://api.gmo-aozora.com/ganb/api") URI baseUrl,
        String clientId,
        String clientSecret,
        String refreshToken,
        String raId,
        @DefaultValue("GMOあおぞらネット銀行") String bank,
        @DefaultValue("0310") String bankCode,
        @DefaultValue("0") int pool,
        @DefaultValue("365d") Duration rest,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout) {
    /// The database refuses less, too.
    private static final Duration REST_MIN = Duration.ofDays(30);

    private static final int POOL_MAX = 1000;
    private static final int RA_ID_OF_ACCOUNT = 12;
    private static final int BRANCH = 3;
    private static final int KIND = 2;

    GanbSettings {
        if (!clientId.isEmpty() && (clientSecret.isEmpty() || refreshToken.isEmpty())) {
            throw new IllegalArgumentException("tsudoi.ganb: a client has a secret and a refresh token");
        }
        if (!clientId.isEmpty() && !raId.matches("[0-9]{12,29}")) {
            throw new IllegalArgumentException("tsudoi.ganb.ra-id has 12 to 29 digits");
        }
        if (!bankCode.matches("[0-9]{4}")) throw new IllegalArgumentException("tsudoi.ganb.bank-code has 4 digits");
        if (rest.compareTo(REST_MIN) < 0) throw new IllegalArgumentException("tsudoi.ganb.rest is 30 days at least");
        if (pool < 0 || pool > POOL_MAX) throw new IllegalArgumentException("tsudoi.ganb.pool is 0 to " + POOL_MAX);
    }

    boolean isSet() {
        return !clientId.isEmpty();
    }

    /// The account that virtual ones lead to, as files name it. Null when its id does not say.
    @Nullable
    TransferSettings leadsTo(TransferSettings.Reads reads) {
        if (raId.length() != RA_ID_OF_ACCOUNT) return null;
        var kind = raId.startsWith("02", BRANCH) ? "当座" : "普通";
        var branch = raId.substring(0, BRANCH);
        return new TransferSettings(bank, bankCode, "", branch, kind, raId.substring(BRANCH + KIND), "", reads, "", 0);
    }

    /// Secrets stay out of logs.
    @Override
    public String toString() {
        return "GanbSettings[" + baseUrl + ", " + (isSet() ? "set" : "not set") + "]";
    }
}
