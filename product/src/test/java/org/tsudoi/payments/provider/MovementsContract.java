package org.tsudoi.payments.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.payments.provider.Movements.Line;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What every provider that tells what moved on our balance promises, held against Town in every weather.
public abstract class MovementsContract {
    protected final TownProcess town = TownProcess.running();
    protected final TestClock clock = new TestClock(Instant.now());

    protected abstract Movements movements();

    protected abstract Movements withWrongCredentials();

    /// `GET /v1/…`, as Town's weather names the call.
    protected abstract String operation();

    /// Something moves.
    ///
    /// @return the provider's name of the line
    protected abstract String move();

    @AfterEach
    void fairWeather() {
        town.fair();
    }

    private Answer<List<Line>> asked(Movements asked) {
        var now = town.time();
        return asked.movements(now.minus(Duration.ofDays(1)), now.plusSeconds(60));
    }

    @Test
    void whatMovedIsToldOnceAndTheSameEachTime() {
        town.fair();
        var id = move();
        var first = given(asked(movements()));
        assertThat(first.stream().map(Line::id)).contains(id).doesNotHaveDuplicates();
        assertThat(given(asked(movements()))).containsAll(first);
    }

    @Test
    void whatMovedAtAnotherTimeIsNotTold() {
        town.fair();
        var id = move();
        var now = town.time();
        assertThat(given(movements().movements(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(8)))).stream()
                        .map(Line::id))
                .doesNotContain(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-before", "cut-before", "cut-after", "rate-limited", "garbage"})
    void inBadWeatherItIsNotKnown(String mode) {
        town.fair();
        // A reading call that was cut off is tried again by the client itself.
        town.weather(movements().name(), operation(), mode, null);
        assertThat(asked(movements())).isInstanceOf(Answer.NotKnown.class);
    }

    @Test
    void whoIsNotLetInIsTold() {
        assertThat(asked(withWrongCredentials()))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.CREDENTIALS));
    }

    @Test
    void nothingIsAskedWhileATransactionIsOpen() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> asked(movements())).isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    private static List<Line> given(Answer<List<Line>> answer) {
        if (answer instanceof Answer.Given<List<Line>>(var lines)) return lines;
        throw new AssertionError(answer.toString());
    }
}
