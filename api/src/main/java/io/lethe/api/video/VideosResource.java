package io.lethe.api.video;

import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.model.Models;
import io.lethe.api.problem.RequestRefusal;
import io.lethe.storage.video.IdempotencyKey;
import io.lethe.storage.video.Job;
import io.lethe.storage.video.JobCursor;
import io.lethe.storage.video.JobPage;
import io.lethe.storage.video.Jobs;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Orders a video, and lists what was ordered. */
@Path("/v1/videos")
@Produces(MediaType.APPLICATION_JSON)
public final class VideosResource {
  private static final int PAGE = 20;
  private static final int LONGEST_PAGE = 100;

  private final Orders orders;
  private final Jobs jobs;
  private final OrderCheck checks;

  public VideosResource(Orders orders, Jobs jobs, Models models) {
    this.orders = orders;
    this.jobs = jobs;
    this.checks = new OrderCheck(models);
  }

  /** 201, also when the same order is repeated under its key: the same job is answered. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response order(
      @Auth Bearer bearer,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable NewVideo order) {
    IdempotencyKey idempotencyKey = key == null ? null : idempotencyKey(key);
    if (order == null) {
      throw new RequestRefusal.UnexpectedJson("", "The body is empty.").asException();
    }
    Job job = orders.order(bearer.subject(), checks.of(order), idempotencyKey);
    return Response.created(URI.create(VideoView.address(job.id())))
        .tag(Long.toString(job.version()))
        .entity(VideoView.of(job))
        .build();
  }

  @GET
  public VideoPageView list(
      @Auth Bearer bearer,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit) {
    JobCursor after = cursor == null ? null : cursor(cursor);
    JobPage page = jobs.list(bearer.subject(), after, limit == null ? PAGE : pageSize(limit));
    JobCursor next = page.next();
    return new VideoPageView(
        page.jobs().stream().map(job -> VideoView.of(job)).toList(),
        next == null ? null : next.encode());
  }

  private static IdempotencyKey idempotencyKey(String key) {
    try {
      return new IdempotencyKey(key);
    } catch (IllegalArgumentException e) {
      throw new RequestRefusal.InvalidParameter("Idempotency-Key", "It has 1 to 255 characters.")
          .asException();
    }
  }

  private static JobCursor cursor(String text) {
    return JobCursor.parse(text)
        .orElseThrow(
            () ->
                new RequestRefusal.InvalidParameter("cursor", "It is not one that a page named.")
                    .asException());
  }

  private static int pageSize(int limit) {
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw new RequestRefusal.InvalidParameter(
              "limit", "It is a number from 1 to " + LONGEST_PAGE + ".")
          .asException();
    }
    return limit;
  }
}
