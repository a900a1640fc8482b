package org.tsudoi.web.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Inquiries;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.ledger.TrialBalance;
import org.tsudoi.ledger.Verification;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Problem;
import org.tsudoi.proofs.InclusionProof;
import org.tsudoi.proofs.Proofs;
import org.tsudoi.proofs.SignedHead;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import tools.jackson.databind.json.JsonMapper;

/// The books as a whole, and one journal.
@Controller
public class BooksPages {
    private final Ledger ledger;
    private final Inquiries inquiries;
    private final Proofs proofs;
    private final JsonMapper json;
    private final Clock clock;

    BooksPages(Ledger ledger, Inquiries inquiries, Proofs proofs, JsonMapper json, Clock clock) {
        this.ledger = ledger;
        this.inquiries = inquiries;
        this.proofs = proofs;
        this.json = json;
        this.clock = clock;
    }

    /// One asset's part of the trial balance.
    ///
    /// @param credits as a positive number
    public record Sheet(Asset asset, List<TrialBalance.Line> lines, long debits, long credits) {
        /// As a balance sheet reads: debits, credits, and last what holds nothing.
        private static final Comparator<TrialBalance.Line> IN_ORDER = Comparator.<TrialBalance.Line>comparingInt(
                        line -> line.balance() > 0 ? 0 : line.balance() < 0 ? 1 : 2)
                .thenComparing(TrialBalance.Line::accountKind);

        static Sheet of(Asset asset, List<TrialBalance.Line> lines) {
            long debits = 0;
            long credits = 0;
            for (var line : lines) {
                if (line.balance() > 0) debits = Math.addExact(debits, line.balance());
                else credits = Math.subtractExact(credits, line.balance());
            }
            return new Sheet(asset, lines.stream().sorted(IN_ORDER).toList(), debits, credits);
        }

        public boolean isBalanced() {
            return debits == credits;
        }
    }

    /// How far the log of the books has come.
    ///
    /// @param head  null before anything was sealed
    /// @param since when the first journal that is not sealed yet was recorded; null when all of them are
    public record Seal(@Nullable SignedHead head, @Nullable Instant since, Instant now) {
        private static final Duration USUAL = Duration.ofMinutes(2);

        public boolean isComplete() {
            return since == null;
        }

        public boolean isLate() {
            return since != null && since.plus(USUAL).isBefore(now);
        }
    }

    /// One journal, and how it is sealed.
    ///
    /// @param proof null as long as it is not sealed
    public record JournalView(
            RecordedJournal recorded, @Nullable InclusionProof proof) {}

    /// @param at null for now
    public record View(
            List<Sheet> sheets,
            Seal seal,
            Form form,
            @Nullable Instant at) {}

    @GetMapping("/operate/books")
    ModelAndView books(@RequestParam MultiValueMap<String, String> typed, Member member) {
        var form = Form.of(typed);
        var at = AsOf.read(form, member.zone());
        var balance = form.isGood() && at.isPresent() ? inquiries.trialBalanceAt(at.get()) : ledger.trialBalance();
        var view = new View(sheets(balance), seal(), form, at.orElse(null));
        return form.isGood()
                ? Pages.show("operator/books", "view", view, "zone", member.zone())
                : Pages.again("operator/books", "view", view, "zone", member.zone());
    }

    private Seal seal() {
        var first = ledger.journals(proofs.sealedThrough(), Long.MAX_VALUE, 1);
        return new Seal(
                proofs.head().orElse(null),
                first.isEmpty() ? null : first.getFirst().recordedAt(),
                clock.instant());
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

    @GetMapping("/operate/books/journals/{id}")
    ModelAndView journal(@PathVariable String id, Member member) {
        var journal = ledger.journal(journalId(id)).orElseThrow(Problem::notFound);
        var proof = proofs.of(journal.journal().id()).orElse(null);
        return Pages.show("operator/journal", "view", new JournalView(journal, proof), "zone", member.zone());
    }

    /// The same that a buyer gets of their payment, for any journal: to be handed to whoever audits.
    @GetMapping("/operate/books/journals/{id}/proof.json")
    ResponseEntity<String> proof(@PathVariable String id) {
        var proof = proofs.of(journalId(id)).orElseThrow(Problem::notFound);
        var file = ContentDisposition.attachment().filename("proof-" + id + ".json");
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, file.build().toString())
                .cacheControl(CacheControl.noStore())
                .body(json.writerWithDefaultPrettyPrinter().writeValueAsString(proof));
    }

    private static JournalId journalId(String shown) {
        try {
            return new JournalId(UUID.fromString(shown));
        } catch (IllegalArgumentException _) {
            throw Problem.notFound();
        }
    }
}
