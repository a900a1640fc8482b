package org.tsudoi.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.PlatformSettings;

/// Lives the past of the demonstration once, before pages are served and jobs run, and tells who may be played.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class DemoWorld implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DemoWorld.class);

    /// Before the web server and whatever runs by itself.
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final WorldTable table;
    private final Journey journey;
    private final Life life;
    private final Story story;
    private final DemoSettings settings;
    private final PlatformSettings platform;
    private volatile boolean running;

    DemoWorld(
            WorldTable table,
            Journey journey,
            Life life,
            Story story,
            DemoSettings settings,
            PlatformSettings platform) {
        this.table = table;
        this.journey = journey;
        this.life = life;
        this.story = story;
        this.settings = settings;
        this.platform = platform;
    }

    @Override
    public void start() {
        running = true;
        var state = table.state();
        if (state.isEmpty() && !table.untouched()) {
            LOG.info("There are people here already: no demo data is made");
            return;
        }
        if (state.equals(Optional.of(WorldTable.State.LOADING))) {
            throw new CannotStart(
                    "The demo data was not made to its end the last time; begin again with ./tsudoi up" + " --fresh");
        }
        if (state.isEmpty()) live();
        else life.openSomething(journey.now());
        tellWhomToPlay();
    }

    private void live() {
        long began = System.nanoTime();
        var whole = Duration.ofDays(settings.days());
        try {
            journey.begin(whole);
            table.loading(journey.now());
            life.plan(journey);
            journey.toThePresent(whole);
            table.loaded(journey.now());
        } catch (RuntimeException e) {
            LOG.error("The demo data could not be made", e);
            throw new CannotStart(
                    "The demo data could not be made (" + e.getMessage() + "); begin again with ./tsudoi up --fresh",
                    e);
        }
        LOG.info("demo data 100 %, made in {} ms", (System.nanoTime() - began) / 1_000_000);
    }

    private void tellWhomToPlay() {
        var told = new StringBuilder("""
                People of the demo. Sign in with one of these mail addresses; the mail arrives on the phone:
                %s

                """.formatted(settings.phoneUrl()));
        for (var person : story.people()) {
            var studio = story.studios().stream()
                    .filter(each -> each.owner().equals(person.mail()))
                    .map(each -> "runs " + each.name())
                    .findFirst()
                    .orElse("operator".equals(person.role()) ? "operator of this instance" : "takes part");
            told.append("%-22s %s, %s%n".formatted(person.mail(), person.name(), studio));
        }
        try {
            Files.createDirectories(platform.data());
            Files.writeString(platform.data().resolve("demo-people.txt"), told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
