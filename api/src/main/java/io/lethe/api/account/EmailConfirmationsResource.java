package io.lethe.api.account;

import io.lethe.api.LinkPage;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.key.LinkWord;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Where the link in a confirmation mail leads. Opening it changes nothing, because mail scanners
 * open links too; the button on the page does. Public: the word in the link is all it takes.
 */
@Path(Accounts.CONFIRMATION_PATH + "{word}")
public final class EmailConfirmationsResource {
  private static final String ASK =
      LinkPage.asking(
          "Confirm your e-mail address",
          "Was it you who gave this address? Then confirm it. If not, close this page: nothing"
              + " happens, and the address is forgotten.",
          "Confirm the address");

  private static final String DONE =
      LinkPage.of("Your e-mail address is confirmed", "<p>Thank you. You can close this page.</p>");

  private final Accounts accounts;

  public EmailConfirmationsResource(Accounts accounts) {
    this.accounts = accounts;
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
    if (LinkWord.parse(word).filter(accounts::confirm).isEmpty()) {
      throw new Refusal.Plain(ProblemType.NO_SUCH_LINK).asException();
    }
    return DONE;
  }
}
