package org.tsudoi.vouchers;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one voucher.
public record VoucherId(UUID value) {
    public static Optional<VoucherId> parse(String shown) {
        return Ids.parse("vch", shown).map(VoucherId::new);
    }

    @Override
    public String toString() {
        return Ids.show("vch", value);
    }
}
