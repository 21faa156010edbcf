package io.lethe.api.video;

import io.lethe.domain.JobId;
import io.lethe.domain.video.JobState;
import io.lethe.storage.video.JobEvent;
import io.lethe.storage.video.Jobs;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.OutboundEvent;
import org.jspecify.annotations.Nullable;

/**
 * One client that listens to one job. Holds no thread: it writes when there is news, and now and
 * then a comment, so that neither side nor a proxy takes the silence for a broken line.
 */
final class JobEventStream {
  /** Half of the 30 s after which servers and proxies drop a silent connection. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final JobId job;
  private final Jobs jobs;
  private final EventOutput output = new EventOutput();
  private long last;
  private JobChanges.@Nullable Watch watch;
  private @Nullable ScheduledFuture<?> heartbeat;

  JobEventStream(JobId job, long after, Jobs jobs) {
    this.job = job;
    this.last = after;
    this.jobs = jobs;
  }

  EventOutput output() {
    return output;
  }

  synchronized void begin(JobChanges changes, ScheduledExecutorService heartbeats) {
    JobChanges.Watch mine = changes.watch(job, this::tellNews);
    watch = mine;
    heartbeat =
        heartbeats.scheduleAtFixedRate(
            () -> changes.soon(this::beat),
            HEARTBEAT.toMillis(),
            HEARTBEAT.toMillis(),
            TimeUnit.MILLISECONDS);
    mine.lookSoon();
  }

  private synchronized void tellNews() {
    if (output.isClosed()) {
      end();
      return;
    }
    try {
      for (JobEvent event : jobs.events(job, last)) {
        output.write(outbound(event));
        last = event.id();
        if (event.state() == JobState.ERASED) {
          end();
          return;
        }
      }
    } catch (IOException clientGone) {
      end();
    }
  }

  private synchronized void beat() {
    try {
      output.write(new OutboundEvent.Builder().comment("").build());
    } catch (IOException | IllegalStateException clientGone) {
      end();
    }
  }

  private void end() {
    if (watch != null) {
      watch.close();
    }
    if (heartbeat != null) {
      heartbeat.cancel(false);
    }
    try {
      output.close();
    } catch (IOException clientGone) {
      // There is nobody left to tell.
    }
  }

  private OutboundEvent outbound(JobEvent event) {
    return new OutboundEvent.Builder()
        .id(Long.toString(event.id()))
        .name("state")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(JobEventView.class, JobEventView.of(job, event))
        .build();
  }
}
