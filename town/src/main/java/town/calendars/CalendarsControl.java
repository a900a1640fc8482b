package town.calendars;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// For tests and demo scripts: what stands in somebody's calendar, and where it can be read.
@RestController
class CalendarsControl {
    private final Accounts accounts;

    CalendarsControl(Accounts accounts) {
        this.accounts = accounts;
    }

    /// @param file the whole calendar, as RFC 5545 has it
    record Wish(String file) {}

    @PutMapping("/town/calendars/{name}")
    Map<String, String> write(@PathVariable String name, @RequestBody Wish wish) {
        return shown(accounts.write(name, wish.file()));
    }

    @GetMapping("/town/calendars/{name}")
    Map<String, String> show(@PathVariable String name) {
        return shown(accounts.of(name));
    }

    /// The address of before leads nowhere from then on.
    @PostMapping("/town/calendars/{name}/secret")
    Map<String, String> renewSecret(@PathVariable String name) {
        return shown(accounts.renewSecret(name));
    }

    private static Map<String, String> shown(Account account) {
        return Map.of(
                "path", account.path(),
                "published", "/calendars/published/" + account.name() + "/" + account.secret(),
                "file", account.file());
    }
}
