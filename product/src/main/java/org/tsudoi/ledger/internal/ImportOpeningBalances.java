package org.tsudoi.ledger.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.Refusal;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Command;

/// `./tsudoi import-opening FILE.csv`: what accounts hold when the books begin, taken over from elsewhere. A row is
/// `account,asset,amount`, with `floor,ceiling` after it where the account is to have limits; amounts are whole, in
/// minor units. All rows are posted against `opening:<asset>`, or none; the same rows again post nothing.
@Component
class ImportOpeningBalances implements Command {
    private static final String HEADER = "account,asset,amount";
    private static final int JOURNALS_AT_ONCE = 500;

    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Path file;

    ImportOpeningBalances(
            Ledger ledger,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${tsudoi.file:opening.csv}") Path file) {
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.file = file.toAbsolutePath();
    }

    @Override
    public String name() {
        return "import-opening";
    }

    private record Row(int line, Account account, long amount) {}

    @Override
    public int run(PrintStream out) {
        List<Row> rows = read();
        int posted = transaction.execute(_ -> post(rows));
        out.println(
                posted == 0
                        ? "These opening balances are on the books already."
                        : String.format(Locale.ROOT, "Put %,d opening balances on the books.", posted));
        return 0;
    }

    /// Each account is opened by a journal of its own, whose id is made of the account: however the file was changed
    /// meanwhile, nothing is taken over twice, and another amount for the same account is refused.
    private int post(List<Row> rows) {
        open(rows.stream().map(Row::account).toList());
        open(rows.stream()
                .map(row -> row.account().asset())
                .distinct()
                .map(asset -> Account.unguarded(against(asset), asset))
                .toList());
        int posted = 0;
        for (int from = 0; from < rows.size(); from += JOURNALS_AT_ONCE) {
            posted += postLinked(rows.subList(from, Math.min(from + JOURNALS_AT_ONCE, rows.size())));
        }
        return posted;
    }

    private void open(List<Account> accounts) {
        try {
            ledger.open(accounts);
        } catch (IllegalStateException e) {
            throw new CannotStart(e.getMessage() + ". Nothing was taken over.", e);
        }
    }

    private static AccountCode against(Asset asset) {
        return AccountCode.of("opening", asset.code().replace('/', '-'));
    }

    private int postLinked(List<Row> rows) {
        var now = clock.instant();
        var outcomes =
                ledger.postLinked(rows.stream().map(row -> journal(row, now)).toList());
        int posted = 0;
        for (int i = 0; i < rows.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Posted _ -> posted++;
                case Outcome.AlreadyPosted _ -> {}
                case Outcome.Refused(var _, var reason, var _)
                when reason == Refusal.ID_REUSED_WITH_OTHER_CONTENT ->
                    throw wrong(rows.get(i).line(), "another amount stands on the books for this account");
                case Outcome.Refused(var _, var reason, var _)
                when reason != Refusal.LINKED_JOURNAL_REFUSED ->
                    throw wrong(rows.get(i).line(), "the ledger refuses it: " + reason);
                case Outcome.Refused _ -> {} // because of another row, which is named
            }
        }
        return posted;
    }

    private static Journal journal(Row row, Instant at) {
        var account = row.account();
        var id = JournalId.derive(
                "opening", account.asset().code(), account.code().value());
        var legs = List.of(
                new Leg(account.code(), account.asset(), row.amount()),
                new Leg(against(account.asset()), account.asset(), Math.negateExact(row.amount())));
        return new Journal(id, "opening-balance", at, legs, Map.of());
    }

    private List<Row> read() {
        var rows = new LinkedHashMap<AccountCode, Row>();
        int number = 0;
        for (var line : lines()) {
            number++;
            if (line.isBlank() || line.startsWith(HEADER)) continue;
            var row = row(line, number);
            if (rows.put(row.account().code(), row) != null) throw wrong(number, "the account stands in it twice");
        }
        if (rows.isEmpty()) throw new CannotStart("There is no row " + HEADER + " in " + file + ".");
        return List.copyOf(rows.values());
    }

    private Row row(String line, int number) {
        var fields = line.split(",", -1);
        if (fields.length != 3 && fields.length != 5) throw wrong(number, "a row is " + HEADER + "[,floor,ceiling]");
        try {
            var account = new Account(
                    new AccountCode(fields[0].strip()),
                    new Asset(fields[1].strip()),
                    fields.length == 5 ? limit(fields[3]) : null,
                    fields.length == 5 ? limit(fields[4]) : null);
            long amount = Long.parseLong(fields[2].strip());
            if (amount == 0) throw wrong(number, "an amount of zero opens nothing");
            if (account.code().equals(against(account.asset())))
                throw wrong(number, account.code() + " is what the others are posted against");
            return new Row(number, account, amount);
        } catch (IllegalArgumentException e) {
            throw wrong(number, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Long limit(String field) {
        return field.isBlank() ? null : Long.valueOf(field.strip());
    }

    private CannotStart wrong(int line, String why) {
        return new CannotStart("Line " + line + " of " + file + ": " + why + ". Nothing was taken over.");
    }

    private List<String> lines() {
        try {
            return Files.readString(file).replaceFirst("^\uFEFF", "").lines().toList();
        } catch (IOException e) {
            throw new CannotStart("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
