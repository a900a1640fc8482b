package org.tsudoi.web.organiser;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.OwnLink;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.PictureId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.offerings.Tax;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.promises.Moves;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.OwnLinkSheets;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;
import org.tsudoi.web.art.EventArt;
import org.tsudoi.web.art.Theme;
import org.tsudoi.web.member.Choices;

/// Making an event, and changing one.
@Controller
public class EventFormPages {
    private static final int SEEDS = 1_000_000;

    private final Events events;
    private final OwnEvents own;
    private final People people;
    private final Moves moves;
    private final Ids ids;
    private final SecureRandom random;

    /// Who leads an event, and where, and whose members have prices of their own.
    @Component
    record People(NamingHosts hosts, Meetings meetings, OwnLinkSheets links, MonthlyPlans monthly) {
        Optional<OwnLinks.Kept> kept(@Nullable EventId event) {
            return event == null ? Optional.empty() : links.kept(new MeetingId(event.value()));
        }

        /// Of an event that is held elsewhere: it has to have one, and keeps the one that it has.
        Optional<OwnLink> link(Form form, @Nullable EventId event) {
            if (!form.has("provider", OwnLinks.PROVIDER)) return Optional.empty();
            return OwnLinkSheets.read(form, kept(event).isEmpty());
        }

        void keep(EventId event, Optional<OwnLink> link, Member member) {
            link.ifPresent(one -> links.keep(new MeetingId(event.value()), one, member));
        }

        /// Names of what is paid for by the month, by id.
        Map<String, String> circles(Organiser organiser) {
            var circles = new LinkedHashMap<String, String>();
            for (var plan : monthly.of(organiser.id())) circles.put(plan.id().toString(), plan.name());
            return circles;
        }
    }

    EventFormPages(Events events, OwnEvents own, People people, Moves moves, Ids ids, SecureRandom random) {
        this.events = events;
        this.own = own;
        this.people = people;
        this.moves = moves;
        this.ids = ids;
        this.random = random;
    }

    /// What the form needs besides what is typed into it.
    ///
    /// @param home     the event's own pages; where the list is for a new one
    /// @param picture  the uploaded one, empty when the art is shown
    /// @param sign     of the currency that prices are in
    /// @param live     whether people can see the event already
    /// @param venues   where it can be held, and how many people without hosts fit in
    /// @param linked   the link that is kept for it
    /// @param circles  whose members a plan can be for, by id; empty where there are none, or all of it is for some
    public record Sheet(
            Organiser organiser,
            String home,
            String action,
            String picture,
            String sign,
            boolean isNew,
            boolean live,
            Map<String, Integer> venues,
            Optional<OwnLinks.Kept> linked,
            List<Integer> planRows,
            List<Integer> stepRows,
            Map<String, String> arts,
            Map<String, String> zones,
            Map<String, String> circles) {
        public boolean planRowsLeft() {
            return planRows.size() < EventForm.PLANS_MAX;
        }

        public boolean stepRowsLeft() {
            return stepRows.size() < CancellationPolicy.STEPS_MAX;
        }
    }

    @GetMapping("/organise/{organiser}/events/new")
    ModelAndView blank(
            Organiser organiser, Member member, @RequestParam(defaultValue = "") String kind, Language language) {
        var start = own.now().atZone(member.zone()).toLocalDate().plusWeeks(1).atTime(LocalTime.of(10, 0));
        var seed = random.nextInt(SEEDS);
        var art = Theme.values()[random.nextInt(Theme.values().length)];
        var form = EventForm.blank(kind.equals(EventForm.SESSION), places(), start, member.zone(), art, seed);
        if (kind.equals(EventForm.COURSE))
            form.with("kind", kind).with("dates", 8).with("every", 7);
        return Pages.show("organiser/form", "sheet", sheet(organiser, null, form, language), "form", form);
    }

    @PostMapping("/organise/{organiser}/events/new")
    ModelAndView create(
            Organiser organiser,
            Member member,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile picture,
            Language language)
            throws IOException {
        var form = Form.of(typed);
        takePicture(form, organiser, picture);
        if (changesRows(form)) return again(organiser, null, form, language);
        var hosts = people.hosts.read(form);
        var link = people.link(form, null);
        var slug = events.freeSlug(form.value("title"));
        var read = EventForm.read(form, given(organiser, null, slug, form, false));
        if (!form.isGood() || read.isEmpty() || !people.hosts.mayName(form, organiser, null, hosts)) {
            return again(organiser, null, form, language);
        }
        var id = events.draft(read.get());
        people.hosts.name(id, hosts, member);
        people.keep(id, link, member);
        var next = read.get().isCourse() ? "/dates" : "/preview";
        return Pages.seeOther(OwnEvents.home(organiser, id) + next, Flash.good("organise.saved"));
    }

