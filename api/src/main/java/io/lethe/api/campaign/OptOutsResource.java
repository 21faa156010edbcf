package io.lethe.api.campaign;

import io.lethe.api.LinkPage;
import io.lethe.storage.consent.OptOutWords;
import io.lethe.storage.rights.OptOuts;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Where the link in each promotional mail leads. Mail programs post to it by themselves when
 * somebody presses their own button for it (RFC 8058, 3.2), so a post is all it takes; opening it
 * changes nothing, because mail scanners open links too.
 *
 * <p>Every word gets the same answers, also one that was made up: nobody learns whether it means
 * anybody.
 */
@Path(OptOutWords.PATH + "{word}")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public final class OptOutsResource {
  private static final String ASK =
      LinkPage.asking(
          "No more promotional mail?",
          "Press the button, and we send you no more offers and news. Mail about your videos and"
              + " your rights still comes.",
          "No more promotional mail");

  private static final String DONE =
      LinkPage.of(
          "You get no more promotional mail",
          "<p>It counts from now on. You can close this page; should you change your mind, agree"
              + " again in the app.</p>");

  private final OptOuts optOuts;

  public OptOutsResource(OptOuts optOuts) {
    this.optOuts = optOuts;
  }

  @GET
  public String ask(@PathParam("word") String word) {
    return ASK;
  }

  /** Whatever the body says: mail programs send {@code List-Unsubscribe=One-Click}. */
  @POST
  public String optOut(@PathParam("word") String word) {
    optOuts.optOut(word);
    return DONE;
  }
}
