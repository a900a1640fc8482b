package town.bank;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import town.web.Language;
import town.web.Pages;

/// Where the account's owner hands in files of transfers, and sends one back.
@Controller
public class BulkPages {
    private static final int ROWS = 20;

    private final Account account;
    private final BulkOrders orders;
    private final Pages pages;

    BulkPages(Account account, BulkOrders orders, Pages pages) {
        this.account = account;
        this.orders = orders;
        this.pages = pages;
    }

    /// @param record the first that is wrong, counted from 1; 0 for the whole file
    public record Refusal(int record, String word) {}

    public record Row(LocalDate on, int many, String amount, boolean carriedOut) {}

    /// @param refusal of the file that was just handed in; null when there is none
    public record BulkView(List<Row> rows, @Nullable Refusal refusal) {}

    @GetMapping("/bank/orders")
    ResponseEntity<String> show(HttpServletRequest request) {
        return pages.show(request, "teller/orders", Map.of("view", view(null)));
    }

    private BulkView view(@Nullable Refusal refusal) {
        var rows = orders.newest(ROWS).stream()
                .map(it -> new Row(it.on(), it.transfers().size(), TellerPages.yen(it.yen()), it.carriedOut()))
                .toList();
        return new BulkView(rows, refusal);
    }

    /// @param sum `yes`: one withdrawal for all of them
    @PostMapping("/bank/orders")
    ResponseEntity<String> handIn(
            HttpServletRequest request, @RequestParam MultipartFile file, @RequestParam(defaultValue = "") String sum)
            throws IOException {
        return switch (orders.handIn(file.getBytes(), sum.equals("yes"))) {
            case BulkOrders.HandedIn.Taken _ -> seeOther("/bank/orders");
            case BulkOrders.HandedIn.Refused(var record, var word) ->
                pages.show(
                        request,
                        Language.of(request),
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "teller/orders",
                        Map.of("view", view(new Refusal(record, word))));
        };
    }

    @PostMapping("/bank/transfers/{id}/send-back")
    ResponseEntity<String> sendBack(@PathVariable String id) {
        account.sendBack(id);
        return seeOther("/bank/account");
    }

    private static ResponseEntity<String> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }
}