    @GetMapping("/organise/{organiser}/events/{event}/edit")
    ModelAndView edit(Organiser organiser, @PathVariable String event, Language language) {
        var found = changeable(organiser, event);
        var form = EventForm.of(found.particulars(), people.hosts.of(found));
        return Pages.show("organiser/form", "sheet", sheet(organiser, found, form, language), "form", form);
    }

    @PostMapping("/organise/{organiser}/events/{event}/edit")
    ModelAndView change(
            Organiser organiser,
            Member member,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile picture,
            Language language)
            throws IOException {
        var found = changeable(organiser, event);
        boolean live = !(found instanceof Event.Draft);
        var form = Form.of(typed);
        form.with("kind", EventForm.kindOf(found.particulars()));
        if (live) form.with("provider", found.particulars().provider());
        takePicture(form, organiser, picture);
        if (changesRows(form)) return again(organiser, found, form, language);
        var hosts = people.hosts.read(form);
        var link = people.link(form, found.id());
        var read = EventForm.read(
                form, given(organiser, found.particulars(), found.particulars().slug(), form, live));
        if (live && read.isPresent() && read.get().hasEnded(own.now()))
            form.wrong(Form.dateOf("start"), "event.error.in-the-past");
        if (!form.isGood() || read.isEmpty() || !people.hosts.mayName(form, organiser, found, hosts)) {
            return again(organiser, found, form, language);
        }
        var wished = read.get();
        // Who has a place is asked about another time: that is confirmed on a page of its own.
        boolean asks = live && wished.schedule() instanceof Schedule.Fixed to && moves.concerns(found.id(), to);
        try {
            events.change(found.id(), asks ? wished.with(found.particulars().schedule()) : wished);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            problem.fields().forEach(form::wrong);
            return again(organiser, found, form, language);
        }
        people.hosts.name(found.id(), hosts, member);
        people.keep(found.id(), link, member);
        var home = OwnEvents.home(organiser, found.id());
        if (asks) return Pages.seeOther(MovePages.address(home, form), Flash.note("promises.confirmMove"));
        return live
                ? Pages.seeOther(home, Flash.good("organise.changed"))
                : Pages.seeOther(home + "/preview", Flash.good("organise.saved"));
    }

    private Event changeable(Organiser organiser, String shown) {
        var event = own.get(organiser, shown);
        if (event instanceof Event.Cancelled) throw Problem.of(ProblemCode.GONE, "event.error.cancelled");
        return event;
    }

    private EventForm.Given given(
            Organiser organiser, Event.@Nullable Particulars before, String slug, Form form, boolean live) {
        return new EventForm.Given(
                before,
                organiser.id(),
                slug,
                organiser.currency(),
                kept(form),
                live,
                ids,
                people.meetings.places(),
                organiser.country(),
                people.monthly.of(organiser.id()).stream()
                        .map(plan -> new CircleId(plan.id().value()))
                        .collect(Collectors.toSet()));
    }

    private @Nullable PictureId kept(Form form) {
        return PictureId.parse(form.value("kept"))
                .filter(id -> events.picture(id).isPresent())
                .orElse(null);
    }

    /// Stored as soon as it came, since a browser does not send it a second time.
    private void takePicture(Form form, Organiser organiser, @Nullable MultipartFile file) throws IOException {
        if (file == null) return;
        var bytes = form.picture("picture", file, Pictures.MEGABYTES_MAX);
        if (bytes.isEmpty()) return;
        switch (Pictures.of(bytes.get())) {
            case Pictures.Made.Picture(var picture) -> form.with("kept", events.storePicture(organiser.id(), picture));
            case Pictures.Made.Unreadable _ -> form.wrong("picture", "organise.error.picture");
            case Pictures.Made.TooManyPixels _ -> form.wrong("picture", "organise.error.pixels");
            case Pictures.Made.TooSmall(var smallest) -> form.wrong("picture", "organise.error.tooSmall", smallest);
        }
    }

    /// Whether a button was pressed that only changes the form: a row more or less, another picture.
    private boolean changesRows(Form form) {
        var pressed = form.value("do");
        switch (pressed) {
            case "addPlan" -> {
                EventForm.addRow(form, "planRows", EventForm.PLANS_MAX);
                var added = EventForm.PLAN + (EventForm.rows(form, "planRows", EventForm.PLANS_MAX) - 1);
                if (form.value(added + "-name").isEmpty())
                    form.with(added + "-kind", "once")
                            .with(added + "-places", EventForm.isSession(form) ? 5 : 4)
                            .with(added + "-minutes", EventForm.isSession(form) ? 60 : "")
                            .with(added + "-tax", "standard");
            }
            case "addStep" -> EventForm.addRow(form, "stepRows", CancellationPolicy.STEPS_MAX);
            case "newArt" -> form.with("seed", random.nextInt(SEEDS)).with("kept", "");
            case "dropPicture" -> form.with("kept", "");
            default -> {
                if (pressed.matches("removePlan\\d"))
                    EventForm.removeRow(
                            form,
                            EventForm.PLAN,
                            "planRows",
                            EventForm.PLANS_MAX,
                            pressed.charAt(pressed.length() - 1) - '0',
                            "-id",
                            "-name",
                            "-kind",
                            "-price",
                            "-places",
                            "-minutes",
                            "-tax",
                            "-for");
                else if (pressed.matches("removeStep\\d"))
                    EventForm.removeRow(
                            form,
                            EventForm.STEP,
                            "stepRows",
                            CancellationPolicy.STEPS_MAX,
                            pressed.charAt(pressed.length() - 1) - '0',
                            "-before",
                            "-unit",
                            "-percent");
                else return false;
            }
        }
        return true;
    }

