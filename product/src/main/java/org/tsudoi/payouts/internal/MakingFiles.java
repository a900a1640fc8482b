package org.tsudoi.payouts.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.banking.BulkTransfer;
import org.tsudoi.banking.BulkTransfers;
import org.tsudoi.banking.CreditTransfer;
import org.tsudoi.banking.CreditTransfers;
import org.tsudoi.banking.KanaText;
import org.tsudoi.banking.OtherAccount;
import org.tsudoi.banking.Writing;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutRun;

/// Writes an approved run as the bank of its currency takes it.
@Component
class MakingFiles {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final int HOLDER_BYTES = 30;
    private static final int NUMBER_LENGTH = 26;

    private final Accounts accounts;
    private final PayoutSettings settings;

    MakingFiles(Accounts accounts, PayoutSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    Writing write(PayoutRun.Approved run, List<Payout> payouts, LocalDate on, Instant now) {
        return PayoutSettings.isYen(run.terms().currency()) ? yen(payouts, on) : baht(run, payouts, on, now);
    }

    static String name(PayoutRun run) {
        return run.id() + (PayoutSettings.isYen(run.terms().currency()) ? ".txt" : ".xml");
    }

    /// Whose account it is as the bank is told, who may repeat it.
    static String holder(PayeeAccount account) {
        return switch (account) {
            case PayeeAccount.InJapan(var _, var holder) ->
                holder.within(HOLDER_BYTES).value();
            case PayeeAccount.InThailand it -> it.holder();
        };
    }

    private Writing yen(List<Payout> payouts, LocalDate on) {
        var transfers = payouts.stream().map(this::transfer).toList();
        return BulkTransfers.write(
                List.of(new BulkTransfer(settings.yen().sender(), on, transfers)), BulkTransfers.LineEnds.CRLF);
    }

    /// None is erased before it was paid to.
    private PayeeAccount account(Payout payout) {
        return accounts.find(payout.terms().payee()).orElseThrow().account();
    }

    private BulkTransfer.Transfer transfer(Payout payout) {
        return switch (account(payout)) {
            case PayeeAccount.InJapan(var account, var holder) ->
                new BulkTransfer.Transfer(
                        account,
                        KanaText.EMPTY,
                        KanaText.EMPTY,
                        holder.within(HOLDER_BYTES),
                        payout.terms().amount(),
                        new BulkTransfer.Reference.CustomerCodes(payout.terms().number(), 0));
            case PayeeAccount.InThailand _ -> throw new IllegalStateException(payout.id() + " is not in yen");
        };
    }

    /// What a baht payout is called in files: letters and digits that every bank passes on.
    static String endToEndId(long number) {
        return "TSUDOI-" + number;
    }

    static String messageId(PayoutRun run) {
        var shown = run.id().toString();
        return "TSUDOI" + shown.substring(shown.length() - NUMBER_LENGTH).toUpperCase(Locale.ROOT);
    }

    private Writing baht(PayoutRun run, List<Payout> payouts, LocalDate on, Instant now) {
        var own = settings.baht();
        return CreditTransfers.write(
                new CreditTransfer(
                        messageId(run),
                        now.atZone(BANGKOK).toOffsetDateTime(),
                        on,
                        new CreditTransfer.Party(own.name(), new OtherAccount(own.number())),
                        new CreditTransfer.Agent.Bic(own.bic()),
                        payouts.stream().map(this::credit).toList()),
                CreditTransfers.Version.V03);
    }

    private CreditTransfer.Transfer credit(Payout payout) {
        return switch (account(payout)) {
            case PayeeAccount.InThailand account ->
                new CreditTransfer.Transfer(
                        endToEndId(payout.terms().number()),
                        new CreditTransfer.Party(account.holder(), account.account()),
                        new CreditTransfer.Agent.Bic(account.bank().bic()),
                        payout.terms().amount(),
                        Optional.empty());
            case PayeeAccount.InJapan _ -> throw new IllegalStateException(payout.id() + " is not in baht");
        };
    }
}
