package org.tsudoi.collusion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigraphTest {
    private static final long PLENTY = 1_000_000;

    private static Steps plenty() {
        return new Steps(PLENTY);
    }

    private static Digraph of(int size, int[]... arrows) {
        return new Digraph(IntStream.range(0, size)
                .mapToObj(from -> Arrays.stream(arrows)
                        .filter(arrow -> arrow[0] == from)
                        .mapToInt(arrow -> arrow[1])
                        .sorted()
                        .distinct()
                        .toArray())
                .toArray(int[][]::new));
    }

    private static Digraph random(Random random, int size, int percent) {
        return new Digraph(IntStream.range(0, size)
                .mapToObj(from -> IntStream.range(0, size)
                        .filter(to -> to != from && random.nextInt(100) < percent)
                        .toArray())
                .toArray(int[][]::new));
    }

    private static Set<List<Integer>> sets(List<int[]> found) {
        return found.stream()
                .map(nodes -> Arrays.stream(nodes).boxed().toList())
                .collect(Collectors.toSet());
    }

    private static boolean[][] reaches(Digraph graph) {
        int size = graph.size();
        var reaches = new boolean[size][size];
        for (int from = 0; from < size; from++) for (int to : graph.out(from)) reaches[from][to] = true;
        for (int over = 0; over < size; over++) {
            for (int from = 0; from < size; from++) {
                for (int to = 0; to < size; to++) reaches[from][to] |= reaches[from][over] && reaches[over][to];
            }
        }
        return reaches;
    }

    @Test
    void strongComponentsAreWhereEachReachesEach() {
        for (int seed = 0; seed < 200; seed++) {
            var graph = random(new Random(seed), 12, 5 + seed % 20);
            var reaches = reaches(graph);
            var expected =
                    new TreeSet<List<Integer>>((one, other) -> one.toString().compareTo(other.toString()));
            for (int node = 0; node < graph.size(); node++) {
                int one = node;
                var component = IntStream.range(0, graph.size())
                        .filter(other -> other == one || reaches[one][other] && reaches[other][one])
                        .boxed()
                        .toList();
                if (component.size() > 1) expected.add(component);
            }
            assertThat(sets(graph.strongComponents(plenty())))
                    .as("seed %d", seed)
                    .isEqualTo(Set.copyOf(expected));
        }
    }

    @Test
    void blocksComeApartAtASingleNode() {
        var graph = of(6, new int[][] {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 2}, {4, 5}})
                .bothWays();
        assertThat(sets(graph.blocks(plenty())))
                .containsExactlyInAnyOrder(List.of(0, 1, 2), List.of(2, 3, 4), List.of(4, 5));
    }

    /// Two edges are in one block when some way round goes over both; here: no single node parts them.
    @Test
    void noNodeOfABlockPartsIt() {
        for (int seed = 0; seed < 200; seed++) {
            var graph = random(new Random(seed), 10, 8 + seed % 10).bothWays();
            var blocks = graph.blocks(plenty());
            for (var block : blocks) {
                for (int without : block) {
                    var rest =
                            Arrays.stream(block).filter(node -> node != without).toArray();
                    if (rest.length < 2) continue;
                    assertThat(sets(graph.part(rest).strongComponents(plenty())))
                            .as("seed %d", seed)
                            .containsExactly(
                                    IntStream.range(0, rest.length).boxed().toList());
                }
            }
            for (int one = 0; one < blocks.size(); one++) {
                for (int other = one + 1; other < blocks.size(); other++) {
                    var common = new TreeSet<>(
                            sets(List.of(blocks.get(one))).iterator().next());
                    common.retainAll(sets(List.of(blocks.get(other))).iterator().next());
                    assertThat(common).as("seed %d", seed).hasSizeLessThan(2);
                }
            }
            long edges = blocks.stream()
                    .mapToLong(block -> IntStream.range(0, block.length)
                            .map(place -> graph.part(block).out(place).length)
                            .sum())
                    .sum();
            assertThat(edges)
                    .isEqualTo(IntStream.range(0, graph.size())
                            .mapToLong(node -> graph.out(node).length)
                            .sum());
        }
    }

    @Test
    void everyCycleIsFoundOnceAndNoneIsTooLong() {
        for (int seed = 0; seed < 50; seed++) {
            var graph = random(new Random(seed), 7, 30);
            var expected = new ArrayList<List<Integer>>();
            for (int length = 3; length <= 5; length++) tuples(graph, length, new ArrayList<>(), expected);
            var found = graph.cycles(5, 10_000, plenty());
            assertThat(found.stream().map(cycle -> Arrays.stream(cycle).boxed().toList()))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void tuples(Digraph graph, int length, List<Integer> path, List<List<Integer>> into) {
        if (path.size() == length) {
            if (graph.leads(path.getLast(), path.getFirst())) into.add(List.copyOf(path));
            return;
        }
        for (int node = 0; node < graph.size(); node++) {
            boolean fits = path.isEmpty()
                    || node > path.getFirst() && !path.contains(node) && graph.leads(path.getLast(), node);
            if (!fits) continue;
            path.add(node);
            tuples(graph, length, path, into);
            path.removeLast();
        }
    }

    @Test
    void aLongChainIsNotTooDeep() {
        int size = 100_000;
        var ring = new Digraph(IntStream.range(0, size)
                .mapToObj(node -> new int[] {(node + 1) % size})
                .toArray(int[][]::new));
        assertThat(ring.strongComponents(plenty())).hasSize(1);
        assertThat(ring.bothWays().blocks(plenty())).hasSize(1);
    }

    @Test
    void aSearchEndsWhereItsStepsEnd() {
        var whole = random(new Random(1), 40, 100);
        var steps = new Steps(1_000);
        whole.cycles(5, Integer.MAX_VALUE, steps);
        assertThat(steps.isCutShort()).isTrue();
        assertThat(steps.taken()).isLessThan(20_000);
    }
}
