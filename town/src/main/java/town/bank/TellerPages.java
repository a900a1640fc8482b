package town.bank;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import town.web.Language;
import town.web.Pages;

/// The machine for transfers, and the account they come to.
@Controller
public class TellerPages {
    private static final int ROWS = 50;
    private static final int FILES = 7;

    private final Account account;
    private final BulkOrders orders;
    private final Teller teller;
    private final OtherBank other;
    private final BankSettings settings;
    private final Pages pages;

    TellerPages(
            Account account, BulkOrders orders, Teller teller, OtherBank other, BankSettings settings, Pages pages) {
        this.account = account;
        this.orders = orders;
        this.teller = teller;
        this.other = other;
        this.settings = settings;
        this.pages = pages;
    }

    /// @param word  of what is wrong
    /// @param about the letter that it is about, if any
    public record Wrong(String word, String about) {}

    /// @param wrong by field
    public record FormView(
            String bank,
            String branch,
            String kind,
            String account,
            String yen,
            String payer,
            Map<String, Wrong> wrong) {
        public @Nullable Wrong wrongWith(String field) {
            return wrong.get(field);
        }
    }

    /// @param holder whose account it is
    /// @param payer  as the files will have it
    public record SureView(
            FormView form, String bankName, String branchName, String holder, String amount, String payer) {}

    /// @param kind `deposit`, `called-back`, `sent` or `sent-back`
    public record Row(
            String id,
            String amount,
            String payer,
            Instant at,
            String kind,
            boolean comesIn,
            boolean undoes,
            boolean undone) {}

    /// @param days of which there are files, newest first
    public record AccountView(String name, String balance, List<Row> rows, List<LocalDate> days) {}

    @GetMapping("/bank")
    ResponseEntity<String> form(HttpServletRequest request) {
        var blank = new FormView(
                settings.code(), settings.branchCode(), settings.kind(), settings.account(), "", "", Map.of());
        return pages.show(request, "teller/form", Map.of("view", blank));
    }

    /// @param sure empty: the form is looked through and shown as it was understood
    @PostMapping("/bank")
    ResponseEntity<String> transfer(
            HttpServletRequest request,
            @ModelAttribute Teller.Form typed,
            @RequestParam(defaultValue = "") String sure) {
        return switch (teller.look(typed)) {
            case Teller.Looked.Wrong(var why) ->
                pages.show(
                        request,
                        Language.of(request),
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "teller/form",
                        Map.of("view", view(typed, why)));
            case Teller.Looked.Good good ->
                sure.isEmpty()
                        ? pages.show(request, "teller/sure", Map.of("view", sure(typed, good)))
                        : seeOther("/bank/transfers/" + teller.send(typed, good));
        };
    }

    private static FormView view(Teller.Form typed, Map<String, Teller.Fault> why) {
        var wrong = new HashMap<String, Wrong>();
        why.forEach((field, fault) -> wrong.put(field, new Wrong(fault.word(), fault.about())));
        return new FormView(
                typed.bank(), typed.branch(), typed.kind(), typed.account(), typed.yen(), typed.payer(), wrong);
    }

    private SureView sure(Teller.Form typed, Teller.Looked.Good good) {
        var there = good.holder();
        return new SureView(
                view(typed, Map.of()),
                there == null ? settings.name() : typed.bank(),
                there == null ? settings.branchName() : typed.branch(),
                there == null ? settings.holder() : there,
                yen(good.yen()),
                good.payer());
    }

    @GetMapping("/bank/transfers/{id}")
    ResponseEntity<String> done(HttpServletRequest request, @PathVariable String id) {
        return account.find(id)
                .map(entry ->
                        pages.show(request, "teller/done", Map.of("row", row(entry), "holder", settings.holder())))
                .or(() -> other.sent(id)
                        .map(sent ->
                                pages.show(request, "teller/done", Map.of("row", row(sent), "holder", sent.holder()))))
                .orElseGet(() -> form(request));
    }

    @GetMapping("/bank/account")
    ResponseEntity<String> account(HttpServletRequest request) {
        orders.carryOut();
        var name = settings.code() + "-" + settings.branchCode() + "-" + settings.kind() + "-" + settings.account()
                + " " + settings.holder();
        var view = new AccountView(
                name,
                yen(account.balance()),
                account.newest(ROWS).stream().map(this::row).toList(),
                account.days().stream().limit(FILES).toList());
        return pages.show(request, "teller/account", Map.of("view", view));
    }

    @PostMapping("/bank/transfers/{id}/call-back")
    ResponseEntity<String> callBack(@PathVariable String id) {
        account.callBack(id);
        return seeOther("/bank/account");
    }

    private Row row(Entry entry) {
        return new Row(
                entry.id(),
                yen(entry.yen()),
                entry.payer(),
                entry.at(),
                entry.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                entry.comesIn(),
                entry.calledBack() != null,
                account.isCalledBack(entry.id()));
    }

    private static Row row(OtherBank.Sent sent) {
        return new Row(sent.id(), yen(sent.yen()), sent.payer(), sent.at(), "deposit", true, false, false);
    }

    private static ResponseEntity<String> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }

    static String yen(long yen) {
        return "¥%,d".formatted(yen);
    }
}
