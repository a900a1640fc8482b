package org.tsudoi.web.member;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
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
import org.springframework.stereotype.Component;
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
    private static final int NAMES_MAX = 200;
    private static final int COMING = 3;

    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final Posts posts;
    private final SalonEvents events;
    private final Members members;
    private final Organisers organisers;
    private final Clock clock;

    /// What there is for those who are in.
    @Component
    record Offerings(Posts posts, SalonEvents events) {}

    SalonPages(
            MonthlyPlans plans,
            Memberships memberships,
            Offerings offerings,
            Members members,
            Organisers organisers,
            Clock clock) {
        this.plans = plans;
        this.memberships = memberships;
        this.posts = offerings.posts;
        this.events = offerings.events;
        this.members = members;
        this.organisers = organisers;
        this.clock = clock;
    }

    /// @param fees  the first and the next two, or those that come next; none when nobody can join
    /// @param own   the reader's own membership; null without one
    /// @param inside null for those who are not let in
    /// @param events for members alone, to come
    public record SalonView(
            MonthlyPlan plan,
            Organiser organiser,
            List<Fee> fees,
            @Nullable Own own,
            @Nullable Inside inside,
            List<SalonEvents.Coming> events,
            ZoneId zone) {}

    /// @param owed   what is not paid; null when nothing is
    /// @param stayed what is charged next when who leaves stays after all; null for others
    /// @param leavesNow leaving is not at the end of a period
    public record Own(
            Membership membership,
            String state,
            @Nullable Fee owed,
            @Nullable Fee stayed,
            boolean leavesNow) {
        public boolean isPausable() {
            return membership instanceof Membership.Active || membership instanceof Membership.Trial;
        }

        public boolean isPaused() {
            return membership instanceof Membership.Paused;
        }

        public boolean isLeaving() {
            return membership instanceof Membership.Leaving;
        }

        /// The day that matters now: of leaving, of going on, of being kept out; null when none does.
        public @Nullable LocalDate day() {
            return switch (membership) {
                case Membership.Leaving it -> it.endsOn();
                case Membership.Paused it -> it.agreement().calendar().start(it.resumes());
                case Membership.PastDue it -> it.endsOn();
                case Membership.Joining it -> it.agreement().day(it.payBefore());
                case Membership.Trial _, Membership.Active _, Membership.Suspended _, Membership.Ended _ -> null;
            };
        }
    }

    /// @param from  how many names come before
    /// @param next  where the next page of names begins; null on the last one
    public record Inside(
            List<Post> posts,
            List<String> names,
            int from,
            @Nullable Integer next) {}

    @GetMapping("/salons/{plan}")
    ModelAndView show(@PathVariable String plan, Optional<Member> reader, @RequestParam(defaultValue = "0") int names) {
        return Pages.show(
                "member/salon",
                "view",
                view(plan(plan), reader, Math.clamp(names, 0, MonthlyPlan.Terms.CAPACITY_MAX)),
                "form",
                Form.blank().with("months", 1));
    }

    private MonthlyPlan plan(String shown) {
        return MonthlyPlanId.parse(shown).flatMap(plans::find).orElseThrow(Problem::notFound);
    }

    private SalonView view(MonthlyPlan plan, Optional<Member> reader, int names) {
        var own = reader.flatMap(it -> memberships.running(plan.id(), it.id()));
        return new SalonView(
                plan,
                organisers.find(plan.organiser()).orElseThrow(Problem::notFound),
                own.map(it -> memberships.coming(it.id(), COMING)).orElseGet(() -> offered(plan, reader)),
                own.map(this::own).orElse(null),
                isInside(plan, reader) ? inside(plan, names) : null,
                events.coming(plan, own),
                reader.map(Member::zone).orElse(plan.terms().zone()));
    }

    private List<Fee> offered(MonthlyPlan plan, Optional<Member> reader) {
        if (plan.closedAt() != null || plan.isFull()) return List.of();
        return reader.map(it -> memberships.preview(plan.id(), it.id()))
                .orElseGet(() -> memberships.preview(plan.id()))
                .fees();
    }

    private Own own(Membership membership) {
        return new Own(
                membership,
                SalonWords.state(membership),
                owed(membership),
                memberships.ifStayed(membership.id()).orElse(null),
                leavesNow(membership));
    }

    private @Nullable Fee owed(Membership membership) {
        if (!(membership instanceof Membership.PastDue behind)) return null;
        return memberships.charges(behind.id()).stream()
                .filter(it -> it.terms().period().number() == behind.unpaid())
                .map(it -> new Fee(it.terms().period(), it.terms().amount()))
                .findFirst()
                .orElse(null);
    }

    private boolean leavesNow(Membership membership) {
        return switch (membership) {
            case Membership.Joining _, Membership.PastDue _, Membership.Suspended _, Membership.Ended _ -> true;
            case Membership.Trial _, Membership.Active _, Membership.Leaving _ -> false;
            case Membership.Paused it -> !it.isOpenOn(it.agreement().day(clock.instant()));
        };
    }

    private boolean isInside(MonthlyPlan plan, Optional<Member> reader) {
        return reader.filter(it -> memberships.isOpenTo(plan.id(), it.id())
                        || organisers.standing(it.id(), plan.organiser()).isPresent())
                .isPresent();
    }

    /// Those who may come in today, and nobody else.
    private Inside inside(MonthlyPlan plan, int from) {
        var open = memberships.openToday(plan.id(), from, NAMES_MAX + 1);
        var in = open.stream()
                .limit(NAMES_MAX)
                .map(it -> it.agreement().member())
                .toList();
        var known = members.findAll(in);
        var names = in.stream().map(id -> SalonWords.name(known.get(id))).collect(Collectors.toList());
        @Nullable Integer next = open.size() > NAMES_MAX ? from + NAMES_MAX : null;
        return new Inside(posts.of(plan.id(), POSTS_MAX), names, from, next);
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
                .map(it -> new Mine(
                        it.id().toString(),
                        plans.find(it.agreement().plan()).orElseThrow(),
                        SalonWords.state(it),
                        memberships.coming(it.id(), 1)))
                .toList();
        return Pages.show("member/salons", "salons", new OwnSalons(own));
    }

    /// @param coming what is charged next; empty when nothing is
    public record Mine(String id, MonthlyPlan plan, String state, List<Fee> coming) {}

    public record OwnSalons(List<Mine> all) {}

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
        if (months.isEmpty()) return Pages.again("member/salon", "view", view(plan(plan), reader, 0), "form", form);
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
        var over = after instanceof Membership.Ended ? "salons.over" : said;
        return Pages.seeOther("/salons/" + after.agreement().plan(), Flash.good(over));
    }
}
