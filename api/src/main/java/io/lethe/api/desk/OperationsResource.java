package io.lethe.api.desk;

import io.lethe.api.identity.Role;
import io.lethe.api.staff.Console;
import io.lethe.api.staff.Visit;
import io.lethe.domain.JobId;
import io.lethe.storage.provider.Block;
import io.lethe.storage.staff.Lookout;
import io.lethe.workflows.WorkflowIds;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For operators: what is late, what waits, and what was erased. Never a person. */
@Path("/console")
@Console
public final class OperationsResource {
  private final Lookout lookout;
  private final WorkflowLinks workflows;
  private final Pages pages;
  private final Clock clock;

  public OperationsResource(Lookout lookout, WorkflowLinks workflows, Pages pages, Clock clock) {
    this.lookout = lookout;
    this.workflows = workflows;
    this.pages = pages;
    this.clock = clock;
  }

  @GET
  @Path("/operations")
  public Response operations(@Context ContainerRequestContext request) {
    Visit visit = Visit.of(request).require(Role.OPERATOR);
    Instant now = clock.instant();
    List<Map<String, Object>> overdue =
        lookout.overdueErasures().stream()
            .map(
                one -> {
                  Map<String, Object> row =
                      row(one.job(), one.eraseBy(), now, Words.time(one.eraseBy()));
                  row.put("held", one.held());
                  return row;
                })
            .toList();
    List<Map<String, Object>> unknown =
        lookout.unknownSubmissions().stream()
            .map(one -> row(one.job(), one.sentAt(), now, Words.time(one.sentAt())))
            .toList();
    Map<String, Object> words = new HashMap<>();
    words.put("now", Words.time(now));
    words.put("overdue", overdue);
    words.put("anyOverdue", !overdue.isEmpty());
    words.put("unknown", unknown);
    words.put("anyUnknown", !unknown.isEmpty());
    List<Map<String, Object>> offModels =
        lookout.offModels().stream().map(OperationsResource::words).toList();
    words.put("offModels", offModels);
    words.put("anyOffModels", !offModels.isEmpty());
    words.put("block", lookout.block().map(block -> words(block, now)).orElse(null));
    words.put(
        "waiting",
        List.of(
            waiting("Jobs that wait for their turn at fal.ai", lookout.submissions(), now),
            waiting("Mail that waits to be sent", lookout.mail(), now),
            waiting("Erasures that wait for their second look", lookout.secondLooks(), now),
            waiting(
                "Requests at fal.ai that are followed until they are gone",
                lookout.tracesAtProvider(),
                now)));
    return pages.page(visit.session(), "operations", "Operations", "/console/operations", words);
  }

  @GET
  @Path("/receipts")
  public Response receipts(@Context ContainerRequestContext request) {
    Visit visit = Visit.of(request).require(Role.OPERATOR);
    List<Map<String, Object>> receipts =
        lookout.newestReceipts().stream()
            .map(
                one -> {
                  Map<String, Object> row =
                      row(one.job(), one.issuedAt(), clock.instant(), Words.time(one.issuedAt()));
                  row.put("jws", one.jws());
                  return row;
                })
            .toList();
    return pages.page(
        visit.session(),
        "receipts",
        "Receipts",
        "/console/receipts",
        Map.of("receipts", receipts, "any", !receipts.isEmpty()));
  }

  private Map<String, Object> row(JobId job, Instant since, Instant now, Map<String, String> time) {
    Map<String, Object> row = new HashMap<>();
    row.put("job", job.toString());
    row.put("time", time);
    row.put("age", Words.span(Duration.between(since, now)));
    row.put("video", workflows.to(WorkflowIds.video(job)).orElse(null));
    row.put("erasure", workflows.to(WorkflowIds.erasure(job)).orElse(null));
    return row;
  }

  private static Map<String, Object> words(Block block, Instant now) {
    return Map.of(
        "recipient", block.recipient(),
        "reason", Words.name(block.reason()),
        "age", Words.span(Duration.between(block.since(), now)),
        "since", Words.time(block.since()),
        "tryAt", Words.time(block.tryAt()));
  }

  private static Map<String, Object> words(Lookout.OffModel off) {
    return Map.of(
        "model", off.model().value(),
        "why", off.because().meaning(),
        "remedy", off.because().remedy(),
        "checked", Words.time(off.checkedAt()));
  }

  private static Map<String, Object> waiting(String what, Lookout.Waiting waiting, Instant now) {
    Instant oldest = waiting.oldest();
    String since =
        oldest == null || oldest.isAfter(now) ? "" : Words.span(Duration.between(oldest, now));
    return Map.of("what", what, "count", waiting.count(), "since", since);
  }
}
