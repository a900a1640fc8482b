package town.bank;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

/// For tests and demo scripts: transfers without a browser, to the account and from it, and the bank that takes one
/// back.
@RestController
@RequestMapping("/town/bank")
class BankControl {
    private final Account account;
    private final BulkOrders orders;
    private final Teller teller;
    private final BankSettings settings;

    BankControl(Account account, BulkOrders orders, Teller teller, BankSettings settings) {
        this.account = account;
        this.orders = orders;
        this.teller = teller;
        this.settings = settings;
    }

    /// What is left out of the account is that of the one account there is.
    record Transfer(
            long yen,
            String payer,
            @Nullable String bank,
            @Nullable String branch,
            @Nullable String kind,
            @Nullable String account) {}

    /// Answers 422 with the words of what is wrong, by field, when the bank refuses.
    @PostMapping("/deposits")
    ResponseEntity<?> deposit(@RequestBody Transfer transfer) {
        var form = new Teller.Form(
                transfer.bank() == null ? settings.code() : transfer.bank(),
                transfer.branch() == null ? settings.branchCode() : transfer.branch(),
                transfer.kind() == null ? settings.kind() : transfer.kind(),
                transfer.account() == null ? settings.account() : transfer.account(),
                Long.toString(transfer.yen()),
                transfer.payer());
        return switch (teller.look(form)) {
            case Teller.Looked.Good good -> {
                var id = teller.send(form, good);
                yield ResponseEntity.ok(
                        account.find(id).<Object>map(Function.identity()).orElse(Map.of("id", id)));
            }
            case Teller.Looked.Wrong(var why) ->
                ResponseEntity.unprocessableContent().body(Map.of("refused", words(why)));
        };
    }

    private static Map<String, String> words(Map<String, Teller.Fault> why) {
        return why.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().word()));
    }

    @GetMapping("/entries")
    List<Entry> entries(@RequestParam(defaultValue = "200") int limit) {
        orders.carryOut();
        return account.newest(limit);
    }

    @PostMapping("/deposits/{id}/call-back")
    Entry callBack(@PathVariable String id) {
        return account.callBack(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT));
    }

    /// A file of transfers (総合振込) as the body. Answers 422 with the record and the word of what is wrong.
    ///
    /// @param sum `yes`: one withdrawal for all of them
    @PostMapping("/orders")
    ResponseEntity<?> order(@RequestBody byte[] file, @RequestParam(defaultValue = "") String sum) {
        return switch (orders.handIn(file, sum.equals("yes"))) {
            case BulkOrders.HandedIn.Taken(var order) -> ResponseEntity.ok(order);
            case BulkOrders.HandedIn.Refused(var record, var word) ->
                ResponseEntity.unprocessableContent().body(Map.of("record", record, "refused", word));
        };
    }

    /// What was transferred comes back (組戻し).
    @PostMapping("/transfers/{id}/send-back")
    Entry sendBack(@PathVariable String id) {
        orders.carryOut();
        return account.sendBack(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT));
    }
}
