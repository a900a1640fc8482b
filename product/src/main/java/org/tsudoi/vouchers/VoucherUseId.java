package org.tsudoi.vouchers;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one use of a voucher: from reserving it to whatever becomes of it.
public record VoucherUseId(UUID value) {
    public static Optional<VoucherUseId> parse(String shown) {
        return Ids.parse("vuse", shown).map(VoucherUseId::new);
    }

    @Override
    public String toString() {
        return Ids.show("vuse", value);
    }
}
