package io.lethe.api.desk;

import io.lethe.api.problem.Problem;
import io.lethe.api.staff.Console;
import io.lethe.api.staff.PageRefused;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Says what went wrong as a page: people read the console, not programs. */
public final class ConsoleRefusals implements ExceptionMapper<PageRefused> {
  private final Pages pages;

  public ConsoleRefusals(Pages pages) {
    this.pages = pages;
  }

  @Override
  public Response toResponse(PageRefused refused) {
    return pages.refusal(refused);
  }

  /** For what any route of the API may answer: a part that is away, a bug, a path that is none. */
  @Console
  public static final class Problems implements ContainerResponseFilter {
    private final Pages pages;

    public Problems(Pages pages) {
      this.pages = pages;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
      if (answer.getEntity() instanceof Problem problem) {
        Object id = problem.members().get("id");
        Response page =
            pages.refusal(
                new PageRefused(
                    problem.status(),
                    problem.title(),
                    problem.detail() + (id == null ? "" : " The id is " + id + ".")));
        answer.setEntity(page.getEntity(), null, page.getMediaType());
        answer.getHeaders().putAll(page.getHeaders());
        answer.getHeaders().putSingle("Content-Type", MediaType.TEXT_HTML + ";charset=utf-8");
      }
    }
  }
}
