package org.tsudoi.web.operator;

import java.util.Map;
import java.util.Optional;

/// What accounts stand for, by their kind: the path without its ids. Every kind that is on the books of this version
/// has words; what somebody brought along with an opening balance may have none.
final class AccountKinds {
    private static final String ANY = "*";

    /// `*` stands for an id, a provider or a currency.
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("event:*:seats:supply", "supply"),
            Map.entry("event:*:seats:available", "available"),
            Map.entry("event:*:seats:taken", "taken"),
            Map.entry("addon:*:supply", "addon-supply"),
            Map.entry("addon:*:available", "addon-available"),
            Map.entry("addon:*:taken", "addon-taken"),
            Map.entry("voucher:*:supply", "voucher-supply"),
            Map.entry("voucher:*:uses", "voucher-uses"),
            Map.entry("voucher:*:used", "voucher-used"),
            Map.entry("payment:*:refundable", "refundable"),
            Map.entry("refundable:issued:*", "issued"),
            Map.entry("refunds:due:*", "due"),
            Map.entry("provider:*:*", "provider"),
            Map.entry("organiser:*:payable:*", "payable"),
            Map.entry("payouts:due:*", "payouts-due"),
            Map.entry("order:*:fee", "fee"),
            Map.entry("fees:issued:*", "fees-issued"),
            Map.entry("platform:fees:*", "fees"),
            Map.entry("points:granted", "points-granted"),
            Map.entry("points:expired", "points-expired"),
            Map.entry("points:refunded", "points-refunded"),
            Map.entry("points:*:paid", "points-paid"),
            Map.entry("points:*:free", "points-free"),
            Map.entry("points:*:spent", "points-spent"),
            Map.entry("operator:points-sold:*", "points-sold"),
            Map.entry("platform:points-expired:*", "points-income"),
            Map.entry("operator:points-funding:*", "points-funding"),
            Map.entry("operator:points-owed-back:*", "points-owed-back"),
            Map.entry("bank:own:*", "bank-own"),
            Map.entry("bank:virtual:*", "bank-virtual"),
            Map.entry("operator:bank-costs:*", "bank-costs"),
            Map.entry("operator:transfer-costs:*", "transfer-costs"),
            Map.entry("operator:transfer-fees:*", "transfer-fees"),
            Map.entry("operator:slip-fees:*", "slip-fees"),
            Map.entry("operator:settled-outside:*", "outside"),
            Map.entry("operator:set-aside:*", "set-aside"),
            Map.entry("suspense:*", "suspense"),
            Map.entry("exchange:*", "exchange"),
            Map.entry("opening:*", "opening"));

    private AccountKinds() {}

    /// The last part of the text key.
    static Optional<String> word(String kind) {
        var parts = kind.split(":", -1);
        return WORDS.entrySet().stream()
                .filter(one -> matches(one.getKey().split(":"), parts))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean matches(String[] pattern, String[] parts) {
        if (pattern.length != parts.length) return false;
        for (int place = 0; place < parts.length; place++) {
            if (!pattern[place].equals(ANY) && !pattern[place].equals(parts[place])) return false;
        }
        return true;
    }
}
