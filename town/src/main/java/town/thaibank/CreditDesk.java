package town.thaibank;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// Where messages are handed in and reports fetched.
@RestController
@RequestMapping("/town/thai-bank")
class CreditDesk {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");
    private static final int KEPT = 1_000;
    private static final String CLOSED = "9";
    private static final String UNKNOWN = "8";

    private final Shelf<CreditOrder> orders;
    private final TownClock clock;

    CreditDesk(Keeper keeper, TownClock clock) {
        this.orders = keeper.shelf("thai-bank-orders", CreditOrder.class, KEPT);
        this.clock = clock;
    }

    /// Answers 422 with the word of what is wrong. The same message is taken once.
    @PostMapping("/orders")
    synchronized ResponseEntity<?> handIn(@RequestBody byte[] file) {
        try {
            var order = CreditReader.read(file);
            if (orders.find(order.message()).isPresent()) return refused("again");
            if (order.on().isBefore(today())) return refused("day");
            orders.put(order.message(), order);
            return ResponseEntity.ok(Map.of(
                    "message", order.message(), "transfers", order.transfers().size()));
        } catch (CreditReader.Unfit unfit) {
            return refused(unfit.word());
        }
    }

    private static ResponseEntity<?> refused(String word) {
        return ResponseEntity.unprocessableContent().body(Map.of("refused", word));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), THAILAND);
    }

    /// pain.002, as things stand now.
    @GetMapping("/reports/{message}")
    ResponseEntity<byte[]> report(@PathVariable String message) {
        var order = orders.find(message).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var transfers = new StringBuilder();
        for (var transfer : order.transfers()) {
            transfers
                    .append("<TxInfAndSts><OrgnlEndToEndId>")
                    .append(transfer.endToEndId())
                    .append("</OrgnlEndToEndId>")
                    .append(status(order, transfer))
                    .append("</TxInfAndSts>");
        }
        var xml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>\
                <GrpHdr><MsgId>RPT%1$s</MsgId><CreDtTm>%2$s</CreDtTm></GrpHdr>\
                <OrgnlGrpInfAndSts><OrgnlMsgId>%1$s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId>\
                </OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>%3$s</OrgnlPmtInfId>%4$s</OrgnlPmtInfAndSts>\
                </CstmrPmtStsRpt></Document>
                """.formatted(message, clock.instant(), order.payment(), transfers);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(xml.getBytes(StandardCharsets.UTF_8));
    }

    private String status(CreditOrder order, CreditOrder.Transfer transfer) {
        if (order.on().isAfter(today())) return "<TxSts>PDNG</TxSts>";
        if (transfer.account().endsWith(CLOSED)) return rejected("AC04");
        if (transfer.account().endsWith(UNKNOWN)) return rejected("AC01");
        return "<TxSts>ACSC</TxSts>";
    }

    private static String rejected(String code) {
        return "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>" + code + "</Cd></Rsn></StsRsnInf>";
    }
}
