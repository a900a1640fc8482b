package org.tsudoi.web.participant;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tsudoi.questions.Answer;
import org.tsudoi.questions.Question;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;

/// The fields of a form that ask an organiser's questions.
public final class QuestionFields {
    /// A full stop between whole and part, nothing between thousands: what was meant is not guessed at.
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

    private QuestionFields() {}

    /// @param place `Answer.WHOLE_ORDER`, or of which participant
    public static String name(Question question, int place) {
        return "q" + (place == Answer.WHOLE_ORDER ? "" : place) + "-" + question.id();
    }

    /// Those that are asked once, or those that each participant is asked.
    public static List<Question> of(List<Question> asked, boolean eachPlace) {
        return asked.stream().filter(one -> one.eachPlace() == eachPlace).toList();
    }

    /// What each field is called, for the list of what is wrong.
    public static Map<String, String> labels(Page page, List<Question> asked, int places) {
        var labels = new HashMap<String, String>();
        for (var question : asked) {
            for (int place : places(question, places)) {
                var whose = place > Answer.WHOLE_ORDER && places > 1 ? page.t("apply.attendee", place + 1) + " – " : "";
                labels.put(name(question, place), whose + question.label());
            }
        }
        return labels;
    }

    private static List<Integer> places(Question question, int places) {
        if (!question.eachPlace()) return List.of(Answer.WHOLE_ORDER);
        var all = new ArrayList<Integer>();
        for (int place = 0; place < places; place++) all.add(place);
        return all;
    }

    /// What was typed; what is wrong is noted in the form.
    public static List<Answer> read(Form form, List<Question> asked, int places) {
        var answers = new ArrayList<Answer>();
        for (var question : asked) {
            for (int place : places(question, places)) {
                var values = values(form, question, name(question, place));
                if (!values.isEmpty()) answers.add(new Answer(question.id(), place, values));
            }
        }
        return answers;
    }

    private static List<String> values(Form form, Question question, String name) {
        if (question.kind() == Question.Kind.TICK) {
            boolean ticked = form.has(name, Answer.YES);
            if (!ticked && question.required()) form.wrong(name, "questions.error.tick");
            return List.of(ticked ? Answer.YES : Answer.NO);
        }
        if (question.kind() == Question.Kind.SEVERAL_OF) {
            var chosen = form.values(name).stream()
                    .distinct()
                    .filter(question.options()::contains)
                    .toList();
            if (chosen.isEmpty() && question.required()) form.wrong(name, "form.choose");
            return chosen;
        }
        if (form.value(name).isBlank()) {
            if (question.required()) form.wrong(name, question.kind().isChosen() ? "form.choose" : "form.required");
            return List.of();
        }
        return one(form, question, name).filter(it -> !it.isBlank()).stream().toList();
    }

    private static Optional<String> one(Form form, Question question, String name) {
        return switch (question.kind()) {
            case SHORT_TEXT -> Optional.of(form.line(name, Answer.TEXT_MAX));
            case LONG_TEXT -> Optional.of(form.text(name, Answer.LONG_TEXT_MAX));
            case ONE_OF -> form.choice(name, text -> Optional.of(text).filter(question.options()::contains));
            case NUMBER ->
                form.read(
                        name,
                        "questions.error.number",
                        text -> Optional.of(Normalizer.normalize(text, Normalizer.Form.NFKC))
                                .filter(it -> NUMBER.matcher(it).matches()));
            case DATE -> form.date(name).map(Object::toString);
            case SEVERAL_OF, TICK -> throw new IllegalArgumentException("not one value: " + question.kind());
        };
    }

    /// With what was answered before.
    public static Form filled(List<Question> asked, List<Answer> answers) {
        var form = Form.blank();
        for (var answer : answers) {
            asked.stream()
                    .filter(question -> question.id().equals(answer.question()))
                    .forEach(question ->
                            answer.values().forEach(value -> form.ticked(name(question, answer.place()), value)));
        }
        return form;
    }

    /// As an answer is read.
    public static String shown(Page page, Question question, Answer answer) {
        return switch (question.kind()) {
            case TICK -> page.t(answer.values().contains(Answer.YES) ? "questions.yes" : "questions.no");
            case DATE -> page.date(java.time.LocalDate.parse(answer.values().getFirst()));
            case SEVERAL_OF -> String.join(" · ", answer.values());
            case SHORT_TEXT, LONG_TEXT, ONE_OF, NUMBER -> answer.values().getFirst();
        };
    }
}
