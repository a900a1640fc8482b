package org.tsudoi;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// Keeps the drawn map of the modules equal to the code. An arrow that follows from others is left out, so that
/// the map can be read; what each module lists in full stands in its package-info.
class ModuleMapTest {
    private static final List<String> NAMES =
            List.of("values", "records", "outside world", "business", "pages and demonstration");

    @Test
    void theDrawnMapIsTheRealOne() throws IOException {
        Drawings.compare(Path.of("../docs/architecture/modules.mmd"), draw(uses(ArchitectureTest.MODULES)));
    }

    @Test
    void theTableTellsOfEachModuleOnce() throws IOException {
        var page = Files.readString(Path.of("../docs/architecture/README.md"));
        var rows = page.substring(page.indexOf("| module |"), page.indexOf("**Deliberately absent:**"));
        var told = Pattern.compile("(?m)^\\| (`[^|]+) \\|")
                .matcher(rows)
                .results()
                .flatMap(row -> Arrays.stream(row.group(1).replace("`", "").split(", ")));
        var modules = uses(ArchitectureTest.MODULES).keySet();
        assertThat(told).containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void whatFollowsFromOtherArrowsIsLeftOut() {
        var uses = Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.<String>of());
        assertThat(followsFromOthers("a", "c", uses)).isTrue();
        assertThat(followsFromOthers("a", "b", uses)).isFalse();
    }

    private static Map<String, Set<String>> uses(ApplicationModules modules) {
        var uses = new TreeMap<String, Set<String>>();
        modules.stream()
                .forEach(from -> uses.put(
                        from.getIdentifier().toString(),
                        from.getDirectDependencies(modules)
                                .uniqueModules()
                                .map(to -> to.getIdentifier().toString())
                                .collect(toCollection(TreeSet::new))));
        return uses;
    }

    private static String draw(Map<String, Set<String>> uses) {
        var map = new StringBuilder("graph TD\n");
        for (int layer = ArchitectureTest.LAYERS.size() - 1; layer >= 0; layer--) {
            var names = new TreeSet<>(ArchitectureTest.LAYERS.get(layer));
            names.retainAll(uses.keySet());
            map.append(names.stream()
                    .map(name -> "    " + name + "\n")
                    .collect(joining("", "  subgraph layer" + layer + "[" + NAMES.get(layer) + "]\n", "  end\n")));
        }
        uses.forEach((from, targets) -> targets.stream()
                .filter(to -> !followsFromOthers(from, to, uses))
                .forEach(to -> map.append("  " + from + " --> " + to + "\n")));
        return map.toString();
    }

    private static boolean followsFromOthers(String from, String to, Map<String, Set<String>> uses) {
        return uses.getOrDefault(from, Set.of()).stream()
                .anyMatch(other -> !other.equals(to) && leads(other, to, uses));
    }

    private static boolean leads(String from, String to, Map<String, Set<String>> uses) {
        var next = uses.getOrDefault(from, Set.of());
        return next.contains(to) || next.stream().anyMatch(other -> leads(other, to, uses));
    }
}
