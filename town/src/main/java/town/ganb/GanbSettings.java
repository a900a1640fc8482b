package town.ganb;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The client, and the account it may see.
///
/// @param refreshToken the first, which stays good
/// @param raId         入金口座ID: branch 3, kind 2, account 7 digits
/// @param holder       in half-width kana
/// @param pageSize     the bank's is 500
@ConfigurationProperties("town.ganb")
record GanbSettings(
        String clientId,
        String clientSecret,
        String refreshToken,
        Duration tokenLife,
        String raId,
        String holder,
        int pageSize) {}
