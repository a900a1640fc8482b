package town.bank;

import java.time.Instant;
import java.util.Optional;

/// Another bank that the transfer machine reaches.
public interface OtherBank {
    /// Who it is that money can be sent to there now.
    Optional<String> holder(String bank, String branch, String kind, String number);

    /// @param payer as banks write it
    /// @return what the transfer is called
    String send(String branch, String number, long yen, String payer);

    Optional<Sent> sent(String id);

    record Sent(String id, long yen, String payer, Instant at, String holder) {}
}
