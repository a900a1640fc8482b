package town.stripe;

import java.util.List;

/// What the page with the numbers for a store shows.
public record KonbiniView(
        String merchant, String amount, String code, String confirmation, boolean isDue, boolean isPaid) {
    public List<String> chains() {
        return KonbiniRequest.CHAINS;
    }
}
