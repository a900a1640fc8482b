package org.tsudoi.web.participant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Extra;
import org.tsudoi.web.Form;

/// The fields by which a buyer wants something with the places.
public final class ExtraFields {
    /// Where what is wrong with any of them is noted.
    public static final String ALL = "extras";

    private ExtraFields() {}

    /// @param place `Extra.WHOLE_ORDER`, or of which place
    public static String name(AddOn addOn, int place) {
        return "x" + (place == Extra.WHOLE_ORDER ? "" : place) + "-" + addOn.id();
    }

    /// What is sold with each place, or with the order.
    public static List<AddOn> of(Event.Particulars event, Plan plan, AddOn.Per per, Instant now) {
        return event.addOns(plan, now).stream().filter(one -> one.per() == per).toList();
    }

    /// How many of it can be chosen; zero when nothing is left.
    public static int most(AddOn addOn, Map<AddOnId, Long> left) {
        return (int) Math.min(addOn.most(), Math.max(0, left.getOrDefault(addOn.id(), (long) addOn.most())));
    }

    /// What was chosen. What is no number of it is noted in the form.
    static List<Extra.Wish> read(Form form, Event.Particulars event, Plan plan, int places, Instant now) {
        var wishes = new ArrayList<Extra.Wish>();
        for (var one : event.addOns(plan, now)) {
            switch (one.per()) {
                case ORDER -> count(form, one).ifPresent(wishes::add);
                case PLACE -> {
                    for (int place = 0; place < places; place++) {
                        if (form.has(name(one, place), "1")) wishes.add(new Extra.Wish(one.id(), place, 1));
                    }
                }
            }
        }
        return wishes;
    }

    private static java.util.Optional<Extra.Wish> count(Form form, AddOn addOn) {
        var name = name(addOn, Extra.WHOLE_ORDER);
        if (form.value(name).isBlank() || form.value(name).equals("0")) return java.util.Optional.empty();
        return form.wholeNumber(name, 1, addOn.most())
                .map(count -> new Extra.Wish(addOn.id(), Extra.WHOLE_ORDER, count));
    }
}
