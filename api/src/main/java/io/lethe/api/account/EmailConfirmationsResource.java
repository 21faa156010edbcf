package io.lethe.api.account;

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
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      </head>
      <body>
      <h1>%1$s</h1>
      %2$s
      </body>
      </html>
      """;

  private static final String ASK =
      PAGE.formatted(
          "Confirm your e-mail address",
          """
          <p>Was it you who gave this address? Then confirm it. If not, close this page: nothing \
          happens, and the address is forgotten.</p>
          <form method="post"><button>Confirm the address</button></form>""");

  private static final String DONE =
      PAGE.formatted(
          "Your e-mail address is confirmed", "<p>Thank you. You can close this page.</p>");

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
