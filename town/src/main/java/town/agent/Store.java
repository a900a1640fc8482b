package town.agent;

import java.util.Arrays;
import java.util.Optional;

/// Where slips are paid: the chain as files name it, and one shop of each.
public enum Store {
    SEVEN_ELEVEN("010", "セブン-イレブン", "012345"),
    LAWSON("020", "ローソン", "154321"),
    FAMILY_MART("030", "ファミリーマート", "030777"),
    MINISTOP("080", "ミニストップ", "008642");

    private final String headquarters;
    private final String ownName;
    private final String shop;

    Store(String headquarters, String ownName, String shop) {
        this.headquarters = headquarters;
        this.ownName = ownName;
        this.shop = shop;
    }

    /// コンビニ本部コード
    public String headquarters() {
        return headquarters;
    }

    public String ownName() {
        return ownName;
    }

    /// 店舗コード
    String shop() {
        return shop;
    }

    static Optional<Store> of(String headquarters) {
        return Arrays.stream(values())
                .filter(store -> store.headquarters.equals(headquarters))
                .findFirst();
    }
}
