package town.omise;

import java.math.BigDecimal;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Between a charge and the code that a bank reads.
@Component
class BankBills {
    private final OmiseBooks books;
    private final OmiseSettings settings;

    BankBills(OmiseBooks books, OmiseSettings settings) {
        this.books = books;
        this.settings = settings;
    }

    String payload(Charge charge) {
        var reference = charge.names().reference();
        var baht = BigDecimal.valueOf(charge.asked().amount(), 2).toPlainString();
        return PromptPay.payload(new PromptPay.Bill(settings.biller(), reference, reference.substring(0, 12), baht));
    }

    /// The charge that such a code asks to pay, if it is one of this Omise's and nobody touched the amount.
    Optional<Charge> charge(PromptPay.Bill bill) {
        return books.charges.newest(1, charge -> charge.names().reference().equals(bill.reference1())).stream()
                .filter(charge -> bill.biller().equals(settings.biller()))
                .filter(charge -> charge.asked().amount() == bill.satang())
                .findFirst();
    }
}
