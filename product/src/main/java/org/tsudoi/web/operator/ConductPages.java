package org.tsudoi.web.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.conduct.Conduct;
import org.tsudoi.conduct.Consequences;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Decisions about members: all that there were, and a new one in two steps, with what will follow between them.
@Controller
public class ConductPages {
    static final String HOME = "/operate/conduct";
    private static final int SHOWN_MAX = 200;

    private final Sanctions sanctions;
    private final Conduct conduct;
    private final Members members;
    private final Ids ids;
    private final Clock clock;

    ConductPages(Sanctions sanctions, Conduct conduct, Members members, Ids ids, Clock clock) {
        this.sanctions = sanctions;
        this.conduct = conduct;
        this.members = members;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param mail empty for one who is not there any more
    public record Line(Sanction sanction, String mail, String state) {}

    public record ConductView(List<Line> all, ZoneId zone) {}

    @GetMapping(HOME)
    ModelAndView show(Member operator) {
        return Pages.show("stages/conduct", "view", view(operator), "form", Form.blank());
    }

    private ConductView view(Member operator) {
        var all = sanctions.all(SHOWN_MAX);
        var known = members.findAll(
                all.stream().map(it -> it.decision().member()).distinct().toList());
        return new ConductView(
                all.stream()
                        .map(it -> new Line(
                                it,
                                Optional.ofNullable(known.get(it.decision().member()))
                                        .map(member -> member.email().value())
                                        .orElse(""),
                                stateOf(it)))
                        .toList(),
                operator.zone());
    }

    /// In text keys.
    static String stateOf(Sanction sanction) {
        return switch (sanction) {
            case Sanction.Proposed _ -> "proposed";
            case Sanction.InForce it
            when it.appeal().filter(appeal -> appeal.answer().isEmpty()).isPresent() -> "appealed";
            case Sanction.InForce _ -> "in-force";
            case Sanction.Refused _ -> "refused";
            case Sanction.Ended _ -> "ended";
        };
    }

    @PostMapping(HOME + "/find")
    ModelAndView find(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var found = form.read("mail", "points.error.mail", EmailAddress::read).flatMap(members::findByMail);
        if (form.isGood() && found.isEmpty()) form.wrong("mail", "points.error.nobody");
        if (found.filter(it -> it.id().equals(operator.id())).isPresent()) form.wrong("mail", "conduct.error.yourself");
        return form.isGood()
                ? Pages.seeOther(HOME + "/new?member=" + found.orElseThrow().id())
                : Pages.again("stages/conduct", "view", view(operator), "form", form);
    }

    /// @param consequences of what was chosen; null before anything is
    public record NewView(
            Member member,
            Consequences all,
            Sanction.@Nullable Decision chosen,
            ZoneId zone) {}

    @GetMapping(HOME + "/new")
    ModelAndView begin(Member operator, @RequestParam String member) {
        var found = member(member, operator);
        var form = Form.blank()
                .with("sanction", new SanctionId(ids.next()))
                .with("kind", Sanction.Kind.SUSPENSION.word())
                .with("from", LocalDate.ofInstant(clock.instant(), operator.zone()));
        return Pages.show("stages/deciding", "view", view(found, null, operator), "form", form);
    }

    private Member member(String shown, Member operator) {
        return MemberId.parse(shown)
                .filter(id -> !id.equals(operator.id()))
                .flatMap(members::find)
                .orElseThrow(Problem::notFound);
    }

    private NewView view(Member member, Sanction.@Nullable Decision chosen, Member operator) {
        return new NewView(member, conduct.of(member.id()), chosen, operator.zone());
    }

    /// First shows what will follow; with `sure` decides.
    @PostMapping(HOME + "/new")
    ModelAndView decide(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var member = member(form.value("member"), operator);
        var id = SanctionId.parse(form.value("sanction")).orElseThrow(Problem::notFound);
        var decision = read(form, member, operator);
        if (decision.isEmpty()) return Pages.again("stages/deciding", "view", view(member, null, operator), "form", form);
        if (!form.has("sure", "yes")) {
            return Pages.show("stages/deciding", "view", view(member, decision.get(), operator), "form", form);
        }
        try {
            sanctions.decide(id, decision.get());
        } catch (Problem problem) {
            return Pages.seeOther(HOME, new Flash(Flash.Tone.BAD, problem.messageKey(), List.of()));
        }
        return Pages.seeOther(
                HOME + "/" + id,
                Flash.good(
                        decision.get().kind() == Sanction.Kind.EXPULSION ? "conduct.proposed" : "conduct.decided"));
    }

    private Optional<Sanction.Decision> read(Form form, Member member, Member operator) {
        var kind = form.choice("kind", ConductPages::kind);
        var reason = form.text("reason", Sanction.Decision.REASON_MAX);
        var from = from(form, operator.zone());
        boolean forGood = kind.filter(it -> it == Sanction.Kind.EXPULSION).isPresent();
        Optional<Instant> until = Optional.empty();
        if (!forGood && !form.value("until").isBlank()) {
            until = form.date("until")
                    .map(day -> day.plusDays(1).atStartOfDay(operator.zone()).toInstant());
            if (until.isPresent() && from.isPresent() && !until.get().isAfter(from.get())) {
                form.wrong("until", "conduct.error.until");
            }
        }
        if (!form.isGood()) return Optional.empty();
        return Optional.of(new Sanction.Decision(
                member.id(),
                kind.orElseThrow(),
                reason,
                from.orElseThrow(),
                until,
                forGood || form.has("hosted", "yes"),
                forGood || form.has("booked", "yes"),
                operator.id(),
                clock.instant()));
    }

    private static Optional<Sanction.Kind> kind(String word) {
        return List.of(Sanction.Kind.values()).stream()
                .filter(one -> one.word().equals(word))
                .findFirst();
    }

    /// From the beginning of a day; of today, from now on.
    private Optional<Instant> from(Form form, ZoneId zone) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, zone);
        return form.date("from").flatMap(day -> {
            if (day.isBefore(today)) {
                form.wrong("from", "fees.error.from");
                return Optional.empty();
            }
            return Optional.of(day.equals(today) ? now : day.atStartOfDay(zone).toInstant());
        });
    }
}
