package org.tsudoi.web;

import java.util.Locale;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutRun;

/// Payouts and their runs in the words of the bundles, and the tone in which each state is shown.
public final class PayoutWords {
    private PayoutWords() {}

    public static String word(Enum<?> one) {
        return dashed(one.name().toLowerCase(Locale.ROOT));
    }

    public static String dashed(String word) {
        return word.replace('_', '-');
    }

    /// @param taken whether somebody has its file: before that it is made, and no bank knows of it
    public static String state(PayoutRun run, boolean taken) {
        return run instanceof PayoutRun.HandedIn && !taken ? "made" : state(run);
    }

    public static String tone(PayoutRun run, boolean taken) {
        return run instanceof PayoutRun.HandedIn && !taken ? "due" : tone(run);
    }

    private static String state(PayoutRun run) {
        return switch (run) {
            case PayoutRun.Prepared _ -> "prepared";
            case PayoutRun.Approved _ -> "approved";
            case PayoutRun.HandedIn _ -> "handed-in";
            case PayoutRun.Settled _ -> "settled";
            case PayoutRun.Discarded _ -> "discarded";
        };
    }

    private static String tone(PayoutRun run) {
        return switch (run) {
            case PayoutRun.Prepared _, PayoutRun.Approved _ -> "due";
            case PayoutRun.HandedIn _ -> "info";
            case PayoutRun.Settled _ -> "good";
            case PayoutRun.Discarded _ -> "";
        };
    }

    public static String state(Payout payout) {
        return switch (payout) {
            case Payout.Prepared _ -> "prepared";
            case Payout.Approved _ -> "approved";
            case Payout.Sent _ -> "sent";
            case Payout.Paid _ -> "paid";
            case Payout.Returned _ -> "returned";
            case Payout.Discarded _ -> "discarded";
        };
    }

    /// Whom it pays need not know whether the second person of the platform has looked at it.
    public static String stateForOrganiser(Payout payout) {
        return payout instanceof Payout.Prepared ? "approved" : state(payout);
    }

    public static String tone(Payout payout) {
        return switch (payout) {
            case Payout.Prepared _, Payout.Approved _ -> "due";
            case Payout.Sent _ -> "info";
            case Payout.Paid _ -> "good";
            case Payout.Returned _ -> "bad";
            case Payout.Discarded _ -> "";
        };
    }
}
