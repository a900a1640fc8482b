package org.tsudoi.web.organiser;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.web.Pages;
import org.tsudoi.web.Paging;
import org.tsudoi.web.member.SalonWords;

/// Who is in a salon, for its owner: found by name and by state.
@Controller
public class SalonMembersPage {
    private static final int SIZE = 50;
    private static final int TEXT_MAX = 80;
    private static final List<String> STATES =
            List.of("joining", "trial", "active", "due", "paused", "leaving", "suspended");

    private final OwnSalons own;
    private final Memberships memberships;
    private final Members members;

    SalonMembersPage(OwnSalons own, Memberships memberships, Members members) {
        this.own = own;
        this.memberships = memberships;
        this.members = members;
    }

    public record Row(MembershipId id, String name, LocalDate since, String state) {}

    /// @param text  that a name has in it; empty for all
    /// @param state in text keys; empty for all
    public record MembersView(MonthlyPlan plan, String home, List<Row> rows, Paging paging, String text, String state) {
        public List<String> states() {
            return STATES;
        }

        public boolean isSearched() {
            return !text.isEmpty() || !state.isEmpty();
        }
    }

    @GetMapping("/organise/{organiser}/salons/{plan}/members")
    ModelAndView show(
            Organiser organiser,
            @PathVariable String plan,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") int page) {
        var found = own.get(organiser, plan);
        var text = q.strip().substring(0, Math.min(TEXT_MAX, q.strip().length()));
        var asked = STATES.contains(state) ? state : "";
        var view = text.isEmpty() && asked.isEmpty()
                ? all(organiser, found, page)
                : searched(organiser, found, text, asked, page);
        return Pages.show("organiser/salonMembers", "view", view);
    }

    private MembersView all(Organiser organiser, MonthlyPlan plan, int page) {
        var paging = Paging.of(page, SIZE, plan.running());
        var rows = rows(memberships.in(plan.id(), Math.toIntExact(paging.offset()), SIZE));
        return new MembersView(plan, OwnSalons.home(organiser, plan), rows, paging, "", "");
    }

    /// Names are sealed: no statement finds them, so all are read.
    private MembersView searched(Organiser organiser, MonthlyPlan plan, String text, String state, int page) {
        var found = new ArrayList<Row>();
        var sought = plain(text);
        for (int from = 0; from < plan.running(); from += SIZE) {
            for (var row : rows(memberships.in(plan.id(), from, SIZE))) {
                if (plain(row.name).contains(sought) && (state.isEmpty() || row.state.equals(state))) found.add(row);
            }
        }
        var paging = Paging.of(page, SIZE, found.size());
        var shown = found.stream().skip(paging.offset()).limit(SIZE).toList();
        return new MembersView(plan, OwnSalons.home(organiser, plan), shown, paging, text, state);
    }

    /// As people type it: without regard to width, case and blanks.
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", "");
    }

    private List<Row> rows(List<Membership> in) {
        var known =
                members.findAll(in.stream().map(it -> it.agreement().member()).collect(Collectors.toSet()));
        return in.stream().map(it -> row(it, known)).toList();
    }

    private static Row row(Membership membership, Map<MemberId, Member> known) {
        var agreement = membership.agreement();
        return new Row(
                membership.id(),
                SalonWords.name(known.get(agreement.member())),
                agreement.calendar().joinedOn(),
                SalonWords.state(membership));
    }
}
