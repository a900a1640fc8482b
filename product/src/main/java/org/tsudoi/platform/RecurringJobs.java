package org.tsudoi.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Runs the recurring jobs by db-scheduler, on one node at a time, while the product is up.
@Component
@ConditionalOnProperty(name = "tsudoi.jobs", havingValue = "running", matchIfMissing = true)
class RecurringJobs implements SmartLifecycle {
    private final Scheduler scheduler;
    private volatile boolean running;

    RecurringJobs(DataSource database, List<RecurringJob> jobs) {
        scheduler = Scheduler.create(database)
                .startTasks(jobs.stream().map(RecurringJobs::task).toList())
                .threads(4)
                .pollUsingLockAndFetch(0.5, 1)
                .pollingInterval(Duration.ofSeconds(2))
                .heartbeatInterval(Duration.ofSeconds(20))
                .shutdownMaxWait(Duration.ofSeconds(8))
                .build();
    }

    private static RecurringTask<Void> task(RecurringJob job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every())).execute((_, _) -> job.run());
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
