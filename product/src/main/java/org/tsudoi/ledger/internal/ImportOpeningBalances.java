package org.tsudoi.ledger.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
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
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Command;

/// `./tsudoi import-opening FILE.csv`: what accounts hold when the books begin, taken over from elsewhere. A row is
/// `account,asset,amount`, with `floor,ceiling` after it where the account is to have limits; amounts are whole, in
/// minor units. All rows are posted against `opening:<asset>`, or none; the same file again posts nothing.
@Component
class ImportOpeningBalances implements Command {
    private static final String HEADER = "account,asset,amount";
    private static final int LEGS = 500;

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
                        : String.format(Locale.ROOT, "Put %,d opening balances on the books.", rows.size()));
        return 0;
    }

    private int post(List<Row> rows) {
        ledger.open(rows.stream().map(Row::account).toList());
        Map<Asset, List<Row>> byAsset = new LinkedHashMap<>();
        for (var row : rows)
            byAsset.computeIfAbsent(row.account().asset(), _ -> new ArrayList<>())
                    .add(row);
        int posted = 0;
        for (var entry : byAsset.entrySet()) {
            var asset = entry.getKey();
            var against = AccountCode.of("opening", asset.code().replace('/', '-'));
            ledger.open(List.of(Account.unguarded(against, asset)));
            for (int from = 0; from < entry.getValue().size(); from += LEGS) {
                var some = entry.getValue()
                        .subList(from, Math.min(from + LEGS, entry.getValue().size()));
                if (post(some, asset, against)) posted++;
            }
        }
        return posted;
    }

    private boolean post(List<Row> rows, Asset asset, AccountCode against) {
        var legs = new ArrayList<Leg>();
        var words = new StringBuilder();
        for (var row : rows) {
            legs.add(new Leg(row.account().code(), asset, row.amount()));
            words.append(row.account().code()).append(' ').append(row.amount()).append('\n');
        }
        long sum = rows.stream().mapToLong(Row::amount).sum();
        if (sum != 0) legs.add(new Leg(against, asset, -sum));
        var id = JournalId.derive("opening", asset.code(), words.toString());
        var outcome = ledger.post(new Journal(id, "opening-balance", clock.instant(), legs, Map.of()));
        return switch (outcome) {
            case Outcome.Posted _ -> true;
            case Outcome.AlreadyPosted _ -> false;
            case Outcome.Refused(var _, var reason, var which) ->
                throw wrong(line(rows, which), "the ledger refuses it: " + reason);
        };
    }

    private static int line(List<Row> rows, @Nullable AccountCode which) {
        return rows.stream()
                .filter(row -> row.account().code().equals(which))
                .findFirst()
                .orElse(rows.getFirst())
                .line();
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
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new CannotStart("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
