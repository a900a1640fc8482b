package town.bank;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// The bank and the account at it.
///
/// @param code    4 digits, `branchCode` 3, `account` 7
/// @param name    as files have it, like `branchName` and `holder`: half-width kana
/// @param kind    1 ordinary (普通), 2 current (当座)
/// @param openingBalance yen
@ConfigurationProperties("town.bank")
record BankSettings(
        String code,
        String name,
        String branchCode,
        String branchName,
        String kind,
        String account,
        String holder,
        long openingBalance) {}
