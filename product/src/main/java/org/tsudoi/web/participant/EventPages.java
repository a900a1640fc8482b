package org.tsudoi.web.participant;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
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
import org.tsudoi.applications.ApplicationRules;
import org.tsudoi.appointments.Applicants;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.fees.FeeTerms;
import org.tsudoi.fees.Fees;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.AddOns;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.NamedHost;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.offerings.PictureId;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Seats;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Trials;
import org.tsudoi.platform.Lately;
import org.tsudoi.platform.Problem;
import org.tsudoi.questions.Question;
import org.tsudoi.questions.Questions;
import org.tsudoi.series.Series;
import org.tsudoi.series.SeriesOfEvents;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.TooOften;
import org.tsudoi.web.queue.OrderQueue;
import org.tsudoi.web.queue.QueuePages;
import org.tsudoi.web.security.BarredAddresses;

/// One event, and the form that holds seats in it.
@Controller
public class EventPages {
    private static final Duration PICTURE_KEPT = Duration.ofDays(365);
    private static final int KEY_BYTES = 18;

    /// An address is not proven yet when mails go to it: nobody's mailbox is filled through us. Counted for each
    /// network address apart, so that a stranger elsewhere does not keep its owner from buying.
    private static final RateLimits.Limit BY_MAIL = new RateLimits.Limit("apply.mail", 20, Duration.ofHours(1));

    private static final RateLimits.Limit TO_CONFIRM = new RateLimits.Limit("apply.confirm", 5, Duration.ofHours(1));

    /// For who has many network addresses. Whoever is signed in with the mail address is never counted.
    private static final RateLimits.Limit FROM_EVERYWHERE =
            new RateLimits.Limit("apply.everywhere", 60, Duration.ofHours(1));

    private final Events events;
    private final Sellers sellers;
    private final Orders orders;
    private final Clock clock;
    private final SecureRandom random;
    private final Bounds bounds;
    private final Lately<String, Known> lately = new Lately<>();

    /// What keeps few from taking too much.
    @Component
    record Bounds(RateLimits limits, UnpaidPlaces unpaid, OrderQueue queue, BarredAddresses barred) {}

    /// Who sells, what the platform asks for it, who applied before, and what buyers are asked and can buy
    /// besides.
    @Component
    record Sellers(
            Organisers organisers,
            Fees fees,
            Applicants applicants,
            Questions questions,
            AddOns addOns,
            SeriesOfEvents series,
            PaymentCosts costs,
            MembersDoor members,
            OwnOpenOrder open,
            NamedHosts hosts,
            Members people,
            Trials trials) {}

    EventPages(Events events, Sellers sellers, Orders orders, Clock clock, SecureRandom random, Bounds bounds) {
        this.events = events;
        this.sellers = sellers;
        this.orders = orders;
        this.clock = clock;
        this.random = random;
        this.bounds = bounds;
    }

    /// What is read for a page.
    private record Known(
            Event event,
            Organiser organiser,
            Seats seats,
            FeeTerms fees,
            List<Applicants.Shown> applicants,
            List<Question> asked,
            Map<AddOnId, Long> addOnsLeft,
            String series,
            List<String> hosts) {}

