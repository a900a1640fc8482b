package town.ganb;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;
import town.web.FormOrJson;

/// The corporate API, as far as it is about accounts and virtual accounts. Every number in it is a text.
@RestController
@RequestMapping("/ganb/api/corporation/v1")
class GanbApi {
    private final GanbTokens tokens;
    private final GanbAnswers answers;

    GanbApi(GanbTokens tokens, GanbAnswers answers) {
        this.tokens = tokens;
        this.answers = answers;
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest request, Supplier<ObjectNode> work) {
        int status = 200;
        ObjectNode body;
        try {
            var token = request.getHeader("x-access-token");
            tokens.check(token == null ? "" : token);
            body = work.get();
        } catch (GanbError e) {
            status = e.status();
            body = e.body();
        } catch (IllegalArgumentException _) {
            var error = GanbError.wrong("body");
            status = error.status();
            body = error.body();
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/accounts")
    ResponseEntity<byte[]> accounts(HttpServletRequest request) {
        return answer(request, answers::accounts);
    }

    @GetMapping("/accounts/balances")
    ResponseEntity<byte[]> balances(
            HttpServletRequest request, @RequestParam(required = false) @Nullable String accountId) {
        return answer(request, () -> answers.balances(accountId));
    }

    @PostMapping("/va/issue")
    ResponseEntity<byte[]> issue(HttpServletRequest request) {
        return answer(request, () -> answers.issue(FormOrJson.of(request)));
    }

    @PostMapping("/va/list")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return answer(request, () -> answers.list(FormOrJson.of(request)));
    }

    @PostMapping("/va/status-change")
    ResponseEntity<byte[]> change(HttpServletRequest request) {
        return answer(request, () -> answers.change(FormOrJson.of(request)));
    }

    @GetMapping("/va/deposit-transactions")
    ResponseEntity<byte[]> deposits(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String raId,
            @RequestParam(required = false) @Nullable String vaId,
            @RequestParam(required = false) @Nullable String dateFrom,
            @RequestParam(required = false) @Nullable String dateTo,
            @RequestParam(required = false) @Nullable String nextItemKey) {
        var asked = new GanbAnswers.Asked(raId, vaId, dateFrom, dateTo, nextItemKey);
        return answer(request, () -> answers.deposits(asked));
    }
}
