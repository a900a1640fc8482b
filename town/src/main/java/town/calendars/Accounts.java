package town.calendars;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;

/// Who has a calendar here.
@Component
class Accounts {
    private static final int KEPT = 1_000;
    private static final int SECRET_BYTES = 16;
    private static final String EMPTY = """
            BEGIN:VCALENDAR\r
            PRODID:-//Town//Calendar//EN\r
            VERSION:2.0\r
            CALSCALE:GREGORIAN\r
            METHOD:PUBLISH\r
            END:VCALENDAR\r
            """;

    private final Shelf<Account> accounts;
    private final SecureRandom random = new SecureRandom();

    Accounts(Keeper keeper) {
        this.accounts = keeper.shelf("calendars", Account.class, KEPT);
    }

    private String secret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Optional<Account> find(String name) {
        return accounts.find(name);
    }

    /// Made when there is none.
    Account of(String name) {
        return accounts.findOrPut(name, () -> new Account(name, secret(), EMPTY));
    }

    Account write(String name, String file) {
        var account = new Account(name, of(name).secret(), file);
        accounts.put(name, account);
        return account;
    }

    Account renewSecret(String name) {
        var account = new Account(name, secret(), of(name).file());
        accounts.put(name, account);
        return account;
    }
}