    /// @param event as it is bought now
    /// @param state `sale`, `full`, `approval` (the organiser decides), `over` (no longer sold), `closed` or
    /// `cancelled`
    /// @param asked      of whoever orders
    /// @param addOnsLeft of those that are limited
    /// @param whole all of it
    public record Sight(
            Event.Particulars event,
            Organiser organiser,
            Seats seats,
            String picture,
            String state,
            FeeTerms fees,
            List<Question> asked,
            Map<AddOnId, Long> addOnsLeft,
            Instant now,
            Event.Particulars whole) {
        /// What a place costs before any of the dates of a course was over.
        public Money wholePrice(Plan plan) {
            return whole.anyPlan(plan.id()).map(Plan::price).orElse(plan.price());
        }

        /// Whether some of the dates of a course are over, so that another price may hold than at first.
        public boolean isLate() {
            return !whole.schedule().equals(event.schedule());
        }

        /// What a place costs, with the fee that the buyer bears.
        public Money asked(Plan plan) {
            return fees.asked(plan.price());
        }

        /// What of it is that fee.
        public Money onTop(Plan plan) {
            return fees.of(plan.price()).onTop();
        }

        /// As many places as can be had at once, and are left.
        public int placesMax(Plan plan) {
            return onSale() ? Math.clamp(seats.free(), 1, plan.placesMax()) : plan.placesMax();
        }

        public boolean onSale() {
            return state.equals("sale");
        }

        boolean hasTrial() {
            return event.plans().stream().anyMatch(plan -> plan.kind() == Plan.Kind.TRIAL);
        }

        /// What whoever has had their trial can buy.
        public List<Plan> besidesTrials() {
            return event.plans().stream()
                    .filter(plan -> plan.kind() != Plan.Kind.TRIAL)
                    .toList();
        }

        /// Whether somebody can wait for a place, or ask the organiser for one.
        public boolean mayAsk() {
            return (state.equals("full") || state.equals("approval"))
                    && event.sale().circle() == null
                    && event.soldUntil()
                            .filter(until -> now.isBefore(until.minus(ApplicationRules.ENDS_BEFORE)))
                            .isPresent();
        }

        public boolean isRunning() {
            return !state.equals("cancelled") && event.hasBegun(now) && !event.hasEnded(now);
        }
    }

    @GetMapping("/events/{slug}")
    ModelAndView event(@PathVariable String slug, Optional<Member> member) {
        var known = known(slug);
        var sight = sight(known);
        return Pages.show(
                "participant/event",
                "sight",
                sight,
                "form",
                Form.blank(),
                "applicants",
                known.applicants(),
                "series",
                known.series(),
                "hosts",
                known.hosts(),
                "costs",
                known.event().particulars().isSession()
                        ? sellers.costs.of(known.event().particulars())
                        : List.of(),
                "circle",
                sellers.members.circle(known.event(), member),
                "prices",
                sellers.members.prices(known.event(), sight.onSale(), member),
                "open",
                sight.state().equals("full")
                        ? sellers.open
                                .address(
                                        known.event().id(),
                                        member.map(Member::id).orElse(null))
                                .orElse("")
                        : "",
                "key",
                newKey(),
                "hadTrial",
                hadTrial(sight, member));
    }

    /// Known of who is signed in, and said before they fill in anything.
    private boolean hadTrial(Sight sight, Optional<Member> member) {
        return sight.hasTrial()
                && member.filter(one -> sellers.trials.hadBy(sight.organiser().id(), one.email()))
                        .isPresent();
    }

