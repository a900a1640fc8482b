package town.thaibank;

import java.time.LocalDate;
import java.util.List;

/// A message of transfers that the bank has taken.
///
/// @param message `MsgId`
/// @param payment `PmtInfId`
record CreditOrder(String message, String payment, LocalDate on, List<Transfer> transfers) {
    CreditOrder {
        transfers = List.copyOf(transfers);
    }

    /// @param amount in satang
    record Transfer(String endToEndId, String bic, String account, String payee, long amount) {}
}
