package town.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {
    record Thing(String name, Instant at) {}

    private static final Thing CUP = new Thing("茶碗", Instant.parse("2026-11-21T03:00:00Z"));

    @TempDir
    Path directory;

    @Test
    void whatWasPutIsThereAfterARestart() throws Exception {
        var keeper = new Keeper(directory.toString());
        var shelf = keeper.shelf("things", Thing.class, 10);
        shelf.put("a", CUP);
        shelf.put("b", CUP);
        shelf.remove("b");
        keeper.destroy();
        var again = again();
        assertThat(again.find("a")).contains(CUP);
        assertThat(again.size()).isEqualTo(1);
    }

    @Test
    void aHalfWrittenLastLineLosesOnlyItself() throws Exception {
        var keeper = new Keeper(directory.toString());
        keeper.shelf("things", Thing.class, 10).put("a", CUP);
        keeper.write();
        var half = "{\"id\":\"b\",\"value\":{\"name\":\"茶".getBytes(StandardCharsets.UTF_8);
        Files.write(directory.resolve("things.jsonl"), Arrays.copyOf(half, half.length - 1), StandardOpenOption.APPEND);
        assertThat(again().all()).containsExactly(CUP);
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws Exception {
        var shelf = new Keeper(directory.toString()).shelf("things", Thing.class, 2);
        for (var name : new String[] {"a", "b", "c"}) {
            shelf.put(name, new Thing(name, Instant.EPOCH));
        }
        assertThat(shelf.all()).extracting(Thing::name).containsExactly("b", "c");
        assertThat(shelf.newest(1)).extracting(Thing::name).containsExactly("c");
    }

    @Test
    void afterAResetNothingComesBack() throws Exception {
        var keeper = new Keeper(directory.toString());
        keeper.shelf("things", Thing.class, 10).put("a", CUP);
        keeper.write();
        keeper.reset();
        keeper.destroy();
        assertThat(again().all()).isEmpty();
    }

    private Shelf<Thing> again() throws Exception {
        return new Keeper(directory.toString()).shelf("things", Thing.class, 10);
    }
}