    @GetMapping("/pictures/{id}")
    ResponseEntity<byte[]> picture(@PathVariable String id) {
        var picture = PictureId.parse(id).flatMap(events::picture).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf(picture.mediaType()))
                .cacheControl(CacheControl.maxAge(PICTURE_KEPT).cachePublic().immutable())
                .body(picture.bytes());
    }

    @GetMapping("/events/{slug}/apply")
    ModelAndView form(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String plan,
            @RequestParam(defaultValue = "1") String places,
            @RequestParam(defaultValue = "") String turn,
            Optional<Member> member) {
        return form(
                slug,
                plan,
                places,
                turn,
                member,
                form -> member.ifPresent(one -> {
                    form.with("email", one.email().value());
                    one.displayName()
                            .ifPresent(name -> form.with("name", name.value()).with("attendee0", name.value()));
                }));
    }

    /// An order that lapsed, filled in as it was: for whoever has its link.
    @GetMapping("/orders/{link}/again")
    ModelAndView again(@PathVariable String link, Optional<Member> member) {
        var order = orders.byLink(link).orElseThrow(Problem::notFound);
        if (!(order instanceof Order.Lapsed)) return Pages.seeOther("/orders/" + link);
        var terms = order.terms();
        var slug = events.get(terms.event()).particulars().slug();
        var places = Integer.toString(terms.places());
        return form(slug, terms.plan().toString(), places, "", member, form -> {
            form.with("email", terms.buyer().email().value())
                    .with("name", terms.buyer().name().value());
            for (int place = 0; place < terms.places(); place++) {
                form.with("attendee" + place, terms.attendees().get(place).value());
            }
        });
    }

    private ModelAndView form(
            String slug, String plan, String places, String turn, Optional<Member> member, Consumer<Form> filling) {
        if (bounds.queue.holdsBack(slug, turn, "")) return Pages.seeOther(QueuePages.address(slug, plan, places));
        var known = known(slug);
        var sight = sight(known);
        if (!sight.onSale()) return Pages.seeOther("/events/" + slug);
        var chosen = chosen(sight, plan).orElse(sight.event().plans().getFirst());
        if (sellers.members.isShutTo(known.event(), chosen.id(), member)) return Pages.seeOther("/events/" + slug);
        if (chosen.kind() == Plan.Kind.TRIAL && hadTrial(sight, member))
            return Pages.seeOther("/events/" + slug + "#plans", Flash.note("trials.had"));
        var entered = bounds.queue.enter(slug, known::event, turn, "");
        if (entered.isEmpty()) return Pages.seeOther(QueuePages.address(slug, plan, places));
        var form = Form.blank()
                .with("plan", chosen.id())
                .with("places", clamped(places, chosen.placesMax()))
                .with("key", newKey())
                .with("turn", entered.get());
        filling.accept(form);
        return Pages.show("participant/apply", "sight", sight, "plan", chosen, "form", form);
    }

    private static int clamped(String places, int most) {
        try {
            return Math.clamp(Integer.parseInt(places), 1, most);
        } catch (NumberFormatException _) {
            return 1;
        }
    }

    private String newKey() {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    @PostMapping("/events/{slug}/apply")
    ModelAndView apply(
            @PathVariable String slug,
            @RequestParam MultiValueMap<String, String> typed,
            Optional<Member> member,
            Language language,
            HttpServletRequest asking) {
        var form = Form.of(typed);
        if (bounds.queue.holdsBack(slug, form.value("turn"), form.value("key"))) return toQueue(slug, form);
        var known = known(slug);
        var event = known.event();
        var sight = sight(known);
        if (sight.event().plans().isEmpty()) throw Problem.notFound();
        var wanted = chosen(sight, form.value("plan"));
        // The plan they agreed to is gone: never another one in its place without a word.
        if (wanted.isEmpty()) form.wrong("plan", "form.choose");
        var plan = wanted.orElse(sight.event().plans().getFirst());
        if (sellers.members.isShutTo(event, plan.id(), member)) return Pages.seeOther("/events/" + slug);
        int places = plan.kind() == Plan.Kind.PACK
                ? plan.placesMax()
                : form.wholeNumber("places", 1, plan.placesMax()).orElse(1);
        if (form.value("key").length() < 16 || form.value("key").length() > 64) form.with("key", newKey());
        var name = form.read("name", "apply.error.name", PersonName::read);
        var email = form.read("email", "apply.error.email", EmailAddress::read);
        boolean forMembers = event.particulars().circle(plan.id()).isPresent();
        if (forMembers && member.isPresent() && email.isPresent() && !isOwn(member, email.get()))
            form.wrong("email", "circle.error.own");
        // Sessions of a pack are all of the one who buys it.
        var attendees = plan.kind() == Plan.Kind.PACK
                ? name.map(one -> Collections.nCopies(places, one)).orElse(List.of())
                : attendees(form, places, name);
        var answers = QuestionFields.read(form, sight.asked(), plan.kind() == Plan.Kind.PACK ? 1 : places);
        var extras = ExtraFields.read(form, sight.event(), plan, places, sight.now());
        if (!form.has("agreed", "yes")) form.wrong("agreed", "apply.error.agree");
        if (!form.isGood() || name.isEmpty() || email.isEmpty() || attendees.size() != places) {
            return again(sight, plan, form);
        }
        if (bounds.queue
                .enter(slug, () -> event, form.value("turn"), form.value("key"))
                .isEmpty()) {
            return toQueue(slug, form);
        }
        var request = new Orders.Request(
                form.value("key"),
                event.id(),
                plan.id(),
                attendees,
                new Order.Buyer(member.map(Member::id).orElse(null), name.get(), email.get(), language.locale()),
                extras);
        var claim = bounds.unpaid.claim(
                request.event(), RateLimits.address(asking), request.key() + " " + plan.id(), places);
        if (claim == null) {
            return again(sight, plan, form.wrong("places", "apply.error.unpaid", bounds.unpaid.max()));
        }
        try {
            var placing = place(event, request, claim, () -> {
                if (isOwn(member, email.get()) || repeats(claim, request)) return;
                var mail = email.get().lookUpKey();
                claim.countOnce(mail, () -> count(plan, RateLimits.address(asking), mail));
                if (bounds.barred.keepsOut(email.get())) throw bounds.limits.asIfTaken(each(plan));
            });
            claim.order().ifPresent(order -> sellers.questions.answerFirst(order, event.id(), answers));
            if (claim.order().isPresent()) bounds.queue.spend(slug, form.value("turn"), form.value("key"));
            return answer(placing, request, slug, plan, form);
        } catch (TooOften asked) {
            var page = again(sight, plan, form.wrong("email", "apply.error.tooOften", asked.minutes()));
            page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
            return page;
        }
    }

    private static ModelAndView toQueue(String slug, Form form) {
        return Pages.seeOther(
                QueuePages.address(slug, form.value("plan"), form.value("places")), Flash.note("queue.first"));
    }

    private static boolean isOwn(Optional<Member> member, EmailAddress email) {
        return member.filter(one -> one.email().lookUpKey().equals(email.lookUpKey()))
                .isPresent();
    }

    /// A second click: nothing new is placed and no mail goes out.
    private boolean repeats(UnpaidPlaces.Claim claim, Orders.Request request) {
        return claim.order()
                .flatMap(orders::find)
                .map(Order::terms)
                .filter(placed -> placed.plan().equals(request.plan())
                        && placed.buyer()
                                .email()
                                .lookUpKey()
                                .equals(request.buyer().email().lookUpKey()))
                .isPresent();
    }

    private void count(Plan plan, String address, String mail) {
        bounds.limits.take(each(plan), address + ' ' + mail, FROM_EVERYWHERE, mail);
    }

    private static RateLimits.Limit each(Plan plan) {
        return plan.needsProvenAddress() ? TO_CONFIRM : BY_MAIL;
    }

    private Orders.Placing place(Event event, Orders.Request request, UnpaidPlaces.Claim claim, Runnable before) {
        try {
            before.run();
            boolean forMembers = event.particulars().circle(request.plan()).isPresent();
            var placing = forMembers ? sellers.members.place(request) : orders.place(request);
            switch (placing) {
                case Orders.Placing.Placed(var order) -> claim.heldBy(order.id());
                case Orders.Placing.ToConfirm(var order) -> claim.heldBy(order.id());
                case Orders.Placing.SoldOut _, Orders.Placing.NotOnSale _, Orders.Placing.NoSuchPlan _ -> claim.drop();
                case Orders.Placing.TooManyPlaces _, Orders.Placing.TrialUsed _, Orders.Placing.ExtraGone _ ->
                    claim.drop();
            }
            return placing;
        } catch (RuntimeException fault) {
            claim.drop();
            throw fault;
        }
    }

    private ModelAndView answer(Orders.Placing placing, Orders.Request request, String slug, Plan plan, Form form) {
        return switch (placing) {
            case Orders.Placing.Placed placed ->
                Pages.seeOther("/orders/" + orders.link(placed.order().id()));
            // Never the order's link: only whoever reads that address may have it.
            case Orders.Placing.ToConfirm _ ->
                Pages.seeOther(
                        "/events/" + slug + "/mail-sent",
                        Flash.good("apply.sent", request.buyer().email().value()));
            case Orders.Placing.SoldOut(var left)
            when left > 0 -> again(sight(slug), plan, form.wrong("places", "apply.error.left", left));
            case Orders.Placing.SoldOut _ ->
                sellers.open
                        .address(request.event(), request.buyer().member())
                        .map(own -> Pages.seeOther(own, Flash.note("apply.open")))
                        .orElseGet(() -> again(sight(slug), plan, form.wrong("places", "apply.error.full")));
            case Orders.Placing.NotOnSale _ -> Pages.seeOther("/events/" + slug);
            case Orders.Placing.NoSuchPlan _ -> again(sight(slug), plan, form.wrong("plan", "form.choose"));
            case Orders.Placing.TooManyPlaces most ->
                again(sight(slug), plan, form.wrong("places", "form.between", 1, most.placesMax()));
            case Orders.Placing.ExtraGone _ ->
                again(sight(slug), plan, form.wrong(ExtraFields.ALL, "addons.error.gone"));
            case Orders.Placing.TrialUsed _ -> again(sight(slug), plan, form.wrong("email", "apply.error.trial"));
        };
    }

    /// What a plan is, in a line.
    public static String kind(Page page, Plan plan) {
        var minutes = plan.length().map(Duration::toMinutes).orElse(0L);
        return switch (plan.kind()) {
            case ONCE -> minutes == 0 ? page.t("event.kind.once") : page.t("event.kind.session", minutes);
            case TRIAL ->
                minutes == 0
                        ? page.t("event.kind.trial")
                        : page.t("event.kind.trial") + " · " + page.t("event.kind.session", minutes);
            case PACK -> page.t("event.kind.pack", plan.placesMax(), minutes, page.money(plan.price()));
        };
    }

    @GetMapping("/events/{slug}/mail-sent")
    ModelAndView sent(@PathVariable String slug) {
        return Pages.show("participant/mail-sent", "sight", sight(slug));
    }

    /// One name a place; the buyer's own where the first is left out.
    private static List<PersonName> attendees(Form form, int places, Optional<PersonName> buyer) {
        var names = new ArrayList<PersonName>();
        for (int place = 0; place < places; place++) {
            var field = "attendee" + place;
            if (place == 0 && form.value(field).isBlank()) buyer.ifPresent(names::add);
            else form.read(field, "apply.error.name", PersonName::read).ifPresent(names::add);
        }
        return names;
    }

    private static ModelAndView again(Sight sight, Plan plan, Form form) {
        return Pages.again("participant/apply", "sight", sight, "plan", plan, "form", form);
    }

    private static Optional<Plan> chosen(Sight sight, String plan) {
        return PlanId.parse(plan).flatMap(sight.event()::anyPlan);
    }

    private Event shown(String slug) {
        return events.bySlug(slug)
                .filter(event -> !(event instanceof Event.Draft))
                .orElseThrow(Problem::notFound);
    }

    /// As it is.
    private Sight sight(String slug) {
        return sight(read(slug));
    }

    /// In a rush a moment old: for what is shown, and decided again when the seats are held.
    private Known known(String slug) {
        return lately.get(slug, () -> read(slug));
    }

    private Known read(String slug) {
        var event = shown(slug);
        var organiser =
                sellers.organisers().find(event.particulars().organiser()).orElseThrow(Problem::notFound);
        var applicants =
                event.particulars().isSession() ? sellers.applicants().of(event.id()) : List.<Applicants.Shown>of();
        var asked = event.particulars().asks() ? sellers.questions().asked(event.id()) : List.<Question>of();
        return new Known(
                event,
                organiser,
                events.seats(event),
                feesOf(event, organiser),
                applicants,
                asked,
                event.particulars().hasAddOns() ? left(event) : Map.of(),
                sellers.series().of(event.id()).map(Series::slug).orElse(""),
                hosts(event));
    }

    /// The names of those who have said that they lead it.
    private List<String> hosts(Event event) {
        if (event.particulars().isSession()) return List.of();
        var willing = sellers.hosts().of(event.id()).stream()
                .filter(host -> host.answer() == NamedHost.Answer.ACCEPTED)
                .map(NamedHost::member)
                .toList();
        return willing.isEmpty()
                ? List.of()
                : sellers.people().findAll(willing).values().stream()
                        .flatMap(member -> member.displayName().stream())
                        .map(PersonName::value)
                        .sorted()
                        .toList();
    }

    private Map<AddOnId, Long> left(Event event) {
        return sellers.addOns().left(event.particulars().sale().extras().addOns());
    }

    private FeeTerms feesOf(Event event, Organiser organiser) {
        return sellers.fees().terms(event, organiser.currency(), clock.instant());
    }

    private Sight sight(Known known) {
        var event = known.event();
        var now = clock.instant();
        var state = switch (event) {
            case Event.Cancelled _ -> "cancelled";
            case Event.Closed _, Event.Draft _ -> "closed";
            case Event.Published _ when !event.onSale(now) -> "over";
            case Event.Published it when it.particulars().sale().to() == Event.SaleTo.ACCEPTED -> "approval";
            case Event.Published _ -> known.seats().free() == 0 ? "full" : "sale";
        };
        return new Sight(
                MembersDoor.told(state.equals("sale") ? event.offered(now) : event),
                known.organiser(),
                known.seats(),
                EventCard.pictureOf(event),
                state,
                known.fees(),
                known.asked(),
                known.addOnsLeft(),
                now,
                event.particulars());
    }
}
