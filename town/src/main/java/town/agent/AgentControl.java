package town.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// For tests and demo scripts: paying a slip without a browser, and being the agent.
@RestController
@RequestMapping("/town/agent")
class AgentControl {
    private final CollectingAgent agent;

    AgentControl(CollectingAgent agent) {
        this.agent = agent;
    }

    /// @param store コンビニ本部コード; left out: any
    record Pay(String code, @Nullable String store) {}

    /// Answers 422 with the word of the reason when a till refuses.
    @PostMapping("/receipts")
    ResponseEntity<?> pay(@RequestBody Pay pay) {
        var store = Optional.ofNullable(pay.store()).flatMap(Store::of).orElse(Store.LAWSON);
        return switch (agent.take(pay.code(), store)) {
            case CollectingAgent.Outcome.Taken(var receipt) -> ResponseEntity.ok(receipt);
            case CollectingAgent.Outcome.Refused(var why) ->
                ResponseEntity.unprocessableContent().body(Map.of("refused", why.word()));
        };
    }

    @GetMapping("/receipts")
    List<Receipt> receipts(@RequestParam(defaultValue = "200") int limit) {
        return agent.newest(limit);
    }

    @PostMapping("/receipts/{id}/confirm")
    Receipt confirm(@PathVariable String id) {
        return agent.confirm(id).orElseThrow(AgentControl::decided);
    }

    @PostMapping("/receipts/{id}/take-back")
    Receipt takeBack(@PathVariable String id) {
        return agent.takeBack(id).orElseThrow(AgentControl::decided);
    }

    @PostMapping("/receipts/{id}/again")
    Receipt again(@PathVariable String id) {
        return agent.again(id).orElseThrow(AgentControl::decided);
    }

    private static ResponseStatusException decided() {
        return new ResponseStatusException(HttpStatus.CONFLICT);
    }
}
