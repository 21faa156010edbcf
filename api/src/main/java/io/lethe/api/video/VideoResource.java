package io.lethe.api.video;

import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.problem.JobRefusal;
import io.lethe.api.problem.ProblemType;
import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.video.Job;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One video: read it, wait for it, say that it was collected, end it. */
@Path("/v1/videos/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class VideoResource {
  private final OwnJobs jobs;
  private final JobChanges changes;
  private final Collection collection;
  private final JobWorkflows workflows;
  private final Duration longestWait;

  public VideoResource(
      OwnJobs jobs,
      JobChanges changes,
      Collection collection,
      JobWorkflows workflows,
      Duration longestWait) {
    this.jobs = jobs;
    this.changes = changes;
    this.collection = collection;
    this.workflows = workflows;
    this.longestWait = longestWait;
  }

  /**
   * Answers at once, or, if the client prefers to wait, once the job differs from what the client
   * has: from the version it names in {@code If-None-Match}, else from the present one. No thread
   * waits with it.
   */
  @GET
  public void read(
      @Auth Bearer bearer,
      @PathParam("id") JobId id,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Context HttpHeaders headers,
      @Suspended AsyncResponse answer) {
    Job job = jobs.require(bearer, id);
    PreferWait wait = PreferWait.parse(headers.getRequestHeader(PreferWait.HEADER), longestWait);
    IfNoneMatch known = IfNoneMatch.parse(ifNoneMatch);
    boolean news = known.isGiven() && !known.matches(tag(job));
    if (!wait.isGiven() || news || job.state() == JobState.ERASED) {
      answer.resume(answerTo(job, known, wait));
      return;
    }
    new Waiting(job, known, wait, answer).begin();
  }

  /** Erases now, whatever the job is doing. Repeating it changes nothing. */
  @DELETE
  public Response end(@Auth Bearer bearer, @PathParam("id") JobId id) {
    Job job = jobs.require(bearer, id);
    if (job.state() == JobState.ERASED) {
      return Response.ok(jobs.view(job)).build();
    }
    workflows.eraseNow(
        job, Ending.of(job.collectedAt() == null ? Outcome.CANCELLED : Outcome.DELIVERED));
    return Response.accepted(jobs.viewOfEnding(id)).build();
  }

  /** The client has the video, so it can be erased. Repeating it changes nothing. */
  @POST
  @Path("/collected")
  public Response collected(@Auth Bearer bearer, @PathParam("id") JobId id) {
    Job job = jobs.require(bearer, id);
    boolean before = job.collectedAt() != null;
    if (job.state().isForgotten()) {
      if (before) {
        return Response.ok(jobs.view(job)).build();
      }
      throw new JobRefusal.Erased(id).asException();
    }
    if (job.state() != JobState.READY || !collection.record(id)) {
      throw new JobRefusal.Elsewhere(ProblemType.NOT_READY, job.state()).asException();
    }
    return Response.status(before ? Response.Status.OK : Response.Status.ACCEPTED)
        .entity(jobs.view(jobs.again(id)))
        .build();
  }

  private Response answerTo(Job job, IfNoneMatch known, PreferWait wait) {
    Response.ResponseBuilder answer =
        known.matches(tag(job)) ? Response.notModified() : Response.ok(jobs.view(job));
    if (wait.isGiven()) {
      answer.header(PreferWait.ANSWER, wait.applied());
    }
    return answer.tag(Long.toString(job.version())).build();
  }

  private static String tag(Job job) {
    return "\"" + job.version() + "\"";
  }

  /** One request that waits for its job to change. */
  private final class Waiting {
    private final Job before;
    private final IfNoneMatch known;
    private final PreferWait wait;
    private final AsyncResponse answer;

    private Waiting(Job before, IfNoneMatch known, PreferWait wait, AsyncResponse answer) {
      this.before = before;
      this.known = known;
      this.wait = wait;
      this.answer = answer;
    }

    void begin() {
      JobChanges.Watch watch = changes.watch(before.id(), () -> look(false));
      answer.register((CompletionCallback) failure -> watch.close());
      answer.setTimeoutHandler(late -> changes.soon(() -> look(true)));
      answer.setTimeout(wait.time().toMillis(), TimeUnit.MILLISECONDS);
      // It may have changed between our first look and the watch.
      watch.lookSoon();
    }

    private void look(boolean last) {
      try {
        Job now = jobs.again(before.id());
        if (last || now.version() != before.version()) {
          answer.resume(answerTo(now, known, wait));
        }
      } catch (RuntimeException failed) {
        answer.resume(failed);
      }
    }
  }
}
