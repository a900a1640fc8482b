package org.tsudoi.web.participant;

import java.util.ArrayList;
import java.util.List;
import org.tsudoi.offerings.ContinuousService;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// What comes back to those who leave a course that has begun, in words.
public final class CourseRefunds {
    private CourseRefunds() {}

    /// @param leaving as it holds for an order, or as it would
    public static List<String> say(Language language, Texts texts, Leaving leaving) {
        var lines = new ArrayList<String>();
        var formats = new Formats(language);
        lines.add(leaving.fee()
                .map(fee -> fee.isZero()
                        ? texts.say(language, "course.leave.rest")
                        : texts.say(language, "course.leave.restFee", formats.money(fee)))
                .orElseGet(() -> texts.say(language, "course.leave.nothing")));
        leaving.service().ifPresent(service -> lines.addAll(byLaw(language, texts, service)));
        return lines;
    }

    private static List<String> byLaw(Language language, Texts texts, ContinuousService service) {
        var formats = new Formats(language);
        var yen = java.util.Currency.getInstance("JPY");
        var before = formats.money(service.keptBefore(), yen);
        var after = formats.money(service.keptAfter(), yen);
        return List.of(
                texts.say(language, "course.law.coolingOff", ContinuousService.COOLING_OFF_DAYS),
                service.percentAfter() == 0
                        ? texts.say(language, "course.law.leaveMonth", before, after)
                        : texts.say(language, "course.law.leave", before, after, service.percentAfter()));
    }
}
