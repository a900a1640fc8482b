package org.tsudoi.web.member;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.memberships.Fee;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.Post;
import org.tsudoi.memberships.PostFileId;
import org.tsudoi.memberships.Posts;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// A salon as others see it: what it is and costs; for those who are in, what is told there.
@Controller
public class SalonPages {
    private static final int POSTS_MAX = 50;
    private static final int NAMES_MAX = 500;
    private static final int COMING = 3;

    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final Posts posts;
    private final Members members;
    private final Organisers organisers;

    SalonPages(MonthlyPlans plans, Memberships memberships, Posts posts, Members members, Organisers organisers) {
        this.plans = plans;
        this.memberships = memberships;
        this.posts = posts;
        this.members = members;
        this.organisers = organisers;
    }

    /// @param fees  the first and the next two, or those that come next
    /// @param state of the reader's own membership; null without one
    /// @param inside null for those who are not let in
    public record SalonView(
            MonthlyPlan plan,
            Organiser organiser,
            List<Fee> fees,
            @Nullable Membership own,
            @Nullable String state,
            @Nullable Inside inside,
            ZoneId zone) {
        public boolean isPausable() {
            return own instanceof Membership.Active || own instanceof Membership.Trial;
        }

        public boolean isPaused() {
            return own instanceof Membership.Paused;
        }

        public boolean isLeaving() {
            return own instanceof Membership.Leaving;
        }

        /// Whoever is kept out asks the owner.
        public boolean canLeave() {
            return own != null && !isLeaving() && !(own instanceof Membership.Suspended);
        }
    }

    public record Inside(List<Post> posts, List<String> names) {}

    @GetMapping("/salons/{plan}")
    ModelAndView show(@PathVariable String plan, Optional<Member> reader) {
        return Pages.show(
                "member/salon",
                "view",
                view(plan(plan), reader),
                "form",
                Form.blank().with("months", 1));
    }

    private MonthlyPlan plan(String shown) {
        return MonthlyPlanId.parse(shown).flatMap(plans::find).orElseThrow(Problem::notFound);
    }

    private SalonView view(MonthlyPlan plan, Optional<Member> reader) {
        var own = reader.flatMap(it -> memberships.running(plan.id(), it.id())).orElse(null);
        var fees = own != null
                ? memberships.coming(own.id(), COMING)
                : reader.map(it -> memberships.preview(plan.id(), it.id()))
                        .orElseGet(() -> memberships.preview(plan.id()));
        return new SalonView(
                plan,
                organisers.find(plan.organiser()).orElseThrow(Problem::notFound),
                fees,
                own,
                own == null ? null : SalonWords.state(own),
                isInside(plan, reader) ? inside(plan) : null,
                reader.map(Member::zone).orElse(plan.terms().zone()));
    }

    private boolean isInside(MonthlyPlan plan, Optional<Member> reader) {
        return reader.filter(it -> memberships.isOpenTo(plan.id(), it.id())
                        || organisers.standing(it.id(), plan.organiser()).isPresent())
                .isPresent();
    }

    private Inside inside(MonthlyPlan plan) {
        var in = memberships.in(plan.id(), NAMES_MAX).stream()
                .filter(it -> !(it instanceof Membership.Joining) && !(it instanceof Membership.Suspended))
                .map(it -> it.agreement().member())
                .toList();
        var known = members.findAll(in);
        var names = in.stream().map(id -> SalonWords.name(known.get(id))).collect(Collectors.toList());
        return new Inside(posts.of(plan.id(), POSTS_MAX), names);
    }

    /// Files are given back as downloads and never shown: whoever made one could be anybody.
    @GetMapping("/salons/{plan}/files/{file}")
    ResponseEntity<byte[]> file(@PathVariable String plan, @PathVariable String file, Optional<Member> reader) {
        var of = plan(plan);
        if (!isInside(of, reader)) throw Problem.notFound();
        var download =
                PostFileId.parse(file).flatMap(id -> posts.file(of.id(), id)).orElseThrow(Problem::notFound);
        var disposition = ContentDisposition.attachment()
                .filename(download.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(download.bytes());
    }

    @GetMapping("/account/salons")
    ModelAndView own(Member member) {
        var own = memberships.of(member.id()).stream()
                .map(it -> new Own(
                        plans.find(it.agreement().plan()).orElseThrow(),
                        SalonWords.state(it),
                        memberships.coming(it.id(), 1)))
                .toList();
        return Pages.show("member/salons", "salons", new OwnSalons(own));
    }

    /// @param coming what is charged next; empty when nothing is
    public record Own(MonthlyPlan plan, String state, List<Fee> coming) {}

    public record OwnSalons(List<Own> all) {}

    @PostMapping("/salons/{plan}/leave")
    ModelAndView leave(@PathVariable String plan, Optional<Member> reader) {
        return done(plan, reader, own -> memberships.leave(own.id(), who(own)), "salons.left");
    }

    @PostMapping("/salons/{plan}/stay")
    ModelAndView stay(@PathVariable String plan, Optional<Member> reader) {
        return done(plan, reader, own -> memberships.stay(own.id(), who(own)), "salons.stayed");
    }

    @PostMapping("/salons/{plan}/resume")
    ModelAndView resume(@PathVariable String plan, Optional<Member> reader) {
        return done(plan, reader, own -> memberships.resume(own.id(), who(own)), "salons.resumed");
    }

    @GetMapping("/salons/{plan}/pause")
    ModelAndView back(@PathVariable String plan) {
        return Pages.seeOther("/salons/" + plan(plan).id());
    }

    @PostMapping("/salons/{plan}/pause")
    ModelAndView pause(
            @PathVariable String plan, Optional<Member> reader, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var months = form.wholeNumber("months", 1, Memberships.PAUSE_MONTHS_MAX);
        if (months.isEmpty()) return Pages.again("member/salon", "view", view(plan(plan), reader), "form", form);
        return done(plan, reader, own -> memberships.pause(own.id(), months.get(), who(own)), "salons.paused");
    }

    private static String who(Membership own) {
        return own.agreement().member().toString();
    }

    private ModelAndView done(
            String shown, Optional<Member> reader, Function<Membership, Membership> what, String said) {
        var plan = plan(shown);
        var member = reader.orElseThrow(() -> Problem.of(ProblemCode.SIGN_IN_REQUIRED));
        var after = what.apply(memberships.running(plan.id(), member.id()).orElseThrow(Problem::notFound));
        return Pages.seeOther("/salons/" + after.agreement().plan(), Flash.good(said));
    }
}
