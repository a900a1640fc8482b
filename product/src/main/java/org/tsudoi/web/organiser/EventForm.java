package org.tsudoi.web.organiser;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.PictureId;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.offerings.Tax;
import org.tsudoi.web.Form;
import org.tsudoi.web.art.Theme;

/// The form of an event: its fields filled from an event, and an event read from its fields.
final class EventForm {
    static final String SESSION = "session";
    static final String COURSE = "course";
    static final int TITLE_MAX = 120;
    static final int DESCRIPTION_MAX = 10_000;
    static final int PLANS_MAX = 8;
    static final int DOORS_MAX = 120;
    private static final int PLAN_NAME_MAX = 60;

    /// Where events can be held, in the order in which it is offered.
    static final String ROOM = "room";

    static final int PLACES_USUAL = 20;

    static final List<String> PROVIDERS = List.of(ROOM, "zoom", "jitsi", "bigbluebutton", OwnLinks.PROVIDER);

    static final long PRICE_MAX = 100_000_000;

    /// The part of a plan's or a step's field names before its number.
    static final String PLAN = "plan";

    static final String STEP = "step";

    /// Whom a plan is for, unless it is for members.
    static final String EVERYBODY = "everybody";

    private EventForm() {}

    static Form blank(boolean session, int places, LocalDateTime start, ZoneId zone, Theme art, int seed) {
        var form = Form.blank()
                .with("kind", session ? SESSION : "meeting")
                .with(Form.dateOf("start"), start.toLocalDate())
                .with(Form.timeOf("start"), start.toLocalTime())
                .with(Form.zoneOf("start"), zone.getId())
                .with("length", 60)
                .with("capacity", session ? 100 : Math.min(places, PLACES_USUAL))
                .with("art", art.slug())
                .with("seed", seed)
                .with("policy", Policies.USUAL)
                .with("provider", ROOM)
                .with("doors", 10)
                .with("planRows", 1)
                .with("plan0-kind", "once")
                .with("plan0-tax", "standard")
                .with("plan0-places", session ? 5 : 4)
                .with("plan0-minutes", session ? 60 : "")
                .with("stepRows", 1);
        return form;
    }

    static Form of(Event.Particulars told, String hosts) {
        var art = told.art().split("/", 2);
        var form = Form.blank()
                .with("kind", kindOf(told))
                .with("title", told.title())
                .with("description", told.description())
                .with("art", art[0])
                .with("seed", art[1])
                .with(Form.zoneOf("start"), told.zone().getId())
                .with("capacity", told.capacity())
                .with("provider", told.provider())
                .with("doors", told.doorsBefore().toMinutes())
                .with("hosts", hosts);
        if (told.schedule() instanceof Schedule.Fixed fixed) {
            form.with(Form.dateOf("start"), fixed.start().toLocalDate())
                    .with(Form.timeOf("start"), fixed.start().toLocalTime())
                    .with("length", fixed.length().toMinutes());
        }
        if (told.picture() != null) form.with("kept", told.picture());
        if (told.soldUntilEnd()) form.with("late", "yes");
        Policies.fill(form, told.policy());
        int row = 0;
        for (var plan : told.sale().plans()) {
            form.with(PLAN + row + "-id", plan.id())
                    .with(PLAN + row + "-name", plan.name())
                    .with(PLAN + row + "-kind", plan.kind().name().toLowerCase(java.util.Locale.ROOT))
                    .with(PLAN + row + "-price", plan.price().inMajorUnits().toPlainString())
                    .with(PLAN + row + "-places", plan.placesMax())
                    .with(
                            PLAN + row + "-minutes",
                            plan.length()
                                    .map(Duration::toMinutes)
                                    .map(Object::toString)
                                    .orElse(""))
                    .with(PLAN + row + "-tax", plan.tax().category().word())
                    .with(
                            PLAN + row + "-for",
                            plan.circle().map(CircleId::toString).orElse(EVERYBODY));
            row++;
        }
        return form.with("planRows", Math.max(1, row));
    }

    /// What does not come from the form's own fields.
    ///
    /// @param before null for a new event
    /// @param live   whether people can see it, so that it must stay whole
    /// @param country whose rates of tax hold
    /// @param circles whose members a plan can be for
    record Given(
            Event.@Nullable Particulars before,
            org.tsudoi.members.OrganiserId organiser,
            String slug,
            Currency currency,
            @Nullable PictureId picture,
            boolean live,
            org.tsudoi.platform.Ids ids,
            Map<String, Integer> places,
            String country,
            Set<CircleId> circles) {}

