package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutRun;
import org.tsudoi.payouts.PayoutRunId;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// Who could be paid now and who could not, and the runs there were.
@Controller
public class RunsPage {
    static final String PATH = "/operate/payouts";
    private static final int RUNS_SHOWN = 50;

    private final Payouts payouts;
    private final Organisers organisers;
    private final Ids ids;

    RunsPage(Payouts payouts, Organisers organisers, Ids ids) {
        this.payouts = payouts;
        this.organisers = organisers;
        this.ids = ids;
    }

    /// @param next      the run that the button prepares
    /// @param undecided one that has to be decided about before
    public record Desk(
            Payouts.Proposal proposal, boolean canMakeFiles, PayoutRunId next, Optional<PayoutRun> undecided) {
        public Currency currency() {
            return proposal.currency();
        }

        public boolean isEmpty() {
            return proposal.paysNobody() && proposal.leftOut().isEmpty() && undecided.isEmpty();
        }
    }

    /// @param taken whether somebody has its file
    /// @param total of what arrives
    public record Line(PayoutRun run, boolean taken, int payouts, Money total) {}

    public record RunsView(
            List<Desk> desks,
            List<Payouts.Held> held,
            List<Line> runs,
            Map<OrganiserId, Organiser> organisers,
            ZoneId zone) {
        public String name(OrganiserId id) {
            var organiser = organisers.get(id);
            return organiser == null ? id.toString() : organiser.name();
        }
    }

    @GetMapping(PATH)
    ModelAndView show(Member member) {
        var runs = payouts.runs(RUNS_SHOWN);
        var desks = Payouts.CURRENCIES.stream()
                .map(currency -> desk(currency, member, runs))
                .filter(desk -> !desk.isEmpty())
                .toList();
        var held = payouts.held();
        var named = named(desks);
        held.forEach(one -> named.add(one.organiser()));
        var view = new RunsView(
                desks, held, runs.stream().map(this::line).toList(), organisers.findAll(named), member.zone());
        return Pages.show("operator/payouts", "view", view);
    }

    private Desk desk(Currency currency, Member member, List<PayoutRun> runs) {
        var undecided = runs.stream()
                .filter(run -> run instanceof PayoutRun.Prepared
                        && run.terms().currency().equals(currency))
                .findFirst();
        return new Desk(
                payouts.propose(currency, member.id()),
                payouts.canMakeFiles(currency),
                new PayoutRunId(ids.next()),
                undecided);
    }

    private Line line(PayoutRun run) {
        var all = payouts.of(run.id());
        return new Line(run, payouts.isTaken(run.id()), all.size(), total(run, all));
    }

    static Money total(PayoutRun run, List<Payout> all) {
        return all.stream()
                .map(payout -> payout.terms().amount())
                .reduce(Money.zero(run.terms().currency()), Money::plus);
    }

    private static Set<OrganiserId> named(List<Desk> desks) {
        var named = new HashSet<OrganiserId>();
        for (var desk : desks) {
            desk.proposal().shares().forEach(share -> named.add(share.organiser()));
            desk.proposal().leftOut().forEach(left -> named.add(left.organiser()));
        }
        return named;
    }

    @PostMapping(PATH)
    ModelAndView prepare(
            Member member,
            @RequestParam(defaultValue = "") String run,
            @RequestParam(defaultValue = "") String currency) {
        var id = PayoutRunId.parse(run).orElseThrow(Problem::notFound);
        var of = currencies().get(currency);
        if (of == null) throw Problem.notFound();
        return switch (payouts.prepare(id, of, member.id())) {
            case Payouts.Preparing.Done(var prepared) ->
                Pages.seeOther(PATH + "/" + prepared.id(), Flash.good("payouts.flash.prepared"));
            case Payouts.Preparing.NothingToPay _ -> Pages.seeOther(PATH, Flash.note("payouts.flash.nothing"));
            case Payouts.Preparing.AnotherIsPrepared(var other) ->
                Pages.seeOther(PATH + "/" + other, Flash.note("payouts.flash.another"));
        };
    }

    private static Map<String, Currency> currencies() {
        var known = new HashMap<String, Currency>();
        for (var currency : Payouts.CURRENCIES) known.put(currency.getCurrencyCode(), currency);
        return known;
    }
}
