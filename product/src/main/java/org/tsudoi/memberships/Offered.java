package org.tsudoi.memberships;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// All that somebody reads before joining, and agrees to by it.
///
/// @param fees      the first and the next two
/// @param announced other prices that are to come
public record Offered(Agreement agreement, TaxRule tax, List<Fee> fees, List<PriceList.Step> announced) {
    public Offered {
        fees = List.copyOf(fees);
        announced = List.copyOf(announced);
    }

    /// To be kept with the membership. The moment is left out: who reads for a minute reads the same.
    public String inWords() {
        var calendar = agreement.calendar();
        var tax = this.tax.on(calendar.joinedOn());
        var ladder = agreement.ladder();
        return """
                plan %s, joined on %s in %s, billed on day %d
                first month %s, leaving at once %s
                tax %s %d in %s
                tried again after %s days, access %d, end %d
                fees %s
                prices to come %s
                """.formatted(
                agreement.plan(),
                calendar.joinedOn(),
                agreement.zone(),
                calendar.day(),
                agreement.firstMonth().word(),
                agreement.leaving().word(),
                tax.category().word(),
                tax.percent(),
                this.tax.country(),
                ladder.retries(),
                ladder.access(),
                ladder.end(),
                list(fees.stream().map(fee -> fee.due() + " " + fee.amount()).toList()),
                list(announced.stream()
                        .map(step -> step.from() + " " + step.price())
                        .toList()));
    }

    private static String list(List<String> all) {
        return all.stream().collect(Collectors.joining(", "));
    }

    /// For a form to carry, so that what was shown can be held against what would be agreed.
    public String seal() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(inWords().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
