package org.tsudoi.web.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Balance;
import org.tsudoi.ledger.Entry;
import org.tsudoi.ledger.Inquiries;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// The accounts of a kind, and one account: what it holds, held at a past time, and every entry.
@Controller
public class AccountPages {
    private static final int ACCOUNTS = 50;
    /// Each takes six lines on a phone.
    private static final int ENTRIES = 20;
    private static final int DAYS = 30;

    private final Ledger ledger;
    private final Inquiries inquiries;
    private final Clock clock;

    AccountPages(Ledger ledger, Inquiries inquiries, Clock clock) {
        this.ledger = ledger;
        this.inquiries = inquiries;
        this.clock = clock;
    }

    /// What the account held at the end of a day, or now.
    public record DayEnd(Instant at, long held) {}

    /// A balance asked for, by when things happened.
    public record Past(Instant at, long held) {}

    /// @param before where this page of entries begins; null for the newest
    /// @param older  where the next one does; null when these are the last
    /// @param days   the last days up to now, or up to the time that was asked for
    public record AccountView(
            Balance balance,
            boolean guarded,
            List<Entry> entries,
            @Nullable Long before,
            @Nullable Long older,
            List<DayEnd> days,
            Form form,
            @Nullable Past past) {
        public boolean hasMoved() {
            return days.stream().anyMatch(day -> day.held() != days.getFirst().held());
        }
    }

    /// @param older code that the next page begins below; null when these are the last
    public record Accounts(
            String kind,
            List<Balance> balances,
            @Nullable String before,
            @Nullable String older) {}

    @GetMapping("/operate/books/accounts")
    ModelAndView accounts(@RequestParam String kind, @RequestParam(defaultValue = "") String before) {
        if (kind.isEmpty() || kind.startsWith("*")) throw Problem.notFound();
        var from = before.isEmpty() ? Optional.<AccountCode>empty() : Optional.of(code(before));
        var found = inquiries.accounts(kind, from, ACCOUNTS + 1);
        if (found.isEmpty()) throw Problem.notFound();
        boolean more = found.size() > ACCOUNTS;
        var shown = more ? found.subList(0, ACCOUNTS) : found;
        var view = new Accounts(
                kind,
                shown,
                before.isEmpty() ? null : before,
                more ? shown.getLast().account().value() : null);
        return Pages.show("operator/accounts", "view", view);
    }

    @GetMapping("/operate/books/account")
    ModelAndView account(
            @RequestParam String code,
            @RequestParam(required = false) Long before,
            @RequestParam MultiValueMap<String, String> typed,
            Member member) {
        var found = code(code);
        var account = ledger.account(found).orElseThrow(Problem::notFound);
        var form = Form.of(typed);
        var at = AsOf.read(form, member.zone());
        var entries = ledger.entries(found, before == null ? Long.MAX_VALUE : before, ENTRIES + 1);
        boolean more = entries.size() > ENTRIES;
        var shown = more ? entries.subList(0, ENTRIES) : entries;
        var view = new AccountView(
                ledger.balance(found),
                account.guarded(),
                shown,
                before,
                more ? shown.getLast().position() : null,
                days(found, at.orElseGet(clock::instant), member.zone()),
                form,
                at.map(asked -> new Past(asked, ledger.balanceAt(found, asked))).orElse(null));
        return form.isGood()
                ? Pages.show("operator/account", "view", view, "zone", member.zone())
                : Pages.again("operator/account", "view", view, "zone", member.zone());
    }

    private List<DayEnd> days(AccountCode account, Instant until, ZoneId zone) {
        var last = until.atZone(zone).toLocalDate();
        var ends = new ArrayList<Instant>();
        for (int ago = DAYS; ago >= 1; ago--) {
            ends.add(last.minusDays(ago - 1L).atStartOfDay(zone).toInstant().minusMillis(1));
        }
        ends.add(until);
        var held = inquiries.course(account, ends);
        var days = new ArrayList<DayEnd>();
        for (int i = 0; i < ends.size(); i++) days.add(new DayEnd(ends.get(i), held.get(i)));
        return days;
    }

    private static AccountCode code(String typed) {
        try {
            return new AccountCode(typed);
        } catch (IllegalArgumentException _) {
            throw Problem.notFound();
        }
    }
}
