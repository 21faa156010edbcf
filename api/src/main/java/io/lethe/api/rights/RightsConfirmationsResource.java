package io.lethe.api.rights;

import io.lethe.api.LinkPage;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.rights.MailedRequests;
import io.lethe.storage.rights.OpenedRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Where the link leads that is mailed to who asked by an address. Opening it changes nothing,
 * because mail scanners open links too; the button on the page does.
 */
@Path(MailedRequests.CONFIRMATION_PATH + "{word}")
public final class RightsConfirmationsResource {
  private static final String ASK =
      LinkPage.asking(
          "Confirm your request",
          "Was it you who asked? Then confirm it. If not, close this page: nothing happens.",
          "Confirm the request");

  private final MailedRequests requests;
  private final RequestWorkflows workflows;

  public RightsConfirmationsResource(MailedRequests requests, RequestWorkflows workflows) {
    this.requests = requests;
    this.workflows = workflows;
  }

  /** The same page for every link: whether it still works is told to who uses it. */
  @GET
  @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
  public String ask(@PathParam("word") String word) {
    return ASK;
  }

  /** Confirms; the link works once. */
  @POST
  @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
  public String confirm(@PathParam("word") String word) {
    List<OpenedRequest> opened = LinkWord.parse(word).map(requests::confirm).orElse(List.of());
    if (opened.isEmpty()) {
      throw new Refusal.Plain(ProblemType.NO_SUCH_LINK).asException();
    }
    opened.forEach(request -> workflows.tell(request.id()));
    return LinkPage.of("Your request is confirmed", links(opened));
  }

  /** Words of links are letters, digits and dashes: nothing in them is markup. */
  private static String links(List<OpenedRequest> opened) {
    StringBuilder links =
        new StringBuilder("<p>We are at work on it. Keep this link: it shows how it stands.</p>");
    for (OpenedRequest request : opened) {
      LinkWord status = request.statusWord();
      if (status != null) {
        String path = RightsStatusResource.PATH + status.value();
        links.append("\n<p><a href=\"").append(path).append("\">").append(path).append("</a></p>");
      }
    }
    return links.toString();
  }
}