    /// A place holds only so many people, and only what is set up on this instance can be chosen.
    private static void fits(Form form, Optional<String> provider, Optional<Integer> capacity, Given given) {
        if (provider.isEmpty()) return;
        var placesMax = given.places().get(provider.get());
        if (placesMax == null) form.wrong("provider", "organise.form.notSetUp");
        else if (!isSession(form) && capacity.isPresent() && capacity.get() > placesMax) {
            form.wrong("capacity", "organise.form.placesMax", placesMax);
        }
    }

    /// Empty when something is wrong, which is then noted in the form.
    static Optional<Event.Particulars> read(Form form, Given given) {
        var title = form.line("title", TITLE_MAX);
        var description = form.optionalText("description", DESCRIPTION_MAX);
        var schedule = form.has("kind", COURSE) ? course(form, given) : schedule(form);
        var capacity = form.wholeNumber("capacity", 1, Event.Particulars.CAPACITY_MAX);
        var plans = plans(form, given);
        var policy = Policies.read(form);
        var provider = form.choice("provider", word -> Optional.of(word).filter(PROVIDERS::contains));
        fits(form, provider, capacity, given);
        var doors = isSession(form) ? Optional.of(0) : form.wholeNumber("doors", 0, DOORS_MAX);
        var art = form.choice("art", Theme::of);
        if (!form.isGood()
                || schedule.isEmpty()
                || capacity.isEmpty()
                || policy.isEmpty()
                || provider.isEmpty()
                || doors.isEmpty()
                || art.isEmpty()) return Optional.empty();
        var before = given.before();
        return Optional.of(new Event.Particulars(
                given.organiser(),
                given.slug(),
                new Event.Presentation(
                        title, description, given.picture(), art.get().slug() + "/" + seed(form)),
                schedule.get(),
                new Event.Sale(
                        capacity.get(), plans, policy.get(), form.has("late", "yes") && !form.has("kind", COURSE)),
                new Event.Venue(provider.get(), Duration.ofMinutes(doors.get())),
                before == null ? 0 : before.sequence()));
    }

    /// A number the reader never sees; one that was tampered with becomes another picture.
    static int seed(Form form) {
        return form.value("seed").matches("\\d{1,6}") ? Integer.parseInt(form.value("seed")) : 1;
    }

    static boolean isSession(Form form) {
        return form.has("kind", SESSION);
    }

    static String kindOf(Event.Particulars told) {
        return told.isSession() ? SESSION : told.isCourse() ? COURSE : "meeting";
    }

    /// A new one has its dates at even distances; afterwards they are changed on a page of their own.
    private static Optional<Schedule> course(Form form, Given given) {
        if (given.before() != null) return Optional.of(given.before().schedule());
        var first = schedule(form);
        var number = form.wholeNumber("dates", Schedule.Course.DATES_MIN, Schedule.Course.DATES_MAX);
        var every = form.wholeNumber("every", 1, CourseForm.DAYS_MAX);
        if (first.isEmpty() || number.isEmpty() || every.isEmpty()) return Optional.empty();
        return CourseForm.evenly((Schedule.Fixed) first.get(), number.get(), every.get(), form, given.ids());
    }

    static Optional<Schedule> schedule(Form form) {
        if (isSession(form)) return form.zone(Form.zoneOf("start")).map(Schedule.Arranged::new);
        var date = form.date(Form.dateOf("start"));
        var time = form.time(Form.timeOf("start"));
        var zone = form.zone(Form.zoneOf("start"));
        var minutes = form.wholeNumber("length", 5, (int) Schedule.Fixed.LENGTH_MAX.toMinutes());
        if (date.isEmpty() || time.isEmpty() || zone.isEmpty() || minutes.isEmpty()) return Optional.empty();
        var start = LocalDateTime.of(date.get(), time.get());
        if (start.getYear() < 2020 || start.getYear() > 2100) {
            form.wrong(Form.dateOf("start"), "form.date");
            return Optional.empty();
        }
        if (zone.get().getRules().getValidOffsets(start).isEmpty()) {
            form.wrong(Form.timeOf("start"), "organise.error.noSuchTime");
            return Optional.empty();
        }
        return Optional.of(new Schedule.Fixed(start, Duration.ofMinutes(minutes.get()), zone.get()));
    }

    static int rows(Form form, String count, int most) {
        var typed = form.value(count);
        return typed.matches("\\d{1,2}") ? Math.clamp(Integer.parseInt(typed), 1, most) : 1;
    }

