package org.tsudoi.web.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Balance;
import org.tsudoi.ledger.Entry;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.ledger.TrialBalance;
import org.tsudoi.ledger.Verification;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Problem;
import org.tsudoi.proofs.Proofs;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;
import org.tsudoi.web.Paging;

/// The books, from their sum down to a single leg.
@Controller
public class BooksPages {
    private static final int ROWS = 50;
    private static final int FOUND_MAX = 100;

    /// What begins an id, and the metadata that journals carry it under.
    private static final Map<String, String> FOUND_BY =
            Map.of("ord_", "order", "pay_", "payment", "rfd_", "refund", "evt_", "event");

    private final Ledger ledger;
    private final Proofs proofs;

    BooksPages(Ledger ledger, Proofs proofs) {
        this.ledger = ledger;
        this.proofs = proofs;
    }

    /// One asset's part of the trial balance.
    ///
    /// @param credits as a positive number
    public record Sheet(Asset asset, List<TrialBalance.Line> lines, long debits, long credits) {
        static Sheet of(Asset asset, List<TrialBalance.Line> lines) {
            long debits = 0;
            long credits = 0;
            for (var line : lines) {
                if (line.balance() > 0) debits = Math.addExact(debits, line.balance());
                else credits = Math.subtractExact(credits, line.balance());
            }
            return new Sheet(asset, List.copyOf(lines), debits, credits);
        }

        public boolean isBalanced() {
            return debits == credits;
        }
    }

    /// @param older position to ask the next page before; null when these are the last
    public record AccountView(
            Balance balance,
            boolean guarded,
            List<Entry> entries,
            @Nullable Long older) {}

    @GetMapping("/operate/books")
    ModelAndView books(Member member) {
        return Pages.show(
                "operator/books",
                "sheets",
                sheets(ledger.trialBalance()),
                "head",
                proofs.head(),
                "zone",
                member.zone());
    }

    static List<Sheet> sheets(TrialBalance balance) {
        var byAsset = new TreeMap<String, List<TrialBalance.Line>>();
        for (var line : balance.lines()) {
            byAsset.computeIfAbsent(line.asset().code(), _ -> new ArrayList<>()).add(line);
        }
        return byAsset.entrySet().stream()
                .map(asset -> Sheet.of(new Asset(asset.getKey()), asset.getValue()))
                .toList();
    }

    @PostMapping("/operate/books/verify")
    ModelAndView verify() {
        return Pages.seeOther(
                "/operate/books",
                switch (ledger.verify()) {
                    case Verification.Sound(var journals, var entries, var accounts, var holds) ->
                        Flash.good("operate.verify.sound", journals, entries, accounts, holds);
                    case Verification.Broken(var rule, var where, var found) ->
                        Flash.bad("operate.verify.broken", rule, where, found);
                });
    }

    @GetMapping("/operate/books/verify")
    ModelAndView verified() {
        return Pages.seeOther("/operate/books");
    }

    @GetMapping("/operate/books/accounts")
    ModelAndView accounts(@RequestParam String kind, @RequestParam(defaultValue = "1") int page) {
        var beginning = kind.contains("*") ? kind.substring(0, kind.indexOf('*')) : kind;
        if (beginning.isEmpty()) throw Problem.notFound();
        var all = ledger.balances(beginning).stream()
                .filter(balance -> balance.account().kind().equals(kind))
                .toList();
        if (all.isEmpty()) throw Problem.notFound();
        var paging = Paging.of(page, ROWS, all.size());
        var shown = all.stream().skip(paging.offset()).limit(paging.size()).toList();
        return Pages.show("operator/accounts", "kind", kind, "balances", shown, "paging", paging);
    }

    @GetMapping("/operate/books/account")
    ModelAndView account(@RequestParam String code, @RequestParam(required = false) Long before, Member member) {
        var found = code(code);
        var account = ledger.account(found).orElseThrow(Problem::notFound);
        var entries = ledger.entries(found, before == null ? Long.MAX_VALUE : before, ROWS + 1);
        boolean more = entries.size() > ROWS;
        var shown = more ? entries.subList(0, ROWS) : entries;
        var view = new AccountView(
                ledger.balance(found),
                account.guarded(),
                shown,
                more ? shown.getLast().position() : null);
        return Pages.show("operator/account", "view", view, "zone", member.zone());
    }

    private static AccountCode code(String typed) {
        try {
            return new AccountCode(typed);
        } catch (IllegalArgumentException _) {
            throw Problem.notFound();
        }
    }

    @GetMapping("/operate/books/journals/{id}")
    ModelAndView journal(@PathVariable String id, Member member) {
        var journal = ledger.journal(journalId(id)).orElseThrow(Problem::notFound);
        return Pages.show("operator/journal", "recorded", journal, "zone", member.zone());
    }

    private static JournalId journalId(String shown) {
        try {
            return new JournalId(UUID.fromString(shown));
        } catch (IllegalArgumentException _) {
            throw Problem.notFound();
        }
    }

    /// Everything on the books about one order, payment, refund or event; also finds accounts and journals.
    @GetMapping("/operate/books/search")
    ModelAndView search(@RequestParam(defaultValue = "") String q, Member member) {
        var wanted = q.strip();
        if (wanted.contains(":") && isAccount(wanted)) {
            return Pages.seeOther("/operate/books/account?code=" + wanted);
        }
        if (wanted.length() == 36 && wanted.charAt(8) == '-') {
            return Pages.seeOther("/operate/books/journals/" + journalId(wanted));
        }
        return Pages.show("operator/search", "q", wanted, "found", found(wanted), "zone", member.zone());
    }

    private boolean isAccount(String typed) {
        try {
            return ledger.account(new AccountCode(typed)).isPresent();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private List<RecordedJournal> found(String id) {
        var key = id.length() < 4 ? null : FOUND_BY.get(id.substring(0, 4));
        return key == null ? List.of() : ledger.journalsWith(Map.of(key, id), FOUND_MAX);
    }
}
