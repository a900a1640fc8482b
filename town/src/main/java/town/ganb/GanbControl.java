package town.ganb;

import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// For tests and demo scripts: looking inside, money without a browser, tokens that end early.
@RestController
@RequestMapping("/town/ganb")
class GanbControl {
    private final GanbBooks books;
    private final GanbTokens tokens;

    GanbControl(GanbBooks books, GanbTokens tokens) {
        this.books = books;
        this.tokens = tokens;
    }

    @GetMapping("/accounts")
    List<VirtualAccount> accounts() {
        return books.accounts();
    }

    @GetMapping("/deposits")
    List<VaDeposit> deposits() {
        return books.deposits();
    }

    record Money(String vaId, long yen, String payer) {}

    /// Also to one that is stopped.
    @PostMapping("/deposits")
    VaDeposit deposit(@RequestBody Money money) {
        return books.deposit(money.vaId(), money.yen(), money.payer());
    }

    @DeleteMapping("/tokens")
    void revoke() {
        tokens.revokeAll();
    }
}
