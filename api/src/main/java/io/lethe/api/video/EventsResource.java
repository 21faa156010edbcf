package io.lethe.api.video;

import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.problem.RequestRefusal;
import io.lethe.domain.JobId;
import io.lethe.domain.video.JobState;
import io.lethe.storage.video.Job;
import io.lethe.storage.video.JobEvent;
import io.lethe.storage.video.Jobs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Tells a job's states as they come (server-sent events), from its first one on or from the one
 * after {@code Last-Event-ID}. Ends after ERASED; whoever connects again then is told to stop (204,
 * as the HTML standard has it).
 */
@Path("/v1/videos/{id}/events")
public final class EventsResource {
  private final OwnJobs own;
  private final Jobs jobs;
  private final JobChanges changes;
  private final ScheduledExecutorService heartbeats;

  public EventsResource(
      OwnJobs own, Jobs jobs, JobChanges changes, ScheduledExecutorService heartbeats) {
    this.own = own;
    this.jobs = jobs;
    this.changes = changes;
    this.heartbeats = heartbeats;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Response events(
      @Auth Bearer bearer,
      @PathParam("id") JobId id,
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId) {
    Job job = own.require(bearer, id);
    long after = lastEventId == null ? 0 : eventId(lastEventId);
    List<JobEvent> missed = jobs.events(id, after);
    if (missed.isEmpty() && job.state() == JobState.ERASED) {
      return Response.noContent().build();
    }
    JobEventStream stream = new JobEventStream(id, after, jobs);
    stream.begin(changes, heartbeats);
    return Response.ok(stream.output(), MediaType.SERVER_SENT_EVENTS_TYPE)
        // A proxy that buffers would keep the news to itself.
        .header("X-Accel-Buffering", "no")
        .build();
  }

  private static long eventId(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new RequestRefusal.InvalidParameter(
              HttpHeaders.LAST_EVENT_ID_HEADER, "It is not the id of an event.")
          .asException();
    }
  }
}
