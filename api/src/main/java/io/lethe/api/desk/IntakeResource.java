package io.lethe.api.desk;

import io.lethe.api.identity.Role;
import io.lethe.api.staff.Console;
import io.lethe.api.staff.Visit;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.rights.Letters;
import io.lethe.storage.rights.NewLetter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes down a request that came by letter or by word, from somebody with an account or without.
 * Its clock runs from the day it came.
 */
@Path(RequestsResource.PATH + "/new")
@Console
public final class IntakeResource {
  private final Letters letters;
  private final DeskActs acts;
  private final Pages pages;

  public IntakeResource(Letters letters, DeskActs acts, Pages pages) {
    this.letters = letters;
    this.acts = acts;
    this.pages = pages;
  }

  @GET
  public Response ask(@Context ContainerRequestContext request) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    LocalDate today = letters.today();
    return pages.page(
        visit.session(),
        "intake",
        "Take down a request",
        RequestsResource.PATH,
        Map.of(
            "today", today.toString(),
            "oldest", today.minusDays(NewLetter.OLDEST_DAYS).toString(),
            "rights",
                Arrays.stream(Right.values())
                    .map(right -> Map.of("name", right.name(), "words", Words.name(right)))
                    .toList()));
  }

  /** To the request; where the address is that of several accounts, to the list that shows them. */
  @POST
  public Response take(@Context ContainerRequestContext request) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    List<RequestId> taken = letters.takeDown(letter(DeskForm.of(visit)), visit.session().staff());
    taken.forEach(acts::wake);
    return Response.seeOther(
            URI.create(
                taken.size() == 1
                    ? RequestsResource.PATH + "/" + taken.get(0)
                    : RequestsResource.PATH))
        .build();
  }

  private NewLetter letter(DeskForm form) {
    Right right = form.choice("right", Right.class, "The right");
    EmailAddress address = address(form.text("email"));
    String correspondent = form.text("correspondent");
    if (address == null && correspondent == null) {
      throw DeskForm.amiss(
          "It is from nobody",
          "Fill in the e-mail address that the letter gives, or who wrote it, or both.");
    }
    if (address == null && right == Right.MARKETING_OPT_OUT) {
      throw DeskForm.amiss(
          "An address is missing",
          "To an objection to marketing belongs the e-mail address that nothing is to be sent to.");
    }
    return new NewLetter(address, correspondent, right, form.text("details"), received(form));
  }

  private static @Nullable EmailAddress address(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return EmailAddress.parse(text)
        .orElseThrow(
            () ->
                DeskForm.amiss(
                    "The e-mail address can't be",
                    "Write it as name@example.org, or leave it out and say who wrote."));
  }

  private LocalDate received(DeskForm form) {
    LocalDate day = form.day("received", "The day it came");
    LocalDate today = letters.today();
    if (day.isAfter(today) || day.isBefore(today.minusDays(NewLetter.OLDEST_DAYS))) {
      throw DeskForm.amiss("The day can't be", "Give a day of the last year, until today.");
    }
    return day;
  }
}
