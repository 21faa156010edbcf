package io.lethe.api.desk;

import io.lethe.api.staff.Console;
import io.lethe.api.staff.Visit;
import io.lethe.storage.staff.AuditEntry;
import io.lethe.storage.staff.AuditLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** For every role: who of the staff did what. Numbers and times, nothing of any subject. */
@Path("/console/log")
@Console
public final class LogResource {
  private static final int NEWEST = 100;

  private final AuditLog log;
  private final Pages pages;

  public LogResource(AuditLog log, Pages pages) {
    this.log = log;
    this.pages = pages;
  }

  @GET
  public Response log(@Context ContainerRequestContext request) {
    Visit visit = Visit.of(request);
    OptionalLong broken = log.firstBroken();
    List<AuditEntry> newest = log.newest(NEWEST);
    Map<String, Object> words = new HashMap<>();
    words.put("whole", broken.isEmpty());
    words.put("broken", broken.isPresent() ? Long.toString(broken.getAsLong()) : "");
    words.put("head", newest.isEmpty() ? null : entry(newest.get(0)));
    words.put("entries", newest.stream().map(LogResource::entry).toList());
    return pages.page(visit.session(), "log", "Log", "/console/log", words);
  }

  private static Map<String, Object> entry(AuditEntry entry) {
    return Map.of(
        "number", entry.number(),
        "at", Words.time(entry.at()),
        "staff", entry.staff().toString(),
        "act", Words.name(entry.act()),
        "request", entry.request() == null ? "" : entry.request().toString(),
        "hold", entry.hold() == null ? "" : entry.hold().toString(),
        "seal", entry.sealInDigits());
  }
}
