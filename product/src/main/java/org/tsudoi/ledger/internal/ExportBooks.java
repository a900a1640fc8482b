package org.tsudoi.ledger.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Command;

/// `./tsudoi export FILE`: every journal as of one moment, for other programs. A name that ends in `.csv` gets a row
/// for each leg, any other plain-text accounting as hledger and ledger read it.
@Component
class ExportBooks implements Command {
    private static final int PAGE = 1_000;

    private final Ledger ledger;
    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final Path file;

    ExportBooks(
            Ledger ledger,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${tsudoi.file:books.journal}") Path file) {
        this.ledger = ledger;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        this.clock = clock;
        this.file = file.toAbsolutePath();
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public int run(PrintStream out) {
        var form = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? new CsvExport() : new PlainTextExport();
        try (var writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
            writer.write(form.begin(clock.instant()));
            long journals = write(form, writer);
            out.println(String.format(Locale.ROOT, "Wrote %,d journals into %s", journals, file));
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new CannotStart("There is already a file " + file + "; choose another name.", e);
        } catch (IOException | UncheckedIOException e) {
            throw new CannotStart("The file " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private long write(ExportForm form, Writer writer) {
        return Objects.requireNonNull(snapshot.execute(_ -> {
            long journals = 0;
            long after = 0;
            try {
                for (var page = ledger.journals(after, Long.MAX_VALUE, PAGE);
                        !page.isEmpty();
                        page = ledger.journals(after, Long.MAX_VALUE, PAGE)) {
                    for (RecordedJournal journal : page) writer.write(form.journal(journal));
                    journals += page.size();
                    after = page.getLast().sequence();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return journals;
        }));
    }
}
