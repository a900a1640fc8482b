package org.tsudoi.web.organiser;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tsudoi.questions.Answer;
import org.tsudoi.questions.Question;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Answers as a file for a spreadsheet, a row for each participant; in the form of `OrderSheet`, which runs no cell
/// as a formula.
final class AnswerSheet {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private AnswerSheet() {}

    static String of(List<Question> questions, List<AnswerPages.Row> rows, Texts texts, Language language) {
        var heads = new ArrayList<String>();
        for (var head : List.of("order", "number", "attendee", "holder", "buyer", "mail", "state")) {
            heads.add(texts.say(language, "organise.csv." + head));
        }
        questions.forEach(question -> heads.add(question.label()));
        var out = new StringBuilder(BYTE_ORDER_MARK).append(line(heads));
        for (var row : rows) {
            var cells = new ArrayList<>(List.of(
                    row.order().toString(),
                    row.label(),
                    row.attendee(),
                    row.holder(),
                    row.buyer(),
                    row.mail(),
                    texts.say(language, "organise.order." + row.state())));
            for (var question : questions) {
                cells.add(row.to(question)
                        .map(answer -> written(question, answer, texts, language))
                        .orElse(""));
            }
            out.append(line(cells));
        }
        return out.toString();
    }

    private static String written(Question question, Answer answer, Texts texts, Language language) {
        return question.kind() == Question.Kind.TICK
                ? texts.say(language, answer.values().contains(Answer.YES) ? "questions.yes" : "questions.no")
                : String.join(" / ", answer.values());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(OrderSheet::cell).collect(Collectors.joining(",", "", "\r\n"));
    }
}
