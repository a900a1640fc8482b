package org.tsudoi.web.organiser;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.questions.Question;
import org.tsudoi.questions.QuestionId;
import org.tsudoi.questions.Questions;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What an organiser asks the buyers of one event.
@Controller
public class QuestionPages {
    private static final String LIST = "organiser/questions";
    private static final String ONE = "organiser/question";
    private static final String PATH = "/organise/{organiser}/events/{event}/questions";

    private final Questions questions;
    private final OwnEvents own;
    private final Ids ids;

    QuestionPages(Questions questions, OwnEvents own, Ids ids) {
        this.questions = questions;
        this.own = own;
        this.ids = ids;
    }

    /// @param home       of the event
    /// @param changeable whether buyers may change their answers
    public record Sheet(Organiser organiser, Event event, String home, List<Question> questions, boolean changeable) {
        public List<Question> asked() {
            return questions.stream().filter(one -> !one.archived()).toList();
        }

        public List<Question> archived() {
            return questions.stream().filter(Question::archived).toList();
        }
    }

    @GetMapping(PATH)
    ModelAndView list(Organiser organiser, @PathVariable String event) {
        var form = Form.blank()
                .with("question", new QuestionId(ids.next()))
                .with("kind", Question.Kind.SHORT_TEXT.word())
                .with("whom", "order");
        return Pages.show(LIST, "sheet", sheet(organiser, event), "form", form);
    }

    private Sheet sheet(Organiser organiser, String event) {
        var found = own.get(organiser, event);
        return new Sheet(
                organiser,
                found,
                OwnEvents.home(organiser, found.id()),
                questions.all(found.id()),
                questions.isChangeable(found.id()));
    }

    @PostMapping(PATH)
    ModelAndView add(
            Organiser organiser, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var sheet = sheet(organiser, event);
        var id = QuestionId.parse(form.value("question")).orElseThrow(Problem::notFound);
        var question = read(form, id, sheet.event());
        if (question.isPresent() && !questions.add(question.get())) {
            form.wrong("label", "questions.error.many", Question.OF_EVENT_MAX);
        }
        return form.isGood()
                ? Pages.seeOther(sheet.home() + "/questions", Flash.good("questions.added"))
                : Pages.again(LIST, "sheet", sheet, "form", form);
    }

    /// Empty, and noted in the form, where something is wrong.
    private static Optional<Question> read(Form form, QuestionId id, Event event) {
        var label = form.line("label", Question.LABEL_MAX);
        var help = form.optionalText("help", Question.HELP_MAX);
        var kind = form.choice("kind", QuestionPages::kind);
        var options = kind.filter(Question.Kind::isChosen).isPresent() ? options(form) : List.<String>of();
        if (!form.isGood() || kind.isEmpty()) return Optional.empty();
        return Optional.of(new Question(
                id,
                event.id(),
                kind.get(),
                label,
                help,
                options,
                form.has("whom", "each"),
                form.has("required", "yes"),
                false));
    }

    private static Optional<Question.Kind> kind(String word) {
        return Arrays.stream(Question.Kind.values())
                .filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// One a line.
    private static List<String> options(Form form) {
        var longest = (Question.OPTION_MAX + 2) * Question.OPTIONS_MAX;
        var options = form.text("options", longest)
                .lines()
                .map(line -> line.replaceAll("\\s+", " ").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        boolean fits = options.size() >= 2
                && options.size() <= Question.OPTIONS_MAX
                && options.stream().allMatch(one -> one.length() <= Question.OPTION_MAX);
        if (!fits) form.wrong("options", "questions.error.options", Question.OPTIONS_MAX, Question.OPTION_MAX);
        return options;
    }

    /// @param fixed whether somebody has answered, so that only its words change
    public record OneSheet(Organiser organiser, Event event, String home, Question question, boolean fixed) {}

    @GetMapping(PATH + "/{question}")
    ModelAndView one(Organiser organiser, @PathVariable String event, @PathVariable String question) {
        var sheet = oneSheet(organiser, event, question);
        var shown = sheet.question();
        var form = Form.blank()
                .with("label", shown.label())
                .with("help", shown.help())
                .with("kind", shown.kind().word())
                .with("options", String.join("\n", shown.options()))
                .with("whom", shown.eachPlace() ? "each" : "order");
        if (shown.required()) form.with("required", "yes");
        return Pages.show(ONE, "sheet", sheet, "form", form);
    }

    private OneSheet oneSheet(Organiser organiser, String event, String shown) {
        var found = own.get(organiser, event);
        var question = question(found, shown);
        return new OneSheet(
                organiser, found, OwnEvents.home(organiser, found.id()), question, questions.isAnswered(question.id()));
    }

    private Question question(Event event, String shown) {
        return QuestionId.parse(shown)
                .flatMap(questions::find)
                .filter(one -> one.event().equals(event.id()))
                .orElseThrow(Problem::notFound);
    }

    @PostMapping(PATH + "/{question}")
    ModelAndView change(
            Organiser organiser,
            @PathVariable String event,
            @PathVariable String question,
            @RequestParam MultiValueMap<String, String> typed) {
        var sheet = oneSheet(organiser, event, question);
        var form = Form.of(typed);
        var before = sheet.question();
        if (sheet.fixed()) {
            form.with("kind", before.kind().word())
                    .with("options", String.join("\n", before.options()))
                    .with("whom", before.eachPlace() ? "each" : "order");
        }
        var wish = read(form, before.id(), sheet.event());
        if (wish.isPresent() && !questions.change(wish.get())) form.wrong("kind", "questions.error.answered");
        return form.isGood()
                ? Pages.seeOther(sheet.home() + "/questions", Flash.good("questions.changed"))
                : Pages.again(ONE, "sheet", sheet, "form", form);
    }

    @PostMapping(PATH + "/{question}/{step:up|down|remove|again}")
    ModelAndView step(
            Organiser organiser, @PathVariable String event, @PathVariable String question, @PathVariable String step) {
        var found = own.get(organiser, event);
        var id = question(found, question).id();
        switch (step) {
            case "remove" -> questions.remove(found.id(), id);
            case "again" -> questions.askAgain(found.id(), id);
            default -> questions.move(found.id(), id, step.equals("up"));
        }
        return Pages.seeOther(OwnEvents.home(organiser, found.id()) + "/questions");
    }

    @PostMapping(PATH + "/rules")
    ModelAndView rules(
            Organiser organiser, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        var found = own.get(organiser, event);
        questions.changeable(found.id(), Form.of(typed).has("changeable", "yes"));
        return Pages.seeOther(OwnEvents.home(organiser, found.id()) + "/questions", Flash.good("questions.changed"));
    }

    /// The fields as buyers see them, for one participant.
    @GetMapping(PATH + "/preview")
    ModelAndView preview(Organiser organiser, @PathVariable String event) {
        return Pages.show("organiser/questions-preview", "sheet", sheet(organiser, event), "form", Form.blank());
    }
}
