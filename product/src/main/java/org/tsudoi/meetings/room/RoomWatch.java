package org.tsudoi.meetings.room;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Runs at every node, over the lines it holds: what other nodes say is passed on within a third of a second,
/// whoever was dismissed anywhere is out within two.
@Component
class RoomWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RoomWatch.class);
    private static final Duration LISTEN_EVERY = Duration.ofMillis(300);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(2);
    private static final Duration KEEP_ALIVE_EVERY = Duration.ofSeconds(10);
    private static final Duration MESSAGES_KEPT = Duration.ofMinutes(1);

    private final RoomTalk talk;
    private final RoomVoice voice;
    private final RoomMessageTable messages;
    private final Clock clock;
    private final boolean byHand;
    private @Nullable ScheduledExecutorService timer;

    RoomWatch(
            RoomTalk talk,
            RoomVoice voice,
            RoomMessageTable messages,
            Clock clock,
            @Value("${tsudoi.jobs:running}") String jobs) {
        this.talk = talk;
        this.voice = voice;
        this.messages = messages;
        this.clock = clock;
        this.byHand = jobs.equals("by-hand");
    }

    @Override
    public void start() {
        var started = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("room-watch-", 0).factory());
        every(started, LISTEN_EVERY, voice::listen);
        every(started, CHECK_EVERY, talk::check);
        every(started, KEEP_ALIVE_EVERY, () -> {
            talk.keepAlive();
            messages.forget(clock.instant().minus(MESSAGES_KEPT));
        });
        timer = started;
    }

    /// Whatever fails is tried again the next time: a room must not lose its watch over one lost connection.
    private static void every(ScheduledExecutorService timer, Duration pause, Runnable work) {
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.warn("The room's watch failed and goes on: {}", e.toString());
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
        talk.closeAll();
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    @Override
    public boolean isAutoStartup() {
        return !byHand;
    }
}