    private ModelAndView again(Organiser organiser, @Nullable Event event, Form form, Language language) {
        var sheet = sheet(organiser, event, form, language);
        return form.isGood()
                ? Pages.show("organiser/form", "sheet", sheet, "form", form)
                : Pages.again("organiser/form", "sheet", sheet, "form", form);
    }

    private Sheet sheet(Organiser organiser, @Nullable Event event, Form form, Language language) {
        EventId id = event == null ? null : event.id();
        var home = id == null ? "/organise/" + organiser.slug() : OwnEvents.home(organiser, id);
        var kept = kept(form);
        int seed = EventForm.seed(form);
        return new Sheet(
                organiser,
                home,
                id == null ? home + "/events/new" : home + "/edit",
                kept == null ? "" : "/pictures/" + kept,
                Formats.sign(organiser.currency()).strip(),
                id == null,
                event != null && !(event instanceof Event.Draft),
                venues(),
                people.kept(id),
                count(EventForm.rows(form, "planRows", EventForm.PLANS_MAX)),
                count(EventForm.rows(form, "stepRows", CancellationPolicy.STEPS_MAX)),
                Arrays.stream(Theme.values())
                        .collect(Collectors.toMap(
                                Theme::slug,
                                theme -> EventArt.address(theme, seed),
                                (one, _) -> one,
                                LinkedHashMap::new)),
                Choices.zones(Objects.requireNonNullElse(form.value(Form.zoneOf("start")), ""), language, own.now()),
                event != null && event.particulars().sale().circle() != null ? Map.of() : people.circles(organiser));
    }

    /// As many as fit into what is chosen until something else is.
    private int places() {
        return Objects.requireNonNullElse(people.meetings.places().get(EventForm.ROOM), EventForm.PLACES_USUAL);
    }

    private Map<String, Integer> venues() {
        var places = people.meetings.places();
        var venues = new LinkedHashMap<String, Integer>();
        for (var each : EventForm.PROVIDERS) {
            var room = places.get(each);
            if (room != null) venues.put(each, room);
        }
        return venues;
    }

    private static List<Integer> count(int rows) {
        return IntStream.range(0, rows).boxed().toList();
    }

    /// What a plan may be, by the word that is sent.
    public static Map<String, String> kinds(Page page, boolean session) {
        var kinds = ordered(
                "once",
                page.t(session ? "organise.kind.session" : "organise.kind.once"),
                "trial",
                page.t("organise.kind.trial"));
        if (session) kinds.put("pack", page.t("organise.kind.pack"));
        return kinds;
    }

    /// Whom a plan can be for, by the word that is sent.
    public static Map<String, String> audiences(Page page, Map<String, String> circles) {
        var all = new LinkedHashMap<String, String>();
        all.put(EventForm.EVERYBODY, page.t("circle.anybody"));
        circles.forEach((id, name) -> all.put(id, page.t("circle.membersOf", name)));
        return all;
    }

    /// How a price is taxed, by the word that is sent.
    public static Map<String, String> taxes(Page page, String country) {
        var options = new LinkedHashMap<String, String>();
        for (var one : Tax.categories(country)) {
            var percent = Tax.of(one, country).percent();
            var key = "tax." + one.word() + (percent == 0 && one == Tax.Category.STANDARD ? "Unknown" : "");
            options.put(one.word(), page.t(key, percent));
        }
        return options;
    }

    /// What to know before an event is held there.
    /// Says how many fit in where an event could well be for more.
    public static String venueNote(Page page, String venue, int places) {
        var hint = page.t("organise.where." + venue + "Hint");
        return places < Event.Particulars.CAPACITY_MAX ? hint + " " + page.t("organise.where.places", places) : hint;
    }

    public static Map<String, String> units(Page page) {
        return ordered("days", page.t("organise.unit.days"), "hours", page.t("organise.unit.hours"));
    }

    private static Map<String, String> ordered(String first, String firstText, String second, String secondText) {
        var options = new LinkedHashMap<String, String>();
        options.put(first, firstText);
        options.put(second, secondText);
        return options;
    }
}