    private static List<Plan> plans(Form form, Given given) {
        var plans = new ArrayList<Plan>();
        for (int row = 0; row < rows(form, "planRows", PLANS_MAX); row++) {
            var field = PLAN + row;
            if (form.value(field + "-name").isBlank()
                    && form.value(field + "-price").isBlank()) continue;
            var name = form.line(field + "-name", PLAN_NAME_MAX);
            var kind = form.choice(field + "-kind", word -> switch (word) {
                case "once" -> Optional.of(Plan.Kind.ONCE);
                case "trial" -> Optional.of(Plan.Kind.TRIAL);
                case "pack" -> Optional.of(Plan.Kind.PACK).filter(_ -> isSession(form));
                default -> Optional.empty();
            });
            var price = form.money(field + "-price", given.currency());
            boolean tooDear =
                    price.filter(money -> money.minorUnits() > PRICE_MAX).isPresent();
            if (tooDear) form.wrong(field + "-price", "form.amount");
            var length = length(form, field + "-minutes");
            var tax = tax(form, field + "-tax", given.country());
            var id = id(form.value(field + "-id"), given);
            var circle = circle(form, field + "-for", id, given);
            boolean members = circle.flatMap(one -> one).isPresent();
            var places = members ? Optional.of(1) : places(form, field + "-places", kind);
            if (name.isEmpty()
                    || kind.isEmpty()
                    || price.isEmpty()
                    || places.isEmpty()
                    || tax.isEmpty()
                    || length.isEmpty()
                    || circle.isEmpty()
                    || tooDear) continue;
            plans.add(new Plan(id, name, kind.get(), price.get(), places.get(), tax.get(), length.get(), circle.get()));
        }
        boolean noneForEverybody = !plans.isEmpty() && plans.stream().allMatch(Plan::isForMembers);
        if (noneForEverybody) form.wrong("plans", "prices.error.everybody");
        if (plans.isEmpty() && form.isGood() && given.live()) form.wrong("plans", "event.error.no-plan");
        return plans;
    }

    /// One for a trial and one session, several for a pack; a member takes one, too.
    private static Optional<Integer> places(Form form, String field, Optional<Plan.Kind> kind) {
        if (kind.filter(Plan.Kind.TRIAL::equals).isPresent()) return Optional.of(1);
        if (kind.filter(Plan.Kind.PACK::equals).isPresent()) return form.wholeNumber(field, 2, Plan.PLACES_MAX);
        return isSession(form) ? Optional.of(1) : form.wholeNumber(field, 1, Plan.PLACES_MAX);
    }

    /// Of sessions; empty outside when it is wrong, and inside for a meeting.
    private static Optional<Optional<Duration>> length(Form form, String field) {
        if (!isSession(form)) return Optional.of(Optional.empty());
        return form.wholeNumber(field, (int) Plan.LENGTH_MIN.toMinutes(), (int) Plan.LENGTH_MAX.toMinutes())
                .map(minutes -> Optional.of(Duration.ofMinutes(minutes)));
    }

    /// The standard rate where nothing is said.
    private static Optional<Tax> tax(Form form, String field, String country) {
        if (form.value(field).isBlank()) return Optional.of(Tax.of(Tax.Category.STANDARD, country));
        return form.choice(
                        field,
                        word -> Tax.categories(country).stream()
                                .filter(one -> one.word().equals(word))
                                .findFirst())
                .map(one -> Tax.of(one, country));
    }

    /// Only a plan of this very event keeps its id.
    private static PlanId id(String shown, Given given) {
        var before = given.before();
        return PlanId.parse(shown)
                .filter(id -> before != null && before.anyPlan(id).isPresent())
                .orElseGet(() -> new PlanId(given.ids().next()));
    }

    /// Empty outside when it is wrong, and inside when it is for everybody. As it was where nothing is said.
    private static Optional<Optional<CircleId>> circle(Form form, String field, PlanId id, Given given) {
        if (isSession(form)) return Optional.of(Optional.empty());
        if (form.value(field).isEmpty()) {
            return Optional.of(Optional.ofNullable(given.before())
                    .flatMap(told -> told.anyPlan(id))
                    .flatMap(Plan::circle));
        }
        return form.choice(
                field,
                word -> word.equals(EVERYBODY)
                        ? Optional.of(Optional.empty())
                        : given.circles().stream()
                                .filter(circle -> circle.toString().equals(word))
                                .findFirst()
                                .map(Optional::of));
    }

    /// Takes one numbered row out and moves those below it up.
    static void removeRow(Form form, String stem, String count, int most, int row, String... fields) {
        int rows = rows(form, count, most);
        for (int i = row; i < rows; i++) {
            for (var field : fields)
                form.with(stem + i + field, i + 1 < rows ? form.value(stem + (i + 1) + field) : "");
        }
        form.with(count, Math.max(1, rows - 1));
    }

    static void addRow(Form form, String count, int most) {
        form.with(count, Math.min(most, rows(form, count, most) + 1));
    }
}
