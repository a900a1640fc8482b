package town.agent;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import town.web.Language;
import town.web.Pages;

/// The till of a store: the digits of a slip go in, cash goes over the counter.
@Controller
public class CounterPages {
    private final CollectingAgent agent;
    private final AgentSettings settings;
    private final Pages pages;

    CounterPages(CollectingAgent agent, AgentSettings settings, Pages pages) {
        this.agent = agent;
        this.settings = settings;
        this.pages = pages;
    }

    /// What the till shows of a slip.
    ///
    /// @param paidBefore whether money was taken on it already, which no real till knows
    public record Slip(
            String code,
            String amount,
            @Nullable LocalDate lastDay,
            String issuer,
            String client,
            @Nullable String agent,
            boolean paidBefore) {}

    /// @param refusal word of the reason; empty when there is none
    public record TillView(String typed, Optional<Slip> slip, String refusal, List<Store> stores) {}

    public record PaidView(String code, String amount, String store, String state) {}

    @GetMapping("/agent/counter")
    ResponseEntity<String> till(HttpServletRequest request, @RequestParam(defaultValue = "") String code) {
        return code.isBlank() ? show(request, code, Optional.empty(), "") : look(request, code);
    }

    private ResponseEntity<String> look(HttpServletRequest request, String code) {
        return switch (agent.look(code)) {
            case BarCode.Reading.Good(var good) -> show(request, code, Optional.of(slip(good)), "");
            case BarCode.Reading.Bad(var why) -> show(request, code, Optional.empty(), why.word());
        };
    }

    @PostMapping("/agent/counter")
    ResponseEntity<String> pay(
            HttpServletRequest request, @RequestParam String code, @RequestParam(defaultValue = "") String store) {
        return switch (agent.take(code, Store.of(store).orElse(Store.LAWSON))) {
            case CollectingAgent.Outcome.Taken(var receipt) ->
                ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/agent/counter/paid/" + receipt.id()))
                        .build();
            case CollectingAgent.Outcome.Refused(var why) -> show(request, code, Optional.empty(), why.word());
        };
    }

    @GetMapping("/agent/counter/paid/{id}")
    ResponseEntity<String> paid(HttpServletRequest request, @PathVariable String id) {
        return agent.find(id)
                .map(receipt -> pages.show(
                        request,
                        "agent/paid",
                        Map.of(
                                "view",
                                new PaidView(
                                        receipt.code(),
                                        yen(receipt.yen()),
                                        receipt.store().ownName(),
                                        receipt.state().word()))))
                .orElseGet(() -> till(request, ""));
    }

    private ResponseEntity<String> show(HttpServletRequest request, String typed, Optional<Slip> slip, String refusal) {
        var status = refusal.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
        var view = new TillView(typed, slip, refusal, List.of(Store.values()));
        return pages.show(request, Language.of(request), status, "agent/counter", Map.of("view", view));
    }

    private Slip slip(BarCode code) {
        return new Slip(
                code.digits(),
                yen(code.yen()),
                code.lastDay(),
                code.issuer(),
                code.client(),
                code.issuer().equals(settings.issuer()) ? settings.name() : null,
                agent.isPaid(code.digits()));
    }

    static String yen(int yen) {
        return "¥%,d".formatted(yen);
    }
}
