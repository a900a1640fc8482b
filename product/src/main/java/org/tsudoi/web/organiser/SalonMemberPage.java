package org.tsudoi.web.organiser;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.memberships.Fee;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.member.SalonWords;

/// One member of a salon, for its owner: what was agreed, and what the owner can do about it. Each deed is asked once
/// more, with what follows from it.
@Controller
public class SalonMemberPage {
    /// Nothing is kept of what an owner thinks of a person.
    private static final String BY_OWNER = "owner";

    private static final int COMING = 1;

    private final OwnSalons own;
    private final Memberships memberships;
    private final Members members;

    SalonMemberPage(OwnSalons own, Memberships memberships, Members members) {
        this.own = own;
        this.memberships = memberships;
        this.members = members;
    }

    public enum Deed {
        SUSPEND,
        RESTORE,
        EXPEL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isOpen(Membership membership) {
            return switch (membership) {
                case Membership.Trial _, Membership.Active _, Membership.PastDue _ -> this != RESTORE;
                case Membership.Paused _, Membership.Leaving _ -> this != RESTORE;
                case Membership.Suspended _ -> this != SUSPEND;
                case Membership.Joining _ -> this == EXPEL;
                case Membership.Ended _ -> false;
            };
        }
    }

    /// @param home   of the salon
    /// @param coming what is charged next; none when nothing is
    public record MemberView(
            MonthlyPlan plan,
            Membership membership,
            String name,
            String home,
            List<Fee> coming,
            List<Memberships.Change> history) {
        public String state() {
            return SalonWords.state(membership);
        }

        public String page() {
            return home + "/members/" + membership.id();
        }

        public boolean isOpen(Deed deed) {
            return deed.isOpen(membership);
        }
    }

    @GetMapping("/organise/{organiser}/salons/{plan}/members/{membership}")
    ModelAndView show(Organiser organiser, @PathVariable String plan, @PathVariable String membership) {
        var view = view(organiser, plan, membership);
        return Pages.show("organiser/salonMember", "view", view);
    }

    private MemberView view(Organiser organiser, String shown, String id) {
        var plan = own.get(organiser, shown);
        var membership = MembershipId.parse(id)
                .map(memberships::get)
                .filter(it -> it.agreement().plan().equals(plan.id()))
                .orElseThrow(Problem::notFound);
        var name = SalonWords.name(members.find(membership.agreement().member()).orElse(null));
        return new MemberView(
                plan,
                membership,
                name,
                OwnSalons.home(organiser, plan),
                memberships.coming(membership.id(), COMING),
                memberships.history(membership.id()));
    }

    @GetMapping("/organise/{organiser}/salons/{plan}/members/{membership}/{deed:suspend|restore|expel}")
    ModelAndView back(Organiser organiser, @PathVariable String plan, @PathVariable String membership) {
        return Pages.seeOther(view(organiser, plan, membership).page());
    }

    @PostMapping("/organise/{organiser}/salons/{plan}/members/{membership}/{deed:suspend|restore|expel}")
    ModelAndView act(
            Organiser organiser,
            Member member,
            @PathVariable String plan,
            @PathVariable String membership,
            @PathVariable String deed,
            @RequestParam MultiValueMap<String, String> typed) {
        var view = view(organiser, plan, membership);
        var wanted = Deed.valueOf(deed.toUpperCase(Locale.ROOT));
        if (!view.isOpen(wanted)) return Pages.seeOther(view.page(), Flash.note("salonowner.changed"));
        if (!Form.of(typed).has("sure", "yes")) {
            return Pages.show("organiser/salonSure", "view", view, "deed", wanted);
        }
        act(wanted, view.membership.id(), member.id().toString());
        return Pages.seeOther(view.page(), Flash.good("salonowner.done." + wanted.word()));
    }

    private void act(Deed deed, MembershipId membership, String by) {
        switch (deed) {
            case SUSPEND -> memberships.suspend(membership, BY_OWNER, by);
            case RESTORE -> memberships.restore(membership, by);
            case EXPEL -> memberships.expel(membership, by);
        }
    }
}
