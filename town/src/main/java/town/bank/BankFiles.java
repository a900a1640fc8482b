package town.bank;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the account's owner fetches (ファームバンキング). A file of today grows until midnight.
@RestController
class BankFiles {
    private static final MediaType TEXT = new MediaType("text", "plain", ZenginRecord.CHARSET);

    private final Account account;
    private final BulkOrders orders;
    private final BankSettings settings;

    BankFiles(Account account, BulkOrders orders, BankSettings settings) {
        this.account = account;
        this.orders = orders;
        this.settings = settings;
    }

    /// @param day left out: today
    @GetMapping("/bank/files/notice.txt")
    ResponseEntity<byte[]> notice(@RequestParam(required = false) @Nullable LocalDate day) {
        orders.carryOut();
        var today = account.today();
        var wanted = day == null ? today : day;
        return file("notice-" + wanted, new DepositNotice(settings, wanted, today, account.of(wanted)).bytes());
    }

    /// @param day left out: today
    @GetMapping("/bank/files/statement.txt")
    ResponseEntity<byte[]> statement(@RequestParam(required = false) @Nullable LocalDate day) {
        orders.carryOut();
        var today = account.today();
        var wanted = day == null ? today : day;
        var statement = new Statement(settings, wanted, today, account.balanceBefore(wanted), account.of(wanted));
        return file("statement-" + wanted, statement.bytes());
    }

    private static ResponseEntity<byte[]> file(String name, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".txt")
                                .build()
                                .toString())
                .body(bytes);
    }
}
