package org.tsudoi.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiesTest {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d\\d");

    private static Ties ring(int size) {
        var knots = IntStream.range(0, size)
                .mapToObj(place -> new Ties.Knot("K", "name"))
                .toList();
        var ties = IntStream.range(0, size)
                .boxed()
                .flatMap(place -> List.of(
                        new Ties.Tie(place, (place + 1) % size, "1", 1 + place, "1", false),
                        new Ties.Tie(place, (place + 1) % size, "1", 1 + place, "1", true))
                        .stream())
                .toList();
        return new Ties("title", "from", "to", "times", "measure", knots, ties);
    }

    private static List<Double> numbers(String drawn) {
        var numbers = NUMBER.matcher(drawn)
                .results()
                .map(found -> Double.valueOf(found.group()))
                .toList();
        assertThat(numbers).as(drawn).hasSize(6);
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void everythingIsDrawnInsideItsField(int size) {
        var chart = ring(size);
        for (var tie : chart.ties()) {
            var shaft = numbers(chart.shaft(tie));
            var head = numbers(chart.head(tie));
            for (int axis = 0; axis < 2; axis++) {
                double end = axis == 0 ? Ties.WIDTH : chart.height();
                assertThat((shaft.get(axis) + 2 * shaft.get(2 + axis) + shaft.get(4 + axis)) / 4)
                        .as("the middle of " + tie)
                        .isBetween(0.0, end);
                for (int corner = 0; corner < 6; corner += 2) {
                    assertThat(head.get(corner + axis)).isBetween(0.0, end);
                }
            }
        }
        assertThat(Double.parseDouble(chart.thickness(chart.ties().getFirst()))).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void thoseThatLeadBothWaysDoNotLieOnEachOther(int size) {
        var chart = ring(size);
        var shafts = chart.ties().stream().map(chart::shaft).distinct();
        assertThat(shafts).hasSize(chart.ties().size());
    }
}
