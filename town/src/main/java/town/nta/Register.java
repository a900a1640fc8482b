package town.nta;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;

/// Who is registered: some from the beginning, others once they are written in.
@Component
class Register {
    private static final int KEPT = 10_000;
    private static final List<Issuer> FROM_THE_BEGINNING = Stream.of(
                    new Issuer("T7000012050002", "国税庁", false, "2023-10-01", "", ""),
                    new Issuer("T4011001098993", "株式会社まちの書店", false, "2023-10-01", "", ""),
                    new Issuer("T1180301018771", "株式会社もと商店", false, "2023-10-01", "", "2025-03-31"))
            .toList();

    private final Shelf<Issuer> written;

    Register(Keeper keeper) {
        this.written = keeper.shelf("nta-issuers", Issuer.class, KEPT);
    }

    void write(Issuer issuer) {
        written.put(issuer.number(), issuer);
    }

    Optional<Issuer> find(String number) {
        var begun = FROM_THE_BEGINNING.stream().collect(Collectors.toMap(Issuer::number, Function.identity()));
        return written.find(number).or(() -> Optional.ofNullable(begun.get(number)));
    }
}
